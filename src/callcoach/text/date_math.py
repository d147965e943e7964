"""Days counted from a day: the next Friday, the next 15th, the end of the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_HALF_YEAR = 183


def month_end(day: date) -> date:
    """The last day of its month.

    >>> month_end(date(2026, 2, 3))
    datetime.date(2026, 2, 28)
    """
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_weekday(start: date, weekday: int) -> date:
    """The next such weekday, strictly after ``start`` (0 is Monday).

    >>> next_weekday(date(2026, 3, 10), 4)
    datetime.date(2026, 3, 13)
    """
    return start + timedelta(days=(weekday - start.weekday() - 1) % 7 + 1)


def last_weekday(start: date, weekday: int) -> date:
    """The last such weekday, strictly before ``start``.

    >>> last_weekday(date(2026, 3, 10), 1)
    datetime.date(2026, 3, 3)
    """
    return start - timedelta(days=(start.weekday() - weekday - 1) % 7 + 1)


def next_day(start: date, day: int) -> date:
    """The next such day of a month, strictly after ``start``.

    >>> next_day(date(2026, 3, 31), 31)
    datetime.date(2026, 5, 31)
    """
    first = start.replace(day=1)
    for months in range(13):
        month = add_months(first, months)
        if day <= month_end(month).day and month.replace(day=day) > start:
            return month.replace(day=day)
    raise ValueError(f"no month has a day {day}")


def day_on_weekday(start: date, day: int, weekday: int) -> date:
    """The next such day within three months that falls on the weekday, ``start`` included.

    Where none does, one of the two was misheard: the next such day counts.

    >>> day_on_weekday(date(2026, 3, 10), 13, 4)
    datetime.date(2026, 3, 13)
    """
    first = start.replace(day=1)
    for months in range(3):
        month = add_months(first, months)
        if day <= month_end(month).day:
            found = month.replace(day=day)
            if found >= start and found.weekday() == weekday:
                return found
    return next_day(start, day)


def day_of_month(start: date, day: int, month: int, year: int | None) -> date | None:
    """The day nearest to ``start`` within half a year back; ``None`` where no such day exists.

    >>> day_of_month(date(2026, 3, 20), 2, 3, None), day_of_month(date(2026, 11, 3), 4, 1, None)
    (datetime.date(2026, 3, 2), datetime.date(2027, 1, 4))
    """
    try:
        found = date(year or start.year, month, day)
        if year is None and (start - found).days > _HALF_YEAR:
            found = found.replace(year=start.year + 1)
    except ValueError:
        return None
    return found


def next_payday(start: date) -> date:
    """The next 15th or last day of a month, strictly after ``start``.

    >>> next_payday(date(2026, 3, 15))
    datetime.date(2026, 3, 31)
    """
    if start.day < 15:
        return start.replace(day=15)
    end = month_end(start)
    return end if start < end else add_months(start.replace(day=1), 1).replace(day=15)


def add_working_days(start: date, days: int) -> date:
    """So many Mondays to Fridays later.

    >>> add_working_days(date(2026, 3, 13), 1)
    datetime.date(2026, 3, 16)
    """
    while days > 0:
        start += timedelta(days=1)
        days -= start.weekday() < 5
    return start
