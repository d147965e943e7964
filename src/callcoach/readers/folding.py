"""Names compared without regard to case, accents, width and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_MARK = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """``name`` in lower case, without accents, words separated by one space.

    >>> fold("  Inicio_Llamada (s) "), fold("Gestión N.º")
    ('inicio llamada s', 'gestion n o')
    """
    plain = _MARK.sub("", unicodedata.normalize("NFKD", name)).casefold()
    return _NOT_WORD.sub(" ", plain).strip()


def fold_text(text: str) -> str:
    """The same for running text, not remembered."""
    plain = _MARK.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _NOT_WORD.sub(" ", plain).strip()
