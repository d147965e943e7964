"""Single days by name or number: ``el viernes 20``, ``pasado mañana``, ``el quince de marzo``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from callcoach.text.date_math import (
    add_months,
    day_of_month,
    day_on_weekday,
    last_weekday,
    next_day,
    next_weekday,
)
from callcoach.text.date_reader import DateReader, Found

# --- weekdays -------------------------------------------------------------------------------


def _weekday(r: DateReader, k: int) -> Found | None:
    weekday, w = r.words.weekdays[r.norms[k]], r.words
    i, before = r.article_before(k)
    j = k + 1
    if _in_a_span(r, k) or r.word(j) in w.sets["holy"]:
        return None
    if before in w.sets["each"] or r.norms[k] in w.sets["weekdays_plural"]:
        day = r.then(lambda d: next_weekday(d, weekday))
        return Found(i, j, day, "day", "recurring", "each weekday")
    gone = w.phrase_at("gone", r.norms, j)
    if gone or before in w.sets["past"] or before in w.sets["since"]:
        day = r.then(lambda d: last_weekday(d, weekday))
        return Found(i, gone or j, day, "day", "past", "past weekday")
    numbered = r.day_after(j)
    if numbered:
        return _numbered_weekday(r, i, weekday, *numbered)
    return _which_weekday(r, i, j, weekday, before)


def _in_a_span(r: DateReader, k: int) -> bool:
    """``de lunes a viernes``: hours of work, no date."""
    w = r.words
    after = r.word(k + 1) in w.sets["until"] and r.word(k + 2) in w.weekdays
    return after or (k > 1 and r.norms[k - 1] in w.sets["until"] and r.norms[k - 2] in w.weekdays)


def _which_weekday(r: DateReader, i: int, j: int, weekday: int, before: str) -> Found:
    w, plus, why = r.words, 0, "next weekday"
    end = w.phrase_at("coming", r.norms, j) or j
    if before in w.sets["other"]:
        plus, why = 7, "weekday after next"
    for phrase, days in w.later.items():
        if tuple(r.norms[end : end + len(phrase)]) == phrase:
            plus, why, end = days, "weekday and weeks later", end + len(phrase)
            break
    if week := w.phrase_at("next_week", r.norms, end):
        day = r.then(lambda d: next_weekday(d, 0) + timedelta(weekday))
        return Found(i, week, day, "day", "weekday", "weekday of next week")
    for name, weeks in (("this_week", 0), ("last_week", -1)):
        if week := w.phrase_at(name, r.norms, end):
            return _of_week(r, i, week, weekday + 7 * weeks)
    day = r.then(lambda d: next_weekday(d, weekday) + timedelta(plus))
    return Found(i, end, day, "day", "weekday", why)


def _of_week(r: DateReader, i: int, j: int, days: int) -> Found:
    """A weekday of this week or the last: so many days after this week's Monday."""
    day = r.then(lambda d: d + timedelta(days - d.weekday()))
    past = days < 0 or (day is not None and r.reference is not None and day < r.reference)
    return Found(i, j, day, "day", "past" if past else "weekday", "weekday of a week")


def _numbered_weekday(r: DateReader, i: int, weekday: int, day: int, j: int) -> Found:
    month = r.month_after(j)
    if month:
        return r.full_date(i, day, month, "weekday, day and month")
    found = r.then(lambda d: day_on_weekday(d, day, weekday))
    return Found(i, j, found, "day", "weekday", "weekday and day")


# --- counted from today ---------------------------------------------------------------------


def _counted(r: DateReader, k: int) -> Found | None:
    """``hoy``, ``mañana``, ``pasado mañana``, ``mañana en ocho``, ``ayer``."""
    w, plus, i, j = r.words, r.words.days[r.norms[k]], k, k + 1
    before = r.norms[k - 1] if k else ""
    if plus == 1 and before in w.sets["no_tomorrow"]:
        return None
    if plus == 1 and before in w.sets["after_tomorrow"]:
        plus, i = 2, k - 1
    for phrase, days in w.later.items():
        if plus == 1 and tuple(r.norms[j : j + len(phrase)]) == phrase:
            plus, j = plus + days, j + len(phrase)
            break
    kind = "today" if plus == 0 else "past" if plus < 0 else "relative"
    day = r.then(lambda d: d + timedelta(plus))
    return Found(i, _named_too(r, j, day), day, "day", kind, "counted from today")


def _named_too(r: DateReader, j: int, day: date | None) -> int:
    """The end of ``mañana viernes 20 de marzo``: the day named beside ``mañana``."""
    numbered = r.day_at(j)
    if r.word(j) in r.words.weekdays:
        numbered = r.day_after(j + 1)
        j += 1
    elif numbered and (day is None or day.day != numbered[0]):
        return j
    if numbered is None or r.no_day(numbered[1]):
        return j
    month = r.month_after(numbered[1])
    return month[2] if month else numbered[1]


# --- days of a month ------------------------------------------------------------------------


def _article_day(r: DateReader, k: int) -> Found | None:
    """``el 15``, ``el quince de marzo``, ``este cinco``, ``el próximo 5``, ``21 del 3 del 65``."""
    day = r.day_at(k + 1)
    if day is None:
        return None
    if k and r.norms[k] in r.words.sets["of"] and (before := r.day_ending(k)):
        month = r.numeric_month(k)
        return r.full_date(before[0], before[1], month, "day and month") if month else None
    i, w = k, r.words.sets
    if k and r.norms[k] in w["next"] and r.norms[k - 1] in w["article"]:
        i = k - 1
    return _numbered(r, i, *day)


def _numbered(r: DateReader, i: int, day: int, j: int, *, bare: bool = False) -> Found | None:
    """A number that an article or ``día`` makes a day; ``bare`` where even 1 needs no month."""
    w = r.words
    if month := r.month_after(j) or r.numeric_month(j):
        return r.full_date(i, day, month, "day and month")
    next_one = r.then(lambda d: next_day(d, day))
    if end := w.phrase_at("each_month", r.norms, j):
        return Found(i, end, next_one, "day", "recurring", "day of each month")
    if end := w.phrase_at("next_month", r.norms, j):
        found = r.then(lambda d: next_day(add_months(d.replace(day=1), 1) - timedelta(1), day))
        return Found(i, end, found, "day", "day", "day of next month")
    if end := w.phrase_at("that_month", r.norms, j):
        found = r.then(lambda d: day_of_month(d, day, d.month, d.year))
        return Found(i, end, found, "day", "day", "day of this month")
    if end := w.phrase_at("bare_month", r.norms, j):
        return Found(i, end, next_one, "day", "day", "day of the month")
    if (day == 1 and not bare) or r.no_day(j):
        return None
    return Found(i, j, next_one, "day", "day", "day of the month")


def _day_word(r: DateReader, k: int) -> Found | None:
    """``día 5``, ``el día quince de marzo``, ``los días 25``."""
    day = r.day_at(k + 1)
    if day is None or r.no_day(day[1]):
        return None
    i, _ = r.article_before(k)
    if r.norms[k] in r.words.sets["day_word"]:
        return _numbered(r, i, *day, bare=True)
    if i and r.norms[i - 1] in r.words.sets["plural_article"]:
        i -= 1
    found = r.then(lambda d: next_day(d, day[0]))
    return Found(i, day[1], found, "day", "recurring", "days of the month")


def _plural_day(r: DateReader, k: int) -> Found | None:
    """``los quince`` in ``los quince y los treinta``, ``los 25 de cada mes``."""
    w, day = r.words, r.day_at(k + 1)
    if day is None or r.no_day(day[1]):
        return None
    end = w.phrase_at("each_month", r.norms, day[1])
    two = r.word(day[1]) in w.sets["link"] and r.word(day[1] + 1) in w.sets["plural_article"]
    if not end and not (two and r.day_at(day[1] + 2)):
        return None
    found = r.then(lambda d: next_day(d, day[0]))
    return Found(k, end or day[1], found, "day", "recurring", "days of the month")


def other_day(r: DateReader, k: int) -> Found | None:
    """A second recurring day: ``y treinta`` after ``los días quince``, ``y los treinta``."""
    w, first = r.words.sets, r.day_ending(k)
    if r.word(k) not in w["link"]:
        return None
    before = r.norms[first[0] - 1] if first and first[0] else ""
    plural = before in w["plural_article"]
    if not plural and before not in w["days_word"]:
        return None
    again = r.word(k + 1) in w["plural_article"]
    second = r.day_at(k + 1 + again)
    if second is None or r.no_day(second[1]) or (plural and not again):
        return None
    found = r.then(lambda d: next_day(d, second[0]))
    return Found(k + 1, second[1], found, "day", "recurring", "days of the month")


def _month_name(r: DateReader, k: int) -> Found | None:
    """``quince de marzo`` without an article, ``marzo 3``, ``en marzo``."""
    w, month = r.words, r.words.months[r.norms[k]]
    before = r.norms[k - 1] if k else ""
    if before in w.sets["of"]:
        day = r.day_ending(k - 1)
        named = r.month_after(k - 1) or (month, None, k + 1)
        return r.full_date(day[0], day[1], named, "day and month") if day else None
    after = r.day_at(k + 1) if k + 1 < r.size and r.norms[k + 1] < ":" else None
    if after:
        year = r.year_after(after[1])
        named = (month, year[0], year[1]) if year else (month, None, after[1])
        return r.full_date(k, after[0], named, "month and day")
    if named_day := r.day_ending(k):
        return r.full_date(*named_day, r.month_after(k) or (month, None, k + 1), "day and month")
    if before not in w.sets["month_before"]:
        return None
    told, end = r.year_after(k + 1) or (None, k + 1)
    first = r.then(lambda d: date(told or d.year + (month < d.month), month, 1))
    return Found(k - 1, end, first, "month", "month", "month")


DAY_RULES: dict[str, Callable[[DateReader, int], Found | None]] = {
    "weekday": _weekday,
    "counted": _counted,
    "article_day": _article_day,
    "day_word": _day_word,
    "month_name": _month_name,
    "plural_day": _plural_day,
}
