"""The words of a language for days, weeks and months, as tables."""

from __future__ import annotations

from collections.abc import Mapping
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
    phrases: Mapping[str, Phrases]
    gate: frozenset[str]

    def phrase_at(self, name: str, norms: list[str] | tuple[str, ...], k: int) -> int:
        """Where the longest phrase of a list that begins at token ``k`` ends; 0 where none does."""
        for phrase in self.phrases[name]:
            if tuple(norms[k : k + len(phrase)]) == phrase:
                return k + len(phrase)
        return 0


_SETS = ("first", "no_tomorrow", "after_tomorrow", "day_word", "days_word", "article", "links",
         "of", "this", "next", "other", "past", "each", "since", "holy", "week", "month", "fortnight",
         "catorcena", "no_before", "ago", "working", "hour_units", "edge_before", "month_before",
         "not_day_after", "clock")
_PHRASES = ("today", "coming", "gone", "each_month", "next_week", "this_week", "that_month",
            "next_month", "weekend", "in", "pair")


@cache
def date_words(language: str = "es") -> DateWords:
    """The date words of a language.

    >>> date_words().weekdays["miercoles"]
    2
    """
    raw = number_data(language)["dates"]
    edges = {w: name for name, text in raw["edges"].items() for w in words(text)}
    sets = {name: words(raw[name]) for name in _SETS}
    lists = {name: _longest_first(raw[name]) for name in _PHRASES}
    weekdays = _numbers(raw["weekdays"]) | _numbers(raw["weekdays_plural"])
    months, days, units = (_numbers(raw[k]) for k in ("months", "days", "units"))
    heads = {p[0] for name in ("today", "weekend", "in") for p in lists[name]}
    gate = heads | set(weekdays) | set(months) | set(days) | set(edges)
    for name in ("article", "day_word", "days_word", "week", "month", "fortnight", "catorcena", "ago"):
        gate |= sets[name]
    later = {tuple(fold(w) for w in k.split()): int(v) for k, v in raw["weeks_later"].items()}
    return DateWords(weekdays=weekdays, months=months, days=days, units=units, later=later,
                     edges=edges, sets=sets, phrases=lists, gate=frozenset(gate))


def _numbers(raw: Mapping[str, Any]) -> dict[str, int]:
    return {fold(w): int(v) for w, v in raw.items()}


def _longest_first(text: str) -> Phrases:
    return tuple(sorted(phrases(text), key=lambda p: (-len(p), p)))
