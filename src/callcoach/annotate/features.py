"""What the learned model sees of an utterance: its words, its neighbours, what the rules found.

Features are texts; the same code serves training and inference. Blocks are weighted apart, so
that a long answer does not drown the question before it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from callcoach.annotate.base import Context, Mark
from callcoach.annotate.clauses import clauses
from callcoach.text.tokens import Line

NEXT_WORDS = 12
OTHER_WEIGHT = 0.5
"""Weight of the neighbours' block against that of the own words."""

FOUND_WEIGHT = 0.3
"""Weight of each thing that a rule found."""

SHORTEST = 4
_PHASES = 5


class Unit(NamedTuple):
    """Tokens ``[i, j)`` of a line: a whole utterance or one stretch of clauses in it."""

    n: int
    i: int
    j: int


def word_features(norm: str) -> tuple[str, ...]:
    """A word and its letter groups of three to five; numbers are all alike.

    >>> word_features("plata")[:3]
    ('w plata', 'c <pl', 'c pla')
    """
    if norm[0].isdigit():
        return ("w #",)
    marked = f"<{norm}>"
    grams = [f"c {marked[k:k + size]}" for size in (3, 4, 5) for k in range(len(marked) - size + 1)]
    return (f"w {norm}", *grams)


def pair_features(norms: Sequence[str]) -> list[str]:
    """Neighbouring words, with the edges.

    >>> pair_features(["no", "tengo"])
    ['b < no', 'b no tengo', 'b tengo >']
    """
    plain = ["<", *("#" if n[0].isdigit() else n for n in norms), ">"]
    return [f"b {a} {b}" for a, b in itertools.pairwise(plain)]


def units(line: Line) -> list[Unit]:
    """The whole line, then its stretches where it has more than one (at least four words each)."""
    whole = [Unit(line.index, 0, len(line))]
    parts = _merged(clauses(line)) if len(line) > 2 * SHORTEST else []
    return whole + [Unit(line.index, i, j) for i, j in parts] if len(parts) > 1 else whole


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for i, j in ranges:
        if made and (made[-1][1] - made[-1][0] < SHORTEST or j - i < 2):
            made[-1] = (made[-1][0], j)
        else:
            made.append((i, j))
    if len(made) > 1 and made[-1][1] - made[-1][0] < SHORTEST:
        last = made.pop()
        made[-1] = (made[-1][0], last[1])
    return made


def found_features(marks: Iterable[Mark], unit: Unit) -> list[str]:
    """What the rules found within a unit: label, family, how sure they were, and which rule.

    >>> found_features([Mark(0, 0, 2, "excuse.forgot", 0.9, "lapse")], Unit(0, 0, 5))
    ['r excuse.forgot', 'r excuse', 'r excuse hi', 'r# lapse']
    """
    names: dict[str, None] = {}
    for m in marks:
        if m.i < unit.j and unit.i < m.j:
            family = m.label.split(".")[0]
            names.update(dict.fromkeys((f"r {m.label}", f"r {family}")))
            names[f"r {family} {'hi' if m.confidence >= 0.75 else 'lo'}"] = None
            names[f"r# {m.rule}"] = None
    return list(names)


def context_features(context: Context, n: int, before: int | None, after: int | None) -> list[str]:
    """Where in the call, how long, and what the neighbours were found to do."""
    size = len(context.lines)
    made = [f"pos {n * _PHASES // max(1, size)}", f"len {min(6, len(context.lines[n]) // 5)}"]
    for sign, k in (("<", before), (">", after)):
        if k is None:
            made.append(f"{sign} none")
            continue
        made += sorted({f"{sign} {m.label}" for m in context.marks[k]})
    return made


def neighbours(context: Context) -> list[tuple[int | None, int | None]]:
    """For every line, the nearest line of another speaker before and after it."""
    lines = context.lines
    before = _nearest(lines, range(len(lines)))
    after = _nearest(lines, range(len(lines) - 1, -1, -1))
    return list(zip(before, after, strict=True))


def _nearest(lines: Sequence[Line], order: Iterable[int]) -> list[int | None]:
    """The last line of another speaker met on the way to each line."""
    found: list[int | None] = [None] * len(lines)
    last: dict[str, int] = {}
    for n in order:
        others = [k for speaker, k in last.items() if speaker != lines[n].speaker]
        if others:
            found[n] = min(others, key=lambda k: abs(k - n))
        if lines[n].norms:
            last[lines[n].speaker] = n
    return found
