"""Who talks when: overlaps, pauses and shares of talk. Needs timestamps, says so without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callcoach.model.call import Overlap
from callcoach.model.transcript import Utterance

LONG_PAUSE = 2.0
"""Seconds of silence that count as a pause."""


def is_timed(utterances: Sequence[Utterance]) -> bool:
    """Whether every utterance has a measured start and end."""
    return bool(utterances) and all(
        u.start is not None and u.end is not None and u.end_kind != "next_start" for u in utterances
    )


def overlaps(utterances: Sequence[Utterance]) -> Iterator[Overlap]:
    """Utterances that begin before the other speaker has ended."""
    for n in range(1, len(utterances)):
        here, before = utterances[n], utterances[n - 1]
        if here.speaker == before.speaker or here.start is None or before.end is None:
            continue
        if before.end_kind == "next_start":
            continue
        seconds = min(before.end, here.end if here.end is not None else before.end) - here.start
        if seconds > 0:
            yield Overlap(by=n, over=n - 1, seconds=round(seconds, 3))


def pauses(utterances: Sequence[Utterance]) -> Iterator[tuple[int, float]]:
    """Silences of at least two seconds: (utterance before it, seconds)."""
    for n in range(1, len(utterances)):
        end, start = utterances[n - 1].end, utterances[n].start
        measured = utterances[n - 1].end_kind != "next_start"
        if end is not None and start is not None and measured and start - end >= LONG_PAUSE:
            yield n - 1, round(start - end, 3)


def talk_share(utterances: Sequence[Utterance]) -> dict[str, float]:
    """Each role's share of the talk, 0..1: of seconds where all are known, else of words."""
    sums: dict[str, float] = {}
    timed = is_timed(utterances)
    for u in utterances:
        size = (u.end or 0) - (u.start or 0) if timed else float(len(u.text.split()))
        sums[u.speaker] = sums.get(u.speaker, 0.0) + size
    total = sum(sums.values())
    return {who: round(part / total, 4) for who, part in sorted(sums.items())} if total else {}
