"""Lists of words that the analysis counts, from ``lang/es/speech.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from callcoach.lang.fold import fold
from callcoach.lang.yaml_source import Document

_MARKS = ".,;:!?¿¡«»\"…()"


@cache
def word_list(name: str) -> frozenset[str]:
    """A list by name, folded.

    >>> "vos" in word_list("vos")
    True
    """
    text = files("callcoach.lang").joinpath("es", "speech.yaml").read_text("utf8")
    return frozenset(fold(w) for w in Document(text, "lang/es/speech.yaml").data[name].split())


def spelt(text: str) -> list[str]:
    """The words of a text, folded, without punctuation.

    >>> spelt("¿Sí, dígame?")
    ['si', 'digame']
    """
    bare = (w.strip(_MARKS) for w in text.split())
    return [fold(w) for w in bare if any(c.isalnum() for c in w)]
