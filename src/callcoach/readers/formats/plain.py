"""Plain text: ``Agente: …``, ``[00:05] Cliente: …``, Teams and Otter copies, one-line dumps.

A line without label continues the one before; a timed line without label has an unknown speaker.
A list of such lines in JSON is read the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Speaker
from callcoach.readers.base import Format, Input, Note, RawCall, RawCalls, Seg
from callcoach.readers.clock import CLOCK_PATTERN, seconds
from callcoach.readers.events import is_event
from callcoach.readers.header import call_facts, is_fact
from callcoach.readers.labels import Labelled, names_role, repeated_labels, split_label
from callcoach.readers.timing import count_from_first

_LINES = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_TIMED = re.compile(
    rf"\s*(?:[-•*]\s+)?(?P<open>[\[(<])?\s*(?P<start>{CLOCK_PATTERN})"
    rf"(?:\s*(?:-+>?|–|—|a)\s*(?P<end>{CLOCK_PATTERN}))?\s*(?(open)[\])>])"
    r"(?:\s*[-–—|]\s+|\s*:\s+|\s+|(?=[^\W\d])|$)(?P<rest>.*)",
    re.DOTALL,
)
_NAME_TIME = re.compile(
    rf"\s*(?P<label>[^\W\d_][^:：\t\[\]()]{{0,40}}?|Speaker \d+)(?:\s*\t\s*|\s+)"
    rf"[\[(]?(?P<start>{CLOCK_PATTERN})[\])]?\s*"
)
_SPEAKER_LINE = re.compile(r"\s*(?:SPEAKER|HABLANTE|LOCUTOR)\s*[:：]\s*(?P<label>S?\d{1,3}|UU|[A-Z]\d?)\s*")
_INLINE = re.compile(
    rf"(?:[\[(]\s*{CLOCK_PATTERN}\s*[\])]\s*)?[*_]{{0,2}}"
    r"(?P<label>[^\W\d_]{3,20}(?:[ _]\d{1,2})?(?:\s\([^()\n]{1,30}\))?)\s*[*_]{0,2}[:：]"
)
_LATE = 300.0
"""Seconds: a copied ``09:01`` beyond this at the first line may be the time of day."""


def read_plain(text: str, source: Input) -> RawCall:
    """The call in ``text``."""
    lines = list(_numbered(text))
    names = repeated_labels(_without_time(line) for _, line in lines)
    call = RawCall([], events=True, where=source.where)
    if _copied(lines):
        call.segs = _read_copied(lines)
        _distrust_clock(call)
    else:
        body = _split_dump(_read_header(lines, names, call), names)
        call.segs = _read_lines(body, names)
    if done := count_from_first(call.segs):
        call.notes.append(Note("TIMES_CLOCK", done, level="info"))
    return call


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_LINES.split(text), start=1):
        if line.strip() and not re.fullmatch(r"[\s=_*#-]+", line):
            yield number, line


def _without_time(line: str) -> str:
    timed = _TIMED.fullmatch(line)
    return timed["rest"] if timed else line


def _read_header(
    lines: list[tuple[int, str]], names: frozenset[str], call: RawCall
) -> list[tuple[int, str]]:
    """Facts of the call (``Fecha: …``) above the first words; the lines after them."""
    facts: dict[str, str] = {}
    for at, (_, line) in enumerate(lines):
        key, colon, value = line.strip().lstrip("#*- ").partition(":")
        if not (colon and is_fact(key)) or split_label(line, names) and not value.strip():
            break
        facts[key] = value.strip().strip("*").strip()
    else:
        at = len(lines)
    if facts:
        call.call_id, call.info, notes = call_facts(facts)
        call.notes += notes
    return lines[at:]


def _split_dump(lines: list[tuple[int, str]], names: frozenset[str]) -> list[tuple[int, str]]:
    """Lines in which several turns run together, cut in front of each role label."""
    made: list[tuple[int, str]] = []
    for number, line in lines:
        cuts = [m.start() for m in _INLINE.finditer(line) if _cuts(m, line)]
        if len(cuts) < 2 or cuts[0] != len(line) - len(line.lstrip()):
            made.append((number, line))
            continue
        made += [(number, line[a:b]) for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return made


def _cuts(match: re.Match[str], line: str) -> bool:
    """A role word with a colon, at the start or after white space, written as a label is."""
    before = line[match.start() - 1 : match.start()]
    label = match["label"]
    written = label[0].isupper() or line == line.lower()
    return (not before or before.isspace()) and written and names_role(label)


def _read_lines(lines: list[tuple[int, str]], names: frozenset[str]) -> list[Seg]:
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
    timed = _TIMED.fullmatch(line)
    start, end, rest = (timed["start"], timed["end"], timed["rest"]) if timed else (None, None, line)
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


def _copied(lines: list[tuple[int, str]]) -> bool:
    """Name and time on a line of their own, the words below: Teams, Otter, Word copies."""
    heads = [bool(_NAME_TIME.fullmatch(line)) for _, line in lines]
    return heads[:1] == [True] and sum(heads) >= 2 and sum(heads) * 4 >= len(heads)


def _read_copied(lines: list[tuple[int, str]]) -> list[Seg]:
    segs: list[Seg] = []
    for number, line in lines:
        head = _NAME_TIME.fullmatch(line)
        if head:
            segs.append(Seg("", head["start"], label=head["label"].strip(), ref=f"line {number}"))
        else:
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


def _parse_list(lines: list[str], source: Input) -> RawCalls:
    yield read_plain("\n".join(" ".join(line.split("\n")) for line in lines), source)


def _is_list_of_lines(obj: object) -> bool:
    return isinstance(obj, list) and bool(obj) and all(isinstance(line, str) for line in obj)


FORMATS = (
    Format("plain_text", "plain text (Agente: … / Cliente: …)", "text", 90, bool, _parse),
    Format("json_lines_of_text", "a JSON list of lines", "json", 80, _is_list_of_lines, _parse_list),
)
