"""Amounts and currencies as tables write them: ``1.500,00 €``, ``MXN 1,500.00``, ``$ 350``.

``1.500`` alone can be one and a half or fifteen hundred: it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Literal

from callcoach.readers.folding import fold

DecimalMark = Literal[",", "."]

_NUMBER = re.compile(r"[-+]?\d[\d.,'’ \u00a0\u202f]*")
_ISO = "ARS BOB BRL CLF CLP COP CRC CUP DOP EUR GBP GTQ HNL MXN NIO PAB PEN PYG USD UYU VES"
_CODES = frozenset(_ISO.split())
_NAMES = {
    "euro": "EUR", "euros": "EUR", "dolar": "USD", "dolares": "USD", "sol": "PEN", "soles": "PEN",
    "pesos mexicanos": "MXN", "pesos colombianos": "COP", "pesos argentinos": "ARS",
    "pesos chilenos": "CLP", "pesos dominicanos": "DOP", "pesos uruguayos": "UYU",
    "quetzales": "GTQ", "lempiras": "HNL", "colones": "CRC", "cordobas": "NIO",
    "guaranies": "PYG", "bolivianos": "BOB", "balboas": "PAB",
}  # fmt: skip
_SIGNS = {
    "€": "EUR", "US$": "USD", "U$S": "USD", "MX$": "MXN", "RD$": "DOP", "S/": "PEN", "S/.": "PEN",
    "C$": "NIO", "₡": "CRC", "₲": "PYG", "Q": "GTQ", "UF": "CLF", "COL$": "COP", "AR$": "ARS",
}  # fmt: skip


class AmbiguousAmount(ValueError):
    """An amount that can be read two ways and nothing says which."""


def currency_of(text: str) -> str | None:
    """The ISO 4217 code that ``text`` names; ``None`` for none and for a bare ``$`` or ``pesos``.

    >>> currency_of("S/"), currency_of("pesos mexicanos"), currency_of("mxn"), currency_of("$")
    ('PEN', 'MXN', 'MXN', None)
    """
    bare = text.strip()
    if bare.upper() in _CODES:
        return bare.upper()
    return _SIGNS.get(bare.upper()) or _NAMES.get(fold(bare))


def is_currency(text: str) -> bool:
    """Whether ``text`` stands for money at all (also a bare ``$`` or ``pesos``)."""
    return text.strip() in ("$", "") or fold(text) in ("peso", "pesos") or bool(currency_of(text))


def parse_amount(text: str, mark: DecimalMark | None = None) -> tuple[Decimal, str | None]:
    """Amount and currency. ``mark`` is the decimal mark of the table, where it is known.

    Raises AmbiguousAmount (``1.500`` without ``mark``) or ValueError.

    >>> parse_amount("1.500,00 €"), parse_amount("1.500", ",")
    ((Decimal('1500.00'), 'EUR'), (Decimal('1500'), None))
    """
    number, rest = _number(text)
    if not is_currency(rest):
        raise ValueError("not an amount")
    found = _mark(number)
    if found == "?" and mark is None:
        raise AmbiguousAmount("an amount that can be read two ways")
    used = mark if mark and found in ("?", "") else found
    return _decimal(number, used if used in (",", ".") else None), currency_of(rest)


def decimal_mark(texts: Iterable[str]) -> DecimalMark | None:
    """The decimal mark that the amounts of one column share; ``None`` where none tells.

    Raises ValueError where they contradict one another.

    >>> decimal_mark(["1.500", "2.300,50"])
    ','
    """
    found: set[str] = set()
    for text in texts:
        try:
            found.add(_mark(_number(text)[0]))
        except ValueError:
            continue
    if {",", "."} <= found:
        raise ValueError("some amounts use a decimal comma, others a decimal point")
    return "," if "," in found else "." if "." in found else None


def _number(text: str) -> tuple[str, str]:
    match = _NUMBER.search(text)
    if not match:
        raise ValueError("not an amount")
    number = re.sub(r"[ \u00a0\u202f]", "", match.group()).rstrip(".,'’")
    return _without_apostrophes(number), (text[: match.start()] + " " + text[match.end() :]).strip()


def _without_apostrophes(number: str) -> str:
    """``1'500.000,50`` and ``1'500.50``: the apostrophe groups digits like the other mark."""
    last = next((char for char in reversed(number) if char in ".,"), "")
    if not last:
        return re.sub(r"['’]", "", number)
    grouping = last if len(number) - number.rindex(last) == 4 else {",": ".", ".": ","}[last]
    return re.sub(r"['’]", grouping, number)


def _mark(number: str) -> str:
    """``,`` or ``.`` where the number shows its decimal mark, ``?`` in doubt, else empty."""
    marks = [char for char in number if char in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return last
    if len(marks) > 1:
        return "." if last == "," else ","
    before, after = number.lstrip("+-").split(last)
    return last if len(after) != 3 or len(before) > 3 or before == "0" else "?"


def _decimal(number: str, mark: DecimalMark | str | None) -> Decimal:
    group = {",": ".", ".": ","}.get(mark or "", "")
    whole, _, cents = number.partition(mark) if mark else (number, "", "")
    parts = whole.lstrip("+-").split(group) if group else [whole.lstrip("+-")]
    if any(len(part) != 3 for part in parts[1:]) or not parts[0] or len(number) > 30:
        raise ValueError("not an amount")
    if len(parts) > 1 and len(parts[0]) > 3:
        raise ValueError("not an amount")
    sign = "-" if number.startswith("-") else ""
    try:
        return Decimal(f"{sign}{''.join(parts)}{'.' + cents if cents else ''}")
    except InvalidOperation:
        raise ValueError("not an amount") from None
