"""CSV and TSV as they come: separator, quotes and broken cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import NamedTuple

from callcoach.errors import TranscriptError
from callcoach.readers.columns import header_columns

SEPARATORS = ",;\t|"
EXCEL_CELL = 32_767
"""Characters after which Excel cuts a cell."""
_SAMPLE = 60
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)


class Row(NamedTuple):
    """One record: the line where it begins, and its cells."""

    line: int
    cells: list[str]


def read_rows(text: str, where: str, separator: str, *, quoted: bool = True) -> list[Row]:
    """All records of ``text``. Raises TranscriptError for an unclosed quote or a huge cell."""
    declared = _SEP_LINE.match(text)
    rest, skipped = (text[declared.end() :], 1) if declared else (text, 0)
    if quoted:
        _check_quotes(rest, separator, where, skipped)
    stream = io.StringIO(rest, newline="")
    if quoted:
        reader = csv.reader(stream, delimiter=separator)
    else:
        reader = csv.reader(stream, delimiter=separator, quoting=csv.QUOTE_NONE)
    rows, line = [], skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, cells))
            line = reader.line_num + skipped + 1
    except csv.Error:
        raise TranscriptError(
            f"a cell with more than {csv.field_size_limit()} characters",
            where=f"{where}:{line}",
            hint="is a quote left open?",
        ) from None
    return rows


def separator_of(text: str) -> str | None:
    """The separator that cuts most lines into the same number (two or more) of cells.

    >>> separator_of("inicio;texto\\n0,5;hola\\n1,5;sí, claro"), separator_of("hola")
    (';', None)
    """
    declared = _SEP_LINE.match(text)
    if declared and declared[1] in SEPARATORS:
        return declared[1]
    scores = [(*_fit(text, separator), separator) for separator in SEPARATORS]
    known, even, separator = max(scores, key=lambda score: score[:2])
    return separator if known or even >= 0.5 else None


def _fit(text: str, separator: str) -> tuple[int, float]:
    """How many known columns the header has, and the share of lines of the commonest width."""
    rows = _sample(text, separator)
    if not rows or len(rows[0]) < 2:
        return 0, 0.0
    columns = header_columns(rows[0])
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return len(columns.at) - 1 if columns else 0, count / len(rows) if width > 1 else 0.0


def _sample(text: str, separator: str) -> list[list[str]]:
    sample = io.StringIO(text[:200_000].removeprefix("\ufeff"), newline="")
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(sample, delimiter=separator):
            if any(cell.strip() for cell in cells):
                rows.append(cells)
            if len(rows) >= _SAMPLE:
                break
    except csv.Error:
        pass
    return rows


def _check_quotes(text: str, separator: str, where: str, skipped: int) -> None:
    """A quote left open swallows the rest of the file: only strict reading tells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 0
    try:
        for _ in reader:
            start = reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            raise TranscriptError(
                "a quote is opened and never closed",
                where=f"{where}:{start + 1 + skipped}",
                hint="double the quotes inside a cell",
            ) from None
