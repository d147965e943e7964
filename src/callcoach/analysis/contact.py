"""Whether the agent reached the debtor, and who listened until then.

Contact is lost with a voicemail, a wrong number, a person who is not the debtor, or a hang-up
at once. Who denies being the debtor, hands the telephone over or says "soy yo" is told by the
cues (labels ``cue.*``) of the pack. In doubt the debtor was reached: what is said of a call
without contact is hardly judged at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from callcoach.analysis.find import is_side, split
from callcoach.model.annotation import Annotation
from callcoach.model.call import Span
from callcoach.model.transcript import Utterance

Rows = Sequence[Sequence[Annotation]]
OWN = ("excuse.", "promise.", "refusal")
"""Who says these speaks of a debt of their own, unless they have denied being the debtor."""

ASKS = ("verification", "cue.asks_for")
_DENIES = ("cue.not_debtor", "cue.wrong_number")
DEBT = ("amount", "amount.vague", "disclosure", "cue.debt_named")
"""The agent speaks of a debt. The creditor's name alone does not say that there is one."""

_SHORT = 6
"""A call of more utterances was not hung up at once."""


class Contact(NamedTuple):
    """Whether the debtor was reached, why not (a key ``contact.*``), and who listened before.

    ``since`` is the first utterance with the debtor on the line, or with whoever is taken for them.
    """

    reached: Literal["debtor", "none"]
    why: str
    stranger: Span | None
    since: int


def has(row: Sequence[Annotation], *labels: str) -> bool:
    """Whether a row of annotations bears one of the labels (or families, ending in a dot)."""
    exact, families = split(labels)
    return any(a.label in exact or a.label.startswith(families) for a in row)


def contact(utterances: Sequence[Utterance], rows: Rows) -> Contact:
    """Whether the debtor was reached."""
    last = len(utterances) - 1
    heard = [n for n, u in enumerate(utterances)
             if is_side(u.speaker, "customer") and u.text.strip()]
    if _voicemail(utterances, rows):
        return Contact("none", "contact.voicemail", (0, last), 0)
    if not heard:
        unknown = any(u.speaker == "unknown" and u.text.strip() for u in utterances)
        return Contact("debtor" if unknown else "none", "contact.nobody", None, 0)
    denied, came = _strangers(utterances, rows, heard)
    if came is not None:
        return Contact("debtor", "contact.debtor", (0, came - 1), came)
    if denied is not None or _never_told(utterances, rows):
        return Contact("none", "contact.third_party", (0, last), 0)
    if _hung_up(utterances, rows, heard):
        return Contact("none", "contact.hung_up", None, 0)
    return Contact("debtor", "contact.debtor", None, 0)


def _voicemail(utterances: Sequence[Utterance], rows: Rows) -> bool:
    """A machine speaks first, and nobody says later that it is they."""
    others = [n for n, u in enumerate(utterances) if u.speaker != "agent" and u.text.strip()]
    if not any(has(rows[n], "cue.voicemail") for n in others[:2]):
        return False
    return not any(has(rows[n], "cue.self_identified", *OWN) for n in others)


def _strangers(
    utterances: Sequence[Utterance], rows: Rows, heard: Sequence[int]
) -> tuple[int | None, int | None]:
    """Where somebody denied being the debtor or was another, and where the debtor came to it."""
    denied: int | None = None
    handed = False
    for n in heard:
        if handed:
            return denied, n
        if utterances[n].speaker in ("third_party", "other") or denies(utterances, rows, n):
            denied = n if denied is None else denied
            handed = has(rows[n], "cue.hands_over")
        elif has(rows[n], "cue.hands_over"):
            denied, handed = n, True
        elif _confirms(utterances, rows, n):
            return denied, n if denied is not None else None
        elif denied is None and has(rows[n], *OWN):
            return None, None
        elif denied is not None and _owns(rows, n):
            return denied, n
    return denied, None


def denies(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` says that its speaker is not the one asked for."""
    if has(rows[n], "cue.relation") or (
            has(rows[n], *_DENIES) and not has(rows[n], "cue.self_identified")):
        return True
    before = agent_before(utterances, n)
    size = len(utterances[n].text.strip())
    bare = any(a.label == "cue.bare_no" and a.end - a.start >= size - 1 for a in rows[n])
    asked = before is not None and has(rows[before], *ASKS)
    return asked and (bare or has(rows[n], "cue.elsewhere"))


def _confirms(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether the speaker of ``n`` says to be the one asked for.

    A name given on picking up tells of nobody asked for, and a yes answers no open question.
    """
    before = agent_before(utterances, n)
    if before is None:
        return False
    if has(rows[n], "cue.self_identified"):
        return True
    if not has(rows[before], "verification"):
        return False
    if has(rows[n], "cue.datum"):
        return not has(rows[n], "cue.relation", *_DENIES)
    if not _yes(rows[n]):
        return False
    polar = has(rows[before], "question.closed") or not has(rows[before], "question.open")
    return polar and not has(rows[before], "cue.asks_relation")


def _yes(row: Sequence[Annotation]) -> bool:
    """Whether an utterance begins with a yes."""
    return any(a.label == "cue.identity_confirmed" and a.start <= 2 for a in row)


def _owns(rows: Rows, n: int) -> bool:
    """Whether somebody who had denied being the debtor promises to pay, for nobody else."""
    return has(rows[n], "promise.concrete") and not any(has(row, "cue.relation") for row in rows)


def _never_told(utterances: Sequence[Utterance], rows: Rows) -> bool:
    """The agent asked for somebody, was told of no debt's owner, and never spoke of a debt."""
    agent = [row for u, row in zip(utterances, rows, strict=True) if u.speaker == "agent"]
    if not any(has(row, *ASKS) for row in agent) or any(
            has(row, *DEBT, "commitment_request", "notice", "threat.") for row in agent):
        return False
    return not any(has(row, "promise.", "refusal") or _confirms(utterances, rows, n)
                   for n, row in enumerate(rows) if is_side(utterances[n].speaker, "customer"))


def answers(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` tells who its speaker is or is not, when it was asked."""
    before = agent_before(utterances, n)
    if has(rows[n], "cue.self_identified"):
        return True
    if before is None or not has(rows[before], *ASKS):
        return False
    if _yes(rows[n]) or has(rows[n], "cue.relation", *_DENIES):
        return True
    return not has(rows[n], "cue.will_not_talk") and _says_more(utterances[n].text, rows[n])


def _says_more(text: str, row: Sequence[Annotation]) -> bool:
    """Whether an utterance says anything besides its questions."""
    asked = [a for a in row if a.label.startswith("question.") or a.label == "cue.who_calls"]
    rest = "".join(" " if any(a.start <= i < a.end for a in asked) else c
                   for i, c in enumerate(text))
    words = [w for w in rest.split() if any(c.isalnum() for c in w)]
    return len(words) >= (2 if asked else 1)


def agent_before(utterances: Sequence[Utterance], n: int) -> int | None:
    """The agent's last utterance before ``n``."""
    return next((k for k in range(n - 1, -1, -1) if utterances[k].speaker == "agent"), None)


def _hung_up(utterances: Sequence[Utterance], rows: Rows, heard: Sequence[int]) -> bool:
    """Hardly anything was said, and the customer's side said nothing but who they are."""
    if len(utterances) > _SHORT:
        return False
    first = next((n for n, u in enumerate(utterances) if u.speaker == "agent"), len(utterances))
    said = [n for n in heard if n > first]
    return all(_empty(utterances[n].text, rows[n]) for n in said)


def _empty(text: str, row: Sequence[Annotation]) -> bool:
    if has(row, *OWN, "amount", "amount.vague", "question.open", "insult", "threat."):
        return False
    return len(text.split()) <= 2 or has(row, "cue.self_identified", "cue.identity_confirmed")
