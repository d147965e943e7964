"""Rows of a table → calls: grouped by call id, facts of the call taken from the other columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import Any

from callcoach.errors import TranscriptError
from callcoach.readers.amounts import DecimalMark, decimal_mark
from callcoach.readers.base import Input, Note, RawCall, RawCalls, Seg, at
from callcoach.readers.columns import WHISPER_CSV, Columns
from callcoach.readers.delimited import EXCEL_CELL, Row
from callcoach.readers.facts import CALL_ID, Conventions, field_of, spanish_dates
from callcoach.readers.header import call_facts
from callcoach.readers.moments import parse_moment, shows_day_first
from callcoach.readers.timing import count_from_first
from callcoach.readers.words import time_or_none

_DATE = re.compile(r"\s*(?:\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[/.]\d\d?[/.]\d{4})[ T,]")
_WHOLE = re.compile(r"\d+")
_LONG_TURN, _LONG_STEP = 100.0, 200.0


def calls_of(rows: list[Row], columns: Columns, source: Input, ref: str = "line") -> RawCalls:
    """The calls in ``rows``, each with its facts; a broken call is yielded as its error."""
    columns, guessed = _with_units(rows, columns)
    conventions = _conventions(rows, columns)
    for call_id, group in _grouped(rows, columns):
        try:
            call = _call(group, columns, conventions, Input(source.where, ref))
        except TranscriptError as error:
            yield error
            continue
        call.call_id = call_id or None
        call.where = at(source.where, group[0].line)
        if guessed:
            call.notes.append(Note("TIME_UNIT_GUESSED", guessed, level="info"))
        if not (columns.header or columns.at == WHISPER_CSV):
            named = ", ".join(f"{key} = column {i + 1}" for key, i in columns.at.items())
            call.notes.append(Note("HEADER_MISSING", f"no header; columns taken as {named}"))
        yield call


def _grouped(rows: list[Row], columns: Columns) -> Iterator[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(columns.cell(row.cells, CALL_ID).strip(), []).append(row)
    yield from groups.items()


def _call(rows: list[Row], columns: Columns, conventions: Conventions, source: Input) -> RawCall:
    width = max([*columns.at.values(), *columns.facts], default=0) + 1
    for row in rows:
        if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            raise TranscriptError(
                f"{len(row.cells)} cells where the header has {width}",
                where=at(source.where, row.line),
                hint="quote cells that contain the separator",
            )
    call = RawCall([_seg(row, columns, source.name or "line") for row in rows])
    facts, conflicts = _facts(rows, columns)
    _, call.info, call.notes = call_facts(facts, conventions)
    call.notes += conflicts
    _settle_starts(call)
    if any(len(seg.text) == EXCEL_CELL for seg in call.segs):
        call.notes.append(Note("CELL_CUT", f"a cell of {EXCEL_CELL} characters: Excel cut it"))
    return call


def _seg(row: Row, columns: Columns, ref: str) -> Seg:
    def cell(key: str) -> str:
        return columns.cell(row.cells, key)

    start, end = _time(cell("start"), columns, "start"), _time(cell("end"), columns, "end")
    length = time_or_none(_time(cell("duration"), columns, "duration"))
    if end in ("", None) and length is not None and (begin := time_or_none(start)) is not None:
        end = begin + length
    channel = cell("channel").strip()
    digits = re.search(r"\d+$", channel)
    return Seg(
        cell("text"),
        start,
        end,
        label=cell("speaker").strip() or (None if digits else channel or None),
        channel=int(digits.group()) if digits and len(digits.group()) < 4 else None,
        confidence=_confidence(cell("confidence")),
        ref=f"{ref} {row.line}",
    )


def _time(text: str, columns: Columns, key: str) -> Any:
    scale = columns.scale.get(key)
    if scale in (None, 1.0) or not text.strip():
        return text
    try:
        return float(text.replace(",", ".")) / scale
    except ValueError:
        return text


def _confidence(text: str) -> float | None:
    try:
        value = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
    share = value / 100 if value > 1 or text.strip().endswith("%") else value
    return share if 0 < share <= 1 else None


def _with_units(rows: list[Row], columns: Columns) -> tuple[Columns, str | None]:
    """Whole numbers that would make every turn minutes long are milliseconds."""
    if "start" not in columns.at or columns.scale:
        return columns, None
    starts = [columns.cell(row.cells, "start").strip() for row in rows]
    ends = [columns.cell(row.cells, "end").strip() for row in rows]
    numbers = [text for text in (*starts, *ends) if text]
    if len(numbers) < 2 or not all(_WHOLE.fullmatch(text) for text in numbers):
        return columns, None
    pairs = [(a, b) for a, b in zip(starts, ends, strict=True) if a and b]
    steps = [int(b) - int(a) for a, b in pairs] or [
        int(b) - int(a) for a, b in itertools.pairwise(starts) if a and b
    ]
    limit = _LONG_TURN if pairs else _LONG_STEP
    if not steps or median(steps) < limit:
        return columns, None
    scale = dict.fromkeys(("start", "end", "duration"), 1000.0)
    return columns._replace(scale=scale), "whole numbers this large were read as milliseconds"


def _conventions(rows: list[Row], columns: Columns) -> Conventions:
    """How amounts and dates are written, by the whole file: never by one cell."""
    texts: dict[str, list[str]] = {"debt": [], "started_at": [], "date": []}
    for place, name in columns.facts.items():
        key = field_of(name)[0]
        if key in texts:
            texts[key] += [row.cells[place] for row in rows if place < len(row.cells)]
    mark: DecimalMark | None = None
    day_first: bool | None = None
    try:
        mark = decimal_mark(texts["debt"])
        day_first = shows_day_first([*texts["started_at"], *texts["date"]])
    except ValueError:
        return Conventions()
    if day_first is None:
        day_first = spanish_dates(columns.facts.values())
    return Conventions(mark, day_first)


def _facts(rows: list[Row], columns: Columns) -> tuple[dict[str, str], list[Note]]:
    """Facts are the same in all rows of a call; other columns that vary are not of the call."""
    facts: dict[str, str] = {}
    notes = []
    for place, name in columns.facts.items():
        values = {row.cells[place].strip() for row in rows if place < len(row.cells)} - {""}
        if len(values) == 1 and name.strip():
            facts[name] = values.pop()
        elif values and field_of(name)[0] is not None:
            first = next(row.cells[place] for row in rows if row.cells[place].strip())
            facts[name] = first
            message = f"{name.strip()!r} has {len(values)} values in this call; the first was kept"
            notes.append(Note("INFO_CONFLICT", message))
    return facts, notes


def _settle_starts(call: RawCall) -> None:
    """Dates and times of the clock become seconds from the first."""
    dated = [seg for seg in call.segs if isinstance(seg.start, str) and _DATE.match(seg.start)]
    if dated:
        _count_dates(call, dated)
    elif done := count_from_first(call.segs):
        call.notes.append(Note("TIMES_CLOCK", done, level="info"))


def _count_dates(call: RawCall, dated: list[Seg]) -> None:
    starts = {id(seg): _moment(seg.start) for seg in dated}
    known = [moment for moment in starts.values() if moment is not None]
    if not known or len({moment.tzinfo is None for moment in known}) > 1:
        return
    first = min(known)
    for seg in dated:
        start, end = starts[id(seg)], _moment(seg.end)
        seg.start = None if start is None else (start - first).total_seconds()
        both = start is not None and end is not None
        seg.end = (end - first).total_seconds() if both and end else None
    message = "dates and times were counted from the first"
    call.notes.append(Note("TIMES_CLOCK", message, level="info"))
    if call.info.started_at is None:
        call.info = call.info.model_copy(update={"started_at": first})


def _moment(text: Any) -> datetime | None:
    try:
        return parse_moment(str(text), day_first=True) if text else None
    except ValueError:
        return None
