"""How the agent takes what the customer says: tests, offers, acknowledgements, interruptions."""

from __future__ import annotations

from typing import NamedTuple

from callcoach.analysis.find import find, is_side, whole
from callcoach.analysis.natures import CLAIM, nature
from callcoach.analysis.steps import near
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Overlap
from callcoach.model.outcome import Evidence
from callcoach.text.tokens import Line

_QUESTIONS = ("question.open", "question.closed")
_OFFERS = ("offer_documents", "agent_promise", "escalates", "cue.offer")
_HEATED = ("confrontation", "insult", "threat.")
_TAKEN_IN = ("empathy", "paraphrase", "apology", "cue.conceded", "cue.claim_admitted")
_BRIEF, _REACH, _LONG_WORD = 4, 3, 4


class Excused(NamedTuple):
    """Excuses of one turn of the customer and the utterance that answers them (``None``: none)."""

    excuses: tuple[Annotation, ...]
    reply: int | None


def excused(call: Call) -> tuple[Excused, ...]:
    """Every turn with excuses, and whether the agent tested or resolved them.

    Left out: excuses that come with a concrete promise, those after which the agent never spoke
    again, and repetitions of what had been answered.
    """
    groups = [g for g in _turns_with_excuses(call) if not _promised(call, g)]
    heard = [Excused(g, _reply(call, g)) for g in groups
             if agent_after(call, g[-1].utterance) is not None]
    return tuple(h for k, h in enumerate(heard) if h.reply is not None
                 or not _settled(h, [e for o in heard[:k] if o.reply is not None
                                     for e in o.excuses]))


def _settled(said: Excused, before: list[Annotation]) -> bool:
    """Whether a turn only repeats excuses that had been answered."""
    known = {e.label for e in before}
    return all(e.label in known for e in said.excuses)


def _turns_with_excuses(call: Call) -> list[tuple[Annotation, ...]]:
    groups: list[list[Annotation]] = []
    for mark in call.excuses:
        last = groups[-1][-1].utterance if groups else None
        if last is not None and not _agent_between(call, last, mark.utterance):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return [tuple(g) for g in groups]


def _agent_between(call: Call, low: int, high: int) -> bool:
    return any(call.speaker(n) == "agent" for n in range(low + 1, high))


def _promised(call: Call, group: tuple[Annotation, ...]) -> bool:
    here = {e.utterance for e in group}
    return any(p.label == "promise.concrete" and p.utterance in here for p in call.promises)


def agent_after(call: Call, n: int) -> int | None:
    """The agent's next utterance that is more than a back-channel."""
    later = range(n + 1, len(call.annotations))
    return next((k for k in later if call.speaker(k) == "agent" and call.text(k).strip()
                 and not is_backchannel(call, k)), None)


def is_backchannel(call: Call, n: int, most: int = _BRIEF) -> bool:
    """Whether utterance ``n`` is a sound of listening: at most so many words, without a label.

    Cues do not count as labels.
    """
    few = len(call.text(n).split()) <= most
    return few and all(a.label.startswith("cue.") for a in call.annotations[n])


def _reply(call: Call, group: tuple[Annotation, ...]) -> int | None:
    """The utterance that tests or resolves; only acknowledgements may stand before it."""
    claim = any(nature(e.label) == CLAIM for e in group)
    at: int | None = group[-1].utterance
    for _ in range(_REACH):
        at = agent_after(call, at) if at is not None else None
        if at is None:
            return None
        turn = _turn(call, at)
        answer = next((k for k in turn if answers(call, k, claim=claim)), None)
        if answer is not None:
            return answer
        if not any(find(call, *_TAKEN_IN, within=(k, k)) for k in turn):
            return None
        at = turn[-1]
    return None


def last_words(call: Call) -> tuple[Evidence, ...]:
    """The agent's last utterance, if there is one."""
    said = [n for n in range(len(call.annotations))
            if call.speaker(n) == "agent" and call.text(n).strip()]
    return (whole(call, said[-1]),) if said else ()


def _turn(call: Call, n: int) -> range:
    """The agent's utterances from ``n`` on, until somebody else speaks."""
    end = n + 1
    while end < len(call.annotations) and call.speaker(end) == "agent":
        end += 1
    return range(n, end)


def answers(call: Call, n: int, *, claim: bool = False) -> bool:
    """Whether utterance ``n`` tests what was said or offers a way out, without heat.

    A bare demand for money tests no ``claim``.
    """
    here = (n, n)
    if find(call, *_HEATED, within=here):
        return False
    demand = bool(find(call, "commitment_request", within=here))
    if find(call, *_QUESTIONS, within=here) and not (claim and demand):
        return True
    if demand and not claim:
        return True
    more = ("apology", "cue.claim_admitted", "cue.verify_us") if claim else ()
    return bool(find(call, *_OFFERS, "cue.proof_request", *more, within=here))


def specific(call: Call, mark: Annotation) -> bool:
    """Whether an acknowledgement names what it is about, beyond a formula.

    Words of the pack's formulas and the name of the person spoken to do not count.
    """
    formulas = [(a.start, a.end) for a in near(call, mark, "cue.formula")]
    line = Line(0, "agent", call.text(mark.utterance))
    return any(
        len(norm) >= _LONG_WORD and mark.start <= start and end <= mark.end
        and not any(low <= start < high for low, high in formulas)
        and not _name(line, k)
        for k, (norm, start, end) in enumerate(
            zip(line.norms, line.starts, line.ends, strict=True))
    )


def _name(line: Line, k: int) -> bool:
    """Whether a word is written as a name inside a sentence: capital, no stop before it."""
    return k > 0 and line.words[k][0].isupper() and not line.sentence_ends(k)


def acknowledgements(call: Call) -> tuple[Annotation, ...]:
    """Where the agent plays back or acknowledges what the customer said, and says what."""
    played = find(call, "paraphrase", side="agent")
    felt = [a for a in find(call, "empathy", side="agent") if specific(call, a)]
    given = find(call, "cue.claim_admitted", side="agent")
    return tuple(sorted({*played, *felt, *given}, key=lambda a: (a.utterance, a.start)))


def interruptions(call: Call, seconds: float) -> tuple[Overlap, ...]:
    """Overlaps longer than ``seconds`` that the agent began with more than a back-channel."""
    return tuple(o for o in call.overlaps if o.seconds > seconds
                 and call.speaker(o.by) == "agent" and is_side(call.speaker(o.over), "customer")
                 and not is_backchannel(call, o.by))


def lapses(call: Call, least: float = 0.0) -> tuple[Annotation, ...]:
    """The agent's confrontations, insults and threats, at least so sure: one an utterance."""
    found = [a for a in find(call, *_HEATED, side="agent") if a.confidence >= least]
    first: dict[int, Annotation] = {}
    for mark in found:
        first.setdefault(mark.utterance, mark)
    return tuple(first.values())
