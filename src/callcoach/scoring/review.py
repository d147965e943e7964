"""Outcomes and a scorecard to a review: the last stage before people read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from callcoach.lang.speak import Speaker
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.model.review import Gate, MadeWith, PracticeResult, Review, SectionScore
from callcoach.model.transcript import Issue
from callcoach.practices.base import Practice
from callcoach.scoring.priorities import priorities, strengths
from callcoach.scoring.score import GATE, Judged, call_score, passed, section_score
from callcoach.scoring.scorecard import Scorecard


def make_review(
    call: Call, outcomes: Mapping[str, tuple[Practice, Outcome]], card: Scorecard,
    speaker: Speaker, made_with: MadeWith,
) -> Review:
    """The review of a call. ``outcomes`` are in the order of the catalogue."""
    judged = [Judged(p, o, card.practices.get(code)) for code, (p, o) in outcomes.items()]
    sections = {name: section_score([j for j in judged if j.practice.section == name])
                for name in card.sections}
    return Review(
        call_id=call.transcript.id, language=speaker.language,
        score=call_score(sections, card),
        sections=tuple(
            SectionScore(code=name, title=speaker.say(f"section.{name}"), score=score,
                         weight=card.sections[name])
            for name, score in sections.items()
        ),
        passed=passed(judged), gate=_gate(judged, speaker),
        labels=tuple(a for row in call.annotations for a in row if not a.label.startswith("cue.")),
        practices=tuple(_result(j, speaker) for j in judged),
        strengths=strengths(judged, speaker),
        priorities=priorities(judged, call, card, speaker),
        issues=_issues(call, speaker), facts=_facts(call), made_with=made_with,
    )


def _gate(judged: Sequence[Judged], speaker: Speaker) -> tuple[Gate, ...]:
    return tuple(
        Gate(code=j.practice.code, title=speaker.say(f"practice.{j.practice.code}.title"),
             verdict=j.outcome.verdict, critical=j.critical)
        for j in judged if j.critical or j.practice.section == GATE
    )


def _result(judged: Judged, speaker: Speaker) -> PracticeResult:
    practice, outcome = judged.practice, judged.outcome
    advice = outcome.advice
    return PracticeResult(
        code=practice.code, title=speaker.say(f"practice.{practice.code}.title"),
        section=practice.section, weight=judged.weight, verdict=outcome.verdict,
        critical=judged.critical, score=judged.points,
        reason=speaker.say(outcome.reason.key, **outcome.reason.words),
        evidence=outcome.evidence, looked_at=outcome.looked_at, near_misses=outcome.near_misses,
        advice=speaker.say(advice.key, **advice.words) if advice else None, sure=outcome.sure,
    )


def _issues(call: Call, speaker: Speaker) -> tuple[Issue, ...]:
    """The transcript's issues, in the reader's language where the pack has words for them."""
    return tuple(_told(issue, call, speaker) for issue in call.transcript.issues)


def _told(issue: Issue, call: Call, speaker: Speaker) -> Issue:
    key = f"issue.{issue.code}"
    if not speaker.knows(key):
        return issue
    return issue.model_copy(update={"message": speaker.say(key, roles=_guesses(call, speaker))})


def _guesses(call: Call, speaker: Speaker) -> str:
    """The labels whose role is a guess, and which: ``S1 = agente, S2 = cliente``."""
    guessed = {u.speaker_label: u.speaker for u in call.transcript.utterances
               if u.role_source == "guessed"}
    return ", ".join(f"{label or '–'} = {speaker.say('role.' + role).lower()}"
                     for label, role in guessed.items())


def _facts(call: Call) -> dict[str, Any]:
    return {
        "contact": call.contact, "contact_why": call.contact_why,
        "opening": call.opening, "middle": call.middle, "close": call.close,
        "verified_at": call.verification.answered, "debt_named_at": call.verification.debt_named,
        "timed": call.timed, "talk_share": call.talk_share,
        "pauses": [list(p) for p in call.pauses],
        "overlaps": [[o.by, o.over, o.seconds] for o in call.overlaps],
        "questions": [
            {"utterance": q.utterance, "start": q.mark.start, "open": q.open,
             "information": q.information, "self_answered": q.self_answered,
             "answered_by": q.answered_by} for q in call.questions
        ],
    }


def transcript_digest(call: Call) -> str:
    """SHA-256 of what was scored: the transcript's canonical JSON."""
    return hashlib.sha256(call.transcript.model_dump_json(by_alias=True).encode()).hexdigest()
