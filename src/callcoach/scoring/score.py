"""From verdicts to numbers: practices, sections, the call, and the conduct gate.

``met`` is 1, ``partly`` one half, ``missed`` 0; nothing else counts. A section is the weighted
mean of its countable practices, the call the weighted mean of its countable sections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callcoach.model.outcome import Outcome
from callcoach.model.review import Score
from callcoach.practices.base import Practice
from callcoach.scoring.scorecard import Override, Scorecard

POINTS: Mapping[str, float] = {"met": 1.0, "partly": 0.5, "missed": 0.0}
GATE = "conduct"


class Judged:
    """One practice's outcome with the weight and criticality that the scorecard gives it."""

    __slots__ = ("critical", "outcome", "practice", "weight")

    def __init__(self, practice: Practice, outcome: Outcome, override: Override | None) -> None:
        self.practice, self.outcome = practice, outcome
        given = override or Override()
        self.weight = practice.weight if given.weight is None else given.weight
        self.critical = practice.critical if given.critical is None else given.critical

    @property
    def points(self) -> float | None:
        """1, 0.5, 0, or ``None`` where the verdict does not count."""
        return POINTS.get(self.outcome.verdict)


def section_score(judged: Sequence[Judged]) -> Score:
    """The weighted points of a section's countable practices, of those reachable."""
    counted = [(j.points, j.weight) for j in judged if j.points is not None]
    value = sum(p * w for p, w in counted if p is not None)
    potential = sum(w for _, w in counted)
    return _score(value, potential)


def call_score(scores: Mapping[str, Score], card: Scorecard) -> Score:
    """The weighted mean of the countable sections, on their weights."""
    counted = [(s.value / s.potential, card.sections.get(name, 0.0))
               for name, s in scores.items() if s.potential and name != GATE]
    return _score(sum(share * w for share, w in counted), sum(w for _, w in counted))


def _score(value: float, potential: float) -> Score:
    share = round(100 * value / potential, 2) if potential else None
    return Score(value=round(value, 4), potential=round(potential, 4), normalized=share)


def passed(judged: Sequence[Judged]) -> bool:
    """Whether no critical practice was missed."""
    return not any(j.critical and j.outcome.verdict == "missed" for j in judged)
