"""What the rules for dates read from the tokens: days, months, years, and the day of the call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from callcoach.text.cardinals import LOW, Reader, below_hundred
from callcoach.text.date_math import day_of_month
from callcoach.text.date_words import DateWords, date_words
from callcoach.text.figures import parse_figures
from callcoach.text.number_words import (
    FIGURES,
    MILLION,
    THOUSAND,
    UNIT,
    Entry,
    number_words,
)

Month = tuple[int, int | None, int]


class Found(NamedTuple):
    """What a rule found: tokens ``i`` to ``j``, the day, how exact, what kind, which rule."""

    i: int
    j: int
    date: date | None
    granularity: str
    kind: str
    why: str


class DateReader:
    """The tokens of an utterance, read as parts of dates."""

    __slots__ = ("_numbers", "gaps", "norms", "reference", "size", "words")

    def __init__(self, norms: Sequence[str], gaps: Sequence[str], reference: date | None) -> None:
        self.norms, self.gaps, self.reference = norms, gaps, reference
        self.words: DateWords = date_words()
        self.size = len(norms)
        self._numbers: Reader | None = None

    def _reader(self) -> Reader:
        if self._numbers is None:
            get = number_words().entries.get
            entries = [get(w) or (parse_figures(w) if w < ":" else None) for w in self.norms]
            self._numbers = Reader(self.norms, self.gaps, entries, number_words())
        return self._numbers

    def then(self, count: Callable[[date], date | None]) -> date | None:
        """A day counted from the day of the call; ``None`` without one."""
        return count(self.reference) if self.reference else None

    def word(self, k: int) -> str:
        """Token ``k`` where only blanks stand before it."""
        return self.norms[k] if 0 <= k < self.size and self.gaps[k].isspace() else ""

    def article_before(self, k: int) -> tuple[int, str]:
        """Where the date that ``k`` names begins, and the telling word before it."""
        w, i, told = self.words.sets, k, ""
        while i > 0 and self.gaps[i].isspace():
            before = self.norms[i - 1]
            if before in w["telling"]:
                told = told or before
            elif before not in w["leading"] or (before in w["this"] and i < k):
                break
            i -= 1
            if told in w["since"]:
                break
        return i, told

    def number_at(self, k: int) -> tuple[int, int] | None:
        """A whole number below a hundred at token ``k``, and its end."""
        if not 0 <= k < self.size:
            return None
        word = self.norms[k]
        known = word in number_words().entries or word < ":"
        entry = self._reader().entries[k] if known else None
        if entry is None:
            return None
        if entry[0] == FIGURES:
            small = isinstance(entry[1], int) and len(self.norms[k]) <= 2
            return (entry[1], k + 1) if small else None
        return below_hundred(self._reader(), k, entry) if entry[0] in LOW else None

    def day_at(self, k: int, *, first: bool = False) -> tuple[int, int] | None:
        """A day of the month at token ``k``, and its end; never a clock time or a sum."""
        if not 0 <= k < self.size or not (first or self.gaps[k].isspace()):
            return None
        if self.norms[k] in self.words.sets["first"]:
            return 1, k + 1
        read = self.number_at(k)
        if read is None or not 1 <= read[0] <= 31 or self._not_over(read[1]):
            return None
        return read

    def day_ending(self, k: int) -> tuple[int, int] | None:
        """The start and value of the day of the month that ends right before token ``k``."""
        for start in (k - 3, k - 1):
            day = self.day_at(start, first=True) if start >= 0 else None
            if day and day[1] == k:
                return start, day[0]
        return None

    def _not_over(self, k: int) -> bool:
        """Whether what follows makes the number no day: ``mil``, ``y media``, ``%``, ``euros``."""
        if k >= self.size:
            return self.gaps[-1].lstrip().startswith(("%", "€"))
        gap, w = self.gaps[k], self.words.sets
        if gap.lstrip()[:1] in ("%", "€", "$", ":") and gap.strip():
            return True
        if not gap.isspace():
            return False
        after = self._reader().entries[k]
        if self.norms[k] in w["link"] and self.word(k + 1) in w["clock"]:
            return True
        return after is not None and (after[0] in (THOUSAND, MILLION) or self._dictated(k, after))

    def _dictated(self, k: int, entry: Entry) -> bool:
        """Whether digits are read out one by one up to ``k``: ``el siete tres cinco``."""
        before = self._reader().entries[k - 1]
        return entry[0] == UNIT and before is not None and before[0] == UNIT

    def no_day(self, k: int) -> bool:
        """Whether the word at ``k`` is what the number before it counts."""
        return self.word(k) in self.words.sets["not_day_after"]

    def day_after(self, k: int) -> tuple[int, int] | None:
        """The day that a weekday at ``k - 1`` is dated by: ``viernes 20``, ``viernes, el 20``."""
        if k < self.size and self.gaps[k] == ", " and self.word(k + 1):
            return self.day_at(k + 1) if self.norms[k] in self.words.sets["links"] else None
        if self.word(k) in self.words.sets["day_word"]:
            k += 1
        read = self.day_at(k)
        return None if read is None or self.no_day(read[1]) else read

    def month_after(self, k: int) -> Month | None:
        """``de marzo``, ``marzo``, ``de marzo del 2026`` at ``k``: month, year and end."""
        at = k + 1 if self.word(k) in self.words.sets["of"] else k
        month = self.words.months.get(self.word(at), 0)
        if not month:
            return None
        year = self.year_after(at + 1)
        return (month, year[0], year[1]) if year else (month, None, at + 1)

    def numeric_month(self, k: int) -> Month | None:
        """``del tres del 78`` at ``k``: a month told by its number, only with a year."""
        if self.word(k) not in self.words.sets["of"]:
            return None
        month = self.number_at(k + 1)
        year = self.year_after(month[1], short=True) if month and 1 <= month[0] <= 12 else None
        return (month[0], year[0], year[1]) if month and year else None

    def year_after(self, k: int, *, short: bool = False) -> tuple[int, int] | None:
        """``de 2026``, ``del dos mil veintiséis``, ``del 26`` at ``k``: year and end."""
        if self.word(k) not in self.words.sets["of"] or k + 1 >= self.size:
            return None
        text = self.norms[k + 1]
        if len(text) == 4 and text.isdigit() and text[:2] in ("19", "20"):
            return int(text), k + 2
        century = self.words.centuries.get(tuple(self.norms[k + 1 : k + 3]))
        if century:
            rest = self.number_at(k + 3)
            return (century + rest[0], rest[1]) if rest else (century, k + 3)
        return self._short_year(k, short)

    def _short_year(self, k: int, short: bool) -> tuple[int, int] | None:
        read = self.number_at(k + 1)
        if (
            read is None
            or not (10 if short else 18) <= read[0] <= 99
            or self.norms[k] not in self.words.sets["of_the"]
        ):
            return None
        return (2000 if read[0] < 40 else 1900) + read[0], read[1]

    def full_date(self, i: int, day: int, month: Month, why: str) -> Found:
        """A day and month, and a year where it is told."""
        number, year, end = month
        start = self.reference or (date(year, 1, 1) if year else None)
        found = day_of_month(start, day, number, year) if start else None
        past = found is not None and self.reference is not None and found < self.reference
        return Found(i, end, found, "day", "past" if past else "day", why)
