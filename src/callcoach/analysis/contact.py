"""Whether the agent reached the debtor, and when identity and debt came up.

Contact is lost with a voicemail, a wrong number, a person who is not the debtor, or a hang-up
at once. Cues (labels ``cue.*``) come from the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from callcoach.analysis.find import is_side
from callcoach.model.annotation import Annotation
from callcoach.model.call import Verification
from callcoach.model.transcript import Utterance

Rows = Sequence[Sequence[Annotation]]
_DEBT = ("amount", "amount.vague", "creditor", "disclosure", "cue.debt_named")
_OWN = ("promise.", "refusal", "excuse.")


def has(row: Sequence[Annotation], *labels: str) -> bool:
    """Whether a row of annotations bears one of the labels (or families, ending in a dot)."""
    return any(a.label == x or (x.endswith(".") and a.label.startswith(x))
               for a in row for x in labels)


def verification(utterances: Sequence[Utterance], rows: Rows) -> Verification:
    """When the agent asked whom they speak to, when it was answered, when the debt was named."""
    asked = _first(utterances, rows, "agent", "verification")
    named = _first(utterances, rows, "agent", *_DEBT)
    answered, volunteered = None, False
    for n, u in enumerate(utterances):
        if not is_side(u.speaker, "customer"):
            continue
        if has(rows[n], "cue.not_debtor"):
            continue
        if has(rows[n], "cue.self_identified") and (asked is None or n < asked):
            answered, volunteered = n, True
            break
        if asked is not None and n > asked and _answers(utterances, rows, n):
            answered = n
            break
    return Verification(asked, answered, volunteered, named)


def _answers(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    """Whether utterance ``n`` answers the question of identity put before it."""
    if has(rows[n], "cue.identity_confirmed", "cue.self_identified"):
        return True
    if has(rows[n], "cue.who_calls", "question.open", "question.closed", "excuse.distrust"):
        return False
    before = _agent_before(utterances, n)
    return before is not None and has(rows[before], "verification") and bool(utterances[n].text.strip())


def _agent_before(utterances: Sequence[Utterance], n: int) -> int | None:
    for k in range(n - 1, -1, -1):
        if utterances[k].speaker == "agent":
            return k
    return None


def _first(utterances: Sequence[Utterance], rows: Rows, side: str, *labels: str) -> int | None:
    for n, u in enumerate(utterances):
        if is_side(u.speaker, side) and has(rows[n], *labels):
            return n
    return None


def contact(
    utterances: Sequence[Utterance], rows: Rows, checked: Verification
) -> tuple[Literal["debtor", "none"], str]:
    """Whether the debtor was reached, and why not: a key of the messages ``contact.*``."""
    theirs = [n for n, u in enumerate(utterances) if is_side(u.speaker, "customer")]
    spoken = [n for n in theirs if utterances[n].text.strip()]
    if not spoken:
        return "none", "contact.nobody"
    if any(has(rows[n], "cue.voicemail") for n in range(len(utterances))):
        return "none", "contact.voicemail"
    denied = [n for n in spoken if has(rows[n], "cue.not_debtor", "cue.wrong_number")]
    if denied and not _came_later(utterances, rows, denied[-1]):
        return "none", "contact.third_party"
    if len(spoken) == 1 and len(utterances) <= 4 and checked.answered is None:
        return "none", "contact.hung_up"
    return "debtor", "contact.debtor"


def _came_later(utterances: Sequence[Utterance], rows: Rows, denied: int) -> bool:
    """Whether the debtor came to the phone after somebody else had answered, or owned the debt."""
    for n in range(denied + 1, len(utterances)):
        if not is_side(utterances[n].speaker, "customer"):
            continue
        if has(rows[n], "cue.self_identified", "cue.identity_confirmed"):
            return True
        if has(rows[n], "promise.", "refusal"):
            return True
    return False
