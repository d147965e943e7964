"""What to work on first: weight, how sure we are, how easily it is changed. At most three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callcoach.lang.speak import Speaker
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence, Outcome
from callcoach.model.review import Priority, Strength
from callcoach.scoring.score import Judged
from callcoach.scoring.scorecard import Scorecard

MOST = 3
_LOSS = {"missed": 1.0, "partly": 0.5}


def urgency(judged: Judged, card: Scorecard, section_weight: float) -> float:
    """How much a fault matters: what it costs × how sure × how easily changed."""
    loss = _LOSS.get(judged.outcome.verdict, 0.0)
    if judged.critical and loss == 1.0:
        return 1000.0 * judged.outcome.sure
    return loss * section_weight * judged.weight * judged.outcome.sure * judged.practice.ease


def priorities(
    judged: Sequence[Judged], call: Call, card: Scorecard, speaker: Speaker
) -> tuple[Priority, ...]:
    """The faults to work on, the first one first, each with its moment and better words."""
    shares = _section_shares(judged, card)
    scored = [(urgency(j, card, shares.get(j.practice.section, 5.0)), -n, j)
              for n, j in enumerate(judged)]
    worst = sorted((s for s in scored if s[0] > 0), key=lambda s: s[:2], reverse=True)[:MOST]
    return tuple(_priority(rank, j, call, speaker) for rank, (_, _, j) in enumerate(worst, 1))


def _section_shares(judged: Sequence[Judged], card: Scorecard) -> Mapping[str, float]:
    """A section's weight spread over its countable practices."""
    totals: dict[str, float] = {}
    for j in judged:
        if j.points is not None:
            totals[j.practice.section] = totals.get(j.practice.section, 0.0) + j.weight
    return {name: card.sections.get(name, 5.0) / total for name, total in totals.items() if total}


def _priority(rank: int, judged: Judged, call: Call, speaker: Speaker) -> Priority:
    outcome, practice = judged.outcome, judged.practice
    shown = _moment(outcome)
    start = call.transcript.utterances[shown.utterance].start if shown else None
    return Priority(
        rank=rank, code=practice.code, title=speaker.say(f"practice.{practice.code}.title"),
        utterance=shown.utterance if shown else None, start_time=start,
        quote=shown.quote if shown else None,
        why=speaker.say(f"practice.{practice.code}.why"),
        advice=_advice(outcome, practice.code, speaker),
    )


def _moment(outcome: Outcome) -> Evidence | None:
    return next(iter((*outcome.evidence, *outcome.near_misses)), None)


def _advice(outcome: Outcome, code: str, speaker: Speaker) -> str:
    if outcome.advice:
        return speaker.say(outcome.advice.key, **outcome.advice.words)
    return speaker.say(f"practice.{code}.how")


def strengths(judged: Sequence[Judged], speaker: Speaker) -> tuple[Strength, ...]:
    """Up to three practices that were met and can be shown in the agent's own words."""
    shown = [j for j in judged if j.outcome.verdict == "met" and j.outcome.evidence]
    best = sorted(shown, key=lambda j: -j.weight * j.outcome.sure)[:MOST]
    return tuple(_strength(j, speaker) for j in best)


def _strength(judged: Judged, speaker: Speaker) -> Strength:
    first = judged.outcome.evidence[0]
    reason = judged.outcome.reason
    return Strength(
        code=judged.practice.code, title=speaker.say(f"practice.{judged.practice.code}.title"),
        utterance=first.utterance, quote=first.quote, text=speaker.say(reason.key, **reason.words),
    )
