"""Times of the segments: checked, put in order, and ends where only starts are known."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Literal

from callcoach.readers.base import Note, RawCall, Seg
from callcoach.readers.clock import seconds

HOUR, DAY = 3600.0, 86_400.0

Times = Literal["measured", "start_only", "none"]


def settle_times(call: RawCall) -> Times:
    """Check, sort and complete the times of ``call`` in place; what was done is noted on it."""
    _check(call)
    _sort(call)
    starts = any(seg.start is not None for seg in call.segs)
    ends = any(seg.end is not None for seg in call.segs)
    if ends:
        return _only_bounds(call.segs)
    if starts:
        _fill_ends(call.segs)
        return "start_only"
    call.notes.append(Note("TIMES_MISSING", "the file has no times", level="info"))
    return "none"


def count_from_first(segs: list[Seg]) -> str | None:
    """Times of the clock (``11:42:05``) counted from the first one, in place.

    Returns what was done, ``None`` where the times already count from the start of the call.

    >>> segs = [Seg("a", "11:42:05"), Seg("b", "11:42:09")]
    >>> bool(count_from_first(segs)), segs[1].start
    (True, 4.0)
    """
    known = [seg for seg in segs if seg.start is not None]
    try:
        starts = [seconds(seg.start) or 0.0 for seg in known]
        if not starts or starts[0] < HOUR or (min(starts) < HOUR and max(starts) < DAY - HOUR):
            return None
        ends = [seconds(seg.end) for seg in known]
    except ValueError:
        return None
    for seg, start, end in zip(known, starts, ends, strict=True):
        seg.start = _since(start, starts[0])
        seg.end = None if end is None else _since(end, starts[0])
    return f"the times are of the clock: they were counted from the first ({known[0].ref})"


def _since(moment: float, first: float) -> float:
    """Seconds after ``first``; half a day back is a call over midnight."""
    passed = moment - first
    return round(passed + DAY if passed < -DAY / 2 else passed, 3)


def _check(call: RawCall) -> None:
    faults: list[tuple[Seg, str]] = []
    for seg in call.segs:
        seg.start = _checked(seg, seg.start, faults)
        seg.end = _checked(seg, seg.end, faults)
        if seg.end is not None:
            if seg.start is not None and seg.end < seg.start:
                seg.end = None
                faults.append((seg, "end before start"))
            elif seg.end_kind is None:
                seg.end_kind = "measured"
        if seg.end is None:
            seg.end_kind = None
    call.notes += _fault_notes(faults)


def _checked(seg: Seg, value: object, faults: list[tuple[Seg, str]]) -> float | None:
    if type(value) is float and 0.0 <= value <= DAY:
        return value
    try:
        return seconds(value)
    except (ValueError, OverflowError) as error:
        reason = "over 24 hours" if isinstance(error, OverflowError) else str(error)
        faults.append((seg, reason))
        return None


def _fault_notes(faults: list[tuple[Seg, str]]) -> list[Note]:
    """One note per kind of fault: where it is first, and how often."""
    first: dict[str, Seg] = {}
    for seg, reason in faults:
        first.setdefault(reason, seg)
    counts = Counter(reason for _, reason in faults)
    return [
        Note(
            "TIME_INVALID",
            f"{_count(counts[reason])} cannot be right ({reason}); taken as unknown"
            + (f"; first at {seg.ref}" if seg.ref else ""),
            seg,
        )
        for reason, seg in first.items()
    ]


def _count(number: int) -> str:
    return "one time" if number == 1 else f"{number} times"


def _sort(call: RawCall) -> None:
    """By start, stable; a segment without start stays behind the one before it."""
    keys, last = [], 0.0
    for seg in call.segs:
        last = seg.start if seg.start is not None else last
        keys.append(last)
    if all(a <= b for a, b in itertools.pairwise(keys)):
        return
    order = sorted(range(len(keys)), key=keys.__getitem__)
    call.segs = [call.segs[i] for i in order]
    if not call.interleaved:
        message = "the segments were not in order of time: sorted by start"
        call.notes.append(Note("UNSORTED", message))


def _only_bounds(segs: list[Seg]) -> Times:
    kinds = {seg.end_kind for seg in segs if seg.end is not None}
    return "start_only" if kinds == {"next_start"} else "measured"


def _fill_ends(segs: list[Seg]) -> None:
    """Only starts are known: speech lasts at most until the next start."""
    following: float | None = None
    for seg in reversed(segs):
        if seg.start is not None:
            if following is not None:
                seg.end, seg.end_kind = following, "next_start"
            following = seg.start
