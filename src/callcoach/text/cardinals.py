"""Cardinal numbers in words: from one token of a number to its end and value.

``Reader`` holds the tokens with their entries and looks across blanks only; each function
takes the index of a token and gives value and end, or ``None`` where no number begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from callcoach.text.number_words import (
    ARTICLE,
    HEAD,
    HUNDRED,
    MILLION,
    PREFIX,
    RISKY,
    ROUND,
    TEEN,
    TENS,
    THOUSAND,
    UNIT,
    Entry,
    NumberWords,
)

LOW = (UNIT, TEEN, TENS, PREFIX)
_GROUP = (UNIT, TEEN, TENS, PREFIX, HUNDRED, ROUND, HEAD, RISKY)


class Piece(NamedTuple):
    """A number before it is known whether it stands alone."""

    i: int
    j: int
    value: int | Decimal
    shape: int  # 0: one digit, 1: two digits, 2: hundreds, 3: a thousand and more, 4: whole
    kind: str = "cardinal"
    vague: bool = False
    alt: int | None = None


class Reader:
    """The tokens with their entries; ``at`` and ``word`` look across blanks only."""

    __slots__ = ("entries", "gaps", "norms", "pack", "size")

    def __init__(
        self,
        norms: Sequence[str],
        gaps: Sequence[str],
        entries: list[Entry | None],
        pack: NumberWords,
    ) -> None:
        self.norms, self.gaps, self.entries, self.pack = norms, gaps, entries, pack
        self.size = len(norms)

    def at(self, k: int) -> Entry | None:
        """The entry of token ``k`` where only blanks stand before it."""
        if k >= self.size or ((gap := self.gaps[k]) != " " and not gap.isspace()):
            return None
        return self.entries[k]

    def word(self, k: int) -> str:
        """Token ``k`` where only blanks stand before it, else nothing."""
        if k >= self.size or ((gap := self.gaps[k]) != " " and not gap.isspace()):
            return ""
        return self.norms[k]

    def past_fillers(self, k: int) -> int:
        """The first token from ``k`` on that is no ``eh``."""
        while self.word(k) in self.pack.fillers:
            k += 1
        return k


def open_end(r: Reader, k: int) -> int | None:
    """The end of ``y pico``, ``y un poco`` at ``k``."""
    k += 1
    entry = r.at(k)
    if entry and entry[0] == ARTICLE:
        k += 1
    if r.word(k) not in r.pack.some or r.word(k + 1) in r.pack.some_end:
        return None
    return k + 1


def cardinal(r: Reader, k: int, entry: Entry) -> Piece | None:
    """A whole cardinal with its millions; ``alt`` where thousands may be left out."""
    total, scale, j, start = 0, 0, k, k
    alt: int | None = None
    vague = False
    here: Entry | None = entry
    while here is not None:
        if here[0] == MILLION and not scale:
            read: tuple[int, int, bool] | None = (1, j, False)
        else:
            read = (scale and _short_hundreds(r, j, here)) or below_million(r, j, here)
        if read is None or (here[0] == MILLION and r.norms[j].endswith("s")):
            break
        part, end, open_ = read
        up = r.at(end) if end > j else here
        if up and up[0] == MILLION:
            if scale and up[1] >= scale:
                break
            total, scale, j, vague = total + part * up[1], up[1], end + 1, vague or open_
            if half := _half(r, j):
                return Piece(start, half, total + scale // 2, 3, vague=vague)
            here = r.at(j)
            continue
        if scale == 1_000_000 and part < 1000 and r.entries[j] != (THOUSAND, 1000):
            alt = total + part * 1000
        total, j, vague = total + part, end, vague or open_
        break
    return Piece(start, j, total, shape(total), vague=vague, alt=alt) if j > start else None


def _half(r: Reader, k: int) -> int | None:
    """The end of ``y medio`` at ``k``."""
    return k + 2 if r.word(k) in r.pack.ands and r.word(k + 1) in r.pack.half else None


def shape(value: int) -> int:
    """How many digits a piece has: 0 one, 1 two, 2 three, 3 more."""
    return 0 if value < 10 else 1 if value < 100 else 2 if value < 1000 else 3


def below_million(r: Reader, k: int, entry: Entry) -> tuple[int, int, bool] | None:
    """Value, end, and whether ``y pico`` stands before ``mil``."""
    if entry[0] == THOUSAND:
        value, j, open_ = entry[1], k + 1, False
    else:
        read = (1, k + 1) if entry[0] == ARTICLE else group(r, k, entry)
        if read is None:
            return None
        value, j = read
        end = open_end(r, j) if r.word(j) in r.pack.ands else None
        scale = r.at(end or j)
        open_ = bool(end and scale and scale[0] in (THOUSAND, MILLION))
        j = end if open_ and end else j
        if scale is None or scale != (THOUSAND, 1000) or not value:
            return value, j, open_
        value, j = value * 1000, j + 1
    more, j = _after_thousand(r, j)
    return value + more, j, open_


def _after_thousand(r: Reader, k: int) -> tuple[int, int]:
    """What follows ``mil``: hundreds and below; ``seis cuarenta`` stands for 640."""
    at = r.past_fillers(k)
    entry = r.at(at)
    if entry is None:
        return 0, k
    short = _short_hundreds(r, at, entry)
    if short:
        return short[:2]
    read = group(r, at, entry) if entry[0] in _GROUP else None
    if read is None or (read[0] < 100 and (after := r.at(read[1])) and after[0] == THOUSAND):
        return 0, k
    return read


def _short_hundreds(r: Reader, k: int, entry: Entry) -> tuple[int, int, bool] | None:
    """``seis cuarenta`` for 640, after a scale word."""
    after = r.at(k + 1)
    if entry[0] != UNIT or not entry[1] or after is None or after[0] not in (TEEN, TENS):
        return None
    low = below_hundred(r, k + 1, after)
    return (entry[1] * 100 + low[0], low[1], False) if low else None


def group(r: Reader, k: int, entry: Entry) -> tuple[int, int] | None:
    """A number below a thousand and its end."""
    cls, value = entry
    if cls in (UNIT, HEAD) and r.word(k + 1) in r.pack.tails and r.norms[k] in r.pack.heads:
        return _add_low(r, r.pack.heads[r.norms[k]] * 100, k + 2)
    if cls == RISKY:
        after = r.at(k + 1)
        if after is None or after[0] == ARTICLE or (k and r.norms[k - 1] in r.pack.risky_after):
            return None
        cls = HUNDRED if value >= 100 else UNIT
    if cls == HUNDRED:
        return _add_low(r, value, k + 1)
    if cls == ROUND:
        return value, k + 1
    return below_hundred(r, k, (cls, value)) if cls in LOW else None


def _add_low(r: Reader, value: int, k: int) -> tuple[int, int]:
    entry = r.at(k)
    if entry and entry[1]:
        if entry[0] == ARTICLE and _plural_follows(r, k + 1):
            return value + 1, k + 1
        low = below_hundred(r, k, entry) if entry[0] in LOW else None
        if low:
            return value + low[0], low[1]
    return value, k


def _plural_follows(r: Reader, k: int) -> bool:
    """Whether ``un`` at ``k - 1`` ends a number: a plural, a scale word or nothing follows."""
    return r.word(k)[-1:] in ("s", "") or r.at(k) is not None


def below_hundred(r: Reader, k: int, entry: Entry) -> tuple[int, int] | None:
    """A number below a hundred and its end."""
    cls, value = entry
    if cls == TENS:
        if r.word(k + 1) in r.pack.ands and (unit := r.at(k + 2)) and unit[1]:
            if unit[0] == UNIT or (unit[0] == ARTICLE and _plural_follows(r, k + 3)):
                return value + unit[1], k + 3
        elif (unit := r.at(k + 1)) and unit[0] == UNIT and r.at(k + 2) == (THOUSAND, 1000):
            return value + unit[1], k + 2
        return value, k + 1
    if cls == PREFIX:
        unit = r.at(k + 1)
        return (value + unit[1], k + 2) if unit and unit[0] in (UNIT, ARTICLE) else None
    return (value, k + 1) if cls in (UNIT, TEEN) else None
