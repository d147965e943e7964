"""Numbers written in figures: ``1.234,50``, ``1,234.50``, ``1 234,50``, ``23.480.500``.

The last separator is the decimal one unless three digits follow it; two of a kind part thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from callcoach.text.number_words import FIGURES

_PARTED = re.compile(r"\d+(?:[.,]\d+)+$")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?$")
_LONG = 9


@lru_cache(maxsize=4096)
def parse_figures(token: str) -> tuple[int, int | Decimal] | None:
    """The entry of a token of figures; ``None`` for times, dates and what is no number.

    >>> parse_figures("1.234,50")
    (12, Decimal('1234.50'))
    >>> parse_figures("10:30") is None
    True
    """
    if token.isdigit():
        return (FIGURES, int(token)) if token.isascii() else None
    if not _PARTED.match(token):
        return None
    value = _parted(token)
    return None if value is None else (FIGURES, value)


def _parted(token: str) -> int | Decimal | None:
    whole, mark, last = token[: -1 - len(re.split("[.,]", token)[-1])], "", ""
    mark, last = token[len(whole)], token[len(whole) + 1 :]
    groups = re.split("[.,]", whole)
    thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    same = set(re.findall("[.,]", token)) == {mark}
    if len(last) == 3 and same and thousands and groups[0] != "0":
        return int("".join(groups) + last)
    if len(groups) > 1 and ((same and len(last) != 2) or not thousands):
        return None
    if len(last) > 4 and len(groups) > 1:
        return None
    return Decimal("".join(groups) + "." + last)


def spaced_figures(
    norms: Sequence[str], gaps: Sequence[str], k: int, value: int | Decimal
) -> tuple[int, int | Decimal, str]:
    """End, value and kind of the figures at ``k``, with groups of three parted by blanks.

    >>> spaced_figures(["1", "234,50"], ["", " ", ""], 0, 1)
    (2, Decimal('1234.50'), 'figures')
    """
    first, j = norms[k], k + 1
    if not first.isdigit():
        return j, value, "figures"
    if len(first) <= 3 and first[0] != "0":
        while j < len(norms) and gaps[j].isspace() and len(gaps[j]) == 1 and _GROUP.match(norms[j]):
            j += 1
            if not norms[j - 1].isdigit():
                break
    if j == k + 1:
        odd = len(first) >= _LONG or (first[0] == "0" and len(first) > 1)
        return j, value, "digits" if odd else "figures"
    text = "".join(norms[k:j]).replace(",", ".")
    phone = j - k > 2 and len(first) == 3 and text.isdigit()
    return j, Decimal(text) if "." in text else int(text), "digits" if phone else "figures"
