"""Word classes for questions and clauses: what a single form can be, told once per form.

A word has a ``kind`` (one letter, so that a line becomes a string that expressions can read) and,
for verbs, ``flags``: persons, mood and tense of all its readings. Accents count where they stand:
``pagó`` is third person, ``pago`` may be first or third, ``qué`` asks, ``que`` may.

Kinds: interrogatives ``q`` que, ``k`` como, ``c`` cuando, ``d`` donde, ``w`` quien and cual, ``n``
cuanto (capital with an accent); ``B`` porque; ``s`` si, ``X`` no, ``y`` and, ``o`` or, ``b`` but,
``j`` other joints; ``r`` preposition, ``a`` determiner, ``l`` clitic, ``U`` usted, ``T`` vos,
``Y`` yo, ``E`` other pronouns; ``f`` filler, ``h`` title, ``t`` time, ``#`` number, ``G`` tag word;
verbs by person ``v`` third, ``V`` second, ``u`` first, ``p`` we, ``g`` they, ``x`` first or third,
``m`` only subjunctive or imperative, ``i`` infinitive, ``e`` gerund, ``z`` participle; ``.`` other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from callcoach.lang.fold import fold, has_accent
from callcoach.lang.morphology import analyse
from callcoach.lang.yaml_source import Document

FIRST, SECOND, THIRD, WE, THEY, MOOD, NONFINITE, PAST = (1 << n for n in range(8))
"""Flags of a verb form: finite persons, imperative or subjunctive, infinitive or gerund, past."""

FINITE = FIRST | SECOND | THIRD | WE | THEY
_LIMIT = 50_000
_ASKERS = {"que": "q", "como": "k", "cuando": "c", "donde": "d", "quien": "w", "cuanto": "n"}
_KINDS = {
    **_ASKERS,
    "because": "B",
    "if": "s",
    "no": "X",
    "and": "y",
    "or": "o",
    "but": "b",
    "join": "j",
    "prep": "r",
    "det": "a",
    "clitic": "l",
    "you": "U",
    "thou": "T",
    "me": "Y",
    "they": "E",
    "filler": "f",
    "title": "h",
    "time": "t",
    "number": "#",
    "tag": "G",
}
_PARTICIPLE = re.compile(r"\w{2,}(?:ad|id)[oa]s?$")
_NUMBER = re.compile(r"\d")


class Word(NamedTuple):
    """A form: its folded spelling, its kind, what verb it can be, whether it is noun-like."""

    norm: str
    kind: str
    flags: int
    lemma: str
    noun: bool


@cache
def data() -> dict[str, Any]:
    """The content of ``lang/es/questions.yaml``."""
    name = "questions.yaml"
    text = files("callcoach.lang").joinpath("es", name).read_text("utf8")
    made: dict[str, Any] = Document(text, f"lang/es/{name}").data
    return made


@cache
def word_set(key: str) -> frozenset[str]:
    """A list of the data file, as folded words.

    >>> "senora" in word_set("vocatives")
    True
    """
    return frozenset(fold(w) for w in str(data()[key]).split())


@cache
def _listed() -> dict[str, str]:
    made: dict[str, str] = {}
    for name, words in data()["words"].items():
        for word in words.split():
            made.setdefault(word, _KINDS.get(name, "."))
    return made


@cache
def _nouns() -> frozenset[str]:
    return frozenset(data()["words"]["noun"].split())


class _Words(dict[str, Word]):
    """Forms as written, told when first met; forgotten when there are too many."""

    def __missing__(self, written: str) -> Word:
        if len(self) >= _LIMIT:
            self.clear()
        self[written] = made = _tell(written)
        return made


WORDS = _Words()
"""The word behind a form as written: ``WORDS["Pagó"].kind == "v"``."""


def words_of(written: Sequence[str]) -> list[Word]:
    """The words of a line.

    >>> "".join(w.kind for w in words_of(["me", "puede", "decir", "cuándo", "paga"]))
    'lviCv'
    """
    return [WORDS[w] for w in written]


def _tell(written: str) -> Word:
    norm = fold(written)
    listed = _listed().get(norm)
    if _NUMBER.match(norm):
        return Word(norm, "#", 0, "", False)
    flags, lemma = _verb(data()["spelling"].get(norm, written))
    if listed is not None and listed in _ASKERS.values() and has_accent(written):
        return Word(norm, listed.upper(), 0, "", False)
    if norm in ("esta", "estas") and has_accent(written):
        listed = None
    if listed is not None and listed != ".":
        return Word(norm, listed, flags, lemma, False)
    kind = _kind(norm, flags, lemma)
    return Word(norm, kind, flags, lemma, norm in _nouns())


def _kind(norm: str, flags: int, lemma: str) -> str:
    if not flags:
        return "z" if lemma or _PARTICIPLE.match(norm) else "."
    persons = flags & FINITE
    if not persons:
        return "m" if flags & MOOD else _nonfinite(norm, lemma)
    if persons & THIRD:
        return "x" if persons & FIRST else "v"
    if persons & SECOND:
        return "V"
    return "u" if persons & FIRST else "p" if persons & WE else "g"


def _nonfinite(norm: str, lemma: str) -> str:
    if lemma == "?" and not norm.endswith(("ndo", "rlo", "rla", "rle", "rme", "rse", "rte")):
        return "."
    return "e" if "ndo" in norm else "i"


_PERSON = {
    "1s": FIRST,
    "2s": SECOND,
    "2v": SECOND,
    "2c": SECOND,
    "2p": SECOND,
    "3s": THIRD,
    "1p": WE,
    "3p": THEY,
}


def _verb(written: str) -> tuple[int, str]:
    """Flags over all readings, and the likeliest lemma."""
    flags, lemma = 0, ""
    for name, tag in sorted(analyse(written)):
        person, _, tense = tag.partition(".")
        if tense in ("imper", "subj"):
            flags |= MOOD
        elif tense in ("past", "past2"):
            flags |= PAST
        elif tense:
            flags |= _PERSON[person] | (PAST if tense in ("pret", "impf") else 0)
        elif tag != "part":
            flags |= NONFINITE
        elif flags:
            continue
        lemma = name if not lemma or name in ("ser", "ir", "estar", "tener") else lemma
    return flags, lemma


def shape(words: Sequence[Word]) -> str:
    """The kinds of words as one string."""
    return "".join([w.kind for w in words])
