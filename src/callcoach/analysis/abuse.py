"""What the agent did after the customer's abuse."""

from __future__ import annotations

from dataclasses import dataclass

from callcoach.analysis.find import find, whole
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence

AFTERWARDS = 3
"""Utterances that may follow the end of a call: goodbyes, a last word of the customer's."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """The agent's replies to abuse.

    ``replies``: what the agent said next, each as a whole. ``hostile``: insults, threats and
    confrontation in reply. ``endings``: where the call is ended or its end announced. ``ended``:
    the agent ended the call after the last abuse. ``warned``: its end was announced before.
    ``again``: there was abuse after that. ``earlier``: abuses that the agent let pass, or warned
    of, before the last one.
    """

    replies: tuple[Evidence, ...]
    hostile: tuple[Annotation, ...]
    endings: tuple[Annotation, ...]
    ended: bool
    warned: bool
    again: bool
    earlier: int


def reaction(call: Call) -> Reaction:
    """What the agent did after the first abuse of a call that has some."""
    first, last = call.abuse[0].utterance, call.abuse[-1].utterance
    end = len(call.annotations) - 1
    replies = [n for n in range(first + 1, end + 1) if call.speaker(n) == "agent"]
    endings = find(call, "ends_call", side="agent", within=(first + 1, end))
    answered = [next((n for n in replies if n > a.utterance), None) for a in call.abuse]
    return Reaction(
        replies=tuple(whole(call, n) for n in replies[:1]),
        hostile=find(call, "insult", "threat.", "confrontation", side="agent",
                     within=(first + 1, end)),
        endings=endings, ended=_ended(call, last, endings), warned=bool(endings),
        again=any(a.utterance < last for a in endings),
        earlier=len({n for n in answered if n is not None}) - 1,
    )


def _ended(call: Call, last: int, endings: tuple[Annotation, ...]) -> bool:
    """Whether the call closes right after the agent ended it, or with the agent's goodbye."""
    end = len(call.annotations) - 1
    after = [n for n in range(last + 1, end + 1) if call.speaker(n) == "agent"]
    if not after or after[0] + AFTERWARDS < end:
        late = [a for a in endings if a.utterance > last]
        return bool(late) and late[-1].utterance + AFTERWARDS >= end and not _asks(
            call, late[-1].utterance + 1)
    said = find(call, "ends_call", "cue.farewell", side="agent", within=(last + 1, end))
    return bool(said) and not _asks(call, after[0])


def _asks(call: Call, first: int) -> bool:
    return any(q.speaker == "agent" and q.utterance >= first for q in call.questions)
