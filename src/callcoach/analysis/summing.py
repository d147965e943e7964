"""What the agent sums up once something was agreed: sum, date, way of paying, next contact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from callcoach.analysis.find import evidence, find
from callcoach.analysis.steps import days_ahead, ended_for_abuse, harsh, last_promise, next_steps
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence

_BESIDE = 25
"""Characters between a next contact and the day that belongs to it."""


class Agreed(NamedTuple):
    """The first utterance in which a summing-up may stand, the label that settled it, and
    whether it was a promise to pay (else a next step)."""

    first: int
    mark: Annotation | None
    promised: bool


def agreed_at(call: Call) -> Agreed | None:
    """Where summing up begins: after the last promise, else with the first next step.

    A promise that only echoes the summing-up before it does not move the place.
    """
    last = last_promise(call)
    if last is not None:
        echo = last > 0 and bool(find(call, "recap", side="agent", within=(last - 1, last - 1)))
        earlier = any(p.utterance < last - 1 for p in call.promises)
        mark = next((p for p in reversed(call.promises) if p.utterance == last), None)
        return Agreed(last - 1 if echo and earlier else last + 1, mark, True)
    step = None if ended_for_abuse(call) else next(next_steps(call), None)
    return Agreed(step[0].utterance, step[0], False) if step else None


def parts_after(call: Call, start: Agreed) -> dict[str, Evidence]:
    """The parts of a summing-up that the agent says from ``start`` on, each with its words.

    What stands in a summing-up proper is shown before what is said in passing.
    """
    found: dict[str, Evidence] = {}
    said = [n for n in range(start.first, len(call.annotations)) if call.speaker(n) == "agent"]
    summed = {a.utterance for a in find(call, "recap", side="agent")}
    for n in sorted(said, key=lambda n: n not in summed):
        for name, shown in _parts(call, n):
            found.setdefault(name, shown)
    return found


def _parts(call: Call, n: int) -> Iterator[tuple[str, Evidence]]:
    heat = harsh(call, n)
    named = {"sum": find(call, "amount", within=(n, n)),
             "way": find(call, "cue.payment_way", within=(n, n)),
             "contact": find(call, "cue.next_contact", within=(n, n))}
    for name, marks in named.items():
        for shown in evidence(marks):
            if not _within(shown, heat):
                yield name, shown
    summed = find(call, "recap", within=(n, n))
    if heat and not summed:
        return
    for day in days_ahead(call, n):
        loose = day.today or not day.precise
        if _within(day.shown, heat) or (loose and not _within(day.shown, summed)):
            continue
        if not any(_beside(day.shown, c) for c in named["contact"]):
            yield "date", day.shown


def _within(shown: Evidence, marks: tuple[Annotation, ...]) -> bool:
    return any(m.start <= shown.start < m.end for m in marks)


def _beside(day: Evidence, contact: Annotation) -> bool:
    """Whether a day belongs to a next contact: it stands right before or after it."""
    return contact.start - _BESIDE <= day.end <= contact.start or (
        contact.end <= day.start <= contact.end + _BESIDE)
