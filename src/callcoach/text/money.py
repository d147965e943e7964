"""Sums of money in an utterance, and how a sum is written where the call takes place.

>>> from callcoach.text.tokens import tokenize
>>> line = tokenize("son mil doscientos treinta y cuatro con cincuenta")
>>> [(a.value, a.currency) for a in find_amounts(line.norms, line.gaps, currency="EUR")]
[(Decimal('1234.50'), 'EUR')]
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from callcoach.text.coins import coins_of
from callcoach.text.money_judge import judge
from callcoach.text.money_scale import scaled
from callcoach.text.money_scene import Scene, Sum
from callcoach.text.money_spans import marked_sums
from callcoach.text.money_vague import (
    hedge,
    is_income,
    is_nothing,
    join_ranges,
    vague_phrases,
)
from callcoach.text.money_words import ASK, money_words
from callcoach.text.number_words import number_data, number_words
from callcoach.text.numbers import Number, find_numbers

_CENTS = Decimal("0.01")


class Amount(NamedTuple):
    """A sum of money at tokens ``i`` to ``j`` (exclusive).

    ``lead`` and ``trail`` are the characters of the gaps right before ``i`` and after ``j - 1``
    that belong to it (signs). ``value`` has two decimals and is ``None`` where no number is
    said; ``currency`` is an ISO 4217 code or ``None``. ``vague``: hedged or open. ``corrected``:
    the speaker took it back, the next amount counts. ``why``: what makes it money.
    """

    i: int
    j: int
    value: Decimal | None
    currency: str | None
    vague: bool
    why: str
    lead: int = 0
    trail: int = 0
    corrected: bool = False


def find_amounts(
    norms: Sequence[str],
    gaps: Sequence[str],
    *,
    currency: str | None = None,
    known: Collection[Decimal] = (),
    asked_how_much: bool = False,
    numbers: list[Number] | None = None,
) -> list[Amount]:
    """The sums of money of an utterance, in order.

    ``currency`` is the call's own; ``known`` the debt on file and the sums already said (a set
    is fastest); ``asked_how_much`` whether the turn before asked for a sum; ``numbers`` what
    :func:`find_numbers` gave, where the caller has it.

    >>> find_amounts(["unos", "mil", "euros"], ["", " ", " ", ""])[0].vague
    True
    """
    found = find_numbers(norms, gaps) if numbers is None else numbers
    s = Scene(
        norms,
        gaps,
        money_words(),
        number_words(),
        coins_of(currency),
        currency,
        known,
        asked_how_much,
        found,
        set(),
    )
    sums = _sums(s) if found or not s.coins.heads.isdisjoint(norms) else []
    sums += vague_phrases(s, sums)
    if len(sums) > 1:
        sums.sort(key=lambda made: made.i)
    return [_amount(made) for made in sums]


def _sums(s: Scene) -> list[Sum]:
    sums = marked_sums(s)
    for made in sums:
        if _idiom(s, made) or is_nothing(s, made):
            continue
        made.why = "currency" if made.marked else judge(s, made)
        if made.why:
            s.said.add(made.value)
            hedge(s, made)
    kept = [made for made in join_ranges(s, sums) if made.why and made.value]
    _correct(s, kept)
    for made in kept:
        made.value = scaled(s, made)
        if not made.marked:
            made.currency = s.currency
    return [made for made in kept if not (made.vague and is_income(s, made))]


def _idiom(s: Scene, made: Sum) -> bool:
    """Whether the number belongs to a set phrase: ``mil gracias``, ``dos dedos de frente``."""
    at = made.number.i
    idioms = s.words.idioms.get(s.norms[at])
    if idioms is None:
        return False
    for word in (*s.norms[at + 1 : at + 2], *s.norms[max(at - 1, 0) : at]):
        for place, phrase in idioms.get(word, ()):
            if s.phrase(phrase, at - place):
                return True
    return False


def _correct(s: Scene, sums: list[Sum]) -> None:
    """``quinientos, digo, seiscientos``: the first is taken back."""
    for one, two in pairwise(sums):
        between = tuple(s.norms[one.j : two.i])
        if between in s.words.corrections:
            disagrees = len(between) == 1 and between[0] in s.words.sets["disagree"]
            one.corrected = not disagrees or s.norms[one.i] == s.norms[two.i]


def _amount(made: Sum) -> Amount:
    value = made.value.quantize(_CENTS) if made.value else None
    return Amount(
        made.i,
        made.j,
        value,
        made.currency,
        made.vague,
        made.why,
        made.lead,
        made.trail,
        made.corrected,
    )


def may_hold_amount(norms: Sequence[str]) -> bool:
    """Whether a sum is possible at all: a cheap test before :func:`find_amounts`.

    It sees words only: ``dos €`` (a small number in words beside a sign) is let go.

    >>> may_hold_amount(["dos", "facturas"]), may_hold_amount(["dos", "euros"])
    (False, True)
    """
    return bool(norms) and (not money_words().gate.isdisjoint(norms) or min(norms) < ":")


def asks_how_much(norms: Sequence[str]) -> bool:
    """Whether the words ask for a sum: the next turn's bare number is money then.

    >>> asks_how_much("cuanto puede pagar hoy".split()), asks_how_much(["cuanto", "tiempo"])
    (True, False)
    """
    words = money_words()
    for k, word in enumerate(norms):
        if words.tag(word) & ASK:
            before, after = norms[max(k - 1, 0) : k], norms[k + 1 : k + 2]
            sets = words.sets
            if sets["ask_not_after"].isdisjoint(before) and sets["ask_not_before"].isdisjoint(
                after
            ):
                return True
        if any(tuple(norms[k : k + len(p)]) == p for p in words.ask.get(word, ())):
            return True
    return False


def complete_amount(
    tail: Sequence[str],
    tail_gaps: Sequence[str],
    norms: Sequence[str],
    gaps: Sequence[str],
    *,
    currency: str | None = None,
    known: Collection[Decimal] = (),
) -> Amount | None:
    """A sum begun at the end of one utterance and completed in the speaker's next one.

    Its ``i`` counts back from the start of the second utterance (negative), ``j`` is a token of
    it. ``None`` where the first utterance ends a sentence, or no sum goes across.

    >>> complete_amount(["son", "mil"], ["", " ", "..."], ["doscientos"], ["", ""]).value
    Decimal('1200.00')
    """
    if not tail or not norms or tail_gaps[-1].strip() not in ("", ",", "...", "…", "-"):
        return None
    size = len(tail)
    found = find_amounts(
        [*tail, *norms], [*tail_gaps[:-1], " ", *gaps[1:]], currency=currency, known=known
    )
    across = next((a for a in found if a.i < size < a.j), None)
    return across and across._replace(i=across.i - size, j=across.j - size)


def format_amount(value: Decimal, currency: str | None, variety: str) -> str:
    """How a person in a country writes a sum; ``variety`` is ``es-MX`` or ``MX``.

    >>> format_amount(Decimal("1234.5"), "EUR", "es-ES"), format_amount(Decimal(900), "COP", "CO")
    ('1.234,50 €', '$900')
    """
    rules = number_data()["writing"]
    country = variety.rpartition("-")[2].upper()
    thousands, decimal = rules["marks"].get(country, rules["marks"]["other"])
    whole = currency in rules["whole"].split() and value == int(value)
    plain = f"{value:,.0f}" if whole else f"{value.quantize(_CENTS):,.2f}"
    text = plain.translate(str.maketrans({",": thousands, ".": decimal}))
    at_home = country in rules["home"].get(currency, country).split()
    patterns = rules["signs"] if at_home else rules["abroad"]
    default = "{} " + currency if currency else "{}"
    return str(patterns.get(currency, default)).format(text)
