"""Numbers with their currency: words, signs and cents that belong to a sum, to the character."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from callcoach.text.coins import Coin
from callcoach.text.money_scene import Scene, Sum
from callcoach.text.numbers import Number

_CENT = Decimal("0.01")
_MILLION = 1_000_000


def marked_sums(s: Scene) -> list[Sum]:
    """Every number as a sum, with the currency that is attached to it; ``un euro`` too."""
    numbers = s.found
    if not s.coins.heads.isdisjoint(s.norms):
        numbers = sorted([*numbers, *_single_coins(s)])
    sums: list[Sum] = []
    past = 0
    for number in numbers:
        free = not (sums and sums[-1].trail and sums[-1].j == number.i)
        made = _marked(s, number, free) if number.i >= past else None
        if made is not None:
            sums.append(made)
            past = made.j
    return sums


def _single_coins(s: Scene) -> Iterator[Number]:
    """``un euro``, ``una luca``: the article as the number one."""
    at, articles = {n.i for n in s.found}, s.words.sets["article"]
    for k in range(1, len(s.norms)):
        if s.norms[k] in s.coins.heads and s.norms[k - 1] in articles and k - 1 not in at:
            yield Number(k - 1, k, Decimal(1), "article")


def _marked(s: Scene, n: Number, free: bool) -> Sum | None:
    """The sum that a number may be; ``free``: the sign before it belongs to no other."""
    made = Sum(n.i, n.j, n.value, n, vague=n.vague, corrected=n.corrected)
    if n.kind == "percent":
        return made
    figure = s.norms[n.i] < ":"
    if free and (figure or s.gaps[n.i] != " "):
        _sign_before(s, made, figure)
    if figure and n.j < len(s.norms) and s.norms[n.j] in s.words.sets["thousand_signs"]:
        _thousands(s, made)
    if s.gaps[made.j] != " ":
        _sign_after(s, made)
    if not made.marked and made.j < len(s.norms):
        _word_after(s, made)
    if made.value != n.value and not made.marked:
        made.marked, made.currency = True, s.currency
    return None if n.kind == "article" and not made.marked else made


# --- signs ----------------------------------------------------------------------------------


def _sign_before(s: Scene, made: Sum, figure: bool) -> None:
    """``$``, ``US$``, ``S/``, ``MXN``, ``Q``: in the gap, or a token and the gap after it."""
    gap, signs, i = s.gaps[made.i], s.coins.signs, made.i
    sign = gap.strip()
    if figure and i:
        name = s.norms[i - 1] + sign
        for back, key in ((2, _two_back(s, i) + name), (1, name)):
            if i >= back and key in signs and not s.gaps[i - back + 1].endswith("  "):
                made.i, made.currency, made.marked = i - back, signs[key], True
                return
    if sign and sign[-1] in signs:
        made.lead = len(gap) - gap.rindex(sign[-1])
        made.currency, made.marked = signs[sign[-1]], True


def _two_back(s: Scene, k: int) -> str:
    return s.norms[k - 2] + s.gaps[k - 1].strip() if k > 1 else " "


def _sign_after(s: Scene, made: Sum) -> None:
    """``1.234,50 €``; a sign before the next figures belongs to those."""
    gap = s.gaps[made.j]
    sign = gap.lstrip()
    if made.marked or not sign or sign[0] not in s.coins.signs:
        return
    if gap[0].isspace() and made.j < len(s.norms) and s.norms[made.j] < ":":
        return
    made.trail = len(gap) - len(sign) + 1
    made.currency, made.marked = s.coins.signs[sign[0]], True


# --- words ----------------------------------------------------------------------------------


def _thousands(s: Scene, made: Sum) -> None:
    """``10k``, ``10 k``."""
    if s.gaps[made.j] in ("", " "):
        made.value, made.j = made.value * 1000, made.j + 1


def _word_after(s: Scene, made: Sum) -> None:
    after, sets = s.norms[made.j], s.words.sets
    if after in s.coins.heads or after in sets["of"]:
        _coin_after(s, made)
    elif after in sets["cents"] and s.near(made.j):
        _cents_alone(s, made)


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
    if made.value >= _MILLION and s.near(k) in s.words.sets["of"]:
        k += 1
    found = coin_at(s, k)
    if found is None:
        return
    coin, made.j = found
    made.currency, made.marked, made.worth = coin.currency, True, coin.worth
    made.value *= coin.worth
    _qualified(s, made)
    if _left_open(s, made):
        return
    if coin.worth > 1:
        _after_scale(s, made)
    elif made.number.kind != "decimal":
        _cents_after(s, made)


def _qualified(s: Scene, made: Sum) -> None:
    """``pesos argentinos``, ``palos verdes``, ``pesos moneda nacional``."""
    code = s.coins.qualifiers.get(s.near(made.j))
    if code:
        made.currency, made.j = code, made.j + 1
    elif s.near(made.j) and s.phrase(s.coins.national, made.j):
        made.j += len(s.coins.national)


def _left_open(s: Scene, made: Sum) -> bool:
    """``palo y medio``, ``dos euros y medio``; ``catorce palos y tanto``."""
    k, pack = made.j, s.numbers
    if s.near(k) not in pack.ands:
        return False
    after = s.near(k + 1)
    if after in pack.half:
        made.value, made.j = made.value + made.worth / Decimal(2), k + 2
    elif after in pack.some and s.near(k + 2) not in pack.some_end:
        made.vague, made.j = True, k + 2
    return made.j > k


def _after_scale(s: Scene, made: Sum) -> None:
    """``un palo doscientos``, ``dos lucas quinientos``."""
    more = _number_at(s, made.j)
    if more is None or more.kind != "cardinal" or not 100 <= more.value < 1000:
        return
    if made.worth >= 1000 and coin_at(s, more.j) is None:
        made.value, made.j = made.value + more.value * (made.worth // 1000), more.j


def _number_at(s: Scene, k: int) -> Number | None:
    return next((n for n in s.found if n.i == k), None) if s.near(k) else None


# --- cents ----------------------------------------------------------------------------------


def _cents_after(s: Scene, made: Sum) -> None:
    """``euros con treinta``, ``dólares y cinco centavos``, ``un sol cincuenta``."""
    k, link = made.j, s.near(made.j)
    linked = link in s.numbers.withs or link in s.numbers.ands
    more = _number_at(s, k + linked) or _cents_past_comma(s, k)
    if more is None or more.vague or not 0 <= more.value < 100 or more.value != int(more.value):
        return
    named = s.near(more.j) in s.words.sets["cents"]
    if named or link in s.numbers.withs or (not linked and _plain_cents(s, more)):
        made.value, made.j = made.value + more.value * _CENT, more.j + named


def _cents_past_comma(s: Scene, k: int) -> Number | None:
    """``pesos, cero centavos``."""
    if k >= len(s.norms) or s.gaps[k] != ", ":
        return None
    more = next((n for n in s.found if n.i == k), None)
    return more if more and s.near(more.j) in s.words.sets["cents"] else None


def _plain_cents(s: Scene, more: Number) -> bool:
    """Whether a number right after a coin is its cents: nothing that it could count follows."""
    after = s.near(more.j)
    if more.value < 10 or coin_at(s, more.j) or after in s.words.sets["not_cents_before"]:
        return False
    return not after.endswith("s")


def _cents_alone(s: Scene, made: Sum) -> None:
    """``setenta y cinco céntimos``; ``mil con cincuenta céntimos``."""
    if made.number.kind != "decimal":
        made.value *= _CENT
    made.j, made.marked, made.currency = made.j + 1, True, s.currency
