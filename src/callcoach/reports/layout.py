"""Lines for a terminal: hanging indents, bars, moments. No line is wider than asked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_FULL, _EMPTY = "█", "░"


def hanging(head: str, text: str, width: int, *, style: str = "", body: str = "") -> Iterator[Text]:
    """``head`` and a text beside it, whose further lines stand under its first word.

    >>> [line.plain for line in hanging("  → ", "pregunte y espere", 14)]
    ['  → pregunte y', '    espere']
    """
    indent = cell_len(head)
    lines = wrapped(text, width - indent) or [""]
    for n, line in enumerate(lines):
        start = (head, style) if n == 0 else (" " * indent, "")
        yield Text.assemble(start, (line, body)) if line else Text(head.rstrip(), style=style)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than ``width`` where its words allow it."""
    return textwrap.wrap(text, max(10, width), break_long_words=True, break_on_hyphens=False)


def bar(share: float, cells: int) -> str:
    """A share of 100 as a bar.

    >>> bar(70, 10)
    '███████░░░'
    """
    full = round(share * cells / 100)
    return _FULL * full + _EMPTY * (cells - full)


def moment(seconds: float) -> str:
    """Seconds from the start of the call as ``m:ss``, with hours where there are some.

    >>> moment(75.9), moment(3675)
    ('1:15', '1:01:15')
    """
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{whole % 60:02}"
    return f"{minutes}:{whole % 60:02}"
