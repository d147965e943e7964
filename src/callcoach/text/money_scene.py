"""An utterance with what its call knows (``Scene``), and a sum in the making (``Sum``)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from callcoach.text.coins import Coins
from callcoach.text.money_words import MoneyWords
from callcoach.text.number_words import NumberWords
from callcoach.text.numbers import Number

_STOPS = frozenset(".?!;:¿¡…")
_MILLION = 1_000_000


@dataclass(slots=True)
class Sum:
    """A sum in the making: tokens ``i`` to ``j`` (exclusive) around its number.

    ``marked``: a word or sign says that it is money; ``worth``: how many units its coin stands
    for; ``why``: what makes it money, empty until that is known.
    """

    i: int
    j: int
    value: Decimal
    number: Number
    currency: str | None = None
    lead: int = 0
    trail: int = 0
    marked: bool = False
    worth: int = 1
    vague: bool = False
    corrected: bool = False
    why: str = ""


@dataclass(slots=True)
class Scene:
    """An utterance, the words of its language and country, and what the call knows.

    ``known``: sums said before, and the debt; ``said``: those of this utterance so far.
    """

    norms: Sequence[str]
    gaps: Sequence[str]
    words: MoneyWords
    numbers: NumberWords
    coins: Coins
    currency: str | None
    known: Collection[Decimal]
    asked: bool
    found: list[Number]
    said: set[Decimal]

    def word(self, k: int) -> str:
        """Token ``k`` where no sentence ends before it, else nothing."""
        if not 0 <= k < len(self.norms):
            return ""
        gap = self.gaps[k]
        return "" if k and gap != " " and not _STOPS.isdisjoint(gap) else self.norms[k]

    def near(self, k: int) -> str:
        """Token ``k`` where only blanks stand before it, else nothing."""
        if not 0 < k < len(self.norms):
            return ""
        gap = self.gaps[k]
        return self.norms[k] if gap == " " or gap.isspace() else ""

    def before(self, k: int, back: int = 1) -> str:
        """The token so many before ``k`` where nothing but blanks stands between them."""
        if k < back:
            return ""
        for i in range(k - back + 1, k + 1):
            if self.gaps[i] != " " and not self.gaps[i].isspace():
                return ""
        return self.norms[k - back]

    def phrase(self, phrase: tuple[str, ...], k: int) -> bool:
        """Whether a phrase stands at token ``k`` with only blanks inside it."""
        end = k + len(phrase)
        if k < 0 or tuple(self.norms[k:end]) != phrase:
            return False
        return all(self.gaps[i] == " " or self.gaps[i].isspace() for i in range(k + 1, end))

    def is_known(self, value: Decimal) -> bool:
        """Whether a sum, or what it means where thousands are left out, has been said."""
        if value in self.known or value in self.said:
            return True
        if not self.coins.thousands or value >= _MILLION // 10:
            return False
        return value * 1000 in self.known or self.millions_of(value)

    def millions_of(self, value: Decimal) -> bool:
        """Whether a number is the millions of a sum already said: ``cuarenta y siete``."""
        if value >= 1000:
            return False
        large = (k for k in self.known if k >= _MILLION and k // _MILLION == value)
        return any(value >= 10 or not k % _MILLION for k in large)
