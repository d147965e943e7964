"""Numbers with their currency: words, signs and cents that belong to a sum, to the character.

``Scene`` is an utterance with what is known of its call; ``Sum`` a sum in the making.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from callcoach.text.money_words import Coin, Coins, MoneyWords
from callcoach.text.number_words import NumberWords
from callcoach.text.numbers import Number

_CENT = Decimal("0.01")
_STOPS = frozenset(".?!;:¿¡…")
_CODE = 4


@dataclass(slots=True)
class Sum:
    """A sum in the making; ``marked`` where a word or sign says that it is money."""

    i: int
    j: int
    value: Decimal | None
    number: Number | None = None
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
    """An utterance, the words of its language and country, and what the call knows."""

    norms: Sequence[str]
    gaps: Sequence[str]
    words: MoneyWords
    numbers: NumberWords
    coins: Coins
    currency: str | None
    known: Collection[Decimal]
    asked: bool
    found: list[Number]

    def word(self, k: int) -> str:
        """Token ``k`` where no sentence ends before it, else nothing."""
        if not 0 <= k < len(self.norms):
            return ""
        gap = self.gaps[k]
        return "" if k and gap != " " and not _STOPS.isdisjoint(gap) else self.norms[k]

    def near(self, k: int) -> str:
        """Token ``k`` where only blanks stand before it, else nothing."""
        return self.norms[k] if 0 < k < len(self.norms) and self.gaps[k].isspace() else ""

    def before(self, k: int) -> str:
        """The token before ``k`` where nothing but blanks stands between them."""
        return self.norms[k - 1] if k > 0 and self.gaps[k].isspace() else ""


def marked_sums(s: Scene) -> list[Sum]:
    """Every number as a sum, with the currency that is attached to it; a coin alone as one."""
    at = {n.i: n for n in s.found}
    sums: list[Sum] = []
    k = 0
    for start, number in sorted([*at.items(), *_single_coins(s, at)]):
        if start < k:
            continue
        made = _marked(s, number)
        if made is not None:
            sums.append(made)
            k = made.j
    return sums


def _single_coins(s: Scene, at: dict[int, Number]) -> Iterator[tuple[int, Number]]:
    """``un euro``, ``una luca``: the article as the number one."""
    for k, word in enumerate(s.norms):
        if word in s.coins.heads and k and s.norms[k - 1] in ("un", "una") and k - 1 not in at:
            yield k - 1, Number(k - 1, k, Decimal(1), "article")


def _marked(s: Scene, n: Number) -> Sum | None:
    made = Sum(n.i, n.j, n.value, number=n, vague=n.vague, corrected=n.corrected)
    if n.kind == "percent":
        made.why = "percent"
        return made
    _sign_before(s, made)
    _sign_after(s, made)
    if not made.marked:
        _thousand_sign(s, made)
        _coin_after(s, made)
    if n.kind == "article" and not made.marked:
        return None
    if not made.marked or made.lead or made.i < n.i:
        _coin_after(s, made) if not made.marked else None
    _cents_alone(s, made)
    return made


def _sign_before(s: Scene, made: Sum) -> None:
    gap = s.gaps[made.i]
    sign = gap.strip()
    figure = s.norms[made.i][0].isdigit()
    if made.i and figure and (sign or gap in ("", " ")):
        key = s.norms[made.i - 1] + sign
        longer = _two_back(s, made.i) + key
        for name, back in ((longer, 2), (key, 1)):
            if len(name) > 1 + (name == sign) and name in s.coins.signs and made.i >= back:
                made.i, made.currency, made.marked = made.i - back, s.coins.signs[name], True
                return
        if key in s.coins.signs and len(key) == 1:
            made.i, made.currency, made.marked = made.i - 1, s.coins.signs[key], True
            return
    if sign and sign[-1] in s.coins.signs:
        made.lead = len(gap) - gap.rindex(sign[-1])
        made.currency, made.marked = s.coins.signs[sign[-1]], True


def _two_back(s: Scene, k: int) -> str:
    return s.norms[k - 2] + s.gaps[k - 1].strip() if k > 1 else ""


def _sign_after(s: Scene, made: Sum) -> None:
    gap = s.gaps[made.j]
    sign = gap.lstrip()
    if not sign or sign[0] not in s.coins.signs:
        return
    if made.marked or (gap[0].isspace() and made.j < len(s.norms) and not gap[-1].isspace()):
        return
    made.trail = len(gap) - len(sign) + 1
    made.currency, made.marked = s.coins.signs[sign[0]], True


def _thousand_sign(s: Scene, made: Sum) -> None:
    """``10k``, ``10 k``."""
    k = made.j
    if k < len(s.norms) and s.norms[k] in s.words.thousand_signs and s.gaps[k] in ("", " "):
        if s.norms[k - 1][0].isdigit() and made.value is not None:
            made.value, made.j, made.marked = made.value * 1000, k + 1, True
            made.currency = s.currency


def coin_at(s: Scene, k: int) -> tuple[Coin, int] | None:
    """The coin whose name begins at token ``k``, and its end."""
    if k >= len(s.norms) or s.norms[k] not in s.coins.heads or s.gaps[k].strip():
        return None
    for size in (3, 2, 1):
        name = " ".join(s.norms[k : k + size])
        if name in s.coins.words and k + size <= len(s.norms):
            return s.coins.words[name], k + size
    return None


def _coin_after(s: Scene, made: Sum) -> None:
    k = made.j
    large = made.value is not None and made.value >= 1_000_000
    if large and s.near(k) == "de":
        k += 1
    found = coin_at(s, k)
    if found is None or made.value is None:
        return
    coin, made.j = found
    made.currency, made.marked, made.worth = coin.currency, True, coin.worth
    made.value *= coin.worth
    _qualified(s, made)
    if coin.worth > 1:
        _after_scale(s, made)
    elif made.number and made.number.kind != "decimal":
        _cents_after(s, made)


def _qualified(s: Scene, made: Sum) -> None:
    """``pesos argentinos``, ``palos verdes``, ``pesos moneda nacional``."""
    code = s.coins.qualifiers.get(s.near(made.j))
    if code:
        made.currency, made.j = code, made.j + 1
    elif s.near(made.j) == "moneda" and s.near(made.j + 1) == "nacional":
        made.j += 2


def _after_scale(s: Scene, made: Sum) -> None:
    """``palo y medio``, ``un palo doscientos``, ``catorce palos y tanto``."""
    k, pack = made.j, s.numbers
    value = made.value or Decimal(0)
    if s.near(k) in pack.ands:
        after = s.near(k + 1)
        if after in pack.half:
            made.value, made.j = value + made.worth / Decimal(2), k + 2
        elif after in pack.some and s.near(k + 2) not in pack.some_end:
            made.vague, made.j = True, k + 2
        return
    more = _number_at(s, k)
    if more and more.kind == "cardinal" and 100 <= more.value < 1000 and made.worth >= 1000:
        if coin_at(s, more.j) is None:
            made.value, made.j = value + more.value * (made.worth // 1000), more.j


def _number_at(s: Scene, k: int) -> Number | None:
    if k >= len(s.norms) or not s.gaps[k].isspace():
        return None
    return next((n for n in s.found if n.i == k), None)


def _cents_after(s: Scene, made: Sum) -> None:
    """``euros con treinta``, ``pesos con 50 centavos``, ``dólares y cinco centavos``, ``un sol cincuenta``."""
    k, link = made.j, s.near(made.j)
    if link in s.numbers.ands and s.near(k + 1) in s.numbers.some:
        made.vague, made.j = True, k + 2
        return
    if link in s.numbers.ands and s.near(k + 1) in s.numbers.half:
        made.value, made.j = (made.value or Decimal(0)) + made.worth / Decimal(2), k + 2
        return
    at = k + 1 if link in s.numbers.withs or link in s.numbers.ands else k
    more = _number_at(s, at)
    if more is None or more.vague or not 0 <= more.value < 100 or more.value != int(more.value):
        return
    named = s.near(more.j) in s.words.cents
    if not named and not (link in s.numbers.withs or (at == k and _two_digit_cents(s, made, more))):
        return
    made.value = (made.value or Decimal(0)) + more.value * _CENT
    made.j = more.j + named


def _two_digit_cents(s: Scene, made: Sum, more: Number) -> bool:
    """Whether a number right after the coin is its cents: nothing that it could count follows."""
    after = s.word(more.j)
    if more.value < 10 or coin_at(s, more.j) or after in ("de", "por", "y"):
        return False
    return not (after.endswith("s") and s.gaps[more.j].isspace())


def _cents_alone(s: Scene, made: Sum) -> None:
    """``setenta y cinco céntimos``; ``con cincuenta`` followed by ``céntimos``."""
    if made.marked or made.value is None or s.near(made.j) not in s.words.cents:
        return
    if made.number and made.number.kind != "decimal":
        made.value *= _CENT
    made.j, made.marked, made.currency = made.j + 1, True, s.currency
