"""The learned model: linear, small, deterministic; it weighs words, neighbours and what rules found.

One matrix per side (agent, customer): rows are features, columns labels, weights of one byte.
A label's score is the mean of the utterance's and of its best stretch; a logistic curve fitted on
held-out calls turns scores into probabilities. Trained by ``training/train.py``; its card is
``docs/explanation/model-card.md``.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
from callcoach.text.tokens import Line

Floats = NDArray[np.float32]
FILE = "learned.bin"
_LIMIT = 100_000


class Guess(NamedTuple):
    """What the model thinks of a label on an utterance: probability, and its best stretch."""

    label: str
    probability: float
    unit: Unit
    words: tuple[str, ...] = ()


class Side:
    """The model of one side. ``labels`` are its columns; ``cut[label]`` the threshold."""

    def __init__(self, head: Mapping[str, Any], index: dict[str, int], weights: Floats) -> None:
        self.labels: tuple[str, ...] = tuple(head["labels"])
        self.cut: dict[str, float] = dict(head["cut"])
        self.curve = np.array(head["curve"], dtype=np.float32)
        self._bias = np.array(head["bias"], dtype=np.float32)
        self._index, self._weights = index, weights
        self._words: dict[str, list[int]] = {}

    def scores(self, context: Context, line: Line, near: tuple[int | None, int | None]) -> Scores:
        """Scores of every label for the line and its stretches."""
        around = self._neighbourhood(context, line.index, near)
        rows = units(line)
        made = np.stack([self._score(context, unit, around) for unit in rows])
        return Scores(rows, made)

    def _score(self, context: Context, unit: Unit, around: Floats) -> Floats:
        line = context.lines[unit.n]
        norms = line.norms[unit.i : unit.j]
        own = [i for n in norms for i in self._of_word(n)] + self._known(pair_features(norms))
        total = sum(_counted(n) for n in norms) + len(norms) + 1
        found = self._known(found_features(context.marks[unit.n], unit))
        made: Floats = (self._bias + self._sum(own) / total**0.5 + around
                        + self._sum(found) * FOUND_WEIGHT)
        return made

    def _neighbourhood(
        self, context: Context, n: int, near: tuple[int | None, int | None]
    ) -> Floats:
        before, after = near
        names = context_features(context, n, before, after)
        if before is not None:
            names += [f"< {w}" for w in context.lines[before].norms]
        if after is not None:
            names += [f"> {w}" for w in context.lines[after].norms[:NEXT_WORDS]]
        made: Floats = self._sum(self._known(names)) * (OTHER_WEIGHT / max(1, len(names)) ** 0.5)
        return made

    def _known(self, names: Iterable[str]) -> list[int]:
        index = self._index
        return [index[f] for f in names if f in index]

    def _of_word(self, norm: str) -> list[int]:
        known = self._words.get(norm)
        if known is None:
            if len(self._words) >= _LIMIT:
                self._words.clear()
            known = self._words[norm] = self._known(word_features(norm))
        return known

    def _sum(self, ids: Sequence[int]) -> Floats:
        if not ids:
            return np.zeros(len(self.labels), dtype=np.float32)
        picked: Floats = self._weights[ids].sum(axis=0, dtype=np.float32)
        return picked

    def probability(self, scores: Floats) -> Floats:
        """Probabilities of combined scores, by the fitted curves."""
        z = scores * self.curve[:, 0] + self.curve[:, 1]
        made: Floats = (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(np.float32)
        return made

    def weight(self, norm: str, column: int) -> float:
        """How much a word speaks for a label: used to show the words that carried a decision."""
        ids = self._of_word(norm)
        return float(self._weights[ids, column].sum()) if ids else 0.0


def _counted(norm: str) -> int:
    """How many features a word has, without making them."""
    if norm[0].isdigit():
        return 1
    size = len(norm) + 2
    return 1 + sum(max(0, size - k + 1) for k in (3, 4, 5))


class Scores(NamedTuple):
    """Scores of a line: row 0 is the whole utterance, the others its stretches."""

    units: list[Unit]
    values: Floats

    def combined(self) -> Floats:
        """The mean of the whole's score and the best stretch's."""
        whole: Floats = self.values[0]
        if len(self.units) == 1:
            return whole
        made: Floats = (whole + self.values[1:].max(axis=0)) / 2
        return made

    def best(self, column: int) -> Unit:
        """The stretch that speaks most for a label."""
        if len(self.units) == 1:
            return self.units[0]
        return self.units[1 + int(self.values[1:, column].argmax())]


class LearnedModel:
    """Both sides of the model, loaded once."""

    def __init__(self, sides: Mapping[str, Side], sha256: str) -> None:
        self.sides, self.sha256 = dict(sides), sha256

    def scores(self, context: Context, n: int) -> tuple[Side, Scores] | None:
        """The scores of line ``n`` and the side they belong to; ``None`` for an empty line."""
        line = context.lines[n]
        if not line.norms:
            return None
        side = self.sides["agent" if line.speaker == "agent" else "customer"]
        return side, side.scores(context, line, _near(context)[n])


def _near(context: Context) -> list[tuple[int | None, int | None]]:
    if context.near is None:
        context.near = neighbours(context)
    return context.near


@cache
def load_model() -> LearnedModel | None:
    """The model shipped with the package, or ``None`` where there is none."""
    path = files("callcoach.lang").joinpath("es", FILE)
    return decode(path.read_bytes()) if path.is_file() else None


def encode(sides: Mapping[str, tuple[dict[str, Any], list[str], NDArray[np.int8]]]) -> bytes:
    """A model as bytes: per side a JSON head, the vocabulary, and weights of one byte."""
    out = io.BytesIO()
    for name, (head, vocabulary, weights) in sorted(sides.items()):
        parts = (json.dumps({"side": name, **head}, sort_keys=True).encode(),
                 zlib.compress("\n".join(vocabulary).encode(), 9),
                 zlib.compress(weights.astype(np.int8).T.tobytes(), 9))
        for part in parts:
            out.write(len(part).to_bytes(4, "big") + part)
    return out.getvalue()


def decode(data: bytes) -> LearnedModel:
    """The model of :func:`encode`."""
    import hashlib

    parts, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        parts.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    sides = {}
    for k in range(0, len(parts), 3):
        head = json.loads(parts[k])
        vocabulary = zlib.decompress(parts[k + 1]).decode().split("\n")
        raw = np.frombuffer(zlib.decompress(parts[k + 2]), dtype=np.int8)
        weights = raw.reshape(len(head["labels"]), len(vocabulary)).T.astype(np.float32)
        weights *= np.array(head["scale"], dtype=np.float32)
        index = {name: n for n, name in enumerate(vocabulary)}
        sides[head["side"]] = Side(head, index, np.ascontiguousarray(weights))
    return LearnedModel(sides, hashlib.sha256(data).hexdigest())
