"""SRT and WebVTT, read leniently: unpadded times, ``,`` or ``.``, missing blank lines or header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callcoach.readers.base import Format, Input, Note, RawCall, RawCalls
from callcoach.readers.cues import Cue, segments

_LINES = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_STAMP = r"-?(?:\d+:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?"
_TIMING = re.compile(rf"\s*(?P<start>{_STAMP})\s*-->\s*(?P<end>{_STAMP})(?:\s.*)?")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:\s|$)")


def _is_vtt(text: str) -> bool:
    return bool(re.match(r"WEBVTT(?:\s|$)", text.lstrip("\ufeff \n")))


def _is_srt(text: str) -> bool:
    return any(_TIMING.fullmatch(line) for line in _LINES.split(text[:20_000]))


def _read(text: str, source: Input) -> RawCalls:
    call = RawCall([], where=source.where, events=True)
    cues, loose = _cues(text)
    call.segs = segments(cues, call)
    if loose:
        message = f"texts without a time, kept: {len(loose)} (first at line {loose[0].line})"
        call.notes.append(Note("CUE_WITHOUT_TIME", message))
    yield call


def _cues(text: str) -> tuple[list[Cue], list[Cue]]:
    """All cues in order, and those among them that have text but no time."""
    cues: list[Cue] = []
    for number, block in _blocks(text):
        first = next((i for i, line in enumerate(block) if _TIMING.fullmatch(line)), None)
        if first is None:
            cues += _loose(number, block, cues)
            continue
        for i, line in enumerate(block[first:], start=first):
            timing = _TIMING.fullmatch(line)
            if timing:
                cues.append(Cue(number + i, timing["start"], timing["end"]))
            elif not _is_next_id(block, i):
                cues[-1].lines.append(line)
    spoken = [cue for cue in cues if any(line.strip() for line in cue.lines)]
    return spoken, [cue for cue in spoken if cue.start is None]


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between blank ones, with the number of the first."""
    block: list[str] = []
    lines = _LINES.split(text.lstrip("\ufeff"))
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_next_id(block: list[str], i: int) -> bool:
    """A number right above the next timing line is that cue's id, not speech."""
    following = block[i + 1] if i + 1 < len(block) else ""
    return block[i].strip().isdecimal() and bool(_TIMING.fullmatch(following))


def _loose(number: int, block: list[str], cues: list[Cue]) -> list[Cue]:
    """Text without timing line; comments, styles, the header and bare numbers are no text."""
    if _COMMENT.match(block[0]) or not cues:
        return []
    lines = [line for line in block if not line.strip().isdecimal()]
    return [Cue(number, None, None, lines)] if lines else []


FORMATS = (
    Format("webvtt", "WebVTT (.vtt)", "text", 10, _is_vtt, _read),
    Format("srt", "SubRip (.srt)", "text", 11, _is_srt, _read),
)
