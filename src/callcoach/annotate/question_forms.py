"""What a question asks for: open, closed, or nothing, with its form, told from its grammar.

``read`` takes one question (the words between its marks, or the clause that asks). The order of
the tests is the order of strength: formulas, tags, offered options, question words, shells of
indirect questions, requests for an action, then the polar rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from callcoach.annotate.clauses import acts
from callcoach.annotate.question_askers import (
    INTERROGATIVE,
    Reading,
    asker,
    closed,
    open_,
    other,
    verb_between,
)
from callcoach.annotate.question_shells import action, helped, shell, under_shell
from callcoach.annotate.question_words import WORDS, Word, data, word_set
from callcoach.lang.morphology import forms
from callcoach.text.phrases import Compiler

_NO_OPTION = frozenset("sea algo menos poco mas asi".split())
_FORMULAS = ("content", "phatic", "repair", "rhetorical", "courtesy")


class Place(NamedTuple):
    """Where a question stands: whether its speaker talks on after it, whether its words echo the
    other's last ones, whether the call has just begun, whether marks surround it, whether accents
    are written."""

    talks_on: bool = False
    echoes: bool = False
    early: bool = False
    marked: bool = True
    accents: bool = False


NOWHERE = Place()
"""A question about whose place nothing is known."""


def read(words: Sequence[Word], place: Place = NOWHERE) -> Reading:
    """The reading of a question.

    >>> from callcoach.annotate.question_words import words_of
    >>> read(words_of("me podria decir cuando lo envio".split())).label
    'question.open'
    >>> read(words_of("ha enviado usted el cheque".split())).form
    'polar'
    """
    low, high = core(words)
    inner = words[low:high]
    said = " " + " ".join([w.norm for w in inner]) + " "
    return (
        _formula(inner, words)
        or _offered(inner)
        or _tag(words)
        or _echo(inner, place, words)
        or _asked(inner, place.accents or _concludes(words, low))
        or _polar(inner, said, place, words)
    )


def core(words: Sequence[Word]) -> tuple[int, int]:
    """The range of words without lead-in, vocatives and trailing particles (never empty)."""
    lead, calls, trail = word_set("lead_in"), word_set("vocatives"), word_set("trailing")
    low, high = 0, len(words)
    while low < high - 1 and _leads(words, low, lead, calls):
        low += 1
    while high - 1 > low and (words[high - 1].norm in trail or words[high - 1].norm in calls):
        high -= 1
    return low, high


def _leads(words: Sequence[Word], i: int, lead: frozenset[str], calls: frozenset[str]) -> bool:
    norm = words[i].norm
    if norm in ("no", "si", "es") or (norm == "o" and words[i + 1].norm != "sea"):
        return False
    if norm == "a" and words[i + 1].norm != "ver":
        return False
    return norm in lead or (norm in calls and i + 2 < len(words) and words[i + 1].kind != ".")


class _Formulas:
    """Compiled formulas; only those whose rarest word occurs are tried."""

    def __init__(self, *kinds: str) -> None:
        compiler = Compiler({}, forms)
        self._all: list[tuple[str, re.Pattern[str]]] = []
        self._words: dict[str, list[int]] = {}
        for kind in kinds:
            for said in data()[kind]:
                part = compiler.compile(said)
                for word in part.needs or ("",):
                    self._words.setdefault(word, []).append(len(self._all))
                self._all.append((kind, re.compile(part.regex.removesuffix("(?= )") + " $")))

    def find(self, norms: Sequence[str]) -> str | None:
        """The kind of the first formula that is the whole of these words."""
        woken = {n for w in ("", *norms) for n in self._words.get(w, ())}
        if not woken:
            return None
        said = " " + " ".join(norms) + " "
        return next((self._all[n][0] for n in sorted(woken) if self._all[n][1].match(said)), None)


@cache
def _formulas() -> _Formulas:
    return _Formulas(*_FORMULAS)


@cache
def _tags() -> _Formulas:
    return _Formulas("tags")


def _formula(inner: Sequence[Word], words: Sequence[Word]) -> Reading | None:
    norms = [w.norm for w in inner]
    kind = _formulas().find(norms)
    if kind is None and len(inner) < len(words) < 12:
        kind = _formulas().find([w.norm for w in words])
    if kind is None or (kind == "repair" and len(inner) == 1 and inner[0].kind == "c"):
        return None
    if kind == "content":
        return open_("direct", "elliptic", inner[0].norm)
    return other(kind, " ".join(norms[:4]))


def _tag(words: Sequence[Word]) -> Reading | None:
    """A statement that ends in ``no``, ``verdad``, ``es asi`` ..."""
    size = len(words)
    if size > 1 and any(w.kind in INTERROGATIVE for w in words[: size - 1]):
        return None
    for length in (1, 2, 3, 4):
        if length >= size or words[size - length - 1].kind in "rlao":
            continue
        tail = [w.norm for w in words[size - length :]]
        if _tags().find(tail) and not (tail[0] in ("ya", "bien", "ok", "si") and size < 3):
            if tail != ["ya"]:
                return closed("tag", "tag", " ".join(tail))
    return None


def _concludes(words: Sequence[Word], low: int) -> bool:
    """``o sea que ...``: the ``que`` asks nothing."""
    return low > 0 and words[low - 1].norm in ("sea", "osea", "es")


def _offered(inner: Sequence[Word]) -> Reading | None:
    """``... si o no``, ``... o que``: yes or no is asked for, whatever stands before."""
    if inner[0].kind in "aUTYE" and inner[-1].norm == "no":
        return None
    if len(inner) > 2 and inner[-2].norm == "o" and inner[-1].norm in ("no", "que", "si"):
        return closed("alternative", "alternative", f"o {inner[-1].norm}")
    return None


def _echo(inner: Sequence[Word], place: Place, words: Sequence[Word]) -> Reading | None:
    """Words of the other's, thrown back: repair if the speaker talks on, else confirmation."""
    if (
        len(inner) > 5
        or words[0].norm == "y"
        or any(w.kind in INTERROGATIVE or w.kind == "q" for w in inner)
    ):
        return None
    if any(w.flags and acts(inner, i) for i, w in enumerate(inner)):
        return None
    if any(w.kind == "o" for w in inner):
        return None
    if place.talks_on and not place.early:
        return other("echo", inner[0].norm)
    if len(inner) == 1 and inner[0].kind in "YUTE":
        return other("echo", inner[0].norm)
    return None


def _asked(inner: Sequence[Word], accents: bool) -> Reading | None:
    """Question words: in the clause itself, or under a verb of saying or knowing."""
    found = shell(inner)
    at = asker(inner, accents)
    options = _options(inner, at)
    if found is not None:
        told = under_shell(inner, *found)
        if told:
            return told
    if at is None:
        return None
    if inner[at].norm == "que" and at + 1 < len(inner) and inner[at + 1].norm == "si":
        return None
    if options:
        return closed("alternative", "alternative", f"{inner[at].norm} … {options}")
    if at + 1 < len(inner) and inner[at].norm == "como" and inner[at + 1].norm == "que":
        if not verb_between(inner, at + 2, len(inner)):
            return other("repair", "como que")
    return open_("direct", "interrogative", inner[at].norm)


def _options(inner: Sequence[Word], at: int | None) -> str | None:
    """The ``o`` between offered options, behind the question word and its verb."""
    start = 1 if at is None else at + 2
    for i in range(start, len(inner) - 1):
        if inner[i].kind == "o" and inner[i].norm == "o" and inner[i + 1].norm not in _NO_OPTION:
            return f"o {inner[i + 1].norm}"
    return None


def _polar(inner: Sequence[Word], said: str, place: Place, words: Sequence[Word]) -> Reading:
    """Neither formula nor question word: options, an action, a fact to confirm, yes or no."""
    options = _options(inner, None)
    if options:
        return closed("alternative", "alternative", options)
    if _elliptic(inner, words):
        return open_("direct", "elliptic", f"y {inner[0].norm}")
    datum = helped(inner)
    if datum:
        return datum
    act = action(inner)
    if act:
        return other("request", act)
    if _confirms(inner, said):
        return closed("confirmation", "confirmation", inner[0].norm)
    for i, word in enumerate(inner):
        if word.flags and acts(inner, i):
            turned = i + 1 < len(inner) and inner[i + 1].kind in "UT"
            return closed("polar", "inversion" if turned else "polar", word.norm)
    form = "polar" if place.early or inner[0].kind in "y" else "confirmation"
    return closed(form, "fragment", inner[0].norm)


def _elliptic(inner: Sequence[Word], words: Sequence[Word]) -> bool:
    """``y la tarjeta``, ``y si no contesta``: what about it, and what then."""
    if words[0].norm != "y" and not (len(words) > 1 and words[1].norm == "y"):
        return False
    if inner[0].kind == "s":
        first = next((w for i, w in enumerate(inner) if w.flags and acts(inner, i)), None)
        negated = any(w.kind == "X" for w in inner[1:6])
        return first is not None and (negated or (first.kind == "v" and inner[1].kind == "a"))
    if any(w.flags and acts(inner, i) for i, w in enumerate(inner)):
        return False
    return inner[0].norm in ("el", "la", "los", "las", "en", "para") and len(inner) < 8


def _confirms(inner: Sequence[Word], said: str) -> bool:
    if any(
        f" {w} " in said for w in ("de acuerdo", "conforme", "correcto", "o sea", "sigue siendo")
    ):
        return True
    return inner[0].kind == "#" or " entonces " in said[:12]


def told(written: Sequence[str]) -> Reading:
    """The reading of words as written; a shorthand for tests and consoles.

    >>> told("con quien hablo usted".split()).label
    'question.open'
    """
    return read([WORDS[w] for w in written])
