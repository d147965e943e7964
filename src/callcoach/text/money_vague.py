"""Sums that are left open: hedged ones, ranges, and what names no number at all."""

from __future__ import annotations

from callcoach.text import money_words as m
from callcoach.text.money_spans import Scene, Sum, coin_at

_ARTICLES = ("los", "las", "unos", "unas")
_INCOME_REACH = 5


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
    """How many tokens before ``k`` hedge what begins there."""
    for skip in (0, 1):
        at = k - skip
        if at < 1 or (skip and s.before(k) not in _ARTICLES) or not s.before(at):
            continue
        for phrase in s.words.hedges.get(s.norms[at - 1], ()):
            size = len(phrase)
            if at >= size and tuple(s.norms[at - size : at]) == phrase and _unbroken(s, at - size + 1, at):
                return size + skip
    return 0


def _unbroken(s: Scene, start: int, end: int) -> bool:
    return all(s.gaps[i].isspace() for i in range(start, end))


def _exact(s: Scene, k: int) -> bool:
    """``como mínimo cien``: no hedge."""
    return any(
        tuple(s.norms[k - len(p) : k]) == p for p in s.words.exact.get(s.before(k), ()) if k >= len(p)
    )


def _hedge_after(s: Scene, k: int) -> int:
    for phrase in s.words.hedges_after.get(s.near(k), ()):
        if tuple(s.norms[k : k + len(phrase)]) == phrase and _unbroken(s, k, k + len(phrase)):
            after = s.near(k + len(phrase))
            return 0 if phrase[0] in s.words.ors and after in s.numbers.entries else k + len(phrase)
    return 0


def join_ranges(s: Scene, sums: list[Sum]) -> list[Sum]:
    """``sesenta o setenta euros``, ``entre 10 y 20``, ``trece, catorce mil``: one open sum."""
    joined: list[Sum] = []
    for made in sums:
        last = joined[-1] if joined else None
        if last is not None and _ranges(s, last, made):
            joined[-1] = Sum(
                last.i, made.j, made.value, number=made.number, currency=made.currency or last.currency,
                lead=last.lead, trail=made.trail, marked=made.marked or last.marked, vague=True, why="range",
            )
        else:
            joined.append(made)
    return joined


def _ranges(s: Scene, one: Sum, two: Sum) -> bool:
    between = tuple(s.norms[one.j : two.i])
    if one.value is None or two.value is None or one.corrected or not one.value or one.trail:
        return False
    near = one.value < two.value <= one.value * 2 or _next_thousand(one, two)
    if not between:
        return near and _next_thousand(one, two) and s.gaps[two.i].strip() in ("", ",")
    if len(between) == 1 and between[0] in s.words.ors:
        return near and not one.marked
    if between in (("y",), ("a",)) and one.vague and two.vague:
        return True
    entre = s.before(one.i) in s.words.entre or s.norms[one.i] in s.words.entre
    return between == ("y",) and entre and one.value < two.value


def _next_thousand(one: Sum, two: Sum) -> bool:
    """``dos tres mil``, ``trece, catorce mil``."""
    if one.value is None or two.value is None or one.value >= 1000 or two.value % 1000:
        return False
    return two.value // 1000 in (one.value + 1, one.value + 10, one.value + 100)


def vague_phrases(s: Scene, taken: list[Sum]) -> list[Sum]:
    """``una cantidad importante``, ``un dinerito``, ``cuatro duros``, ``unos mangos``."""
    found: list[Sum] = []
    heads = s.words.vague
    for k, word in enumerate(s.norms):
        for phrase in heads.get(word, ()):
            end = k + len(phrase)
            if tuple(s.norms[k:end]) == phrase and _told(s, k, end) and _free(k, end, taken + found):
                found.append(Sum(k, end, None, vague=True, marked=True, why="no number"))
                break
    return found


def _told(s: Scene, k: int, end: int) -> bool:
    before, after = s.before(k), s.near(end)
    return before not in s.words.vague_not_after and after not in s.words.vague_not_before


def _free(k: int, end: int, taken: list[Sum]) -> bool:
    return all(end <= t.i or k >= t.j for t in taken)


def is_income(s: Scene, made: Sum) -> bool:
    """Whether the words before speak of what somebody earns."""
    reach = s.norms[max(0, made.i - _INCOME_REACH) : made.i] + s.norms[made.j : made.j + 2]  # type: ignore[operator]
    return any(s.words.tag(w) & m.INCOME for w in reach)


def is_nothing(s: Scene, made: Sum) -> bool:
    """``ni un euro``, ``sin un duro``, ``no tengo un peso``: no sum."""
    n = made.number
    if n is None or n.kind != "article":
        return False
    before = [s.norms[k] for k in range(max(0, n.i - 4), n.i)]
    if before and (before[-1] in ("ni", "sin") or before[-2:] == ["ni", "un"] or "ni" in before[-2:]):
        return True
    if any(s.words.tag(w) & m.DENIED for w in before):
        return True
    return s.norms[n.i + 1] in s.words.doubtful and made.worth == 1 and made.value == 1 and coin_at(s, n.j) is not None
