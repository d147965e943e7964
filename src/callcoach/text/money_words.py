"""The words around a sum of money: what pays, counts, names, dates, hedges it.

``tag`` gives the flags of a word, so that a rule asks one question of a neighbour; phrases
are kept by the word that finds them. Coins and signs are in ``coins``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final

from callcoach.lang.fold import fold
from callcoach.text.number_words import (
    UNIT,
    number_data,
    number_words,
    phrases,
    starters,
    words,
)

PAY: Final = 1
WEAK: Final = 2
BE: Final = 4
BETWEEN: Final = 8
NAMED: Final = 16
COUNTED: Final = 32
TIMES: Final = 64
PLAIN_S: Final = 128
BEFORE_NOUN: Final = 256
BEFORE_DATE: Final = 512
DETERMINER: Final = 1024
AFTER: Final = 2048
ENDS_IN: Final = 4096
INCOME: Final = 8192
WEEKDAY: Final = 16384
MONTH: Final = 32768
DENIED: Final = 65536
ASK: Final = 131072

_TAGS = {
    "pay": PAY,
    "pay_weak": WEAK,
    "be": BE,
    "between": BETWEEN,
    "named": NAMED,
    "counted": COUNTED,
    "times": TIMES,
    "plain_s": PLAIN_S,
    "before_noun": BEFORE_NOUN,
    "before_date": BEFORE_DATE,
    "determiners": DETERMINER,
    "after": AFTER,
    "ends_in": ENDS_IN,
    "income": INCOME,
    "denied": DENIED,
    "ask": ASK,
}
_SETS = (
    "vague_not_after",
    "vague_not_before",
    "cents",
    "doubtful",
    "thousand_signs",
    "entre",
    "or",
    "when",
    "when_next",
    "ask_not_before",
    "ask_not_after",
)
_ENOUGH = 5

Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The words around a sum. ``sets`` are words by what they do; ``hedges`` and ``exact`` are
    found by their last word, ``hedges_after``, ``after`` and ``ask`` by their first, ``idioms``
    by the number in them and the word after it (or before), with the number's place.
    """

    tag: Callable[[str], int]
    sets: Mapping[str, frozenset[str]]
    hedges: Phrases
    hedges_after: Phrases
    exact: Phrases
    after: Phrases
    ask: Phrases
    corrections: frozenset[Phrase]
    idioms: Mapping[str, Mapping[str, tuple[tuple[int, Phrase], ...]]]
    credit_days: frozenset[int]
    participles: tuple[str, ...]
    feminine: tuple[str, ...]
    gate: frozenset[str]


@cache
def money_words(language: str = "es") -> MoneyWords:
    """The words around a sum in a language.

    >>> bool(money_words().tag("pagaremos") & PAY)
    True
    """
    raw = number_data(language)["money"]
    sets = {name: words(raw[name]) for name in _SETS}
    sets.update((name, words(text)) for name, text in raw["particles"].items())
    return MoneyWords(
        tag=_tagger(raw, number_data(language)["dates"]),
        sets=sets,
        hedges=by_word(phrases(raw["hedges"]), -1),
        exact=by_word(phrases(raw["exact"]), -1),
        hedges_after=by_word(phrases(raw["hedges_after"]), 0),
        after=by_word(phrases(raw["after_phrases"]), 0),
        ask=by_word(phrases(raw["ask_phrases"]), 0),
        corrections=phrases(raw["corrections"]),
        idioms=_by_number(phrases(raw["idiom_phrases"]), language),
        credit_days=frozenset(int(d) for d in raw["credit_days"].split()),
        participles=tuple(raw["participles"].split()),
        feminine=tuple(raw["feminine"].split()),
        gate=_gate(raw, language),
    )


def _tagger(raw: Mapping[str, Any], dates: Mapping[str, Any]) -> Callable[[str], int]:
    """The flags of a word: exact words and stems (``pag*``), remembered."""
    exact: dict[str, int] = defaultdict(int)
    stems: list[tuple[str, int]] = []
    lists = [(words(raw[name]), flag) for name, flag in _TAGS.items()]
    lists += [(words(" ".join(dates[k])), v) for k, v in (("weekdays", WEEKDAY), ("months", MONTH))]
    for group, flag in lists:
        for word in group:
            if word.endswith("*"):
                stems.append((word[:-1], flag))
            else:
                exact[word] |= flag

    @lru_cache(maxsize=20_000)
    def tag(word: str) -> int:
        flags = exact.get(word, 0)
        for stem, flag in stems:
            if word.startswith(stem):
                flags |= flag
        return flags

    return tag


def _gate(raw: Mapping[str, Any], language: str) -> frozenset[str]:
    """Words one of which every sum holds, but those in figures."""
    entries = number_words(language).entries
    small = {w for w, (cls, value) in entries.items() if cls == UNIT and value < _ENOUGH}
    large = starters(language) - small
    coins = {w for text in raw["words"].values() for w in words(text)}
    coins |= {w for row in raw["slang"] for w in words(row["words"])} | words(raw["cents"])
    vague = raw["vague"] + [p for group in raw["vague_there"].values() for p in group]
    return frozenset(large | {w.split("_")[0] for w in coins} | set(patterns(vague)))


def patterns(texts: Iterable[str]) -> Mapping[str, Phrases]:
    """The phrases that patterns (``un (a|b) c?``) stand for, by their last word and the one before.

    >>> patterns(["un (poco|algo) de? dinero"])["dinero"]["de"][0]
    ('un', 'algo', 'de', 'dinero')
    """
    last = by_word((phrase for text in texts for phrase in _expand(text)), -1)
    return {word: by_word(group, -2) for word, group in last.items()}


def by_word(found: Iterable[Phrase], at: int) -> Phrases:
    """Phrases by the word at a place in them, the longest first."""
    table: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(set(found), key=lambda p: (-len(p), p)):
        table[phrase[at]].append(phrase)
    return {word: tuple(group) for word, group in table.items()}


def _by_number(
    found: Iterable[Phrase], language: str
) -> dict[str, dict[str, tuple[tuple[int, Phrase], ...]]]:
    entries = number_words(language).entries
    table: dict[str, dict[str, tuple[tuple[int, Phrase], ...]]] = defaultdict(dict)
    for phrase in sorted(found):
        at = next(i for i, word in enumerate(phrase) if word in entries)
        beside = phrase[at + 1] if at + 1 < len(phrase) else phrase[at - 1]
        group = table[phrase[at]]
        group[beside] = (*group.get(beside, ()), (at, phrase))
    return dict(table)


def _expand(pattern: str) -> Iterator[Phrase]:
    parts: list[tuple[str, ...]] = []
    rest = pattern
    while rest:
        plain, bracket, rest = rest.partition("(")
        parts.append((plain,))
        if bracket:
            inner, _, rest = rest.partition(")")
            parts.append(tuple(inner.split("|")))
    for choice in product(*parts):
        found = "".join(choice).split()
        yield tuple(fold(w.rstrip("?")) for w in found)
        if any(w.endswith("?") for w in found):
            yield tuple(fold(w) for w in found if not w.endswith("?"))
