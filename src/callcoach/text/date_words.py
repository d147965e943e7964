"""The words of a language for days, weeks and months, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from callcoach.lang.fold import fold
from callcoach.text.number_words import number_data, phrases, words

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    """The date words of a language, folded; ``sets`` and ``phrases`` by their name in the pack."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, int]
    later: Mapping[tuple[str, ...], int]
    edges: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, Phrases]]
    centuries: Mapping[tuple[str, ...], int]
    gate: frozenset[str]

    def phrase_at(self, name: str, norms: Sequence[str], k: int) -> int:
        """Where the longest phrase of a list that begins at token ``k`` ends; 0 where none does."""
        if k < len(norms):
            for phrase in self.phrases[name].get(norms[k], ()):
                if tuple(norms[k : k + len(phrase)]) == phrase:
                    return k + len(phrase)
        return 0


_SETS = (
    "first",
    "no_tomorrow",
    "after_tomorrow",
    "day_word",
    "days_word",
    "article",
    "links",
    "of",
    "this",
    "next",
    "other",
    "past",
    "each",
    "since",
    "holy",
    "week",
    "month",
    "one",
    "fortnight",
    "catorcena",
    "no_before",
    "ago",
    "working",
    "hour_units",
    "edge_before",
    "month_before",
    "not_day_after",
    "clock",
    "until",
    "link",
    "plural_article",
    "feminine_article",
    "of_the",
)
_PHRASES = (
    "today",
    "coming",
    "gone",
    "each_month",
    "next_week",
    "this_week",
    "last_week",
    "that_month",
    "next_month",
    "bare_month",
    "weekend",
    "in",
    "pair",
)


@cache
def date_words(language: str = "es") -> DateWords:
    """The date words of a language.

    >>> date_words().weekdays["miercoles"]
    2
    """
    raw = number_data(language)["dates"]
    edges = {w: name for name, text in raw["edges"].items() for w in words(text)}
    sets = {name: words(raw[name]) for name in _SETS}
    sets["weekdays_plural"] = frozenset(_numbers(raw["weekdays_plural"]))
    sets["telling"] = sets["each"] | sets["since"] | sets["past"] | sets["other"]
    sets["leading"] = sets["article"] | sets["this"] | sets["next"]
    lists = {name: _longest_first(raw[name]) for name in _PHRASES}
    weekdays = _numbers(raw["weekdays"]) | _numbers(raw["weekdays_plural"])
    months, days, units = (_numbers(raw[k]) for k in ("months", "days", "units"))
    lasts = {p[-1] for name in ("today", "weekend") for p in phrases(raw[name])}
    gate = lasts | set(weekdays) | set(months) | set(days) | set(units)
    for name in (
        "week",
        "month",
        "fortnight",
        "catorcena",
        "first",
        "day_word",
        "days_word",
        "hour_units",
    ):
        gate |= sets[name]
    later = {tuple(fold(w) for w in k.split()): int(v) for k, v in raw["weeks_later"].items()}
    return DateWords(
        weekdays=weekdays,
        months=months,
        days=days,
        units=units,
        later=later,
        edges=edges,
        sets=sets,
        phrases=lists,
        gate=frozenset(gate),
        centuries={
            tuple(raw["two_thousand"].split()): 2000,
            tuple(raw["nineteen_hundred"].split()): 1900,
        },
    )


def _numbers(raw: Mapping[str, Any]) -> dict[str, int]:
    return {fold(w): int(v) for w, v in raw.items()}


def _longest_first(text: str) -> dict[str, Phrases]:
    """The phrases of a text by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases(text), key=lambda p: (-len(p), p)):
        table.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(group) for word, group in table.items()}
