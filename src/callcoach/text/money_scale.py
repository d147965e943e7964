"""What an incomplete sum is worth: ``un millón doscientos``, ``cuatrocientos`` for 400 000.

Where notes are worth thousands, people leave the thousands out; the debt tells by how much.
"""

from __future__ import annotations

from decimal import Decimal

from callcoach.text.money_spans import Scene, Sum

_THOUSAND, _MILLION = 1000, 1_000_000
_TOO_SMALL = Decimal("0.001")


def scaled(s: Scene, made: Sum) -> Decimal:
    """The value meant, given the currency and the sums already said."""
    value = _reading(s, made)
    if made.marked or value in s.known or value != int(value):
        return value
    if s.coins.short_thousand and _THOUSAND + 1 < value < _THOUSAND + 10:
        return _THOUSAND + (value - _THOUSAND) * 100
    if not s.coins.thousands:
        return value
    largest = max(s.known, default=None)
    if value < _THOUSAND:
        return _small(s, value, largest)
    elided = made.number is not None and made.number.kind == "elided"
    if elided and s.coins.thousands > 1 and largest and value < largest * 5 * _TOO_SMALL:
        return value * _THOUSAND
    return value


def _reading(s: Scene, made: Sum) -> Decimal:
    """The reading of a number with something left out that fits the country."""
    n, value = made.number, made.value or Decimal(0)
    if n is None or n.alt is None or made.worth > 1:
        return value
    if n.alt in s.known or value in s.known:
        return n.alt if n.alt in s.known else value
    if n.kind == "elided":
        return n.alt if s.coins.small else value
    left_out = value % _MILLION
    return n.alt if left_out >= 100 or not made.marked else value


def _small(s: Scene, value: Decimal, largest: Decimal | None) -> Decimal:
    thousands = value * _THOUSAND
    if thousands in s.known:
        return thousands
    if largest is None:
        return thousands if s.coins.thousands > 1 else value
    millions = value * _MILLION
    if any(k >= _MILLION and k // _MILLION == value for k in s.known) or millions in s.known:
        return millions
    if s.coins.thousands > 1:
        return millions if value < 100 and thousands < largest * _TOO_SMALL else thousands
    return thousands if value < largest * _TOO_SMALL else value
