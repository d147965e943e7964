"""Labelled calls as training rows: features in blocks, targets, groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from callcoach.annotate.base import Context
from callcoach.annotate.features import (
    FOUND_WEIGHT,
    NEXT_WORDS,
    OTHER_WEIGHT,
    Unit,
    context_features,
    found_features,
    neighbours,
    pair_features,
    units,
    word_features,
)
from callcoach.annotate.run import Annotators
from callcoach.text.tokens import Line
from data import Labelled

Blocks = tuple[list[str], list[str], list[str]]
"""Own words; neighbours; what the rules found."""

OVERLAP = 0.5
"""A stretch bears a label whose span covers half of it, or half of whose span it covers."""


@dataclass(slots=True)
class Rows:
    """Rows of one side: features, targets and where each comes from.

    ``whole[k]`` says whether row ``k`` is an utterance; ``owner[k]`` is the row of its utterance.
    """

    features: list[Blocks] = field(default_factory=list)
    labels: list[set[str]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    varieties: list[str] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    place: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    found: list[set[str]] = field(default_factory=list)


def build(calls: Iterable[Labelled], annotators: Annotators) -> dict[str, Rows]:
    """Rows of both sides, ``agent`` and ``customer``."""
    made = {"agent": Rows(), "customer": Rows()}
    for call in calls:
        context = annotators.context(call.transcript)
        near = neighbours(context)
        for line in context.lines:
            if line.norms:
                side = "agent" if line.speaker == "agent" else "customer"
                _add(made[side], call, context, line, near[line.index])
    return made


def _add(
    rows: Rows, call: Labelled, context: Context, line: Line, near: tuple[int | None, int | None]
) -> None:
    owner = len(rows.labels)
    for unit in units(line) if not call.alone else [Unit(line.index, 0, len(line))]:
        whole = unit.j - unit.i == len(line)
        rows.features.append(features_of(context, unit, near, alone=call.alone))
        rows.labels.append(_labels(call, line, unit))
        rows.groups.append(call.group)
        rows.styles.append(call.style)
        rows.varieties.append(call.variety)
        rows.whole.append(whole)
        rows.owner.append(owner)
        rows.place.append((call.transcript.id, line.index))
        rows.texts.append(line.text)
        rows.found.append({m.label for m in context.marks[line.index] if m.confidence >= 0.5})


def features_of(
    context: Context, unit: Unit, near: tuple[int | None, int | None], *, alone: bool = False
) -> Blocks:
    """The blocks of a unit."""
    line = context.lines[unit.n]
    norms = line.norms[unit.i : unit.j]
    own = [f for n in norms for f in word_features(n)] + pair_features(norms)
    found = found_features(context.marks[unit.n], unit)
    if alone:
        return own, [], found
    before, after = near
    other = context_features(context, unit.n, before, after)
    if before is not None:
        other += [f"< {n}" for n in context.lines[before].norms]
    if after is not None:
        other += [f"> {n}" for n in context.lines[after].norms[:NEXT_WORDS]]
    return own, other, found


def _labels(call: Labelled, line: Line, unit: Unit) -> set[str]:
    if unit.j - unit.i == len(line):
        return {label for label, *_ in call.labels[line.index]}
    a, b = line.starts[unit.i], line.ends[unit.j - 1]
    return {
        label for label, start, end, _ in call.labels[line.index]
        if min(b, end) - max(a, start) >= OVERLAP * min(b - a, end - start)
    }


def vocabulary(features: Sequence[Blocks], least: int = 2) -> dict[str, int]:
    """Features seen in at least ``least`` rows, by name."""
    counts: dict[str, int] = {}
    for blocks in features:
        for name in {f for block in blocks for f in block}:
            counts[name] = counts.get(name, 0) + 1
    return {name: n for n, name in enumerate(sorted(f for f, c in counts.items() if c >= least))}


def matrix(
    features: Sequence[Blocks], index: dict[str, int]
) -> csr_matrix:
    """Sparse rows: each block has length one, the second weighed by ``other_weight``."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for own, other, found in features:
        for block, size in ((own, 1.0 / max(1, len(own)) ** 0.5),
                            (other, OTHER_WEIGHT / max(1, len(other)) ** 0.5),
                            (found, FOUND_WEIGHT)):
            known = [index[f] for f in block if f in index]
            columns += known
            data += [size] * len(known)
        ends.append(len(columns))
    made = csr_matrix((np.array(data, dtype=np.float32), columns, ends),
                      shape=(len(features), len(index)))
    made.sum_duplicates()
    return made
