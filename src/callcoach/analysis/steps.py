"""What was agreed: undertakings of the agent, next steps, days named, promises accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from callcoach.analysis.find import find, is_side
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence
from callcoach.text.dates import DateMention, find_dates
from callcoach.text.tokens import Line

_NOT_AHEAD = frozenset({"past", "recurring"})
_PRECISE = frozenset({"day", "fortnight"})
_HARSH = ("threat.", "notice", "confrontation", "insult")
_STEM, _SHORT = 5, 5
"""Words of so many letters carry a matter; so many of their letters tell them apart."""
_CONSENT = 8
"""Words of a bare consent, at most."""


class Day(NamedTuple):
    """A day to come that an utterance names; ``today`` where it is at once or today."""

    shown: Evidence
    precise: bool
    today: bool


class Undertaking(NamedTuple):
    """Something the agent undertakes. ``when``: it names a day or a moment. ``done``: it is done
    while the customer waits. ``precise``: either, or another undertaking dates the same matter."""

    mark: Annotation
    when: bool
    done: bool
    precise: bool


def days_named(call: Call, n: int) -> tuple[DateMention, ...]:
    """Every day, week or month that utterance ``n`` names, gone by or to come."""
    line = Line(n, call.speaker(n), call.text(n))
    told = call.info.started_at
    return tuple(find_dates(line.norms, line.gaps, reference=told.date() if told else None))


def days_ahead(call: Call, n: int) -> tuple[Day, ...]:
    """The days to come that utterance ``n`` names, in order."""
    line = Line(n, call.speaker(n), call.text(n))
    told = call.info.started_at
    made = []
    for hit in days_named(call, n):
        gone = hit.date is not None and told is not None and hit.date < told.date()
        if hit.kind not in _NOT_AHEAD and not gone:
            start, end = line.starts[hit.i], line.ends[hit.j - 1]
            shown = Evidence(utterance=n, start=start, end=end, quote=line.text[start:end],
                             rule="dates")
            made.append(Day(shown, hit.granularity in _PRECISE, hit.kind == "today"))
    return tuple(made)


def undertakings(call: Call) -> tuple[Undertaking, ...]:
    """What the agent undertook to do for the customer, in order.

    What is only asked, or said beside a threat, in a quarrel or in ending an abusive call, is
    no undertaking.
    """
    marks = [m for m in find(call, "agent_promise", side="agent")
             if not near(call, m, "question.open", "question.closed") and not _in_heat(call, m)]
    when = {id(m): _has_moment(call, m) for m in marks}
    done = {id(m): bool(near(call, m, "cue.on_the_spot")) for m in marks}
    settled = [matter(m.quote) for m in marks if when[id(m)]]
    return tuple(
        Undertaking(m, when[id(m)], done[id(m)], when[id(m)] or done[id(m)] or any(
            matter(m.quote) & other for other in settled))
        for m in marks
    )


def _in_heat(call: Call, mark: Annotation) -> bool:
    heat = [a.label for a in harsh(call, mark.utterance) if a.label != "notice"]
    ends = ended_for_abuse(call) and find(
        call, "ends_call", side="agent", within=(0, mark.utterance))
    return bool(heat or ends)


def _has_moment(call: Call, mark: Annotation) -> bool:
    """Whether a day or a moment stands in the sentence of an undertaking."""
    low, high = sentence(call.text(mark.utterance), mark.start, mark.end)
    moments = find(call, "cue.moment", within=(mark.utterance, mark.utterance))
    at = [m.start for m in moments]
    at += [d.shown.start for d in days_ahead(call, mark.utterance) if d.precise]
    return any(low <= start < high for start in at)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around characters ``[start, end)``: from one full stop to the next.

    >>> sentence("Vale. Se lo mando hoy. Adiós.", 6, 14)
    (6, 22)
    """
    low = max(text.rfind(stop, 0, start) for stop in (". ", "? ", "! "))
    ends = [k for stop in (". ", "? ", "! ") if (k := text.find(stop, end)) >= 0]
    return low + 2 if low >= 0 else 0, min(ends, default=len(text) - 1) + 1


def matter(text: str) -> frozenset[str]:
    """The stems of the words that say what an undertaking is about."""
    norms = Line(0, "agent", text).norms
    return frozenset(w[:_STEM] for w in norms if len(w) >= _SHORT and w.isalpha())


def near(call: Call, mark: Annotation, *labels: str) -> tuple[Annotation, ...]:
    """The annotations of these labels that overlap ``mark``."""
    found = find(call, *labels, within=(mark.utterance, mark.utterance))
    return tuple(a for a in found if a.start < mark.end and mark.start < a.end)


def harsh(call: Call, n: int) -> tuple[Annotation, ...]:
    """What utterance ``n`` holds of threats, notices, confrontation and insults."""
    return find(call, *_HARSH, within=(n, n))


def next_steps(call: Call, first: int = 0) -> Iterator[tuple[Annotation, bool]]:
    """What the agent will do next, from utterance ``first`` on, and whether it names a day.

    Checks made while the customer waits are no steps.
    """
    known = {id(u.mark): u for u in undertakings(call)}
    end = len(call.annotations) - 1
    for mark in find(call, "agent_promise", "escalates", "recap", "cue.next_contact",
                     side="agent", within=(first, end)):
        told = known.get(id(mark))
        if told is None and (mark.label == "agent_promise" or near(call, mark, "agent_promise")):
            continue
        if (told is None or not told.done or told.when) and not harsh(call, mark.utterance):
            yield mark, told.when if told else _has_moment(call, mark)


def accepted(call: Call) -> tuple[tuple[int, int], ...]:
    """Payments that the agent proposed with a day or a sum and the customer agreed to.

    Pairs of utterances: the proposal and the consent. Only bare consents without a label of
    their own; what is labelled as a promise is none of these.
    """
    return tuple((n - 1, n) for n in range(1, len(call.annotations)) if _consent(call, n))


def _consent(call: Call, n: int) -> bool:
    if not is_side(call.speaker(n), "customer") or call.speaker(n - 1) != "agent":
        return False
    brief = len(call.text(n).split()) <= _CONSENT
    if not brief or not any(a.label == "cue.agrees" and a.start <= 3 for a in call.annotations[n]):
        return False
    if find(call, "excuse.", "refusal", "promise.", "question.", "insult", "threat.",
            "cue.disowned", within=(n, n)):
        return False
    asked = find(call, "commitment_request", within=(n - 1, n - 1))
    open_ = [a for m in asked for a in near(call, m, "question.open")]
    return bool(asked) and not open_ and any(not d.today for d in days_ahead(call, n - 1))


def last_promise(call: Call) -> int | None:
    """The utterance of the last promise or consent to pay, or ``None``."""
    made = [p.utterance for p in call.promises] + [n for _, n in accepted(call)]
    return max(made, default=None)


def announced(call: Call) -> tuple[Annotation, ...]:
    """Writing that the agent announces: papers, mail, a message, not in a threat or a quarrel."""
    offered = find(call, "offer_documents", side="agent")
    said = (*offered, *(a for a in find(call, "cue.written", side="agent")
                        if not near(call, a, "offer_documents")))
    return tuple(
        a for a in said if not near(call, a, "cue.refuses_papers")
        and all(h.label == "notice" for h in harsh(call, a.utterance)))


def ended_for_abuse(call: Call) -> bool:
    """Whether the agent ended the call because of abuse."""
    ends = find(call, "ends_call", side="agent")
    if not call.abuse or not ends:
        return False
    return len(call.annotations) - ends[-1].utterance <= 4
