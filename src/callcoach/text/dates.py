"""Days, weeks and months as people name them: ``el viernes``, ``a fin de mes``, ``el 15``.

One pass: a word that can be part of a date starts a rule, which reads to both sides. A day is
the next one strictly after the call's own day; a day and month may lie up to half a year back.
``date`` of a week is its Monday, of a month its first day; of the end of a month its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from callcoach.text.date_days import DAY_RULES, other_day
from callcoach.text.date_reader import DateReader, Found
from callcoach.text.date_spans import SPAN_RULES, figures_date
from callcoach.text.date_words import date_words
from callcoach.text.number_words import starters

Rule = Callable[[DateReader, int], Found | None]


class DateMention(NamedTuple):
    """A date at tokens ``i`` to ``j`` (exclusive).

    ``granularity``: ``day``, ``week``, ``month``, ``fortnight``. ``kind``: ``today`` (also "at
    once"), ``day``, ``weekday``, ``relative``, ``month_start``, ``month_end``, ``fortnight``,
    ``week``, ``month``, ``recurring``, ``past``. ``date`` is ``None`` without a reference day,
    or where the words name no day. ``why`` is the rule. No part of a gap belongs to a date:
    ``lead`` and ``trail`` are 0.
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
    """The dates of an utterance, in order; ``reference`` is the day of the call.

    >>> line = "el viernes que viene".split()
    >>> find_dates(line, ["", " ", " ", " ", ""], reference=date(2026, 3, 10))[0].date
    datetime.date(2026, 3, 13)
    """
    rules = _rules()
    found: list[DateMention] = []
    reader: DateReader | None = None
    past = 0
    for k, word in enumerate(norms):
        if word not in rules and (word > ":" or not _parted(word, gaps, k)):
            continue
        if k < past:
            continue
        reader = reader or DateReader(norms, gaps, reference)
        for rule in rules.get(word, (figures_date,)):
            hit = rule(reader, k)
            if hit and hit.i >= past:
                found.append(DateMention(*hit))
                past = hit.j
                if hit.kind == "recurring" and (hit := other_day(reader, past)):
                    found.append(DateMention(*hit))
                    past = hit.j
                break
    return found


def _parted(word: str, gaps: Sequence[str], k: int) -> bool:
    """Whether figures may be a date: ``12/03``, ``12-03-2026``, ``12.03.2026``."""
    return "/" in word or gaps[k + 1] == "-" or word.count(".") == 2


@cache
def _rules(language: str = "es") -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the word that starts them, the surest first."""
    w = date_words(language)
    starts: dict[str, set[str] | frozenset[str]] = {
        "today": set(w.phrases["today"]),
        "weekend": set(w.phrases["weekend"]),
        "edge": set(w.edges),
        "relative": set(w.phrases["in"]),
        "ago": w.sets["ago"],
        "week": w.sets["week"],
        "fortnight": w.sets["fortnight"] | w.sets["catorcena"],
        "month": w.sets["month"],
        "weekday": set(w.weekdays),
        "counted": set(w.days),
        "article_day": w.sets["article"],
        "day_word": w.sets["day_word"] | w.sets["days_word"],
        "month_name": set(w.months),
        "plural_day": w.sets["plural_article"],
    }
    table: dict[str, list[Rule]] = {}
    for name, rule in {**SPAN_RULES, **DAY_RULES}.items():
        for word in starts[name]:
            table.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


@cache
def date_gate(language: str = "es") -> frozenset[str]:
    """Words one of which every date holds, but ``el quince`` and figures: a gate for callers.

    >>> "viernes" in date_gate()
    True
    """
    return date_words(language).gate


def may_hold_date(norms: Sequence[str]) -> bool:
    """Whether a date is possible at all: a cheap test before :func:`find_dates`.

    >>> may_hold_date(["buenas", "tardes"]), may_hold_date(["el", "viernes"])
    (False, True)
    """
    if not norms or min(norms) < ":" or not date_gate().isdisjoint(norms):
        return bool(norms)
    return not starters().isdisjoint(norms) and not _articles().isdisjoint(norms)


@cache
def _articles(language: str = "es") -> frozenset[str]:
    w = date_words(language).sets
    return w["article"] | w["plural_article"]
