"""Sums of money: exact ones with value and currency, and talk of money without an exact sum."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.model.transcript import CallInfo
from callcoach.text.money import Amount, asks_how_much, find_amounts
from callcoach.text.tokens import Line

_CURRENCIES = {"ES": "EUR", "MX": "MXN", "CO": "COP", "AR": "ARS", "CL": "CLP", "PE": "PEN",
               "US": "USD", "UY": "UYU", "GT": "GTQ", "HN": "HNL", "CR": "CRC", "DO": "DOP",
               "EC": "USD", "SV": "USD", "PR": "USD", "BO": "BOB", "PY": "PYG", "NI": "NIO",
               "PA": "USD", "VE": "VES"}


class AmountAnnotator(Annotator):
    """Yields ``amount`` and ``amount.vague``; knows the debt on file and the sums said before."""

    labels: ClassVar[tuple[str, ...]] = ("amount",)

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The sums of a call, in order."""
        currency = call_currency(context.info)
        known = {context.info.debt.amount} if context.info.debt else set()
        for n, line in enumerate(context.lines):
            asked = _asks_how_much(context, n)
            for amount in find_amounts(line.norms, line.gaps, currency=currency, known=known,
                                       asked_how_much=asked):
                if not amount.corrected:
                    yield _mark(line, amount, known)


def call_currency(info: CallInfo) -> str | None:
    """The currency of a call: that of the debt, else that of its country.

    >>> call_currency(CallInfo(jurisdiction="AR-C"))
    'ARS'
    """
    if info.debt and info.debt.currency:
        return info.debt.currency
    return _CURRENCIES.get((info.jurisdiction or "")[:2])


def _asks_how_much(context: Context, n: int) -> bool:
    before = context.previous(n)
    return before is not None and asks_how_much(context.lines[before].norms)


def _mark(line: Line, amount: Amount, known: set[Decimal]) -> Mark:
    vague = amount.vague or amount.value is None
    if amount.value is not None:
        known.add(amount.value)
    return Mark(
        line.index, amount.i, amount.j, "amount.vague" if vague else "amount",
        0.85 if vague else 0.95, "amount.vague" if vague else "amount.exact", amount.why,
        value=None if vague else amount.value, currency=None if vague else amount.currency,
        lead=amount.lead, trail=amount.trail,
    )
