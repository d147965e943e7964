"""Who speaks: whether the agent asks for a person, and whether the other side is that person.

It is told by the label ``verification``, by short questions that hold but a name ("¿Doña Elena
Soto?"), and by the cues (``cue.*``) of the pack: "con él habla", "no está", "soy su madre".
"""

from __future__ import annotations

from collections.abc import Sequence

from callcoach.analysis.rows import Row, Rows, has
from callcoach.analysis.speech import spelt
from callcoach.model.annotation import Annotation
from callcoach.model.transcript import Utterance

ASKS = ("verification", "cue.asks_for")
DENIES = ("cue.not_debtor", "cue.wrong_number", "cue.relation")
NAME_WORDS = 6
"""A longer question with somebody's name in it asks something else."""


def asks(row: Row) -> bool:
    """Whether the agent asks for a person, or whom they are speaking to."""
    return has(row, *ASKS) or any(_names(row, a) for a in row if a.label == "question.closed")


def asked_who(row: Row) -> tuple[Annotation, ...]:
    """The marks with which the agent asks for a person."""
    return tuple(a for a in row if a.label in ASKS or (
        a.label == "question.closed" and _names(row, a)))


def _names(row: Row, question: Annotation) -> bool:
    """Whether a question is hardly more than a title and a name."""
    return len(spelt(question.quote)) <= NAME_WORDS and any(
        a.label == "cue.person_named" and question.start <= a.start <= question.start + 4
        for a in row)


def agent_before(utterances: Sequence[Utterance], n: int) -> int | None:
    """The agent's last utterance before ``n``."""
    return next((k for k in range(n - 1, -1, -1) if utterances[k].speaker == "agent"), None)


def denies(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` says that its speaker is not the one asked for."""
    row = rows[n]
    if has(row, "cue.relation") or (has(row, *DENIES) and not has(row, "cue.self_identified")):
        return True
    before = agent_before(utterances, n)
    size = len(utterances[n].text.strip())
    bare = any(a.label == "cue.bare_no" and a.end - a.start >= size - 1 for a in row)
    return before is not None and asks(rows[before]) and (bare or has(row, "cue.elsewhere"))


def confirms(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether the speaker of ``n`` says to be the one asked for.

    A name given on picking up tells of nobody asked for, and a yes answers no open question.
    """
    before = agent_before(utterances, n)
    if before is None:
        return False
    if has(rows[n], "cue.self_identified"):
        return True
    asked = rows[before]
    if not asks(asked) or (has(asked, "cue.asks_for") and not has(asked, "verification")):
        return False
    if has(rows[n], "cue.datum"):
        return not has(rows[n], *DENIES)
    polar = has(asked, "question.closed") or not has(asked, "question.open")
    return _yes(rows[n]) and polar and not has(asked, "cue.asks_relation")


def _yes(row: Row) -> bool:
    """Whether an utterance begins with a yes."""
    return any(a.label == "cue.identity_confirmed" and a.start <= 2 for a in row)


def answers(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` tells who its speaker is or is not, when it was asked."""
    if has(rows[n], "cue.self_identified"):
        return True
    before = agent_before(utterances, n)
    if before is None or not asks(rows[before]):
        return False
    if _yes(rows[n]) or has(rows[n], *DENIES):
        return True
    return not has(rows[n], "cue.will_not_talk") and _says_more(utterances[n].text, rows[n])


def _says_more(text: str, row: Row) -> bool:
    """Whether an utterance says anything besides its questions."""
    asked = [a for a in row if a.label.startswith("question.") or a.label == "cue.who_calls"]
    rest = "".join(" " if any(a.start <= i < a.end for a in asked) else c
                   for i, c in enumerate(text))
    return len(spelt(rest)) >= (2 if asked else 1)
