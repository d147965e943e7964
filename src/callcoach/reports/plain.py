"""Text that is safe to print: nothing in it moves the cursor or turns the line round."""

from __future__ import annotations

import unicodedata

_UNSAFE = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"))
_JOINER = "\u200d"


def clean(text: str) -> str:
    """Text without control characters and bidirectional overrides; lines stay.

    >>> clean("va\\x1b[31m bien")
    'va [31m bien'
    """
    if text.isprintable():
        return text
    return "".join(c if _safe(c) else " " for c in text)


def _safe(char: str) -> bool:
    return char in ("\n", _JOINER) or unicodedata.category(char) not in _UNSAFE


def quoted(text: str, most: int) -> str:
    """Words between guillemets on one line, cut at a word where they are too long.

    >>> quoted("no puedo   pagar ahora", 13)
    '«no puedo…»'
    """
    flat = " ".join(clean(text).split())
    if len(flat) <= most:
        return f"«{flat}»"
    cut = flat[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.¿¡")
    return f"«{cut}…»"
