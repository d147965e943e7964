"""Folding: how two spellings of a word become one (case, accents, combining marks, apostrophes).

>>> fold("Pagaré"), fold("AÑO"), fold("pa'l")
('pagare', 'ano', 'pal')
"""

from __future__ import annotations

import unicodedata

_LIMIT = 200_000
_memo: dict[str, str] = {}


def fold(word: str) -> str:
    """The word in lower case, without accents, tilde or apostrophes.

    >>> fold("qué") == fold("que")
    True
    """
    known = _memo.get(word)
    if known is None:
        known = _fold(word)
        if len(_memo) >= _LIMIT:
            _memo.clear()
        _memo[word] = known
    return known


def _fold(word: str) -> str:
    low = word.lower()
    if low.isascii():
        return low.replace("'", "")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", low).lower())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’") or low


def has_accent(word: str) -> bool:
    """Whether the word carries an acute accent, composed or combining.

    >>> has_accent("qué"), has_accent("año")
    (True, False)
    """
    return not word.isascii() and "\u0301" in unicodedata.normalize("NFD", word)
