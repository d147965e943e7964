"""Turns from single words: a new one at a change of speaker, of channel, or after a pause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from callcoach.readers.base import Seg
from callcoach.readers.clock import seconds

GAP = 1.5
"""Seconds of silence after which a speaker's words are a new utterance."""


@dataclass(slots=True)
class Word:
    """One recognised word; ``glued`` words (punctuation) follow without a space."""

    text: str
    start: float | None = None
    end: float | None = None
    label: str | None = None
    channel: int | None = None
    confidence: float | None = None
    glued: bool = False
    ref: str | None = None


def time_or_none(value: Any) -> float | None:
    """Seconds, ``None`` also where the value is no time: one word's fault is no fault of a turn.

    >>> time_or_none("1.25"), time_or_none("x")
    (1.25, None)
    """
    try:
        return seconds(value)
    except (ValueError, OverflowError):
        return None


def turns(words: Iterable[Word], *, gap: float = GAP) -> list[Seg]:
    """Utterances of the words of one stream, in order.

    >>> [seg.text for seg in turns([Word("sí", 0, 1), Word(",", glued=True), Word("no", 9, 10)])]
    ['sí,', 'no']
    """
    made: list[Seg] = []
    run: list[Word] = []
    for word in words:
        if run and not word.glued and _breaks(run, word, gap):
            made.append(_turn(run))
            run = []
        run.append(word)
    return [*made, _turn(run)] if run else made


def mean_confidence(scores: Iterable[tuple[float | None, float]]) -> float | None:
    """Mean of ``(score, seconds)`` weighted by time; unset scores (``None``, 0.0) do not count.

    >>> mean_confidence([(0.5, 1.0), (1.0, 3.0), (0.0, 9.0), (None, 1.0)])
    0.875
    """
    known = [(score, max(length, 0.01)) for score, length in scores if score]
    weight = sum(length for _, length in known)
    if not known:
        return None
    return min(1.0, sum(score * length for score, length in known) / weight)


def _breaks(run: list[Word], word: Word, gap: float) -> bool:
    last = run[-1]
    speaking = next((w for w in reversed(run) if not w.glued), last)
    if (word.label, word.channel) != (speaking.label, speaking.channel):
        return True
    ended = speaking.end if speaking.end is not None else speaking.start
    return word.start is not None and ended is not None and word.start - ended >= gap


def _turn(run: list[Word]) -> Seg:
    text = "".join(word.text if word.glued else f" {word.text}" for word in run)
    starts = [word.start for word in run if word.start is not None]
    ends = [word.end for word in run if word.end is not None]
    speaking = next((word for word in run if not word.glued), run[0])
    return Seg(
        text.strip(),
        start=starts[0] if starts else None,
        end=ends[-1] if ends else None,
        label=speaking.label,
        channel=speaking.channel,
        confidence=mean_confidence((word.confidence, _length(word)) for word in run),
        ref=run[0].ref,
    )


def _length(word: Word) -> float:
    return 0.0 if word.start is None or word.end is None else word.end - word.start
