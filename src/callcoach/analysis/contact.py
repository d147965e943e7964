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
from callcoach.analysis.identity import asks, confirms, denies
from callcoach.analysis.rows import Row, Rows, has
from callcoach.model.call import Span
from callcoach.model.transcript import Utterance

OWN = ("excuse.", "promise.", "refusal")
"""Who says these speaks of a debt of their own, unless they have denied being the debtor."""

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
        elif confirms(utterances, rows, n):
            return denied, n if denied is not None else None
        elif denied is None and has(rows[n], *OWN):
            return None, None
        elif denied is not None and _owns(utterances, rows, n):
            return denied, n
    return denied, None


def _owns(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether somebody who denied being the debtor promises to pay the debt named, as their own."""
    named = any(u.speaker == "agent" and has(rows[k], *DEBT) for k, u in enumerate(utterances[:n]))
    return named and has(rows[n], "promise.concrete") and not any(
        has(row, "cue.relation") for row in rows)


def _never_told(utterances: Sequence[Utterance], rows: Rows) -> bool:
    """The agent asked for somebody, was told of no debt's owner, and never spoke of a debt."""
    agent = [row for u, row in zip(utterances, rows, strict=True) if u.speaker == "agent"]
    if not any(asks(row) for row in agent) or any(
            has(row, *DEBT, "commitment_request", "notice", "threat.") for row in agent):
        return False
    return not any(has(row, "promise.", "refusal") or confirms(utterances, rows, n)
                   for n, row in enumerate(rows) if is_side(utterances[n].speaker, "customer"))


def _hung_up(utterances: Sequence[Utterance], rows: Rows, heard: Sequence[int]) -> bool:
    """Hardly anything was said, and the customer's side said nothing but who they are."""
    if len(utterances) > _SHORT:
        return False
    first = next((n for n, u in enumerate(utterances) if u.speaker == "agent"), len(utterances))
    said = [n for n in heard if n > first]
    return all(_empty(utterances[n].text, rows[n]) for n in said)


def _empty(text: str, row: Row) -> bool:
    if has(row, *OWN, "amount", "amount.vague", "question.open", "insult", "threat."):
        return False
    return len(text.split()) <= 2 or has(row, "cue.self_identified", "cue.identity_confirmed")
