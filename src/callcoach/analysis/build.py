"""Annotations to the facts of a call: one pass, no rules of its own."""

from __future__ import annotations

from collections.abc import Iterable

from callcoach.analysis.contact import contact
from callcoach.analysis.find import is_side
from callcoach.analysis.phases import phases
from callcoach.analysis.questions import questions
from callcoach.analysis.rows import Rows
from callcoach.analysis.timing import is_timed, overlaps, pauses, talk_share
from callcoach.analysis.verification import verification
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.transcript import Transcript, Utterance

ABUSE = frozenset({"insult", "threat.violence", "threat.exposure", "threat.unspecified"})
"""What counts as abuse from a customer. Announcing a lawsuit or a complaint is a right."""


def build_call(transcript: Transcript, annotations: Iterable[Annotation]) -> Call:
    """The facts of a call. Annotations may come in any order.

    >>> from callcoach.model.transcript import Utterance
    >>> t = Transcript(id="c", utterances=(Utterance(index=0, speaker="agent", text="Hola"),))
    >>> build_call(t, ()).contact
    'none'
    """
    rows: list[list[Annotation]] = [[] for _ in transcript.utterances]
    for mark in annotations:
        rows[mark.utterance].append(mark)
    frozen = tuple(tuple(sorted(r, key=lambda a: (a.start, a.end, a.label))) for r in rows)
    return _facts(transcript, frozen)


def _facts(transcript: Transcript, rows: tuple[tuple[Annotation, ...], ...]) -> Call:
    spoken = transcript.utterances
    met = contact(spoken, rows)
    checked = verification(spoken, rows, met)
    opening, middle, close = phases(spoken, rows, checked)
    return Call(
        transcript=transcript, annotations=rows, contact=met.reached, contact_why=met.why,
        verification=checked, opening=opening, middle=middle, close=close,
        questions=tuple(questions(spoken, rows)),
        promises=_theirs(spoken, rows, "promise."), refusals=_theirs(spoken, rows, "refusal"),
        excuses=_theirs(spoken, rows, "excuse."),
        abuse=tuple(a for a in _theirs(spoken, rows, "") if a.label in ABUSE),
        overlaps=tuple(overlaps(spoken)), pauses=tuple(pauses(spoken)),
        talk_share=talk_share(spoken), timed=is_timed(spoken), stranger=met.stranger,
    )


def _theirs(spoken: tuple[Utterance, ...], rows: Rows, prefix: str) -> tuple[Annotation, ...]:
    return tuple(a for n, row in enumerate(rows) if is_side(spoken[n].speaker, "customer")
                 for a in row if a.label.startswith(prefix))
