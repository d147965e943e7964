"""Whether the agent reached the debtor, and who listened until then.

Contact is lost with a voicemail, a wrong number, a person who is not the debtor, or a hang-up
at once. Who denies being the debtor, hands the telephone over or says "soy yo" is told by the
cues (labels ``cue.*``) of the pack. In doubt the debtor was reached: what is said of a call
without contact is hardly judged at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from callcoach.analysis.find import is_side
from callcoach.model.annotation import Annotation
from callcoach.model.call import Span
from callcoach.model.transcript import Utterance

Rows = Sequence[Sequence[Annotation]]
OWN = ("excuse.", "promise.", "refusal")
"""Who says these speaks of a debt of their own, unless they have denied being the debtor."""

ASKS = ("verification", "cue.asks_for")
_DENIES = ("cue.not_debtor", "cue.wrong_number")
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
    return any(a.label == x or (x.endswith(".") and a.label.startswith(x))
               for a in row for x in labels)


def contact(utterances: Sequence[Utterance], rows: Rows) -> Contact:
    """Whether the debtor was reached."""
    last = len(utterances) - 1
    heard = [n for n, u in enumerate(utterances) if is_side(u.speaker, "customer") and u.text.strip()]
    if _voicemail(utterances, rows):
        return Contact("none", "contact.voicemail", (0, last), 0)
    if not heard:
        unknown = any(u.speaker == "unknown" and u.text.strip() for u in utterances)
        return Contact("debtor" if unknown else "none", "contact.nobody", None, 0)
    denied, came = _strangers(utterances, rows, heard)
    if denied is not None and came is None:
        return Contact("none", "contact.third_party", (0, last), 0)
    if came is not None:
        return Contact("debtor", "contact.debtor", (0, came - 1), came)
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
        elif has(rows[n], "cue.self_identified") or _owns(utterances, rows, n, denied):
            return denied, n if denied is not None else None
    return denied, None


def denies(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` says that its speaker is not the one asked for."""
    if has(rows[n], *_DENIES):
        return not (has(rows[n], "cue.self_identified") and not has(rows[n], "cue.relation"))
    before = agent_before(utterances, n)
    return has(rows[n], "cue.bare_no") and before is not None and has(rows[before], *ASKS)


def _owns(utterances: Sequence[Utterance], rows: Rows, n: int, denied: int | None) -> bool:
    """Whether the speaker of ``n`` confirms being the debtor, or speaks of the debt as theirs."""
    if denied is not None:
        return has(rows[n], "promise.concrete", "refusal") and not _for_another(rows[denied])
    return has(rows[n], *OWN) or answers(utterances, rows, n)


def _for_another(row: Sequence[Annotation]) -> bool:
    return has(row, "cue.relation", "cue.wrong_number")


def answers(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` tells who its speaker is, when it was asked."""
    before = agent_before(utterances, n)
    if has(rows[n], "cue.self_identified"):
        return True
    if before is None or not has(rows[before], *ASKS):
        return False
    if has(rows[n], "cue.identity_confirmed", "cue.relation"):
        return True
    if has(rows[n], "cue.will_not_talk", "cue.who_calls", "cue.not_debtor", "question.open",
           "question.closed"):
        return False
    return bool(utterances[n].text.strip())


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
    return len(text.split()) <= 3 or has(row, "cue.self_identified", "cue.identity_confirmed")
