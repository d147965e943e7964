"""Agreement in numbers: precision, recall and F1 per label, categories, verdicts, with intervals.

A label is right where both give it to the same utterance (amounts: the same value). Intervals are
bootstrapped over calls (whole calls are drawn, since utterances of one call hang together).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from callcoach.evaluate.gold import GoldCall, Label
from callcoach.model.annotation import Annotation
from callcoach.model.base import Frozen
from callcoach.model.labels import LABELS
from callcoach.model.review import Review

DRAWS, SEED = 1000, 20260101
ORDER = {"missed": 0, "partly": 1, "met": 2}
_FAMILIES = ("question", "excuse", "promise", "threat")
Names = frozenset[str]


class Agreement(Frozen):
    """One label: how often people gave it, and how well it was found. ``low``, ``high``: 95 % of F1."""

    label: str
    people: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


class Choice(Frozen):
    """Which of several, where both found one: ``share`` right of ``n``, and what became what."""

    name: str
    n: int
    share: float
    confusions: tuple[tuple[str, str, int], ...]


class Verdicts(Frozen):
    """Verdicts: share equal, linear-weighted kappa over missed/partly/met, confusions per practice."""

    n: int
    equal: float
    kappa: float | None
    confusions: dict[str, tuple[tuple[str, str, int], ...]]


class Mistake(Frozen):
    """One label that only one side gave, with the words around it."""

    call_id: str
    utterance: int
    label: str
    kind: str
    speaker: str
    before: str
    text: str


class Evaluation(Frozen):
    """Everything measured on a set of calls."""

    calls: int
    utterances: int
    labels: tuple[Agreement, ...]
    choices: tuple[Choice, ...]
    verdicts: Verdicts | None
    mistakes: tuple[Mistake, ...]

    def of(self, label: str) -> Agreement | None:
        """The row of a label."""
        return next((row for row in self.labels if row.label == label), None)


def names_of(rows: Iterable[Label | Annotation]) -> Names:
    """The labels of an utterance with their families (``question`` is open or closed)."""
    found = {r.label for r in rows}
    for family in _FAMILIES:
        if any(x.startswith(family + ".") and x != "question.other" for x in found):
            found.add(family)
    return frozenset(found)


def _values(rows: Iterable[Label | Annotation]) -> Counter[str]:
    return Counter(f"{r.value:.2f}" for r in rows if r.label == "amount" and r.value is not None)


def _by_utterance(review: Review, size: int) -> list[list[Annotation]]:
    rows: list[list[Annotation]] = [[] for _ in range(size)]
    for mark in review.labels:
        rows[mark.utterance].append(mark)
    return rows


def measure(pairs: Sequence[tuple[GoldCall, Review]]) -> Evaluation:
    """Compares reviews with what people said of the same calls."""
    counts = [_counts(gold, review) for gold, review in pairs]
    tracked = [*LABELS[:3], "question", *LABELS[3:], "excuse", "promise", "threat", "amount=value",
               *sorted({n for c in counts for n in c if n.startswith("excuse.")})]
    rows = [_agreement(name, counts) for name in dict.fromkeys(tracked)]
    return Evaluation(
        calls=len(pairs), utterances=sum(len(g.labels) for g, _ in pairs),
        labels=tuple(r for r in rows if r is not None),
        choices=tuple(_choice(name, pick, pairs) for name, pick in _CHOICES),
        verdicts=_verdicts(pairs), mistakes=tuple(m for g, r in pairs for m in _mistakes(g, r)),
    )


def _counts(gold: GoldCall, review: Review) -> dict[str, NDArray[np.int64]]:
    """Per label: hits, false alarms, misses, in this call."""
    made: dict[str, NDArray[np.int64]] = {}

    def add(name: str, hit: int, false: int, missed: int) -> None:
        made[name] = made.get(name, np.zeros(3, dtype=np.int64)) + np.array([hit, false, missed])

    for theirs, ours in zip(gold.labels, _by_utterance(review, len(gold.labels)), strict=True):
        a, b = names_of(theirs), names_of(ours)
        for name in a | b:
            add(name, name in a and name in b, name not in a, name not in b)
        said, heard = _values(theirs), _values(ours)
        hit = sum((said & heard).values())
        add("amount=value", hit, sum(heard.values()) - hit, sum(said.values()) - hit)
    return made


def _f1(c: NDArray[np.int64]) -> tuple[float, float, float]:
    hit, false, missed = (int(x) for x in c)
    p = hit / (hit + false) if hit + false else 0.0
    r = hit / (hit + missed) if hit + missed else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _agreement(name: str, counts: Sequence[dict[str, NDArray[np.int64]]]) -> Agreement | None:
    per_call = np.array([c.get(name, np.zeros(3, dtype=np.int64)) for c in counts]).reshape(-1, 3)
    total = per_call.sum(axis=0)
    if not total.sum():
        return None
    drawn = np.random.default_rng(SEED).integers(0, len(per_call), (DRAWS, len(per_call)))
    sums = per_call[drawn].sum(axis=1)
    size = 2 * sums[:, 0] + sums[:, 1] + sums[:, 2]
    spread = np.where(size > 0, 2 * sums[:, 0] / np.maximum(1, size), 0.0)
    low, high = np.quantile(spread, [0.025, 0.975])
    p, r, f1 = _f1(total)
    return Agreement(label=name, people=int(total[0] + total[2]), precision=round(p, 4),
                     recall=round(r, 4), f1=round(f1, 4), low=round(float(low), 4),
                     high=round(float(high), 4))


def _open_or_closed(names: Names) -> Names:
    return names & {"question.open", "question.closed"}


def _excuses(names: Names) -> Names:
    return frozenset(n for n in names if n.startswith("excuse."))


def _threats(names: Names) -> Names:
    return frozenset(n for n in names if n.startswith("threat."))


def _promises(names: Names) -> Names:
    return frozenset(n for n in names if n.startswith("promise."))


_CHOICES: tuple[tuple[str, Callable[[Names], Names]], ...] = (
    ("open vs closed", _open_or_closed), ("excuse category", _excuses),
    ("threat category", _threats), ("concrete vs vague", _promises),
)


def _choice(
    name: str, pick: Callable[[Names], Names], pairs: Sequence[tuple[GoldCall, Review]]
) -> Choice:
    right = n = 0
    wrong: Counter[tuple[str, str]] = Counter()
    exact = name == "open vs closed"
    for gold, review in pairs:
        for theirs, ours in zip(gold.labels, _by_utterance(review, len(gold.labels)), strict=True):
            a, b = pick(names_of(theirs)), pick(names_of(ours))
            if not a or not b:
                continue
            n += 1
            fine = a == b if exact else bool(a & b)
            right += fine
            if not fine:
                wrong[" ".join(sorted(a)), " ".join(sorted(b))] += 1
    return Choice(name=name, n=n, share=round(right / n, 4) if n else 0.0,
                  confusions=tuple((a, b, k) for (a, b), k in wrong.most_common()))


def _verdicts(pairs: Sequence[tuple[GoldCall, Review]]) -> Verdicts | None:
    both = [(code, v, r.practice(code).verdict if _knows(r, code) else "absent")
            for g, r in pairs for code, v in g.practices.items()]
    if not both:
        return None
    confusions: dict[str, Counter[tuple[str, str]]] = {}
    for code, a, b in both:
        if a != b:
            confusions.setdefault(code, Counter())[a, b] += 1
    return Verdicts(
        n=len(both), equal=round(sum(a == b for _, a, b in both) / len(both), 4),
        kappa=kappa([(ORDER[a], ORDER[b]) for _, a, b in both if a in ORDER and b in ORDER]),
        confusions={code: tuple((a, b, k) for (a, b), k in c.most_common())
                    for code, c in sorted(confusions.items())},
    )


def _knows(review: Review, code: str) -> bool:
    return any(p.code == code for p in review.practices)


def kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Linear-weighted kappa of ordered verdicts.

    >>> kappa([(0, 0), (2, 2), (1, 1)])
    1.0
    """
    if not pairs:
        return None
    n = len(pairs)
    seen = sum(abs(a - b) for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[a] * right[b] * abs(a - b) for a in left for b in right) / n / n
    return round(1 - seen / chance, 4) if chance else 1.0


def _mistakes(gold: GoldCall, review: Review) -> Iterable[Mistake]:
    spoken = gold.transcript.utterances
    for n, (theirs, ours) in enumerate(
        zip(gold.labels, _by_utterance(review, len(gold.labels)), strict=True)
    ):
        a, b = {x.label for x in theirs}, {x.label for x in ours}
        for label in sorted(a ^ b):
            yield Mistake(
                call_id=gold.transcript.id, utterance=n, label=label,
                kind="missed" if label in a else "false", speaker=spoken[n].speaker,
                before=spoken[n - 1].text if n else "", text=spoken[n].text,
            )
