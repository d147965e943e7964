"""Very long utterances, heard piece by piece: time grows with the text and no faster.

Nobody speaks four hundred words on end without a sentence that stands on its own; a file whose
speakers were not separated does. Pieces end where a sentence does, else at white space.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from callcoach.text.tokens import Line

LONGEST = 400
"""Words of a piece, at most."""

_LOOK_BACK = 100
_AFTER_SPACE = re.compile(r"(?<=\s)\S*$")


class Piece(NamedTuple):
    """Part of an utterance: its own line, the whole one, and where in it the part begins."""

    line: Line
    whole: Line
    offset: int


def in_pieces(lines: Iterable[Line]) -> list[Piece]:
    """The lines of a call, the very long ones in pieces; ``piece.line.index`` counts pieces.

    >>> [p.offset for p in in_pieces([Line(0, "agent", "no " * 500)])]
    [0, 1200]
    """
    made: list[Piece] = []
    for line in lines:
        cuts = [0, *_cuts(line), len(line.text)]
        for start, end in itertools.pairwise(cuts):
            whole = line.index == len(made) and (start, end) == (0, len(line.text))
            part = line if whole else Line(len(made), line.speaker, line.text[start:end])
            made.append(Piece(part, line, start))
    return made


def _cuts(line: Line) -> Iterator[int]:
    """The characters where a piece ends and the next one begins."""
    last = 0
    while len(line) - last > LONGEST:
        last = _cut(line, range(last + LONGEST, last + LONGEST - _LOOK_BACK, -1))
        yield line.starts[last] - _lead(line.gaps[last])


def _cut(line: Line, tokens: Sequence[int]) -> int:
    """The token among these that best begins a piece."""
    ends = (k for k in tokens if line.sentence_ends(k))
    spaces = (k for k in tokens if any(c.isspace() for c in line.gaps[k]))
    return next(ends, next(spaces, tokens[0]))


def _lead(gap: str) -> int:
    """How many signs before a word belong to it: those after the last white space."""
    signs = _AFTER_SPACE.search(gap)
    return len(signs.group()) if signs else 0
