"""Dates that are no single day's name: today's moments, edges of months, weeks, so many days hence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from callcoach.text.date_math import (
    add_months,
    add_working_days,
    month_end,
    next_payday,
    next_weekday,
)
from callcoach.text.date_reader import DateReader, Found

_WEEK, _MONTH = 7, 30


def _today(r: DateReader, k: int) -> Found | None:
    """``ahorita``, ``al rato``, ``hoy mismo``, ``esta tarde``."""
    end = r.words.phrase_at("today", r.norms, k)
    return Found(k, end, r.reference, "day", "today", "said to be at once or today") if end else None


def _weekend(r: DateReader, k: int) -> Found | None:
    end = r.words.phrase_at("weekend", r.norms, k)
    if not end:
        return None
    i, before = r.article_before(k)
    if before in r.words.sets["each"] or r.words.phrase_at("gone", r.norms, end):
        return None
    end = r.words.phrase_at("coming", r.norms, end) or end
    return Found(i, end, r.then(lambda d: next_weekday(d, 5)), "week", "week", "weekend")


def _edge(r: DateReader, k: int) -> Found | None:
    """``a fin de mes``, ``a primeros de mes``, ``el último día del mes``, ``a mediados de marzo``."""
    name, j = r.words.edges[r.norms[k]], k + 1
    exact = name == "last" and r.word(j) in r.words.sets["day_word"]
    j += exact
    whole = _whole_month(r, j)
    if whole is None:
        return None
    month, end = whole
    i = k
    while i and (r.norms[i - 1] in r.words.sets["edge_before"] or r.norms[i - 1] in r.words.sets["article"]):
        i -= 1
    day = None if month is None else _edge_day(name, month, r.reference)
    kind = {"start": "month_start", "middle": "day"}.get(name, "month_end")
    return Found(i, end, day, "day" if exact else "month", kind, "edge of a month")


def _edge_day(name: str, month: date, reference: date | None) -> date:
    """The day of an edge; where it has gone by, that of the month after."""
    for months in (0, 1):
        first = add_months(month, months)
        day = {"start": first, "middle": first.replace(day=15)}.get(name, month_end(first))
        if reference is None or day > reference:
            return day
    return day


def _whole_month(r: DateReader, k: int) -> tuple[date | None, int] | None:
    """``de mes``, ``del mes que viene``, ``de este mes``, ``de marzo`` at ``k``: its first day, end."""
    w = r.words
    if r.word(k) not in w.sets["of"]:
        return None
    if end := w.phrase_at("next_month", r.norms, k):
        return r.then(lambda d: add_months(d.replace(day=1), 1)), end
    if end := w.phrase_at("that_month", r.norms, k):
        return r.then(lambda d: d.replace(day=1)), end
    if r.word(k + 1) in w.sets["month"]:
        return r.then(lambda d: d.replace(day=1)), k + 2
    named = r.month_after(k)
    if named is None:
        return None
    month, year, end = named
    return r.then(lambda d: date(year or d.year + (month < d.month), month, 1)), end


def _relative(r: DateReader, k: int) -> Found | None:
    """``en tres días``, ``dentro de dos semanas``, ``de aquí a un mes``, ``en 48 horas``."""
    j = r.words.phrase_at("in", r.norms, k)
    count = _count(r, j) if j else None
    if count is None:
        return None
    number, unit, end = count
    if r.word(end) in r.words.sets["working"]:
        return Found(k, end + 1, r.then(lambda d: add_working_days(d, number)), "day", "relative", "working days hence")
    grain = {1: "day", _WEEK: "week", _MONTH: "month"}.get(unit, "fortnight")
    return Found(k, end, r.then(lambda d: _later(d, number, unit)), grain, "relative", "so many days hence")


def _later(day: date, number: int, unit: int) -> date:
    return add_months(day, number) if unit == _MONTH else day + timedelta(number * unit)


def _count(r: DateReader, k: int) -> tuple[int, int, int] | None:
    """How many, of how many days each, and the end."""
    w = r.words
    if pair := w.phrase_at("pair", r.norms, k):
        number, j = 2, pair
    elif r.word(k) in ("un", "una"):
        number, j = 1, k + 1
    else:
        read = r.number_at(k)
        if read is None:
            return None
        number, j = read
    if r.word(j) in w.sets["hour_units"] and number % 24 == 0:
        return number // 24, 1, j + 1
    unit = w.units.get(r.word(j), 0)
    return (number, unit, j + 1) if unit else None


def _ago(r: DateReader, k: int) -> Found | None:
    count = _count(r, k + 1)
    if count is None:
        return None
    number, unit, end = count
    return Found(k, end, r.then(lambda d: _later(d, -number, unit)), "day", "past", "so many days ago")


def _fortnight(r: DateReader, k: int) -> Found | None:
    """``la quincena``, ``esta quincena``: the next 15th or last day of a month."""
    w = r.words
    i, before = r.article_before(k)
    i = i - 1 if i == k and k and r.norms[k - 1] == "la" else i
    previous = r.norms[i - 1] if i else ""
    if w.phrase_at("gone", r.norms, k + 1) or before in w.sets["past"] or r.number_at(k + 1):
        return None
    if previous in w.sets["no_before"] or r.number_at(i - 1):
        return None
    if before in w.sets["each"]:
        return Found(i, k + 1, r.then(next_payday), "fortnight", "recurring", "each payday")
    end = w.phrase_at("coming", r.norms, k + 1) or k + 1
    day = None if r.norms[k] in w.sets["catorcena"] else r.then(next_payday)
    return Found(i, end, day, "fortnight", "fortnight", "next payday")


def _week(r: DateReader, k: int) -> Found | None:
    return _whole(r, k, "week", lambda d: d - timedelta(d.weekday()), lambda d: next_weekday(d, 0))


def _month(r: DateReader, k: int) -> Found | None:
    return _whole(r, k, "month", lambda d: d.replace(day=1), lambda d: add_months(d.replace(day=1), 1))


def _whole(
    r: DateReader, k: int, unit: str, this: Callable[[date], date], following: Callable[[date], date]
) -> Found | None:
    """``esta semana``, ``la semana que viene``, ``el mes pasado``."""
    w, i = r.words, k
    while i and (r.norms[i - 1] in _BEFORE or r.norms[i - 1] in w.sets["next"] | w.sets["this"] | w.sets["past"]):
        i -= 1
    before = set(r.norms[i:k])
    if (end := w.phrase_at("gone", r.norms, k + 1)) or before & w.sets["past"]:
        return Found(i, end or k + 1, r.then(lambda d: this(this(d) - timedelta(1))), unit, "past", f"past {unit}")
    if (end := w.phrase_at("coming", r.norms, k + 1)) or before & w.sets["next"]:
        return Found(i, end or k + 1, r.then(following), unit, unit, f"next {unit}")
    if before & w.sets["this"]:
        return Found(i, k + 1, r.then(this), unit, unit, f"this {unit}")
    return None


_BEFORE = frozenset({"el", "la", "del", "al"})
RULES: dict[str, Callable[[DateReader, int], Found | None]] = {
    "today": _today, "weekend": _weekend, "edge": _edge, "relative": _relative, "ago": _ago,
    "fortnight": _fortnight, "week": _week, "month": _month,
}


def figures_date(r: DateReader, k: int) -> Found | None:
    """``12/03/2026``, ``12/03``, ``12-03-2026``, ``12.03.2026`` from token ``k`` on."""
    parts, end = r.norms[k].replace(".", "/").split("/"), k + 1
    while end < r.size and len(parts) < 3 and r.gaps[end] == "-" and r.norms[end].isdigit():
        parts.append(r.norms[end])
        end += 1
    if len(parts) not in (2, 3) or not all(p.isdigit() and 0 < len(p) <= 4 for p in parts):
        return None
    if len(parts) == 2 and (end > k + 1 or "." in r.norms[k]):
        return None
    year = int(parts[2]) if len(parts) == 3 else None
    year = year + 2000 if year is not None and year < 100 else year
    day, month = int(parts[0]), int(parts[1])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return r.full_date(k, day, (month, year, end), "figures")
