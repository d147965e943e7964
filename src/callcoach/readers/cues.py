"""Captions: timed cues → who says what. Shared by SRT and WebVTT."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from callcoach.readers.base import Note, RawCall, Seg
from callcoach.readers.labels import repeated_labels, split_label
from callcoach.readers.words import time_or_none

_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,99})?[ \t]+([^<>\n]{1,100})>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)\b[^<>]{0,200}>|<[\d:.]{1,20}>|\{\\[^{}]{0,99}\}",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:[-–—‐]\s*(?=[^\s\d-])|>>+\s*)")
_SENTENCE_END = re.compile(r"[.?!…:]['\"»”)]*$")
_JOIN_GAP = 1.0
_LONGEST = 1000


@dataclass(slots=True, eq=False)
class Cue:
    """A timed stretch of lines; ``start`` and ``end`` as the file writes them."""

    line: int
    start: str | None
    end: str | None
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Voice:
    """What one speaker says in a cue; ``turn`` marks a change of speaker without name."""

    label: str | None
    text: str
    turn: bool = False


def segments(cues: list[Cue], call: RawCall) -> list[Seg]:
    """The utterances of ``cues``; what was done to them is noted on ``call``."""
    plain = [line for cue in cues for line in cue.lines if "<v" not in line]
    names = repeated_labels(_bare(line) for line in plain)
    _unroll(cues, call)
    made: list[Seg] = []
    carried = 0
    for cue in cues:
        voices = _voices(cue.lines, names)
        if voices and voices[0].label is None and made and _carries(voices[0], cue, names):
            voices[0].label = made[-1].label
            carried += voices[0].label is not None
        made += _placed(cue, voices)
    if carried:
        message = f"captions without a speaker, taken as the speaker before: {carried}"
        call.notes.append(Note("SPEAKER_CARRIED", message))
    return _joined(made)


def _carries(first: Voice, cue: Cue, names: frozenset[str]) -> bool:
    """Names written in the text stand where the speaker changes; ``<v>`` is per cue."""
    return not first.turn and not any("<v" in line for line in cue.lines)


def _bare(line: str) -> str:
    return html.unescape(_TAG.sub("", line))


def _voices(lines: list[str], names: frozenset[str]) -> list[Voice]:
    """The voices of a cue: ``<v Name>``, ``Name: …``, ``- …`` lines, ``>> …``."""
    payload = "\n".join(lines)
    if _VOICE.search(payload):
        return _tagged(payload)
    dashes = [bool(_DASH.match(_bare(line))) for line in lines]
    split = sum(dashes) >= 2 or any(line.lstrip().startswith((">>", "&gt;&gt;")) for line in lines)
    made: list[Voice] = []
    for line in map(_bare, lines):
        dashed = _DASH.match(line) if split else None
        words = line[dashed.end() :] if dashed else line
        labelled = split_label(words, names)
        if labelled:
            made.append(Voice(labelled.label, labelled.text, True))
        elif dashed or not made:
            made.append(Voice(None, words.strip(), bool(dashed)))
        else:
            made[-1].text = f"{made[-1].text} {words.strip()}".strip()
    return made


def _tagged(payload: str) -> list[Voice]:
    pieces = _VOICE.split(payload)
    before = _bare(pieces[0]).strip()
    made = [Voice(None, before)] if before else []
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        words = " ".join(_bare(text).split("\n"))
        made.append(Voice(html.unescape(name).strip() or None, words.strip(), True))
    return made


def _placed(cue: Cue, voices: list[Voice]) -> list[Seg]:
    """A cue's time belongs to all its voices: only the first start and the last end are known."""
    said = [voice for voice in voices if voice.text]
    segs = [Seg(voice.text, label=voice.label, ref=f"line {cue.line}") for voice in said]
    if segs:
        segs[0].start, segs[-1].end = cue.start, cue.end
    return segs


def _unroll(cues: list[Cue], call: RawCall) -> None:
    """Rolling captions show each line two or three times: keep the first of each."""
    shown = [[_bare(line).strip() for line in cue.lines] for cue in cues]
    shown = [[line for line in lines if line] for lines in shown]
    repeats = [_repeated(a, b) for a, b in itertools.pairwise(shown)]
    rolling = sum(map(bool, repeats)) * 10 >= len(cues) * 3
    if not rolling or not any(len(lines) > 1 for lines in shown):
        return
    for cue, lines, count in zip(cues[1:], shown[1:], repeats, strict=True):
        cue.lines = lines[count:]
    message = "rolling captions repeat their lines: the repeats were taken out"
    call.notes.append(Note("DUPLICATE_TEXT", message, level="info"))


def _repeated(before: list[str], after: list[str]) -> int:
    """How many of the first lines of ``after`` are the last lines of ``before``."""
    for size in range(min(len(before), len(after)), 0, -1):
        if before[-size:] == after[:size]:
            return size
    return 0


def _joined(segs: Iterable[Seg]) -> list[Seg]:
    """One sentence in several cues of a known speaker is one utterance."""
    made: list[Seg] = []
    for seg in segs:
        last = made[-1] if made else None
        if last and last.label and last.label == seg.label and _goes_on(last.text, seg.text):
            end, start = time_or_none(last.end), time_or_none(seg.start)
            if end is not None and start is not None and 0 <= start - end < _JOIN_GAP:
                last.text, last.end = f"{last.text} {seg.text}", seg.end
                last.ref = f"lines {_number(last)}-{_number(seg)}"
                continue
        made.append(seg)
    return made


def _number(seg: Seg) -> str:
    return (seg.ref or "").split(" ")[-1].split("-")[0]


def _goes_on(text: str, more: str) -> bool:
    return not _SENTENCE_END.search(text) and len(text) + len(more) < _LONGEST
