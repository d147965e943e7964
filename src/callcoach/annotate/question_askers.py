"""Question words: which one governs a question, with and without accents.

Also what a reading of a question is, and the ways to make one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from callcoach.annotate.clauses import acts
from callcoach.annotate.question_words import Word

INTERROGATIVE = frozenset("kcdwnKCDWNQ")
"""Kinds of words that ask (``q``, a bare que, may)."""

LOW = frozenset("kcdwn")
"""Those of them without an accent."""

_NOT_BEFORE_QUE = frozenset("lo el la los las ya sin hasta desde antes despues".split())


class Reading(NamedTuple):
    """What a question is: label, form, the rule that said so, what it saw."""

    label: str
    form: str | None
    rule: str
    why: str


def open_(form: str, rule: str, why: str) -> Reading:
    """The reading of an open question."""
    return Reading("question.open", form, f"question.{rule}", why)


def closed(form: str, rule: str, why: str) -> Reading:
    """The reading of a closed question."""
    return Reading("question.closed", form, f"question.{rule}", why)


def other(rule: str, why: str) -> Reading:
    """The reading of a question that seeks nothing."""
    return Reading("question.other", None, f"question.{rule}", why)


def asker(inner: Sequence[Word], accents: bool = False) -> int | None:
    """The token of the question word that governs, or ``None``.

    A word with its accent asks; without it, it must open the question, follow a preposition that
    does, stand behind a topic without a verb, or end the question.
    """
    for i, word in enumerate(inner):
        if word.kind.isupper() and word.kind in INTERROGATIVE:
            if inner[0].kind == "s" or i + 1 == len(inner) or not verb_between(inner, 0, i):
                return i
    for i, word in enumerate(inner):
        if word.kind in LOW and _low_asks(inner, i):
            return i
        if word.kind == "q" and not (accents and i == 0) and _que_asks(inner, i):
            return i
    return None


def _low_asks(inner: Sequence[Word], i: int) -> bool:
    word = inner[i]
    before = inner[i - 1] if i else None
    if before and before.norm in ("el", "lo", "la", "los", "las", "tal", "cada", "unos", "unas"):
        return False
    if word.norm == "como" and i + 1 < len(inner) and inner[i + 1].norm == "que":
        return i == 0
    if word.norm in ("cuando", "donde", "como") and i == 0 and _has_mood(inner, i + 1):
        return False
    return i + 1 == len(inner) or not verb_between(inner, 0, i)


def _has_mood(inner: Sequence[Word], start: int) -> bool:
    """Whether the first verb from ``start`` on can only be a subjunctive (``cuando pueda``)."""
    for i in range(start, len(inner)):
        word = inner[i]
        if word.flags and acts(inner, i):
            return word.kind == "m"
    return False


def _que_asks(inner: Sequence[Word], i: int) -> bool:
    before = inner[i - 1] if i else None
    after = inner[i + 1] if i + 1 < len(inner) else None
    if before and (before.norm in _NOT_BEFORE_QUE or before.norm in ("o", "sea")):
        return False
    if after and after.norm in ("si", "no") and i == 0:
        return False
    if before and before.kind == "r" and not verb_between(inner, 0, i):
        return not (after and after.kind == "m")
    if i == 0:
        return not (after and (after.kind == "m" or after.kind in "U"))
    return (
        after is None or i == 1 or (before is not None and before.kind in "UTtE")
    ) and not verb_between(inner, 0, i)


def verb_between(inner: Sequence[Word], low: int, high: int) -> bool:
    """Whether a finite verb stands in ``[low, high)``."""
    return any(inner[k].flags and acts(inner, k) for k in range(low, high))
