"""Words of an utterance, with offsets into the raw text.

A token is a number with its separators or a run of letters; punctuation stays in the gaps
between tokens. Folded words stand in ``norms``; ``flat`` joins them for phrase patterns, with
a ``.`` where a sentence ends. Everything is in Unicode code points of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from callcoach.lang.fold import fold
from callcoach.text.edges import edges

_WORD = re.compile(
    r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*(?:['’][^\W\d_]+)*"
)
_ENDS = re.compile(r"[?!;¿¡]|(?<![.\d])\.(?![.\d])|(?<=\d)\.(?!\d)")

_LONGEST = 64
_NO_WORD = "…"
"""What stands in ``norms`` for a run of letters or digits longer than any word or number."""


class Line:
    """One utterance as tokens.

    ``words`` as written, ``norms`` folded, ``starts``/``ends`` character offsets, ``gaps[i]`` the
    raw text before token ``i`` (``gaps[-1]`` what follows the last one).

    >>> line = Line(0, "agent", "¿Cuándo pagará?")
    >>> line.norms, line.gaps
    (['cuando', 'pagara'], ['¿', ' ', '?'])
    """

    __slots__ = ("_edges", "_flat", "_flat_at", "ends", "gaps", "index", "norms", "speaker", "starts",
                 "text", "words")

    def __init__(self, index: int, speaker: str, text: str) -> None:
        self.index, self.speaker, self.text = index, speaker, text
        found = list(_WORD.finditer(text))
        self.words = [m.group() for m in found]
        self.norms = [fold(w) if len(w) <= _LONGEST else _NO_WORD for w in self.words]
        self.starts = [m.start() for m in found]
        self.ends = [m.end() for m in found]
        cuts = [0, *self.ends], [*self.starts, len(text)]
        self.gaps = [text[a:b] for a, b in zip(*cuts, strict=True)]
        self._flat: str | None = None
        self._flat_at: list[int] = []
        self._edges: list[int] | None = None

    def __len__(self) -> int:
        return len(self.norms)

    @property
    def flat(self) -> str:
        """Folded words between single spaces, ``.`` where a sentence ends.

        >>> Line(0, "agent", "Bien. ¿Y usted?").flat
        ' bien . y usted . '
        """
        if self._flat is None:
            self._flat, self._flat_at = _flatten(self.norms, self.gaps)
        return self._flat

    @property
    def edges(self) -> list[int]:
        """The positions of the text where evidence may begin or end, in order.

        >>> Line(0, "agent", "¡Sí, 50%!").edges
        [0, 1, 3, 4, 5, 8, 9]
        """
        if self._edges is None:
            self._edges = edges(self.text)
        return self._edges

    def token_at(self, position: int) -> int:
        """The token at a position of ``flat`` (the last one that starts there or before)."""
        self.flat  # noqa: B018 - fills the index
        return max(0, bisect_right(self._flat_at, position) - 1)

    def flat_at(self, token: int) -> int:
        """Where a token starts in ``flat``."""
        self.flat  # noqa: B018 - fills the index
        return self._flat_at[token]

    def sentence_ends(self, token: int) -> bool:
        """Whether a sentence ends between token ``token - 1`` and ``token``.

        >>> line = Line(0, "agent", "Bien. Gracias")
        >>> line.sentence_ends(1), line.sentence_ends(0)
        (True, False)
        """
        return token > 0 and _ENDS.search(self.gaps[token]) is not None


def _flatten(norms: Sequence[str], gaps: Sequence[str]) -> tuple[str, list[int]]:
    parts: list[str] = [""]
    at: list[int] = []
    where = 1
    for i, norm in enumerate(norms):
        if i and gaps[i] != " " and _ENDS.search(gaps[i]):
            parts.append(".")
            where += 2
        at.append(where)
        parts.append(norm)
        where += len(norm) + 1
    if norms and gaps[-1] and _ENDS.search(gaps[-1]):
        parts.append(".")
    parts.append("")
    return " ".join(parts), at


def tokenize(text: str, *, speaker: str = "unknown", index: int = 0) -> Line:
    """The tokens of a text.

    >>> tokenize("son 1.234,50 €").norms
    ['son', '1.234,50']
    """
    return Line(index, speaker, text)
