"""The facts of a call, as practices see them. Immutable; utterances are named by their index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from callcoach.model.annotation import Annotation
from callcoach.model.transcript import CallInfo, Transcript

Span = tuple[int, int]
"""First and last utterance, inclusive."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked: an open or closed one (not a phatic one).

    ``information``: it is about the debt, its payment or its obstacles. ``self_answered``: the
    asker answered it. ``ends_turn``: nothing but a tag or a name follows it in the turn.
    ``answered_by``: the utterance of the other side that follows, if the other side speaks next.
    ``resumed_after``: seconds until the asker speaks again if nobody else did (``None``: not
    known, or the other side spoke). ``substance``: the answer says something.
    """

    utterance: int
    mark: Annotation
    speaker: str
    open: bool
    information: bool
    self_answered: bool
    ends_turn: bool
    answered_by: int | None
    resumed_after: float | None
    substance: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """How the agent came to know whom they speak to; each an utterance index or ``None``.

    ``asked``: first attempt; ``answered``: the other side confirmed, or said so unasked
    (``volunteered``); ``debt_named``: the agent first spoke of a debt or its sum; ``settled``: the
    last answer about identity before that, where the opening starts.
    """

    asked: int | None
    answered: int | None
    volunteered: bool
    debt_named: int | None
    settled: int | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Utterance ``by`` began ``seconds`` before utterance ``over`` of another speaker had ended."""

    by: int
    over: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call with everything known about it.

    ``annotations[n]`` belong to utterance ``n``. ``contact`` says whether the agent spoke with
    the debtor: ``debtor``, ``none`` (voicemail, wrong number, third party, hung up) and why.
    Phases are spans of utterances, or ``None`` where the call has none. ``promises``, ``refusals``,
    ``excuses`` are those of the customer's side, in order. ``abuse`` are the customer's insults
    and threats that count as abuse. ``timed`` says whether every utterance has start and end.
    ``stranger`` is the stretch during which somebody who is not the debtor listened, or a machine.
    """

    transcript: Transcript
    annotations: tuple[tuple[Annotation, ...], ...]
    contact: Literal["debtor", "none"]
    contact_why: str
    verification: Verification
    opening: Span | None
    middle: Span | None
    close: Span | None
    questions: tuple[Question, ...]
    promises: tuple[Annotation, ...]
    refusals: tuple[Annotation, ...]
    excuses: tuple[Annotation, ...]
    abuse: tuple[Annotation, ...]
    overlaps: tuple[Overlap, ...]
    pauses: tuple[tuple[int, float], ...]
    talk_share: dict[str, float]
    timed: bool
    stranger: Span | None = None

    @property
    def info(self) -> CallInfo:
        """What is known of the call besides its words."""
        return self.transcript.info

    def speaker(self, n: int) -> str:
        """The role of the speaker of utterance ``n``."""
        return self.transcript.utterances[n].speaker

    def text(self, n: int) -> str:
        """The text of utterance ``n``."""
        return self.transcript.utterances[n].text
