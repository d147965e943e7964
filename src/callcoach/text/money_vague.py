"""Sums that are left open: hedged ones, ranges, and what names no number at all."""

from __future__ import annotations

from decimal import Decimal

from callcoach.text import money_words as m
from callcoach.text.money_scene import Scene, Sum
from callcoach.text.money_spans import coin_at
from callcoach.text.numbers import Number

_INCOME_REACH, _DENIED_REACH = 5, 4
_NOTHING = Decimal(0)


def hedge(s: Scene, made: Sum) -> None:
    """Widens a sum by the hedges around it and marks it vague."""
    start = made.i
    while (size := _hedge_before(s, start)) > 0:
        start -= size
    if start < made.i and not _exact(s, made.i):
        made.i, made.lead, made.vague, made.why = start, 0, True, "hedged"
    if end := _hedge_after(s, made.j):
        made.j, made.trail, made.vague, made.why = end, 0, True, "hedged"


def _hedge_before(s: Scene, k: int) -> int:
    """How many tokens before ``k`` hedge what begins there: ``sobre los``, ``más de``."""
    hedges, word = s.words.hedges, s.before(k)
    if word in hedges and (size := _phrase_before(s, k)):
        return size
    if word in s.words.sets["articles"] and s.before(k - 1) in hedges:
        size = _phrase_before(s, k - 1)
        return size + 1 if size else 0
    return 0


def _phrase_before(s: Scene, k: int) -> int:
    for phrase in s.words.hedges[s.norms[k - 1]]:
        if s.phrase(phrase, k - len(phrase)):
            return len(phrase)
    return 0


def _exact(s: Scene, k: int) -> bool:
    """``como mínimo cien``: no hedge."""
    return any(s.phrase(p, k - len(p)) for p in s.words.exact.get(s.before(k), ()))


def _hedge_after(s: Scene, k: int) -> int:
    """The end of ``o así``, ``más o menos`` at ``k``; ``o menos`` before a number is none."""
    for phrase in s.words.hedges_after.get(s.near(k), ()):
        if s.phrase(phrase, k):
            end = k + len(phrase)
            goes_on = phrase[0] in s.words.sets["or"] and s.near(end) in s.numbers.entries
            return 0 if goes_on else end
    return 0


# --- ranges ---------------------------------------------------------------------------------


def join_ranges(s: Scene, sums: list[Sum]) -> list[Sum]:
    """``sesenta o setenta euros``, ``entre 10 y 20``, ``trece, catorce mil``: one open sum."""
    joined: list[Sum] = []
    for made in sums:
        last = joined[-1] if joined else None
        if last is not None and _ranges(s, last, made):
            joined[-1] = _between(last, made)
        else:
            joined.append(made)
    return joined


def _between(one: Sum, two: Sum) -> Sum:
    return Sum(
        one.i,
        two.j,
        two.value,
        two.number,
        currency=two.currency or one.currency,
        lead=one.lead,
        trail=two.trail,
        marked=two.marked or one.marked,
        worth=two.worth,
        vague=True,
        why="range" if one.why or two.why else "",
    )


def _ranges(s: Scene, one: Sum, two: Sum) -> bool:
    if two.i - one.j > 1 or one.corrected or not one.value or one.trail:
        return False
    thousands = _next_thousand(one, two)
    if two.i == one.j:
        return thousands and s.gaps[two.i].strip() in ("", ",")
    link, sets = s.norms[one.j], s.words.sets
    if link in sets["or"]:
        return not one.marked and (thousands or one.value < two.value <= one.value * 2)
    entre = s.before(one.i) in sets["entre"] or s.norms[one.i] in sets["entre"]
    if entre and link in sets["and"] and one.value < two.value:
        return True
    if link in sets["range_and"] and two.vague:
        hedge(s, one)
        return one.vague
    return False


def _next_thousand(one: Sum, two: Sum) -> bool:
    """``dos tres mil``, ``trece, catorce mil``."""
    if one.value >= 1000 or two.value % 1000:
        return False
    return two.value // 1000 in (one.value + 1, one.value + 10, one.value + 100)


# --- no number, and nothing -----------------------------------------------------------------


def vague_phrases(s: Scene, taken: list[Sum]) -> list[Sum]:
    """``una cantidad importante``, ``un dinerito``, ``cuatro duros``, ``unos mangos``."""
    found: list[Sum] = []
    heads = s.coins.vague
    if heads.keys().isdisjoint(s.norms):
        return found
    for last, word in enumerate(s.norms):
        if word not in heads or not last:
            continue
        for phrase in heads[word].get(s.norms[last - 1], ()):
            k, end = last + 1 - len(phrase), last + 1
            if s.phrase(phrase, k) and _told(s, k, end) and _free(k, end, taken + found):
                number = Number(k, end, _NOTHING, "cardinal")
                found.append(Sum(k, end, _NOTHING, number, vague=True, why="no number"))
                break
    return found


def _told(s: Scene, k: int, end: int) -> bool:
    sets = s.words.sets
    if s.before(k) in sets["vague_not_after"]:
        return False
    return s.near(end) not in sets["vague_not_before"]


def _free(k: int, end: int, taken: list[Sum]) -> bool:
    return all(end <= t.i or k >= t.j for t in taken)


def is_income(s: Scene, made: Sum) -> bool:
    """Whether the words around a vague sum speak of what somebody earns."""
    around = [*s.norms[max(0, made.i - _INCOME_REACH) : made.i], *s.norms[made.j : made.j + 2]]
    return any(s.words.tag(w) & m.INCOME for w in around)


def is_nothing(s: Scene, made: Sum) -> bool:
    """``ni un euro``, ``sin un duro``, ``no tengo un peso``: no sum."""
    n, sets = made.number, s.words.sets
    if n.kind != "article":
        return False
    before = s.norms[max(0, n.i - _DENIED_REACH) : n.i]
    if not sets["none"].isdisjoint(before[-2:]) or any(s.words.tag(w) & m.DENIED for w in before):
        return True
    if s.norms[n.j] not in sets["doubtful"] or made.worth > 1 or made.value != 1:
        return False
    return coin_at(s, n.j) is not None
