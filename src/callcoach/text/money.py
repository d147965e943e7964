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

from callcoach.text.money_judge import judge
from callcoach.text.money_scale import scaled
from callcoach.text.money_spans import Scene, Sum, marked_sums
from callcoach.text.money_vague import (
    hedge,
    is_income,
    is_nothing,
    join_ranges,
    vague_phrases,
)
from callcoach.text.money_words import ASK, coins_of, money_words
from callcoach.text.number_words import number_words
from callcoach.text.numbers import find_numbers

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
) -> list[Amount]:
    """The sums of money of an utterance, in order.

    ``currency`` is the call's own; ``known`` the debt on file and the sums already said;
    ``asked_how_much`` whether the turn before asked for a sum.

    >>> find_amounts(["unos", "mil", "euros"], ["", " ", " ", ""])[0].vague
    True
    """
    words = money_words()
    found = find_numbers(norms, gaps)
    scene = Scene(norms, gaps, words, number_words(), coins_of(currency), currency, known,
                  asked_how_much, found)
    sums = _sums(scene) if found or not scene.coins.heads.isdisjoint(norms) else []
    sums += vague_phrases(scene, sums)
    return [_amount(made) for made in sorted(sums, key=lambda one: one.i)]


def _sums(s: Scene) -> list[Sum]:
    sums = marked_sums(s)
    for made in sums:
        if made.why == "percent" or _idiom(s, made) or is_nothing(s, made):
            made.why = ""
            continue
        made.why = "currency" if made.marked else judge(s, made) or ""
        hedge(s, made)
    kept = [made for made in join_ranges(s, sums) if made.why]
    _corrected(s, kept)
    for made in kept:
        made.value = scaled(s, made)
        if not made.marked:
            made.currency = s.currency
    return [made for made in kept if not (made.vague and is_income(s, made))]


def _idiom(s: Scene, made: Sum) -> bool:
    """Whether the number belongs to a set phrase: ``mil gracias``, ``dos dedos de frente``."""
    for k in range(max(0, made.i - 3), made.i + 1):
        for phrase in s.words.idioms.get(s.norms[k], ()):
            if k + len(phrase) > made.i and tuple(s.norms[k : k + len(phrase)]) == phrase:
                return True
    return False


def _corrected(s: Scene, sums: list[Sum]) -> None:
    """``quinientos, digo, seiscientos``: the first is taken back."""
    for one, two in pairwise(sums):
        between = tuple(s.norms[one.j : two.i])
        if between in s.words.corrections:
            alone = between == ("no",) and one.number is not None and two.number is not None
            one.corrected = not alone or s.norms[one.i] == s.norms[two.i]


def _amount(made: Sum) -> Amount:
    value = None if made.value is None else made.value.quantize(_CENTS)
    return Amount(made.i, made.j, value, made.currency, made.vague, made.why, made.lead, made.trail,
                  made.corrected)


def asks_how_much(norms: Sequence[str]) -> bool:
    """Whether the words ask for a sum: the next turn's bare number is money then.

    >>> asks_how_much("cuanto puede pagar hoy".split())
    True
    """
    words = money_words()
    for k, word in enumerate(norms):
        if words.tag(word) & ASK:
            return True
        if any(tuple(norms[k : k + len(p)]) == p for p in words.ask.get(word, ())):
            return True
    return False
