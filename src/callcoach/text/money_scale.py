"""What an incomplete sum is worth: ``un millón doscientos``, ``cuatrocientos`` for 400 000.

Where notes are worth thousands, people leave the thousands out; the debt tells by how much.
"""

from __future__ import annotations

from decimal import Decimal

from callcoach.text.money_scene import Scene, Sum

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
        return _below_thousand(s, value, largest)
    elided = made.number.kind == "elided" and s.coins.thousands > 1
    if elided and largest and value < largest * 5 * _TOO_SMALL:
        return value * _THOUSAND
    return value


def _reading(s: Scene, made: Sum) -> Decimal:
    """The reading of a number with something left out that fits the country."""
    alt, value = made.number.alt, made.value
    if alt is None or made.worth > 1 or value in s.known:
        return value
    if alt in s.known:
        return alt
    if made.number.kind == "elided":
        return alt if s.coins.small else value
    return alt if value % _MILLION >= 100 or not made.marked else value


def _below_thousand(s: Scene, value: Decimal, largest: Decimal | None) -> Decimal:
    thousands, millions = value * _THOUSAND, value * _MILLION
    if thousands in s.known or (largest is None and s.coins.thousands > 1):
        return thousands
    if largest is None:
        return value
    if s.millions_of(value):
        return millions
    if s.coins.thousands > 1:
        return millions if value < 100 and thousands < largest * _TOO_SMALL else thousands
    return thousands if value < largest * _TOO_SMALL else value
