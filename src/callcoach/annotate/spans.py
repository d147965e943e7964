"""Token ranges to character spans that fall on word boundaries of spaCy's Spanish tokeniser.

Words between spaces, and punctuation that the tokeniser always splits off, give boundaries
without loading it; a boundary inside anything hairier (``S.L.``, ``a@b.es``) moves outwards to
the next space, which is always one.
"""

from __future__ import annotations

import re

from callcoach.annotate.base import Mark
from callcoach.text.tokens import Line

_OPEN, _SHUT = "¿¡\"«(“[", "?!,;\"»)”]"
_PLAIN = re.compile(r"[^\W\d_]+$|\d+$|\d+(?:[.,]\d+)+$")
_ABBREVIATED = frozenset(
    "a.m. p.m. dr. dra. sr. sra. srta. etc. pág. núm. ej. p.ej. aprox. av. avda. c. cía. d. d. dña. ud."
    " uds. vd. vds. tel. ee.uu. ss.mm. rr.hh. n. s.a. s.l. art. cap. ed. e.g. gral. lic. ing. prof. máx."
    " mín. min. máx. esp. dpto. depto. q.e.p.d. s.s.s. bco. adm. admón. ntra. ntro. jr. km. kg. id.".split()
)


def characters(line: Line, mark: Mark) -> tuple[int, int]:
    """The character span of a mark, moved outwards to safe boundaries.

    >>> line = Line(0, "agent", "¿Cuándo pagará?")
    >>> characters(line, Mark(0, 0, 2, "question.open", 1, "r", lead=1, trail=1))
    (0, 15)
    """
    start = line.starts[mark.i] - mark.lead
    end = line.ends[mark.j - 1] + mark.trail
    return _start(line.text, max(0, start)), _end(line.text, min(len(line.text), end))


def _chunk(text: str, at: int) -> tuple[int, int]:
    """The stretch without spaces around the character ``at``."""
    low = high = at
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high


def _core(text: str, low: int, high: int) -> tuple[int, int]:
    """A chunk without the punctuation that is always split off."""
    while low < high and text[low] in _OPEN:
        low += 1
    while high > low and text[high - 1] in _SHUT:
        high -= 1
    return low, high


def _simple(core: str) -> bool:
    if _PLAIN.match(core):
        return True
    return core[-1:] == "." and core.lower() not in _ABBREVIATED and len(core) > 3 and (
        core[:-1].isalpha() and core[:-1].islower())


def _start(text: str, start: int) -> int:
    if start >= len(text) or text[start].isspace():
        return start
    low, high = _chunk(text, start)
    if start == low:
        return start
    inner, outer = _core(text, low, high)
    if start <= inner or start >= outer:
        return start
    return inner


def _end(text: str, end: int) -> int:
    if end <= 0 or text[end - 1].isspace():
        return end
    low, high = _chunk(text, end - 1)
    if end == high:
        return end
    inner, outer = _core(text, low, high)
    if end >= outer or end <= inner:
        return end
    core = text[inner:outer]
    if end == outer - 1 and core[-1] == "." and _simple(core):
        return end
    return outer
