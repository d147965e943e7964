"""Learns the weights of ``callcoach.annotate.question_scorer`` from the labelled calls.

    python training/train_questions.py [--held NAME ...] [--check]

Every call is read as a recogniser would give it (marks and accents taken off). A candidate is
positive where a labelled question begins in it. The table is written to
``src/callcoach/lang/es/questions.json``. ``--held`` leaves files out whose name begins so;
``--check`` prints how the weights do on them and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from callcoach.annotate.question_cues import Cues, around
from callcoach.annotate.question_places import candidates
from callcoach.annotate.question_scorer import Scorer, bare, keys
from callcoach.annotate.question_words import words_of
from callcoach.text.tokens import Line
from markup import parse

HERE = Path(__file__).parent
OUT = HERE.parent / "src/callcoach/lang/es/questions.json"
SHORT = 0.3
"""What a line of a short extract weighs against one of a whole call."""

TEMPLATES = 80
"""How many templates are kept: each costs time on every candidate."""

CLASSES = ("none", "ask", "other")
Row = tuple[list[str], str]


def calls() -> Iterator[dict[str, Any]]:
    """Every labelled call, with the name of its file."""
    for path in sorted([*HERE.glob("calls/*.jsonl"), *HERE.glob("gold/*.jsonl")]):
        for line in path.read_text("utf8").splitlines():
            if line.strip():
                yield {**json.loads(line), "file": path.name}
    for path in sorted(HERE.glob("written/*.calls")):
        try:
            for call in list(parse(path.read_text("utf8"))):
                yield {**call, "file": path.name}
        except ValueError as error:
            print(f"left out {path.name}: {error}")


def stripped(call: dict[str, Any]) -> tuple[list[Line], list[list[tuple[int, int, str]]]]:
    """The lines of a call without marks, and the labelled questions as token ranges."""
    lines, spans = [], []
    for n, said in enumerate(call["utterances"]):
        text = said["text"]
        full = Line(n, said["speaker"], text)
        parts = [bare(w).split() for w in full.words]
        starts = [0, *np.cumsum([len(p) for p in parts]).tolist()]
        lines.append(Line(n, said["speaker"], " ".join(w for p in parts for w in p)))
        found = []
        for label in said["labels"]:
            if label["label"].startswith("question."):
                a = label.get("start", text.find(label["quote"]))
                i, j = (
                    bisect_left(full.starts, a),
                    bisect_left(full.starts, a + len(label["quote"])),
                )
                kind = "other" if label["label"].endswith("other") else "ask"
                found.append((starts[i], starts[j], kind))
        spans.append(found)
    return lines, spans


def rows(call: dict[str, Any]) -> Iterator[tuple[int, list[Row]]]:
    """The candidates of every line with their features and their class."""
    lines, spans = stripped(call)
    asked = [any(kind == "ask" for *_, kind in s) for s in spans]
    for n, line in enumerate(lines):
        words = words_of(line.words)
        if not words:
            continue
        before = next((k for k in range(n - 1, -1, -1) if lines[k].speaker != line.speaker), None)
        places, found = candidates(words, line)
        cues = Cues(words, found, around(lines, n, before is not None and asked[before], before))
        told = [cues.of(p) for p in places]
        for place, (made, at) in zip(places, told, strict=True):
            cues.reading(made, at, place.j)
        classes = _classes(places, [at for _, at in told], spans[n])
        yield n, [(keys(c), k) for (c, _), k in zip(told, classes, strict=True)]


def _classes(places: Sequence[Any], cores: Sequence[int], spans: Iterable[Any]) -> list[str]:
    """The class of each candidate: the best overlap with each labelled question counts."""
    made = ["none"] * len(places)
    for i, j, kind in spans:
        best, where = 0.0, -1
        for n, (place, at) in enumerate(zip(places, cores, strict=True)):
            overlap = min(place.j, j) - max(place.i, i)
            if overlap <= 0:
                continue
            if place.kind == "T":
                if kind == "ask" and i < place.i < j <= place.j:
                    made[n] = kind
                continue
            share = overlap / (max(place.j, j) - min(place.i, i))
            share += 0.5 * (i <= at < j) + 0.3 * (place.kind in "Ww")
            if share > best:
                best, where = share, n
        if where >= 0:
            made[where] = kind
    return made


def matrix(sample: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    """Features as a sparse matrix."""
    columns: list[int] = []
    ends = [0]
    for features in sample:
        columns += sorted({index[f] for f in features if f in index})
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(sample), len(index)))


def learn(
    sample: Sequence[Row], weigh: Sequence[float], most: int = 6000, strength: float = 0.15
) -> dict[str, Any]:
    """The weights: a first fit tells the ``most`` telling features, a second weighs them."""
    features, classes = [f for f, _ in sample], np.array([k for _, k in sample])
    counts = Counter(f for row in features for f in set(row))
    names = sorted(f for f, c in counts.items() if c >= 4)
    model = _fit(features, classes, names, weigh, strength)
    none, ask, other = (list(model.classes_).index(c) for c in CLASSES)
    pull = np.abs(model.coef_[ask] - model.coef_[none])
    pull += 0.5 * np.abs(model.coef_[other] - model.coef_[none])
    pull *= np.sqrt([counts[n] for n in names])
    chosen = np.argsort(-pull)[:most]
    mass: Counter[str] = Counter()
    for n in chosen:
        mass[names[n].partition(":")[0]] += pull[n]
    best = {template for template, _ in mass.most_common(TEMPLATES)}
    names = sorted(names[n] for n in chosen if names[n].partition(":")[0] in best)
    return _written(_fit(features, classes, names, weigh, strength), names)


def _fit(
    features: Sequence[Sequence[str]],
    classes: Any,
    names: Sequence[str],
    weigh: Sequence[float],
    strength: float,
) -> LogisticRegression:
    model = LogisticRegression(C=strength, max_iter=400)
    index = {f: n for n, f in enumerate(names)}
    return model.fit(matrix(features, index), classes, sample_weight=np.array(weigh))


def _written(model: LogisticRegression, names: Sequence[str]) -> dict[str, Any]:
    none, ask, other = (list(model.classes_).index(c) for c in CLASSES)
    weights, bias = model.coef_, model.intercept_
    made: dict[str, dict[str, list[float]]] = {}
    for n, name in enumerate(names):
        template, _, values = name.partition(":")
        pair = [round(float(weights[c][n] - weights[none][n]), 2) for c in (ask, other)]
        if any(pair):
            made.setdefault(template, {})[values] = pair
    base = [round(float(bias[c] - bias[none]), 2) for c in (ask, other)]
    return {"bias": base, "templates": made}


def check(weights: dict[str, Any], held: Sequence[dict[str, Any]]) -> None:
    """Prints how well lines that ask are found."""
    model = Scorer(weights)
    for style in ("asr", "punctuated"):
        seen = []
        for call in held:
            if call["style"] == style:
                for _, told in rows(call):
                    best = max((_asks(model, f) for f, _ in told), default=0.0)
                    seen.append((best, any(k == "ask" for _, k in told)))
        for limit in (0.3, 0.35, 0.4, 0.45):
            hit = sum(p >= limit and g for p, g in seen)
            false, missed = (
                sum(p >= limit and not g for p, g in seen),
                sum(p < limit and g for p, g in seen),
            )
            print(
                style,
                limit,
                f"P {hit / max(1, hit + false):.3f} R {hit / max(1, hit + missed):.3f}"
                f" F1 {2 * hit / max(1, 2 * hit + false + missed):.3f} of {len(seen)}",
            )


def _asks(model: Scorer, features: Iterable[str]) -> float:
    score = model.score(_cues(features))
    return score.asks if score else 0.0


def _cues(features: Iterable[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for feature in features:
        template, _, values = feature.partition(":")
        made.update(zip(template.split(), values.split("|"), strict=False))
    return made


def main() -> None:
    """Trains, then writes or checks."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--held", nargs="*", default=[])
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    every = list(calls())
    held = [c for c in every if c["file"].startswith(tuple(given.held))] if given.held else []
    sample: list[Row] = []
    weigh: list[float] = []
    for call in every:
        if call not in held:
            found = [r for _, told in rows(call) for r in told]
            sample += found
            weigh += [SHORT if len(call["utterances"]) < 8 else 1.0] * len(found)
    weights = learn(sample, weigh)
    size = sum(len(t) for t in weights["templates"].values())
    print(len(every) - len(held), "calls", len(sample), "candidates", size, "weights")
    if given.check:
        check(weights, held)
    else:
        text = json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        OUT.write_text(text.replace('},"', '},\n"') + "\n", "utf8")


if __name__ == "__main__":
    main()
