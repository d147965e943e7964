"""Questions between marks: where they begin and end, with one mark missing too.

``¿…?`` is believed. Without the opening mark a question begins with its sentence, behind greetings
and calls; without the closing one it ends with its sentence. A tag between marks takes the
statement before it along.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callcoach.annotate.question_words import Word, word_set
from callcoach.text.tokens import Line

_CLOSERS = "?!"
_TAG_WORDS = frozenset(
    "no verdad cierto correcto si vale ok listo dale sale conforme acuerdo asi equivoco cree crees"
    " parece bien estamos supongo que es de me te le o a ya".split()
)
_ALONE = frozenset({"eh", "oyo", "oiste", "ves", "ve", "sabe", "sabes", "entiende", "entiendes"})


class Span(NamedTuple):
    """Tokens ``[i, j)``; ``lead`` and ``trail`` count the characters of the marks around them."""

    i: int
    j: int
    lead: int
    trail: int


def marked(line: Line, words: Sequence[Word]) -> list[Span]:
    """The questions that marks show, in order.

    >>> from callcoach.annotate.question_words import words_of
    >>> line = Line(0, "agent", "El lunes, ¿no? ¿A qué hora?")
    >>> [line.norms[s.i:s.j] for s in marked(line, words_of(line.words))]
    [['el', 'lunes', 'no'], ['a', 'que', 'hora']]
    """
    return list(_spans(line, words))


def _spans(line: Line, words: Sequence[Word]) -> Iterator[Span]:
    start, low = -1, 0
    for t, gap in enumerate(line.gaps):
        if "?" in gap and t and (start >= 0 or t > low):
            yield _closed(line, words, start, low, t)
            start, low = -1, t
        if "¿" in gap:
            if start >= 0 and t > start:
                yield _closed(line, words, start, low, _end(line, start, t))
            start = t
        if t and any(c in gap for c in ".!;…") and start < 0:
            low = t
    if 0 <= start < len(words):
        yield _closed(line, words, start, low, _end(line, start, len(words)))


def _end(line: Line, start: int, high: int) -> int:
    """Where the sentence of an unclosed question ends."""
    return next((t for t in range(start + 1, high) if line.sentence_ends(t)), high)


def _closed(line: Line, words: Sequence[Word], start: int, low: int, end: int) -> Span:
    opened = start >= 0
    i = start if opened else _begin(words, low, end)
    if opened and _is_tag(words, i, end):
        i = _statement(line, words, low, i)
        opened = i == start
    lead = len(line.gaps[i]) - line.gaps[i].rfind("¿") if opened and "¿" in line.gaps[i] else 0
    if lead and line.gaps[i][-lead - 1 : -lead] == "¡":
        lead += 1
    gap = line.gaps[end]
    return Span(i, end, lead, gap.rfind("?") + 1 if "¿" not in gap else gap.find("?") + 1)


def _begin(words: Sequence[Word], low: int, end: int) -> int:
    """Behind greetings, fillers and answers that open the sentence."""
    openers, i = word_set("openers"), low
    while i < end - 1 and words[i].norm in openers and words[i].norm != "y":
        i += 1
    return i


def _is_tag(words: Sequence[Word], i: int, end: int) -> bool:
    if [w.norm for w in words[i:end]] in (["de", "verdad"], ["que"], ["eh"]):
        return False
    return end - i <= 4 and i > 0 and all(w.norm in _TAG_WORDS for w in words[i:end])


def _statement(line: Line, words: Sequence[Word], low: int, i: int) -> int:
    """The start of the statement a tag belongs to: its sentence, behind fillers."""
    first = low
    for t in range(i - 1, low, -1):
        if line.sentence_ends(t):
            first = t
            break
    if first >= i or (line.sentence_ends(i) and "¿" not in line.gaps[i].strip()[:1]):
        if any(c in line.gaps[i].split("¿")[0] for c in ".!?…"):
            return i
    return _begin(words, first, i) if first < i else i
