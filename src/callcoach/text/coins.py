"""Coins, signs and slang for money, as they are understood in a call's currency.

``pesos`` and ``$`` are the call's own where it is held in pesos; ``luca`` is a thousand in
Chile and one sol in Peru. Data: ``money`` in ``lang/<language>/numbers.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from callcoach.text.money_words import Phrases, patterns
from callcoach.text.number_words import number_data, words


class Coin(NamedTuple):
    """What a word for money stands for: a currency (``None``: unknown) and how many units."""

    currency: str | None
    worth: int
    slang: bool = False


class Coins(NamedTuple):
    """Words, signs and habits of a call's currency.

    ``heads`` are the first words of coins; ``thousands``: 2 where no smaller sums are spoken of,
    1 where thousands may be left out; ``small``: ``tres cincuenta`` is 3,50; ``short_thousand``:
    ``mil dos`` is 1 200.
    """

    words: Mapping[str, Coin]
    signs: Mapping[str, str | None]
    qualifiers: Mapping[str, str]
    national: tuple[str, ...]
    heads: frozenset[str]
    vague: Mapping[str, Phrases]
    thousands: int
    small: bool
    short_thousand: bool


@lru_cache(maxsize=64)
def coins_of(currency: str | None, language: str = "es") -> Coins:
    """The words and signs of money in a call held in a currency (``None``: unknown).

    >>> coins_of("ARS").words["luca"]
    Coin(currency='ARS', worth=1000, slang=True)
    """
    raw = number_data(language)["money"]
    cash = raw["cash"].get(currency, currency)
    table = dict(_coins(raw, currency, cash))
    often = currency in raw["thousands_left_out"].split()
    maybe = currency in raw["thousands_may_be_left_out"].split()
    return Coins(
        words={w.replace("_", " "): c for w, c in table.items()},
        signs=_signs(raw, currency, cash),
        qualifiers={w: iso for iso, text in raw["qualifiers"].items() for w in words(text)},
        national=tuple(raw["national"].split()),
        heads=frozenset(w.split("_")[0] for w in table),
        vague=patterns(raw["vague"] + raw["vague_there"].get(cash, [])),
        thousands=2 if often else int(maybe),
        small=currency in raw["small_units"].split(),
        short_thousand=currency in raw["short_thousand"].split(),
    )


def _signs(raw: Mapping[str, Any], currency: str | None, cash: str | None) -> dict[str, str | None]:
    signs = {k: (cash if v == "local" else v) for k, v in raw["signs"].items()}
    if cash not in raw["dollar_sign"].split():
        signs["$"] = "USD" if cash else None
    signs.update((k, currency) for k, v in raw["local_signs"].items() if currency in v.split())
    return signs


def _coins(
    raw: Mapping[str, Any], currency: str | None, cash: str | None
) -> Iterator[tuple[str, Coin]]:
    local = cash if cash in raw["peso"].split() else None
    for code, text in raw["words"].items():
        for word in words(text):
            yield word, Coin(local if code == "local" else code, 1)
    for row in raw["slang"]:
        if _spoken(row, currency):
            for word in words(row["words"]):
                yield word, Coin(row.get("currency", cash), int(row["worth"]), slang=True)


def _spoken(row: Mapping[str, Any], currency: str | None) -> bool:
    """Whether a slang word is heard where this currency is."""
    if currency is None:
        return int(row["worth"]) > 1 or "currency" in row
    there = row.get("in", currency).split()
    return currency in there and currency not in row.get("not_in", "").split()
