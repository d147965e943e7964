"""What a language has for money: coins and signs by country, and the words around a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, Final, NamedTuple

from callcoach.text.number_words import number_data, phrases, starters, words

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
NONE: Final = 131072
ASK: Final = 262144
PHRASE: Final = 524288

_TAGS = {"pay": PAY, "pay_weak": WEAK, "be": BE, "between": BETWEEN, "named": NAMED,
         "counted": COUNTED, "times": TIMES, "plain_s": PLAIN_S, "before_noun": BEFORE_NOUN,
         "before_date": BEFORE_DATE, "determiners": DETERMINER, "after": AFTER,
         "ends_in": ENDS_IN, "income": INCOME, "denied": DENIED, "none": NONE, "ask": ASK}
_OPEN_BRACKET = "("
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


class Coin(NamedTuple):
    """What a word for money stands for: a currency (``None``: unknown) and how many units."""

    currency: str | None
    worth: int
    slang: bool = False


class Coins(NamedTuple):
    """Words, signs and habits of a call's currency."""

    words: Mapping[str, Coin]
    signs: Mapping[str, str | None]
    qualifiers: Mapping[str, str]
    heads: frozenset[str]
    thousands: int
    small: bool
    short_thousand: bool


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The words around a sum: ``tag`` gives the flags of a folded word, the rest are phrases."""

    tag: Callable[[str], int]
    hedges: Phrases
    hedges_after: Phrases
    exact: Phrases
    after: Phrases
    ask: Phrases
    corrections: frozenset[tuple[str, ...]]
    idioms: Phrases
    vague: Phrases
    vague_not_after: frozenset[str]
    vague_not_before: frozenset[str]
    cents: frozenset[str]
    doubtful: frozenset[str]
    thousand_signs: frozenset[str]
    ors: frozenset[str]
    to: frozenset[str]
    entre: frozenset[str]
    gate: frozenset[str]


@cache
def money_words(language: str = "es") -> MoneyWords:
    """The words around a sum in a language.

    >>> bool(money_words().tag("pagaremos") & PAY)
    True
    """
    raw = number_data(language)["money"]
    vague = _heads(tuple(p.split()) for text in raw["vague"] for p in _expand(text))
    lists = {k: words(raw[k]) for k in ("vague_not_after", "vague_not_before", "cents", "doubtful",
                                        "thousand_signs", "entre", "to")}
    coins = frozenset(w for text in raw["words"].values() for w in words(text))
    return MoneyWords(
        tag=_tagger(raw, number_data(language)["dates"]), vague=vague, ors=words(raw["or"]),
        hedges=_tails(phrases(raw["hedges"])), hedges_after=_heads(phrases(raw["hedges_after"])),
        exact=_tails(phrases(raw["exact"])), after=_heads(phrases(raw["after_phrases"])),
        ask=_heads(phrases(raw["ask_phrases"])), corrections=phrases(raw["corrections"]),
        idioms=_heads(phrases(raw["idiom_phrases"])),
        gate=starters(language) | coins | frozenset(vague), **lists,
    )


@lru_cache(maxsize=64)
def coins_of(currency: str | None, language: str = "es") -> Coins:
    """The words and signs of money in a call held in a currency (``None``: unknown).

    >>> coins_of("ARS").words["luca"]
    Coin(currency='ARS', worth=1000, slang=True)
    """
    raw = number_data(language)["money"]
    cash = raw["cash"].get(currency, currency)
    table = dict(_coins(raw, currency, cash))
    signs = {k: (cash if v == "local" else v) for k, v in raw["signs"].items()}
    if cash not in raw["dollar_sign"].split():
        signs["$"] = "USD" if cash else None
    signs.update((k, currency) for k, v in raw["local_signs"].items() if _same(v, currency))
    often = currency in raw["thousands_left_out"].split()
    maybe = currency in raw["thousands_may_be_left_out"].split()
    return Coins(
        words={w.replace("_", " "): c for w, c in table.items()}, signs=signs,
        qualifiers={w: iso for iso, text in raw["qualifiers"].items() for w in words(text)},
        heads=frozenset(w.split("_")[0] for w in table), thousands=2 if often else int(maybe),
        small=currency in raw["small_units"].split(),
        short_thousand=currency in raw["short_thousand"].split(),
    )


def _same(code: str, currency: str | None) -> bool:
    return currency == code or (code == "BOB" and currency == "VES")


def _coins(raw: Mapping[str, Any], currency: str | None, cash: str | None) -> Iterator[tuple[str, Coin]]:
    local = cash if cash in raw["peso"].split() else None
    for code, text in raw["words"].items():
        for word in words(text):
            yield word, Coin(local if code == "local" else code, 1)
    for row in raw["slang"]:
        if currency and "in" in row and currency not in row["in"].split():
            continue
        if currency in row.get("not_in", "").split():
            continue
        if currency is None and int(row["worth"]) == 1 and "currency" not in row:
            continue
        for word in words(row["words"]):
            yield word, Coin(row.get("currency", cash), int(row["worth"]), slang=True)


def _tagger(raw: Mapping[str, Any], dates: Mapping[str, Any]) -> Callable[[str], int]:
    exact: dict[str, int] = {}
    stems: list[tuple[str, int]] = []
    named = {**{k: (raw[k], flag) for k, flag in _TAGS.items()},
             "weekday": (" ".join(dates["weekdays"]), WEEKDAY), "month": (" ".join(dates["months"]), MONTH)}
    for text, flag in named.values():
        for word in words(text):
            if word.endswith("*"):
                stems.append((word[:-1], flag))
            else:
                exact[word] = exact.get(word, 0) | flag

    @lru_cache(maxsize=20_000)
    def tag(word: str) -> int:
        flags = exact.get(word, 0)
        for stem, flag in stems:
            if word.startswith(stem):
                flags |= flag
        return flags

    return tag


def _heads(found: Iterable[tuple[str, ...]]) -> Phrases:
    return _by(found, 0)


def _tails(found: Iterable[tuple[str, ...]]) -> Phrases:
    return _by(found, -1)


def _by(found: Iterable[tuple[str, ...]], end: int) -> Phrases:
    """Phrases by their first or last word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(found), key=lambda p: (-len(p), p)):
        table.setdefault(phrase[end], []).append(phrase)
    return {word: tuple(group) for word, group in table.items()}


def _expand(pattern: str) -> Iterator[str]:
    """``un (a|b) c?``: what it says, folded."""
    parts: list[tuple[str, ...]] = []
    rest = pattern
    while rest:
        if rest[0] == _OPEN_BRACKET:
            inner, _, rest = rest[1:].partition(")")
            parts.append(tuple(inner.split("|")))
        else:
            plain, bracket, rest = rest.partition(_OPEN_BRACKET)
            rest = bracket + rest
            parts.append((plain,))
    for choice in product(*parts):
        text = " ".join("".join(choice).split())
        yield from _optional(text.split())


def _optional(found: list[str]) -> Iterator[str]:
    from callcoach.lang.fold import fold

    maybe = [i for i, w in enumerate(found) if w.endswith("?")]
    full = [fold(w.rstrip("?")) for w in found]
    yield " ".join(full)
    if maybe:
        yield " ".join(w for i, w in enumerate(full) if i not in maybe)
