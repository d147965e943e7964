"""The words of a language for numbers, as one table: word → (class, value).

The table comes from ``lang/<language>/numbers.yaml``; misspellings that speech recognition and
hurried typing make (``sincuenta``, ``beinte``, ``treintaidos``) are worked out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from callcoach.errors import PackError
from callcoach.lang.fold import fold

ARTICLE: Final = 1
UNIT: Final = 2
TEEN: Final = 3
TENS: Final = 4
HUNDRED: Final = 5
ROUND: Final = 6
THOUSAND: Final = 7
MILLION: Final = 8
PREFIX: Final = 9
RISKY: Final = 10
AROUND: Final = 11
FIGURES: Final = 12
HALF: Final = 13
HEAD: Final = 14

Entry = tuple[int, Any]  # for figures the value may be a Decimal
_CLASSES = {
    "articles": ARTICLE,
    "units": UNIT,
    "teens": TEEN,
    "tens": TENS,
    "hundreds": HUNDRED,
    "round": ROUND,
    "thousands": THOUSAND,
    "millions": MILLION,
}
_WEAK = (ARTICLE, HEAD, PREFIX)
_LINKS = ("ai", "ay", "i", "e")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, folded and ready to look up."""

    entries: Mapping[str, Entry]
    heads: Mapping[str, int]
    tails: frozenset[str]
    ands: frozenset[str]
    half: frozenset[str]
    withs: frozenset[str]
    points: frozenset[str]
    some: frozenset[str]
    some_end: frozenset[str]
    fillers: frozenset[str]
    risky_after: frozenset[str]
    before_day: frozenset[str]
    links: frozenset[str]
    percent: frozenset[tuple[str, ...]]
    percent_heads: frozenset[str]


def number_data(language: str = "es") -> dict[str, Any]:
    """The parsed ``numbers.yaml`` of a language. Raises :class:`PackError` when there is none.

    >>> "mil" in number_data()["numbers"]["thousands"]
    True
    """
    return _number_data(language)


@cache
def _number_data(language: str) -> dict[str, Any]:
    from importlib.resources import files

    from callcoach.lang.yaml_source import Document

    source = files("callcoach.lang").joinpath(language, "numbers.yaml")
    if not source.is_file():
        raise PackError(f"the language {language!r} has no numbers.yaml", hint="available: es")
    data: dict[str, Any] = Document(source.read_text("utf8"), "numbers.yaml").data
    return data


def words(text: str) -> frozenset[str]:
    """The folded words of a text from the pack.

    >>> sorted(words("día Mes"))
    ['dia', 'mes']
    """
    return frozenset(fold(w) for w in text.split())


def phrases(text: str) -> frozenset[tuple[str, ...]]:
    """The folded phrases of a text from the pack, parted by ``|``.

    >>> sorted(phrases("más o menos | casi"))
    [('casi',), ('mas', 'o', 'menos')]
    """
    return frozenset(tuple(fold(w) for w in part.split()) for part in text.split("|"))


def number_words(language: str = "es") -> NumberWords:
    """The number words of a language.

    >>> number_words().entries["sincuenta"] == (TENS, 50)
    True
    """
    return _number_words(language)


@cache
def _number_words(language: str) -> NumberWords:
    raw = number_data(language)["numbers"]
    names = ("and", "with", "point", "hundred_tails")
    return NumberWords(
        entries=_entries(raw),
        heads={fold(k): int(v) for k, v in raw["hundred_heads"].items()},
        tails=words(raw["hundred_tails"]),
        ands=words(raw["and"]),
        half=words(raw["half"]),
        withs=words(raw["with"]),
        points=words(raw["point"]),
        some=words(raw["some"]),
        some_end=words(raw["some_end"]),
        fillers=words(raw["fillers"]),
        risky_after=words(raw["risky_after"]),
        links=frozenset().union(*(words(raw[name]) for name in names)),
        before_day=words(raw["before_day"]),
        percent=phrases(raw["percent"]),
        percent_heads=frozenset(p[0] for p in phrases(raw["percent"])),
    )


@cache
def starters(language: str = "es") -> frozenset[str]:
    """The words that can begin a number: a gate for callers (figures begin with a digit).

    >>> "mil" in starters(), "casa" in starters()
    (True, False)
    """
    table = number_words(language).entries
    return frozenset(w for w, (cls, _) in table.items() if cls not in _WEAK)


def _entries(raw: Mapping[str, Any]) -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for name, cls in _CLASSES.items():
        for word, value in raw[name].items():
            for spelt in _spellings(fold(word), raw["spelling"]):
                table.setdefault(spelt, (cls, int(value)))
    for word in words(raw["not_numbers"]):
        table.pop(word, None)
    _put(table, raw["prefixes"], PREFIX)
    _put(table, raw["risky"], RISKY)
    for word, value in raw["clipped"].items():
        table.setdefault(fold(word), (UNIT if int(value) < 10 else TEEN, int(value)))
    _put(table, dict.fromkeys(words(raw["half"]), 0), HALF)
    for word, entry in _fused(raw):
        table.setdefault(word, entry)
    _put(table, raw["hundred_heads"], HEAD)
    return table


def _put(table: dict[str, Entry], more: Mapping[str, int], cls: int) -> None:
    for word, value in more.items():
        table.setdefault(fold(word), (cls, int(value)))


def _spellings(word: str, rules: Iterable[list[str]]) -> Iterator[str]:
    """The word and what two spelling rules make of it."""
    yield word
    for first in [word.replace(a, b) for a, b in rules if a in word]:
        yield first
        yield from (first.replace(a, b) for a, b in rules if a in first)


def _fused(raw: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Words run together: ``treintaidos``, ``dosmil``, ``veintitantos``."""
    units = [(fold(w), int(v)) for w, v in (raw["units"] | raw["articles"]).items() if int(v)]
    tails = words(raw["around_tails"])
    for ten, value in raw["tens"].items():
        for link in _LINKS:
            yield from ((ten[:-1] + link + w, (TEEN, int(value) + v)) for w, v in units)
            yield from ((ten[:-1] + link + tail, (AROUND, int(value))) for tail in tails)
    for name in ("units", "teens", "tens", "hundreds", "round"):
        for word, value in raw[name].items():
            if int(value) > 1:
                yield fold(word) + "mil", (THOUSAND, int(value) * 1000)
