"""The review of a call (``callcoach.review/1``): what people and programs read.

Texts are in the language asked for; quotes are exactly what was said. Not-applicable and
not-observable practices leave the denominator. Conduct is a gate, reported beside the score.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from callcoach.model.annotation import Annotation
from callcoach.model.base import Frozen
from callcoach.model.outcome import Evidence, Verdict
from callcoach.model.transcript import Issue


class Score(Frozen):
    """Points reached (``value``), reachable (``potential``) and their share of 100.

    >>> Score(value=1, potential=0, normalized=None).normalized is None
    True
    """

    value: float
    potential: float
    normalized: float | None


class SectionScore(Frozen):
    """One section of the scorecard with its weight in the call's score."""

    code: str
    title: str
    weight: float
    score: Score


class PracticeResult(Frozen):
    """One practice on this call. ``score`` is 1, 0.5, 0 or ``None`` (does not count)."""

    code: str
    title: str
    section: str
    weight: float
    verdict: Verdict
    critical: bool
    score: float | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    looked_at: tuple[int, int] | None = None
    near_misses: tuple[Evidence, ...] = ()
    advice: str | None = None
    sure: Annotated[float, Field(ge=0, le=1)] = 1.0


class Gate(Frozen):
    """A practice of conduct: whether it holds the gate open."""

    code: str
    title: str
    verdict: Verdict
    critical: bool


class Priority(Frozen):
    """What to work on: the practice, the moment, and why it comes first.

    >>> Priority(rank=1, code="open_questions", title="…", utterance=None, start_time=None,
    ...          quote=None, why="…", advice="…").rank
    1
    """

    rank: int
    code: str
    title: str
    utterance: int | None
    start_time: float | None
    quote: str | None
    why: str
    advice: str


class Strength(Frozen):
    """What went well, with the words that show it."""

    code: str
    title: str
    utterance: int | None
    quote: str | None
    text: str


class MadeWith(Frozen):
    """What made a review: enough to make it again. ``sha256`` covers pack and scorecard."""

    version: str
    pack: str
    scorecard: str
    sha256: str
    transcript_sha256: str
    parameters: dict[str, str] = Field(default_factory=dict)


class Review(Frozen):
    """One call, coached. ``passed`` is false where a critical practice was missed.

    ``facts`` holds phases, contact, talk share and the like, as plain values.
    """

    schema_: Annotated[
        Literal["callcoach.review/1"], Field(alias="schema", serialization_alias="schema")
    ] = "callcoach.review/1"
    call_id: str
    language: Literal["es", "en"] = "es"
    score: Score
    sections: tuple[SectionScore, ...]
    passed: bool
    gate: tuple[Gate, ...]
    labels: tuple[Annotation, ...]
    practices: tuple[PracticeResult, ...]
    strengths: tuple[Strength, ...] = ()
    priorities: tuple[Priority, ...] = ()
    issues: tuple[Issue, ...] = ()
    facts: dict[str, Any] = Field(default_factory=dict)
    made_with: MadeWith

    def practice(self, code: str) -> PracticeResult:
        """The result of one practice. Raises ``KeyError`` with the known codes."""
        for result in self.practices:
            if result.code == code:
                return result
        raise KeyError(f"no practice {code!r} in this review: {[p.code for p in self.practices]}")
