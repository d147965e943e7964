"""Which of the sums said in a call are the debt itself."""

from __future__ import annotations

from decimal import Decimal

from callcoach.analysis.find import find
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call

CLOSE = Decimal("0.005")
"""Share of the debt by which a sum said without its cents may differ from it."""


def debt_sums(call: Call) -> frozenset[Decimal]:
    """The sums that stand for the debt: the file's, and what the agent calls it at the start.

    Where the file says nothing and the opening holds no sum, the agent's first exact one counts.
    """
    known = {call.info.debt.amount} if call.info.debt else set()
    opening = find(call, "amount", side="agent", within=call.opening) if call.opening else ()
    said = [a.value for a in opening if a.value is not None]
    if not known and not said:
        first = find(call, "amount", side="agent")
        said = [a.value for a in first if a.value is not None][:1]
    return frozenset({*known, *said})


def is_debt(mark: Annotation, sums: frozenset[Decimal]) -> bool:
    """Whether an exact sum is one of ``sums``, give or take its cents.

    >>> mark = Annotation(utterance=0, start=0, end=3, quote="540", label="amount", confidence=1,
    ...                   rule="r", value="540")
    >>> is_debt(mark, frozenset([Decimal("540.20")])), is_debt(mark, frozenset([Decimal(600)]))
    (True, False)
    """
    value = mark.value
    return value is not None and any(
        abs(value - one) <= max(Decimal("0.99"), abs(one) * CLOSE) for one in sums)
