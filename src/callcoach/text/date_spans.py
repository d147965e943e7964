"""Dates that are no single day's name: at once, edges of months, weeks, so many days hence."""

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

_SATURDAY, _MONDAY = 5, 0
_WEEK, _MONTH = 7, 30
_GRAINS = {1: "day", _WEEK: "week", _MONTH: "month"}
_KINDS = {"start": "month_start", "middle": "day"}


def _today(r: DateReader, k: int) -> Found | None:
    """``ahorita``, ``al rato``, ``hoy mismo``, ``esta tarde``."""
    end = r.words.phrase_at("today", r.norms, k)
    return Found(k, end, r.reference, "day", "today", "at once or today") if end else None


def _weekend(r: DateReader, k: int) -> Found | None:
    end = r.words.phrase_at("weekend", r.norms, k)
    if not end:
        return None
    i, before = r.article_before(k)
    if before in r.words.sets["each"] or r.words.phrase_at("gone", r.norms, end):
        return None
    end = r.words.phrase_at("coming", r.norms, end) or end
    return Found(i, end, r.then(lambda d: next_weekday(d, _SATURDAY)), "week", "week", "weekend")


# --- edges of a month -----------------------------------------------------------------------


def _edge(r: DateReader, k: int) -> Found | None:
    """``a fin de mes``, ``a primeros de mes``, ``el último día del mes``, ``el día último``."""
    w, name, j = r.words.sets, r.words.edges[r.norms[k]], k + 1
    after = name == "last" and r.word(j) in w["day_word"]
    before = name == "last" and k > 0 and r.norms[k - 1] in w["day_word"]
    j += after
    month, end = _whole_month(r, j) or (r.then(lambda d: d.replace(day=1)), j if before else 0)
    if not end:
        return None
    i = k - before
    while i and (r.norms[i - 1] in w["edge_before"] or r.norms[i - 1] in w["article"]):
        i -= 1
    day = None if month is None else _edge_day(name, month, r.reference)
    grain = "day" if after or before else "month"
    return Found(i, end, day, grain, _KINDS.get(name, "month_end"), "edge of a month")


def _edge_day(name: str, month: date, reference: date | None) -> date:
    """The day of an edge; where it has gone by, that of the month after."""
    for months in (0, 1):
        first = add_months(month, months)
        day = {"start": first, "middle": first.replace(day=15)}.get(name, month_end(first))
        if reference is None or day > reference:
            break
    return day


def _whole_month(r: DateReader, k: int) -> tuple[date | None, int] | None:
    """``de mes``, ``del mes que viene``, ``de este mes``, ``de marzo`` at ``k``: first day, end."""
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


# --- so many days ---------------------------------------------------------------------------


def _relative(r: DateReader, k: int) -> Found | None:
    """``en tres días``, ``dentro de dos semanas``, ``de aquí a un mes``, ``en 48 horas``."""
    j = r.words.phrase_at("in", r.norms, k)
    count = _count(r, j) if j else None
    if count is None:
        return None
    number, unit, end = count
    if r.word(end) in r.words.sets["working"]:
        day = r.then(lambda d: add_working_days(d, number))
        return Found(k, end + 1, day, "day", "relative", "working days hence")
    day = r.then(lambda d: _later(d, number, unit))
    return Found(k, end, day, _GRAINS.get(unit, "fortnight"), "relative", "so many days hence")


def _ago(r: DateReader, k: int) -> Found | None:
    """``hace tres semanas``."""
    count = _count(r, k + 1)
    if count is None:
        return None
    number, unit, end = count
    return Found(k, end, r.then(lambda d: _later(d, -number, unit)), "day", "past", "days ago")


def _later(day: date, number: int, unit: int) -> date:
    return add_months(day, number) if unit == _MONTH else day + timedelta(number * unit)


def _count(r: DateReader, k: int) -> tuple[int, int, int] | None:
    """How many, of how many days each, and the end."""
    w = r.words
    if pair := w.phrase_at("pair", r.norms, k):
        number, j = 2, pair
    elif r.word(k) in w.sets["one"]:
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


# --- weeks, fortnights, months --------------------------------------------------------------


def _fortnight(r: DateReader, k: int) -> Found | None:
    """``la quincena``, ``esta quincena``: the next 15th or last day of a month."""
    w = r.words
    i, before = r.article_before(k)
    if i and r.norms[i - 1] in w.sets["feminine_article"]:
        i -= 1
    gone = w.phrase_at("gone", r.norms, k + 1) or before in w.sets["past"]
    previous = r.norms[i - 1] if i else ""
    if gone or r.number_at(k + 1) or previous in w.sets["no_before"] or r.number_at(i - 1):
        return None
    kind = "recurring" if before in w.sets["each"] else "fortnight"
    end = w.phrase_at("coming", r.norms, k + 1) or k + 1
    day = None if r.norms[k] in w.sets["catorcena"] else r.then(next_payday)
    return Found(i, end, day, "fortnight", kind, "payday")


def _week(r: DateReader, k: int) -> Found | None:
    def this(day: date) -> date:
        return day - timedelta(day.weekday())

    return _whole(r, k, "week", this, lambda d: next_weekday(d, _MONDAY))


def _month(r: DateReader, k: int) -> Found | None:
    def this(day: date) -> date:
        return day.replace(day=1)

    return _whole(r, k, "month", this, lambda d: add_months(this(d), 1))


def _whole(
    r: DateReader, k: int, unit: str, this: Callable[[date], date], after: Callable[[date], date]
) -> Found | None:
    """``esta semana``, ``la semana que viene``, ``el mes pasado``."""
    w, i = r.words, k
    usual = w.sets["article"] | w.sets["feminine_article"] | w.sets["next"] | w.sets["this"]
    while i and (r.norms[i - 1] in usual or r.norms[i - 1] in w.sets["past"]):
        i -= 1
    before = set(r.norms[i:k])
    end = w.phrase_at("gone", r.norms, k + 1)
    if end or before & w.sets["past"]:
        day = r.then(lambda d: this(this(d) - timedelta(1)))
        return Found(i, end or k + 1, day, unit, "past", f"past {unit}")
    end = w.phrase_at("coming", r.norms, k + 1)
    if end or before & w.sets["next"]:
        return Found(i, end or k + 1, r.then(after), unit, unit, f"next {unit}")
    if before & w.sets["this"]:
        return Found(i, k + 1, r.then(this), unit, unit, f"this {unit}")
    return None


def figures_date(r: DateReader, k: int) -> Found | None:
    """``12/03/2026``, ``12/03``, ``12-03-2026``, ``12.03.2026`` from token ``k`` on."""
    parts, end = r.norms[k].replace(".", "/").split("/"), k + 1
    while end < r.size and len(parts) < 3 and r.gaps[end] == "-" and r.norms[end].isdigit():
        parts.append(r.norms[end])
        end += 1
    if not all(p.isdigit() and len(p) <= 4 for p in parts):
        return None
    short = len(parts) == 2 and "/" in r.norms[k]
    if len(parts) != 3 and not short:
        return None
    day, month = int(parts[0]), int(parts[1])
    year = None if short else int(parts[2])
    if year is not None and year < 100:
        year += 2000 if year < 50 else 1900
    if not (1 <= day <= 31 and 1 <= month <= 12) or (year is not None and year < 1900):
        return None
    return r.full_date(k, day, (month, year, end), "figures")


SPAN_RULES: dict[str, Callable[[DateReader, int], Found | None]] = {
    "today": _today,
    "weekend": _weekend,
    "edge": _edge,
    "relative": _relative,
    "ago": _ago,
    "fortnight": _fortnight,
    "week": _week,
    "month": _month,
}
