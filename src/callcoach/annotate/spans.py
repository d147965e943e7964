"""Token ranges to character spans that fall on word boundaries of spaCy's Spanish tokeniser."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from callcoach.annotate.base import Mark
from callcoach.annotate.pieces import Piece
from callcoach.text.edges import is_edge
from callcoach.text.tokens import Line


def characters(piece: Piece, mark: Mark) -> tuple[int, int]:
    """The characters of the utterance that a mark covers, moved outwards to edges of spaCy's.

    >>> line = Line(0, "agent", "¿Cuándo pagará?")
    >>> characters(Piece(line, line, 0), Mark(0, 0, 2, "question.open", 1, "r", lead=1, trail=1))
    (0, 15)
    """
    start = piece.offset + piece.line.starts[mark.i] - mark.lead
    end = piece.offset + piece.line.ends[mark.j - 1] + mark.trail
    return _start(piece.whole, start), _end(piece.whole, end)


def _start(line: Line, start: int) -> int:
    """The last edge up to here, never on white space."""
    text, start = line.text, max(0, start)
    while text[start].isspace():
        start += 1
    if is_edge(text, start):
        return start
    return line.edges[bisect_right(line.edges, start) - 1]


def _end(line: Line, end: int) -> int:
    """The first edge from here on, never after white space."""
    text, end = line.text, min(len(line.text), end)
    while text[end - 1].isspace():
        end -= 1
    if is_edge(text, end):
        return end
    return line.edges[bisect_left(line.edges, end)]
