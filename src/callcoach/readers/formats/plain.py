"""Plain text: ``Agente: …``, ``[00:05] Cliente: …``, Teams and Otter copies, one-line dumps.

A line without label continues the one before; a timed line without label has an unknown speaker.
``text_in_json`` reads the same text where it stands in JSON.
"""

from __future__ import annotations

import re

from callcoach.readers.base import Format, Input, Note, RawCall, RawCalls, Seg
from callcoach.readers.clock import CLOCK_PATTERN, seconds
from callcoach.readers.events import is_event
from callcoach.readers.folding import fold
from callcoach.readers.labels import Labelled, repeated_labels, split_label
from callcoach.readers.lines import TIMED, Line, numbered, one_turn_each, take_header, without_time
from callcoach.readers.timing import count_from_first

_NAME_TIME = re.compile(
    rf"\s*(?P<label>[^\W\d_][^:：\t\[\]()]{{0,40}}?|Speaker \d+)(?:\s*\t\s*|\s+)"
    rf"[\[(]?(?P<start>{CLOCK_PATTERN})[\])]?\s*"
)
_SPEAKER_LINE = re.compile(
    r"\s*(?:SPEAKER|HABLANTE|LOCUTOR)\s*[:：]\s*(?P<label>S?\d{1,3}|UU|[A-Z]\d?)\s*"
)
_LATE = 300.0
"""Seconds: a copied ``09:01`` beyond this at the first line may be the time of day."""


def read_plain(text: str, source: Input) -> RawCall:
    """The call in ``text``."""
    lines = list(numbered(text))
    names = repeated_labels(without_time(line) for _, line in lines)
    call = RawCall([], events=True, where=source.where)
    if _copied(lines):
        call.segs = _read_copied(lines)
        _distrust_clock(call)
    else:
        body, roles = take_header(lines, names, call)
        call.segs = _read_lines(one_turn_each(body, names), names)
        for seg in call.segs:
            seg.role = roles.get(fold(seg.label)) if seg.label else None
    if done := count_from_first(call.segs):
        call.notes.append(Note("TIMES_CLOCK", done, level="info"))
    return call


def _read_lines(lines: list[Line], names: frozenset[str]) -> list[Seg]:
    segs: list[Seg] = []
    joined: list[list[str]] = []
    for number, line in lines:
        seg = _opening(line, names)
        if seg is None and segs and (segs[-1].label is not None or segs[-1].start is not None):
            joined[-1].append(line.strip())
            segs[-1].ref = f"lines {_first(segs[-1])}-{number}"
            continue
        seg = seg or Seg(line.strip())
        seg.ref = f"line {number}"
        segs.append(seg)
        joined.append([seg.text] if seg.text else [])
    for seg, parts in zip(segs, joined, strict=True):
        seg.text = " ".join(parts)
    return segs


def _first(seg: Seg) -> str:
    return (seg.ref or "").split(" ")[-1].split("-")[0]


def _opening(line: str, names: frozenset[str]) -> Seg | None:
    """The segment that ``line`` opens; ``None`` where it goes on with the one before."""
    timed = TIMED.fullmatch(line)
    start, end, rest = (
        (timed["start"], timed["end"], timed["rest"]) if timed else (None, None, line)
    )
    if timed and not timed["open"] and not _plausible(timed, names):
        start, end, rest, timed = None, None, line, None
    labelled = _speaker_line(rest) or split_label(rest, names)
    if labelled:
        return Seg(labelled.text, start or labelled.time, end, labelled.label)
    if timed or is_event(line.strip()):
        return Seg(rest.strip(), start, end)
    return None


def _plausible(timed: re.Match[str], names: frozenset[str]) -> bool:
    """A bare time opens a line only in front of a label or alone: people say ``10:30`` too."""
    rest = timed["rest"]
    return not rest.strip() or split_label(rest, names) is not None or bool(timed["end"])


def _speaker_line(line: str) -> Labelled | None:
    match = _SPEAKER_LINE.fullmatch(line)
    return Labelled(match["label"], None, "") if match else None


def _copied(lines: list[Line]) -> bool:
    """Name and time on a line of their own, the words below: Teams, Otter, Word copies."""
    heads = [bool(_NAME_TIME.fullmatch(line)) for _, line in lines]
    return any(heads[:3]) and sum(heads) >= 2 and sum(heads) * 4 >= len(heads)


def _read_copied(lines: list[Line]) -> list[Seg]:
    segs: list[Seg] = []
    for number, line in lines:
        head = _NAME_TIME.fullmatch(line)
        if head:
            segs.append(Seg("", head["start"], label=head["label"].strip(), ref=f"line {number}"))
        elif segs:
            segs[-1].text = f"{segs[-1].text} {line.strip()}".strip()
    return segs


def _distrust_clock(call: RawCall) -> None:
    """``09:01`` at the first line: nine minutes into the call, or the clock? Then unknown."""
    try:
        first = seconds(call.segs[0].start) or 0.0
    except ValueError:
        return
    if first < _LATE or any(str(seg.start).count(":") > 1 for seg in call.segs):
        return
    for seg in call.segs:
        seg.start = None
    message = f"{call.segs[0].ref}: hours and minutes, or minutes and seconds? taken as unknown"
    call.notes.append(Note("TIMES_AMBIGUOUS", message))


def _parse(text: str, source: Input) -> RawCalls:
    yield read_plain(text, source)


FORMATS = (Format("plain_text", "plain text (Agente: … / Cliente: …)", "text", 90, bool, _parse),)
