"""What the agent did after the customer's abuse."""

from __future__ import annotations

from dataclasses import dataclass

from callcoach.analysis.find import find, whole
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence

AFTERWARDS = 3
"""Utterances of the agent that may follow the end of a call: goodbyes, a last word."""

GOODBYE = 2
"""Utterances in which an agent who does not announce the end may say goodbye."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """The agent's replies to abuse.

    ``replies``: the agent's first words after it. ``hostile``: insults, threats and confrontation
    in reply. ``endings``: where the call's end is announced, ``closing``: where it is carried
    out. ``ended``: whether the agent ended the call. ``warnings``: how often its end was
    announced before that. ``again``: whether there was abuse after the first announcement.
    """

    replies: tuple[Evidence, ...]
    hostile: tuple[Annotation, ...]
    endings: tuple[Annotation, ...]
    closing: tuple[Annotation, ...]
    ended: bool
    warnings: int
    again: bool


def reaction(call: Call) -> Reaction:
    """What the agent did after the first abuse of a call that has some."""
    first, end = call.abuse[0].utterance, len(call.annotations) - 1
    after = (first + 1, end)
    replies = [n for n in range(first + 1, end + 1) if call.speaker(n) == "agent"]
    endings = find(call, "ends_call", side="agent", within=after) if replies else ()
    places = sorted({a.utterance for a in endings})
    at = next((n for n in places if _closes(call, n)), None)
    return Reaction(
        replies=tuple(whole(call, n) for n in replies[:1]),
        hostile=find(call, "insult", "threat.", "confrontation", side="agent", within=after)
        if replies else (),
        endings=endings, closing=tuple(a for a in endings if at is not None and a.utterance >= at),
        ended=at is not None or _goodbye(call),
        warnings=len([n for n in places if at is None or n < at]),
        again=bool(places) and any(a.utterance > places[0] for a in call.abuse),
    )


def _closes(call: Call, n: int) -> bool:
    """Whether the call closes with the agent's utterance ``n``: hardly more, and no question."""
    later = [k for k in range(n + 1, len(call.annotations)) if call.speaker(k) == "agent"]
    return len(later) <= AFTERWARDS and not _asks(call, n + 1)


def _goodbye(call: Call) -> bool:
    """Whether the agent's only turns after the last abuse are a goodbye."""
    last, end = call.abuse[-1].utterance, len(call.annotations) - 1
    after = [n for n in range(last + 1, end + 1) if call.speaker(n) == "agent"]
    if not after or len(after) > GOODBYE or _asks(call, after[0]):
        return False
    return bool(find(call, "cue.farewell", side="agent", within=(after[0], end)))


def _asks(call: Call, first: int) -> bool:
    return any(q.speaker == "agent" and q.utterance >= first for q in call.questions)
