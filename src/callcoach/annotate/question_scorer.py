"""Does this place of a text without marks ask? A linear model over the named cues.

The weights stand in ``lang/es/questions.json``: templates (names of cues), each with a table from
their values to two weights, for asking and for the form of a question that seeks nothing. They
are learned by ``training/train_questions.py``; here they are only added up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from operator import itemgetter
from typing import Any, NamedTuple

from callcoach.lang.fold import fold

TEMPLATES: tuple[str, ...] = tuple(
    part.strip()
    for row in """
    t pos r, t pos sp, t left, t s0, t s0 pos, t s0 s1, t s0 s1 s2, t k0 k1 k2, t k0 k1 k2 k3, t m1
    t m1 s0, t mk2 mk1 k0, t mk1 k0 k1, t len, t len r, t e1 r, t e2 e1 r, t nx, t nl r, t w0
    t wl r
    t sp, t n4 sp, t n4 s0, t pa pos, t pa sp, t L, r A0, r A01, r A012, r Ak, r AL, r Av, Asame r
    t Anum r, Aq t r, t yes r, t yes r sp, r Abut, r Aes, t AL3 r, t P1, t P0, t PL, t indef sp
    t num
    t aov r, t pov, t poss, t dat, t or r, t y
    P T sp, P T pr, P T sp pr, P T clit, P T d1 sp, sem P clit, sem P T pr, sem P T sp, sem d1 pos
    P pr pos, P T pos r, sem P vnk, sem pr vnk, pr r, neg P pos, neg P sp pr, pr yes r, P yes r
    P T yes r sp, sem yes r, d1 yes r, lem r P, indef P sp, indef sem, num sem, num P, poss sem d1
    dat sem d1, sem d1 P T, sem inf d1 P, sem inf sp pr, vl P d1, vl sp pr, vl T sp, vn v, vn vn2
    vp v vnk, vp vl, vp P T, link pos, link left y, link P sp, bare P T sp, or P r, y P sp, y pr sp
    vl pos, vl d1 sp
    ask prep st, ask prep pos, ask st P, ask T pos, ask prep Ak1, ask An, ask P T sp, ask r pos
    ask pr, ask sem P, pa_ ask, ask exc, ask echo pos, ask prep mk1, gov t, ask gov, ask prep st pos
    ask vl, ask vn, ask st vl, ask sp pos
    rule pos r, rule sp, rule yes r, rule n4 sp, rule left, rule mk1, rule pr, rule r A0, rulew pos
    rulew r, rulew sp, rule P sp, rule nl, rule m1, rule Ak1 r, rule gov
    """.strip().splitlines()
    for part in row.split(",")
)
"""Combinations of cues that get a weight each."""

HOPELESS = -2.0
"""Log-odds under which a candidate is dropped before it is read."""

_DEAR = frozenset({"rule", "rulew"})
Table = Mapping[Any, Sequence[float]]
_Entry = tuple[Callable[[Any], Any], Table]


class Score(NamedTuple):
    """Probabilities that a place asks, and that it only has the form of a question."""

    asks: float
    other: float


def keys(cues: Mapping[str, str], templates: Sequence[str] = TEMPLATES) -> list[str]:
    """The features of a candidate as texts: what the training counts.

    >>> keys({"t": "P", "sp": "a"}, ["t sp", "t yes"])
    ['t sp:P|a']
    """
    made = []
    for template in templates:
        names = template.split()
        if all(n in cues for n in names):
            made.append(template + ":" + "|".join([cues[n] for n in names]))
    return made


class Scorer:
    """The linear model; built once."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.bias: Sequence[float] = weights["bias"]
        self._tables: list[tuple[str, frozenset[str], Callable[[Any], Any], Table]] = []
        for template, table in weights["templates"].items():
            names = template.split()
            self._tables.append((template, frozenset(names), itemgetter(*names), _split(table)))
        self._by_kind: dict[str, tuple[list[_Entry], list[_Entry]]] = {}

    def score(
        self, cues: dict[str, str], reading: Callable[[], None] | None = None
    ) -> Score | None:
        """The probabilities of a candidate; ``None`` where it cannot ask.

        ``reading`` adds the dearer cues (what grammar reads); it is called only for candidates
        that the cheap ones leave open.
        """
        cheap, dear = self._of(cues)
        asks, other = _sum(cheap, cues, *self.bias)
        if asks < HOPELESS and other < HOPELESS:
            return None
        if reading is not None:
            reading()
        asks, other = _sum(dear, cues, asks, other)
        a, o = exp(min(asks, 50)), exp(min(other, 50))
        return Score(a / (1 + a + o), o / (1 + a + o))

    def _of(self, cues: dict[str, str]) -> tuple[list[_Entry], list[_Entry]]:
        known = self._by_kind.get(cues["t"])
        if known is None:
            names = frozenset(cues) | _DEAR
            fit = [(n, v, w) for _, n, v, w in self._tables if n <= names]
            known = (
                [(v, w) for n, v, w in fit if n.isdisjoint(_DEAR)],
                [(v, w) for n, v, w in fit if not n.isdisjoint(_DEAR)],
            )
            self._by_kind[cues["t"]] = known
        return known

    def why(self, cues: dict[str, str]) -> str:
        """The two cues that spoke loudest for asking."""
        told = []
        for template, names, values, table in self._tables:
            found = table.get(values(cues)) if names <= cues.keys() else None
            if found is not None and found[0] > 0:
                told.append((found[0], f"{template}={values(cues)}"))
        return "; ".join(text for _, text in sorted(told, reverse=True)[:2])


def _sum(
    entries: Sequence[_Entry], cues: dict[str, str], asks: float, other: float
) -> tuple[float, float]:
    for values, table in entries:
        found = table.get(values(cues))
        if found is not None:
            asks += found[0]
            other += found[1]
    return asks, other


def _split(table: Mapping[str, Sequence[float]]) -> Table:
    made: dict[Any, tuple[float, ...]] = {}
    for key, weights in table.items():
        values = tuple(key.split("|"))
        made[values if len(values) > 1 else values[0]] = tuple(weights)
    return made


@cache
def scorer() -> Scorer:
    """The model of the Spanish pack."""
    text = files("callcoach.lang").joinpath("es", "questions.json").read_text("utf8")
    return Scorer(json.loads(text))


def bare(text: str) -> str:
    """A text as a recogniser would write it: lower case, no marks, no accents.

    >>> bare("¿Cuándo, señor?")
    'cuando señor'
    """
    kept = "".join(c if c == "ñ" or not c.isalpha() else fold(c) for c in text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())
