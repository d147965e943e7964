"""Days, weeks and months as people name them: ``el viernes que viene``, ``a fin de mes``, ``el 15``.

One pass: a word that can be part of a date starts a rule, which reads to both sides. A day is
the next one strictly after the call's own day; a day and month may lie up to half a year back.
``date`` of a week is its Monday, of a month its first day; of the end of a month its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from callcoach.text.date_math import (
    add_months,
    day_of_month,
    day_on_weekday,
    next_day,
    next_weekday,
)
from callcoach.text.date_reader import DateReader
from callcoach.text.date_spans import RULES as SPAN_RULES
from callcoach.text.date_spans import Found, figures_date
from callcoach.text.date_words import date_words


class DateMention(NamedTuple):
    """A date at tokens ``i`` to ``j`` (exclusive).

    ``granularity``: ``day``, ``week``, ``month``, ``fortnight``. ``kind``: ``today`` (also "at
    once"), ``day``, ``weekday``, ``relative``, ``month_start``, ``month_end``, ``fortnight``,
    ``week``, ``month``, ``recurring``, ``past``. ``date`` is ``None`` without a reference day,
    or where the words name no day. ``why`` is the rule.
    """

    i: int
    j: int
    date: date | None
    granularity: str
    kind: str
    why: str
    lead: int = 0
    trail: int = 0


def find_dates(
    norms: Sequence[str], gaps: Sequence[str], *, reference: date | None = None
) -> list[DateMention]:
    """The dates of an utterance; ``reference`` is the day of the call.

    >>> line = "el viernes que viene".split()
    >>> find_dates(line, ["", " ", " ", " ", ""], reference=date(2026, 3, 10))[0].date
    datetime.date(2026, 3, 13)
    """
    rules = _rules()
    found: list[DateMention] = []
    reader: DateReader | None = None
    past = 0
    for k, word in enumerate(norms):
        if k < past or not (word in rules or (word[0] < ":" and ("/" in word or _linked(gaps, k)))):
            continue
        reader = reader or DateReader(norms, gaps, reference)
        for rule in rules.get(word, (figures_date,)):
            hit = rule(reader, k)
            if hit and hit.i >= past:
                found.append(DateMention(*hit))
                past = hit.j
                break
    return found


def _linked(gaps: Sequence[str], k: int) -> bool:
    return k + 1 < len(gaps) and gaps[k + 1] in ("-", "", ".")


Rule = Callable[[DateReader, int], Found | None]


@cache
def _rules(language: str = "es") -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the word that starts them, the surest first."""
    w = date_words(language)
    table: dict[str, list[Rule]] = {}
    named: list[tuple[Rule, frozenset[str] | set[str]]] = [
        *((SPAN_RULES[name], set(words)) for name, words in (
            ("today", {p[0] for p in w.phrases["today"]}), ("weekend", {"finde", "fin", "fines"}),
            ("edge", set(w.edges)), ("relative", {p[0] for p in w.phrases["in"]}),
            ("ago", w.sets["ago"]), ("fortnight", w.sets["fortnight"] | w.sets["catorcena"]),
            ("week", w.sets["week"]), ("month", w.sets["month"]))),
        (_weekday, set(w.weekdays)), (_counted, set(w.days)), (_article_day, w.sets["article"]),
        (_day_word, w.sets["day_word"] | w.sets["days_word"]), (_month_name, set(w.months)),
    ]
    for rule, words in named:
        for word in words:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


@cache
def date_gate(language: str = "es") -> frozenset[str]:
    """The words that can start a date: a gate for callers (figures with ``/`` or ``-`` besides).

    >>> "viernes" in date_gate()
    True
    """
    return frozenset(_rules(language))


# --- weekdays -------------------------------------------------------------------------------


def _weekday(r: DateReader, k: int) -> Found | None:
    weekday, w = r.words.weekdays[r.norms[k]], r.words
    i, before = r.article_before(k)
    j = k + 1
    if before in w.sets["each"] or r.norms[k] not in _singular():
        return Found(i, j, r.then(lambda d: next_weekday(d, weekday)), "day", "recurring", "each weekday")
    if r.word(j) in w.sets["holy"]:
        return None
    if before in w.sets["past"] or before in w.sets["since"] or w.phrase_at("gone", r.norms, j):
        end = w.phrase_at("gone", r.norms, j) or j
        return Found(i, end, r.then(lambda d: next_weekday(d, weekday) - timedelta(7)), "day", "past", "past weekday")
    day = r.day_after(j)
    if day:
        return _weekday_number(r, i, weekday, *day)
    return _which_weekday(r, i, j, weekday, before)


@cache
def _singular(language: str = "es") -> frozenset[str]:
    w = date_words(language).weekdays
    return frozenset(d for d in w if not (d.endswith("s") and d[:-1] in w and d[:-1] + "s" == d and d[-2] in "o"))


def _which_weekday(r: DateReader, i: int, j: int, weekday: int, before: str) -> Found:
    w, plus, why = r.words, 0, "next weekday"
    end = w.phrase_at("coming", r.norms, j) or j
    if before in w.sets["other"]:
        plus, why = 7, "the weekday after next"
    for phrase, days in w.later.items():
        if tuple(r.norms[end : end + len(phrase)]) == phrase:
            plus, why, end = days, "weekday and weeks later", end + len(phrase)
            break
    if week := w.phrase_at("next_week", r.norms, end):
        monday = r.then(lambda d: next_weekday(d, 0) + timedelta(weekday))
        return Found(i, week, monday, "day", "weekday", "weekday of next week")
    end = w.phrase_at("this_week", r.norms, end) or end
    return Found(i, end, r.then(lambda d: next_weekday(d, weekday) + timedelta(plus)), "day", "weekday", why)


def _weekday_number(r: DateReader, i: int, weekday: int, day: int, j: int) -> Found:
    month = r.month_after(j)
    if month:
        return r.full_date(i, day, month, "weekday, day and month")
    return Found(i, j, r.then(lambda d: day_on_weekday(d, day, weekday)), "day", "weekday", "weekday and day")


# --- days -----------------------------------------------------------------------------------


def _counted(r: DateReader, k: int) -> Found | None:
    """``hoy``, ``mañana``, ``pasado mañana``, ``ayer``."""
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
    j = _named_too(r, j)
    return Found(i, j, r.then(lambda d: d + timedelta(plus)), "day", kind, "counted from today")


def _named_too(r: DateReader, j: int) -> int:
    """``mañana viernes 20 de marzo``: the day named beside ``mañana``."""
    if r.word(j) not in r.words.weekdays:
        day = r.day_at(j)
        return day[1] if day and r.reference and day[0] == (r.reference + timedelta(1)).day else j
    day = r.day_after(j + 1)
    if day is None:
        return j + 1
    month = r.month_after(day[1])
    return month[2] if month else day[1]


def _article_day(r: DateReader, k: int) -> Found | None:
    """``el 15``, ``el quince de marzo``, ``este cinco``."""
    day = r.day_at(k + 1)
    if day is None:
        return None
    i = k - 1 if k and r.norms[k] in r.words.sets["next"] and r.norms[k - 1] in r.words.sets["article"] else k
    return _numbered(r, i, *day, sure=r.norms[k] not in r.words.sets["past"])


def _numbered(r: DateReader, i: int, day: int, j: int, *, sure: bool) -> Found | None:
    w = r.words
    if month := r.month_after(j) or r.numeric_month(j):
        return r.full_date(i, day, month, "day and month")
    if end := w.phrase_at("each_month", r.norms, j):
        return Found(i, end, r.then(lambda d: next_day(d, day)), "day", "recurring", "day of each month")
    if end := w.phrase_at("next_month", r.norms, j):
        return Found(i, end, r.then(lambda d: next_day(add_months(d.replace(day=1), 1) - timedelta(1), day)),
                     "day", "day", "day of next month")
    if end := w.phrase_at("that_month", r.norms, j):
        return Found(i, end, r.then(lambda d: day_of_month(d, day, d.month, d.year)), "day", "day", "day of this month")
    if not sure or day == 1 or r.no_day(j):
        return None
    return Found(i, j, r.then(lambda d: next_day(d, day)), "day", "day", "day of the month")


def _day_word(r: DateReader, k: int) -> Found | None:
    """``día 5``, ``el día quince de marzo``, ``los días 25``."""
    day = r.day_at(k + 1)
    if day is None or (r.norms[k] in r.words.sets["days_word"] and r.no_day(day[1])):
        return None
    i, before = r.article_before(k)
    if r.norms[k] in r.words.sets["days_word"]:
        return Found(i, day[1], r.then(lambda d: next_day(d, day[0])), "day", "recurring", "days of the month")
    hit = _numbered(r, i, *day, sure=True)
    if hit or day[0] != 1:
        return hit
    return Found(i, day[1], r.then(lambda d: next_day(d, 1)), "day", "day", "day of the month")


def _month_name(r: DateReader, k: int) -> Found | None:
    """``quince de marzo`` without an article, ``marzo 3``, ``en marzo``."""
    w, month = r.words, r.words.months[r.norms[k]]
    before = r.norms[k - 1] if k else ""
    if before in w.sets["of"]:
        for start in (k - 4, k - 2):
            day = r.day_at(start, first=True) if start >= 0 else None
            if day and day[1] == k - 1:
                return r.full_date(start, day[0], r.month_after(k - 1) or (month, None, k + 1), "day and month")
        return None
    if r.gaps[k + 1].isspace() and k + 1 < r.size and r.norms[k + 1].isdigit() and (day := r.day_at(k + 1)):
        year = r.year_after(day[1])
        return r.full_date(k, day[0], (month, year[0], year[1]) if year else (month, None, day[1]), "month and day")
    if before not in w.sets["month_before"]:
        return None
    year = r.year_after(k + 1)
    end = year[1] if year else k + 1
    return Found(k - 1, end, r.then(lambda d: _month_start(d, month, year[0] if year else None)), "month", "month", "month")


def _month_start(day: date, month: int, year: int | None) -> date:
    if year is not None:
        return date(year, month, 1)
    return date(day.year + (month < day.month), month, 1)
