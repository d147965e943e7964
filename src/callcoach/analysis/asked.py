"""What the agent asks, and when there is something to confirm."""

from __future__ import annotations

from callcoach.analysis.find import find, is_side, turns
from callcoach.analysis.speech import spelt, word_list
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Question

LONG_ANSWER = 15
"""Words of an utterance that count as an explanation although no rule knows what it explains."""


def asked(call: Call) -> tuple[Question, ...]:
    """The agent's open and closed questions."""
    return tuple(q for q in call.questions if q.speaker == "agent")


def information(call: Call, *, own: bool = False) -> tuple[Question, ...]:
    """The agent's information questions; with ``own`` those too that the agent answered."""
    return tuple(q for q in asked(call) if q.information and (own or not q.self_answered))


def gathered(call: Call) -> int | None:
    """The utterance with which information was first given: an answer, or a reason unasked."""
    told = [a.utterance for a in (*call.excuses, *call.promises) if not _about_talking(call, a)]
    told += [q.answered_by for q in information(call)
             if q.open and q.substance and q.answered_by is not None]
    told += _explanations(call)
    return min(told, default=None)


def _about_talking(call: Call, mark: Annotation) -> bool:
    """Whether a reason is one for not talking now, which explains nothing about the debt."""
    return any(a.start < mark.end and mark.start < a.end
               for a in find(call, "cue.will_not_talk", within=(mark.utterance, mark.utterance)))


def _explanations(call: Call) -> list[int]:
    """Long utterances of the customer about the debt that ask and refuse nothing."""
    named = call.verification.debt_named
    if named is None:
        return []
    return [n for n in range(named + 1, len(call.annotations))
            if is_side(call.speaker(n), "customer") and len(call.text(n).split()) >= LONG_ANSWER
            and not find(call, "question.open", "question.closed", "cue.will_not_talk",
                         within=(n, n))]


def stacked(call: Call) -> list[tuple[Question, ...]]:
    """The agent's turns with two or more different questions, each turn as its questions."""
    found = []
    for speaker, first, last in turns(call.transcript.utterances):
        if speaker == "agent":
            own = [q for q in asked(call) if first <= q.utterance <= last and not _tag(call, q)]
            if len(distinct := _distinct(call, own)) > 1:
                found.append(distinct)
    return found


def _tag(call: Call, question: Question) -> bool:
    """Whether a question is but the tag of an answer that the agent gave himself."""
    mark, n = question.mark, question.utterance
    if question.open:
        return False
    earlier = [q for q in asked(call) if q.utterance == n and q.mark.start < mark.start]
    return any(mark.form == "tag" or any(q.mark.end > a.start for q in earlier)
               for a in find(call, "self_answered", within=(n, n))
               if a.start < mark.end and mark.start < a.end)


def _distinct(call: Call, own: list[Question]) -> tuple[Question, ...]:
    """Questions without those that another one repeats or goes on."""
    kept: list[Question] = []
    for q in own:
        words = frozenset(spelt(q.mark.quote))
        if not any(_same(words, k) for k in kept) and not (kept and _goes_on(call, kept[-1], q)):
            kept.append(q)
    return tuple(kept)


def _same(words: frozenset[str], other: Question) -> bool:
    known = frozenset(spelt(other.mark.quote))
    return words <= known or known <= words


def _goes_on(call: Call, before: Question, question: Question) -> bool:
    """Whether a question is the alternative to the one right before it."""
    if before.utterance != question.utterance:
        return False
    between = call.text(question.utterance)[before.mark.end:question.mark.start]
    first = (spelt(between) + spelt(question.mark.quote))[:1]
    return len(spelt(between)) <= 1 and bool(first) and first[0] in word_list("goes_on")
