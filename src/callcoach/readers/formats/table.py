"""CSV and TSV: one row per utterance (one or many calls), or one row per call; rows in JSON too.

Also Whisper's own tables: a CSV without header in seconds, a TSV in milliseconds.
"""

from __future__ import annotations

import re
from typing import Any

from callcoach.errors import TranscriptError, UnknownFormatError
from callcoach.readers.base import Format, Input, RawCall, RawCalls, at
from callcoach.readers.columns import Columns, guessed_columns, header_columns, looks_like_header
from callcoach.readers.delimited import Row, read_rows, separator_of
from callcoach.readers.facts import CALL_ID, field_of
from callcoach.readers.formats.plain import read_plain
from callcoach.readers.grouping import calls_of
from callcoach.readers.header import call_facts
from callcoach.readers.roles import role_of

_WHISPER_TSV = re.compile(
    r"\ufeff?start\tend\ttext(?:\r\n|\r|\n)(?:\d+\t\d+\t[^\r\n]*(?:\r\n|\r|\n|$))+\s*"
)


def _is_table(text: str) -> bool:
    separator = separator_of(text)
    return separator is not None and (
        _first_columns(text, separator) is not None or _is_grid(text, separator)
    )


def _first_columns(text: str, separator: str) -> Columns | None:
    head = _head(text, separator)
    if not head:
        return None
    columns = header_columns(head[0])
    if columns and (len(columns.at) > 1 or separator != "," or _known_facts(columns)):
        return columns
    return guessed_columns(head)


def _known_facts(columns: Columns) -> bool:
    return any(field_of(name)[0] for name in columns.facts.values())


def _is_grid(text: str, separator: str) -> bool:
    """Columns throughout, though none is known: a table to refuse, not a text to read."""
    head = _head(text, separator)
    width = len(head[0]) if head else 0
    if width < 2 or any(len(cells) != width for cells in head):
        return False
    if all(role_of(cell) for cell in head[0]):
        return len(head) > 1
    if separator == ",":
        return len(head) >= 5 and width >= 5
    short = all(len(cell) <= 30 for cells in head for cell in cells)
    return len(head) > 1 and (width > 2 or (short and looks_like_header(head[0])))


def _head(text: str, separator: str) -> list[list[str]]:
    head = "\n".join(text[:100_000].split("\n")[:40])
    try:
        return [row.cells for row in read_rows(head, "", separator)]
    except TranscriptError:
        return [row.cells for row in read_rows(head, "", separator, quoted=False)]


def _read(text: str, source: Input) -> RawCalls:
    separator = separator_of(text) or ","
    columns = _first_columns(text, separator)
    whisper = _WHISPER_TSV.fullmatch(text) is not None
    rows = read_rows(text, source.where, separator, quoted=not whisper)
    if columns is None:
        raise _refusal(rows[0], separator, source)
    if columns.header:
        header, rows = rows[0].cells, rows[1:]
        rows = [_fitted(row, header, columns, separator) for row in rows]
    if whisper:
        columns = columns._replace(scale={"start": 1000.0, "end": 1000.0})
    if not rows:
        raise TranscriptError("a table with a header and no rows", where=source.where)
    yield from _whole_calls(rows, columns, source) or calls_of(rows, columns, source)


def _fitted(row: Row, header: list[str], columns: Columns, separator: str) -> Row:
    """Separators in an unquoted last column cut it into too many cells: joined again."""
    extra = len(row.cells) - len(header)
    if extra > 0 and columns.at["text"] == len(header) - 1:
        last = separator.join(row.cells[len(header) - 1 :])
        return Row(row.line, [*row.cells[: len(header) - 1], last])
    if extra > 0 and not any(cell.strip() for cell in row.cells[len(header) :]):
        return Row(row.line, row.cells[: len(header)])
    return row


def _whole_calls(rows: list[Row], columns: Columns, source: Input) -> list[RawCall]:
    """One row per call, the whole text in a cell: only where every cell reads as a dialogue."""
    if not columns.header or {"speaker", "start"} & set(columns.at):
        return []
    calls = []
    for row in rows:
        place = Input(at(source.where, row.line), source.name)
        call = read_plain(columns.cell(row.cells, "text"), place)
        if sum(seg.label is not None for seg in call.segs) < 2:
            return []
        facts = {name: row.cells[i] for i, name in columns.facts.items() if i < len(row.cells)}
        for seg in call.segs:
            seg.ref = f"line {row.line}"
        _, call.info, notes = call_facts(facts)
        call.notes += notes
        call.call_id = columns.cell(row.cells, CALL_ID).strip() or call.call_id
        calls.append(call)
    return calls


def _refusal(first: Row, separator: str, source: Input) -> TranscriptError:
    name = {"\t": "tabs", " ": "spaces"}.get(separator, f"'{separator}'")
    seen = ""
    if looks_like_header(first.cells):
        seen = f": {', '.join(cell.strip() for cell in first.cells[:12])}"
    return UnknownFormatError(
        f"a table of {len(first.cells)} columns separated by {name} without a column of text{seen}",
        where=at(source.where, first.line),
        hint="name the columns, for example: call_id, speaker, start, end, text",
    )


def _is_rows(obj: Any) -> bool:
    if not isinstance(obj, list) or not obj or not all(isinstance(row, dict) for row in obj):
        return False
    return header_columns([str(key) for key in obj[0]]) is not None and any(
        isinstance(value, str) for value in obj[0].values()
    )


def _read_rows(obj: list[dict[str, Any]], source: Input) -> RawCalls:
    names = list(dict.fromkeys(str(key) for row in obj for key in row))
    columns = header_columns(names)
    if columns is None:
        raise TranscriptError("rows without text", where=source.where)
    rows = [Row(i, [_cell(row.get(name)) for name in names]) for i, row in enumerate(obj, 1)]
    yield from _whole_calls(rows, columns, source) or calls_of(rows, columns, source, ref="row")


def _cell(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


FORMATS = (
    Format("table", "CSV/TSV with a column of text", "text", 20, _is_table, _read),
    Format("json_rows", "a JSON list of rows (speaker, text)", "json", 70, _is_rows, _read_rows),
)
