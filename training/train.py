"""Trains the learned model from the labelled calls of this repository.

    python training/train.py            cross-validates by writer, trains on all, writes the model
    python training/train.py --report   cross-validates only

Folds are whole writers or regions: no call of a writer is judged by a model that has seen another
call of that writer. Rules are features; thresholds and curves are fitted on the held-out scores.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

import rows as training_rows
from callcoach.annotate.learned import FILE, encode
from callcoach.annotate.run import Annotators
from callcoach.lang.loader import load_pack
from data import calls, turns
from rows import Rows, build, matrix, vocabulary

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

QUESTIONS = ("question.open", "question.closed", "question.other")
"""Decided by the model in raw text alone: where marks stand, they are believed."""

CUSTOMER = ("excuse", "promise.concrete", "promise.vague", "refusal", *QUESTIONS)
AGENT = ("notice", "confrontation", "identification", "verification", "creditor", "apology",
         "empathy", "paraphrase", "commitment_request", "recap", "offer_documents",
         "agent_promise", "ends_call", "escalates", *QUESTIONS)
STRENGTH = 4.0
HIGHEST = 0.4
CATEGORY = "excuse."
NEVER_TRAINS = "dev"
"""The group kept for checking: the model that is shipped has not seen it."""

FOLDS = {"mx": "calls-1", "co": "calls-1", "ar_cl": "calls-1", "pe_ca_us": "calls-1",
         "es_b2c": "calls-2", "es_b2b": "calls-2", "hard": "calls-2"}
"""Groups held out together; every other group is a fold of its own."""

ONLY_TRAIN = ("turns", "v")
"""Groups (or beginnings of their names) that train but are not judged: excerpts without a call."""


@dataclass(slots=True)
class Side:
    """One side's rows and design."""

    name: str
    rows: Rows
    labels: tuple[str, ...]
    index: dict[str, int]
    x: csr_matrix
    rarity: Floats
    groups: NDArray[np.str_]
    whole: Bools
    owner: NDArray[np.int64]

    def target(self, label: str) -> Bools:
        """Which rows bear a label (or, for ``excuse``, any of its family)."""
        family = label + "."
        return np.array([label in s or any(x.startswith(family) for x in s) for s in self.rows.labels])


def sides(data: dict[str, Rows]) -> list[Side]:
    """Both sides with their matrices."""
    made = []
    categories = sorted({x for s in data["customer"].labels for x in s if x.startswith(CATEGORY)})
    for name, labels in (("agent", AGENT), ("customer", (*CUSTOMER, *categories))):
        rows = data[name]
        index = vocabulary(rows.features)
        x = matrix(rows.features, index)
        weight = rarity(x)
        made.append(Side(name, rows, labels, index, (x @ diags(weight)).tocsr(), weight,
                         np.array(rows.groups), np.array(rows.whole), np.array(rows.owner)))
    return made


def rarity(x: csr_matrix) -> Floats:
    """How rare each feature is (inverse document frequency, one on average)."""
    seen = np.asarray((x > 0).sum(axis=0)).ravel()
    weight: Floats = np.log(x.shape[0] / np.maximum(1, seen))
    return weight / weight.mean()


def fit(x: csr_matrix, y: Bools) -> tuple[Floats, float]:
    """Weights and bias of one label."""
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=0.003).fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def train(side: Side, mask: Bools) -> tuple[Floats, Floats]:
    """Weights (features × labels) and biases on the rows of ``mask``. Categories learn from
    excuses alone: which one, given that there is one."""
    columns, biases = [], []
    excuse = side.target("excuse") if side.name == "customer" else mask
    for label in side.labels:
        use = mask & excuse if label.startswith(CATEGORY) else mask
        y = side.target(label)[use]
        w, b = fit(side.x[use], y) if 0 < y.sum() < len(y) else (np.zeros(side.x.shape[1]), -9.0)
        columns.append(w)
        biases.append(b)
    return np.stack(columns, axis=1), np.array(biases)


def combined(side: Side, raw: Floats) -> Floats:
    """Scores of utterances: the mean of the whole's and the best stretch's."""
    best = np.full_like(raw, -np.inf)
    np.maximum.at(best, side.owner[~side.whole], raw[~side.whole])
    both = np.where(np.isfinite(best), (raw + best) / 2, raw)
    return both


def held_out(side: Side) -> tuple[Floats, Bools]:
    """Scores of every judged utterance by a model that never saw its writer."""
    judged = side.whole & np.array([not g.startswith(ONLY_TRAIN) for g in side.groups])
    out = np.zeros((len(side.groups), len(side.labels)))
    folds = np.array([FOLDS.get(g, g) for g in side.groups])
    for fold in sorted(set(folds[judged])):
        test = folds == fold
        w, b = train(side, ~test)
        raw = np.zeros_like(out)
        raw[test] = side.x[test] @ w + b
        out[test] = combined(side, raw)[test]
    return out, judged


def curve(scores: Floats, y: Bools) -> tuple[float, float]:
    """A logistic curve from scores to probabilities."""
    model = LogisticRegression(C=1000.0).fit(scores.reshape(-1, 1), y)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def f1(y: Bools, said: Bools) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    hit = float((y & said).sum())
    p = hit / said.sum() if said.sum() else 0.0
    r = hit / y.sum() if y.sum() else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def threshold(y: Bools, probability: Floats) -> float:
    """The probability from which a label is said: the best F1, smoothed over neighbours.

    Never above ``HIGHEST``: rules look surer on the calls they were written with than on new ones,
    and a high threshold would lose what they miss there.
    """
    grid = np.arange(0.15, HIGHEST + 0.01, 0.05)
    marks = np.array([f1(y, probability >= t)[2] for t in grid])
    smooth = np.convolve(np.pad(marks, 1, mode="edge"), np.ones(3) / 3, mode="valid")
    return float(grid[int(smooth.argmax())])


def summary(side: Side, scores: Floats, judged: Bools) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Curves and thresholds, and one row of held-out figures per label."""
    head: dict[str, Any] = {"curve": [], "cut": {}}
    table = []
    for n, label in enumerate(side.labels):
        y = side.target(label)
        use = judged & side.target("excuse") if label.startswith(CATEGORY) else judged
        if label in QUESTIONS:
            use = judged & (np.array(side.rows.styles) == "asr")
        a, b = curve(scores[use, n], y[use]) if 0 < y[use].sum() < use.sum() else (1.0, 0.0)
        head["curve"].append([round(a, 5), round(b, 5)])
        if label.startswith(CATEGORY):
            continue
        probability = 1 / (1 + np.exp(-(a * scores[:, n] + b)))
        cut = threshold(y[use], probability[use])
        head["cut"][label] = round(cut, 3)
        table += _figures(side, label, y, probability >= cut, judged, cut)
    return head, table


def _figures(side: Side, label: str, y: Bools, said: Bools, judged: Bools, cut: float) -> list[dict[str, Any]]:
    styles = np.array(side.rows.styles)
    made = []
    rules = np.array([label in s or any(x.startswith(label + ".") for x in s) for s in side.rows.found])
    for style in ("punctuated", "asr"):
        use = judged & (styles == style)
        p, r, f = f1(y[use], said[use])
        q, s, g = f1(y[use], rules[use])
        made.append({"side": side.name, "label": label, "style": style, "n": int(y[use].sum()), "cut": cut,
                     "precision": p, "recall": r, "f1": f, "rules_precision": q, "rules_recall": s,
                     "rules_f1": g})
    return made


def category_share(side: Side, scores: Floats, judged: Bools) -> float:
    """The share of excuses whose best category is one of theirs."""
    columns = [n for n, x in enumerate(side.labels) if x.startswith(CATEGORY)]
    names = np.array(side.labels)[columns]
    use = np.flatnonzero(judged & side.target("excuse"))
    best = names[scores[np.ix_(use, columns)].argmax(axis=1)]
    return float(np.mean([b in side.rows.labels[k] for k, b in zip(use, best, strict=True)]))


def quantised(weights: Floats) -> tuple[NDArray[np.int8], list[float]]:
    """Weights as bytes, with a scale per label; the smallest become nothing."""
    scale = np.abs(weights).max(axis=0) / 127
    scale[scale == 0] = 1.0
    return np.rint(weights / scale).astype(np.int8), [float(f"{s:.6g}") for s in scale]


def main() -> None:
    """Trains, reports, writes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--report", action="store_true", help="cross-validate only")
    options.add_argument("--out", type=Path, default=Path(training_rows.__file__).parents[1]
                         / "src" / "callcoach" / "lang" / "es" / FILE)
    options.add_argument("--figures", type=Path, default=Path(training_rows.__file__).parent / "figures.json")
    given = options.parse_args()
    annotators = Annotators(load_pack())
    data = build([*calls(), *turns()], annotators)
    model: dict[str, Any] = {}
    figures: dict[str, Any] = {"labels": []}
    for side in sides(data):
        scores, judged = held_out(side)
        head, table = summary(side, scores, judged)
        figures["labels"] += table
        if side.name == "customer":
            figures["category_share"] = category_share(side, scores, judged)
        for row in table:
            sys.stdout.write("{side:9}{label:20}{style:11}n={n:4d} cut={cut:.2f} P={precision:.2f} R={recall:.2f}"
                             " F1={f1:.3f}   rules P={rules_precision:.2f} R={rules_recall:.2f}"
                             " F1={rules_f1:.3f}\n".format(**row))
        if given.report:
            continue
        weights, bias = train(side, side.groups != NEVER_TRAINS)
        small, scale = quantised(weights * side.rarity[:, None])
        keep = np.flatnonzero(np.abs(small).max(axis=1) >= 3)
        names = sorted(side.index, key=side.index.__getitem__)
        model[side.name] = ({**head, "labels": side.labels, "bias": [round(float(b), 5) for b in bias],
                             "scale": scale}, [names[k] for k in keep], small[keep])
    sys.stdout.write(f"category, where an excuse is: {figures['category_share']:.3f}\n")
    if not given.report:
        given.out.write_bytes(encode(model))
        given.figures.write_text(json.dumps(figures, indent=1) + "\n", "utf8")
        sys.stdout.write(f"{given.out.name}: {given.out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
