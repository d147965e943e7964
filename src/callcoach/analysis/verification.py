"""When the agent asked whom they speak to, when it was answered, when the debt was named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callcoach.analysis.contact import DEBT, Contact
from callcoach.analysis.find import is_side
from callcoach.analysis.identity import agent_before, answers, asks
from callcoach.analysis.rows import Rows, has
from callcoach.model.call import Verification
from callcoach.model.transcript import Utterance


def verification(utterances: Sequence[Utterance], rows: Rows, met: Contact) -> Verification:
    """How the agent came to know whom they speak to.

    A person who is not the debtor may answer too: the agent then knows that. Where the debtor
    came to the telephone later, it is their answer that counts.
    """
    agent = [n for n, u in enumerate(utterances) if u.speaker == "agent"]
    asked = next((n for n in agent if asks(rows[n])), None)
    named = next((n for n in agent if has(rows[n], *DEBT)), None)
    answered = next(_answers(utterances, rows, met.since), None)
    volunteered = answered is not None and (asked is None or answered < asked)
    settled = _settled(utterances, rows, answered, named)
    return Verification(asked, answered, volunteered, named, settled)


def _answers(utterances: Sequence[Utterance], rows: Rows, first: int) -> Iterator[int]:
    for n in range(first, len(utterances)):
        if is_side(utterances[n].speaker, "customer") and answers(utterances, rows, n):
            yield n


def _settled(
    utterances: Sequence[Utterance], rows: Rows, answered: int | None, named: int | None
) -> int | None:
    """The last of the answers about identity that follow each other before the debt is named."""
    if answered is None:
        return None
    settled = answered
    for n in _answers(utterances, rows, answered + 1):
        before = agent_before(utterances, n)
        gap = sum(utterances[k].speaker == "agent" for k in range(settled, n))
        if before is None or gap > 2 or (named is not None and n > named):
            break
        if asks(rows[before]):
            settled = n
    return settled

