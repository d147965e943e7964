"""Reasons that open questions brought out: which question, and what was new in the answer."""

from __future__ import annotations

from collections.abc import Iterator

from callcoach.analysis.find import find, is_side
from callcoach.analysis.replies import is_backchannel
from callcoach.analysis.steps import matter, near
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Question


def brought_out(call: Call) -> Iterator[tuple[Question, Annotation]]:
    """Open information questions of the agent and the new reason that the answer brought.

    Questions that the agent answers are not asked. A demand for payment with another question
    behind it in the same utterance was not what the customer answered.
    """
    for q in call.questions:
        if q.speaker != "agent" or not q.open or not q.information or q.self_answered:
            continue
        if near(call, q.mark, "commitment_request") and _followed(call, q):
            continue
        why = bool(near(call, q.mark, "cue.why"))
        yield from ((q, e) for e in _answers(call, q.utterance) if _new(call, e, why))


def _followed(call: Call, question: Question) -> bool:
    """Whether another question of the same utterance follows."""
    here = (question.utterance, question.utterance)
    return any(a.start > question.mark.start
               for a in find(call, "question.open", "question.closed", within=here))


def _answers(call: Call, n: int) -> Iterator[Annotation]:
    """The reasons that the customer gives before the agent takes the word again."""
    for k in range(n + 1, len(call.annotations)):
        if not is_side(call.speaker(k), "customer") and not is_backchannel(call, k):
            return
        yield from (e for e in call.excuses if e.utterance == k)


def _new(call: Call, reason: Annotation, why: bool) -> bool:
    """Whether a reason was not yet on the table: another one, or, where the agent asked for it
    (``why``), the same one told in other words."""
    before = [e for e in call.excuses if e.utterance < reason.utterance]
    if all(e.label != reason.label for e in before):
        return True
    if not why:
        return False
    said = matter(reason.quote)
    known = frozenset().union(*(matter(e.quote) for e in before))
    return 2 * len(said & known) < len(said)
