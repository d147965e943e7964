"""A table of calls (CSV, TSV) → ``CallInfo`` per call id: what transcripts do not say."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping

from callcoach.errors import TranscriptError
from callcoach.model.transcript import CallInfo, Transcript
from callcoach.readers.amounts import AmbiguousAmount, DecimalMark, decimal_mark
from callcoach.readers.base import at
from callcoach.readers.content import Content, blobs, open_content
from callcoach.readers.decoding import decode, repair
from callcoach.readers.delimited import SEPARATORS, Row, read_rows
from callcoach.readers.facts import (
    CALL_ID,
    FACT_COLUMNS,
    Conventions,
    Facts,
    field_of,
    read_facts,
    spanish_dates,
)
from callcoach.readers.folding import fold
from callcoach.readers.moments import AmbiguousDate, shows_day_first


def read_calls_table(
    path: str | os.PathLike[str] | bytes,
    *,
    decimal: DecimalMark | None = None,
    day_first: bool | None = None,
    max_bytes: int = 50_000_000,
) -> dict[str, CallInfo]:
    """Facts of calls by call id, from a CSV or TSV with a header in Spanish or English.

    Unknown columns go to ``extra``. Amounts such as ``1.500`` and dates such as ``10/03/2026``
    are read as the rest of their column shows, or as ``decimal`` and ``day_first`` say. Naive
    dates are combined with the ``time_zone`` column. Raises TranscriptError (``file:line``).

    >>> read_calls_table(b"id_llamada;acreedor;monto\\n7;Banco Sol;1.250,50\\n")["7"].debt.amount
    Decimal('1250.50')
    """
    content = open_content(path, None, max_bytes)
    try:
        return _read(content, decimal, day_first)
    finally:
        content.stream.close()


def with_info(transcript: Transcript, info: CallInfo) -> Transcript:
    """``transcript`` with the facts of ``info``, which win where they have a value.

    >>> from callcoach.readers.read import from_turns
    >>> call = from_turns([("agent", "Hola")], id="1")
    >>> with_info(call, CallInfo(creditor="Banco Sol")).info.creditor
    'Banco Sol'
    """
    old = transcript.info
    update = {
        key: value
        for key in CallInfo.model_fields
        if (value := getattr(info, key)) is not None and key != "extra"
    }
    merged = old.model_copy(update={**update, "extra": {**old.extra, **info.extra}})
    return transcript.model_copy(update={"info": merged})


_STARTS = frozenset({"inicio", "start", "comienzo"})


def _read(
    content: Content, decimal: DecimalMark | None, day_first: bool | None
) -> dict[str, CallInfo]:
    data = b"".join(blob.data for blob in blobs(content))
    text = repair(decode(data, content.where)).text
    rows = read_rows(text, content.where, _separator(text))
    header = _with_start([cell.strip() for cell in rows[0].cells] if rows else [])
    _check_header(header, content.where)
    table = [(row, _cells(row, header, content.where)) for row in rows[1:]]
    conventions = _conventions([cells for _, cells in table], content.where, decimal, day_first)
    found: dict[str, CallInfo] = {}
    lines: dict[str, int] = {}
    for row, cells in table:
        call_id, info = _call(cells, conventions, at(content.where, row.line))
        if call_id in found:
            raise TranscriptError(
                f"this call id stands already in line {lines[call_id]}",
                where=at(content.where, row.line),
                hint="one row per call",
            )
        found[call_id], lines[call_id] = info, row.line
    return found


def _with_start(header: list[str]) -> list[str]:
    """The header with a bare ``inicio`` or ``start`` read as the start of the call: here no row is
    an utterance."""
    if any(field_of(cell)[0] == "started_at" for cell in header):
        return header
    return ["started_at" if fold(cell) in _STARTS else cell for cell in header]


def _separator(text: str) -> str:
    """The separator with which the header has the most known columns."""
    declared = text.removeprefix("\ufeff")[:5].lower()
    if declared.startswith("sep=") and declared[4:5] in SEPARATORS:
        return declared[4]
    head = text.split("\n", 1)[0]

    def known(separator: str) -> tuple[int, int]:
        cells = head.split(separator)
        return sum(field_of(cell)[0] is not None for cell in cells), len(cells)

    return max(SEPARATORS, key=known)


def _check_header(header: list[str], where: str) -> None:
    fields = [field_of(cell)[0] for cell in header]
    if CALL_ID not in fields:
        shown = ", ".join(cell[:30] for cell in header[:12]) or "none"
        raise TranscriptError(
            f"no column of call ids; columns: {shown}", where=at(where, 1), hint=_near(header)
        )
    for key in set(fields) - {None}:
        if fields.count(key) > 1:
            twice = [cell for cell, found in zip(header, fields, strict=True) if found == key]
            raise TranscriptError(
                f"two columns mean {key}: {', '.join(twice)[:80]}",
                where=at(where, 1),
                hint="rename one",
            )


def _near(header: list[str]) -> str:
    names = [name for name, key in FACT_COLUMNS.items() if key == CALL_ID]
    for cell in header:
        if near := difflib.get_close_matches(fold(cell), names, n=1, cutoff=0.75):
            return f"is {cell[:30]!r} meant for {near[0]!r}?"
    return "name one call_id or id_llamada"


def _cells(row: Row, header: list[str], where: str) -> dict[str, str]:
    extra = row.cells[len(header) :]
    if any(cell.strip() for cell in extra):
        raise TranscriptError(
            f"{len(row.cells)} cells where the header has {len(header)}",
            where=at(where, row.line),
            hint="quote cells that contain the separator",
        )
    return dict(zip(header, row.cells, strict=False))


def _conventions(
    rows: list[dict[str, str]], where: str, decimal: DecimalMark | None, day_first: bool | None
) -> Conventions:
    """What the whole column shows of amounts and of dates; the caller's word comes first."""
    debts = [text for row in rows for name, text in row.items() if field_of(name)[0] == "debt"]
    dates = {
        name: [row[name] for row in rows if name in row]
        for name in (rows[0] if rows else {})
        if field_of(name)[0] in ("started_at", "date")
    }
    try:
        mark = decimal or decimal_mark(debts)
        if day_first is None:
            day_first = shows_day_first(text for texts in dates.values() for text in texts)
    except ValueError as reason:
        raise TranscriptError(str(reason), where=where, hint="write all alike") from None
    return Conventions(mark, spanish_dates(dates) if day_first is None else day_first)


def _call(cells: Mapping[str, str], conventions: Conventions, where: str) -> tuple[str, CallInfo]:
    facts = read_facts(cells, conventions)
    if facts.faults:
        raise _fault(facts, where)
    if not facts.call_id:
        raise TranscriptError("the call id is empty", where=where)
    return facts.call_id, facts.info()


def _fault(facts: Facts, where: str) -> TranscriptError:
    column, reason = facts.faults[0]
    hint = None
    if isinstance(reason, AmbiguousAmount):
        hint = "write it without thousands mark, or pass decimal=',' or decimal='.'"
    elif isinstance(reason, AmbiguousDate):
        hint = "write 2026-03-10, or pass day_first=True or False"
    return TranscriptError(f"column {column!r}: {reason}", where=where, hint=hint)
