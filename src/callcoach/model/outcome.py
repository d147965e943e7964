"""What a practice says of a call: a verdict with its reason, evidence and advice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from callcoach.model.base import Frozen

Verdict = Literal["met", "partly", "missed", "not_applicable", "not_observable", "crashed"]
"""``not_applicable``: no occasion; ``not_observable``: the data to judge it are missing."""


class Evidence(Frozen):
    """Characters ``[start, end)`` of an utterance; ``quote`` is exactly that text.

    >>> Evidence(utterance=3, start=0, end=2, quote="Sí").quote
    'Sí'
    """

    utterance: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str
    rule: str | None = None


class Message(Frozen):
    """A sentence for people, not yet in a language: a key of the pack's messages and its words.

    >>> Message(key="amount.none", words={"n": "3"}).key
    'amount.none'
    """

    key: str
    words: dict[str, str] = Field(default_factory=dict)


class Outcome(Frozen):
    """The verdict of one practice on one call.

    ``looked_at`` are the utterances where it looked, as ``[first, last]`` inclusive (``None``:
    nowhere, e.g. no such phase); ``near_misses`` is what came closest when something is missing.
    ``sure`` in 0..1 is how sure the verdict is.

    >>> Outcome(verdict="met", reason=Message(key="x")).sure
    1.0
    """

    verdict: Verdict
    reason: Message
    evidence: tuple[Evidence, ...] = ()
    looked_at: tuple[int, int] | None = None
    near_misses: tuple[Evidence, ...] = ()
    advice: Message | None = None
    sure: Annotated[float, Field(ge=0, le=1)] = 1.0
