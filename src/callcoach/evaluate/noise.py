"""The same calls, worse heard: what recognition, typing and mix-ups do to a transcript.

Every change is a pure function of the transcript and a seed. Utterances keep their number, so that
labels can still be compared.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial

from callcoach.model.transcript import Transcript

SEED = 7
_FILLERS = ("eh", "este", "mmm", "o sea", "pues", "bueno")
_CONFUSED = {"a ver": "haber", "hecho": "echo", "vaya": "valla", "hay": "ahi", "iba": "iva",
             "voy": "boy", "vez": "ves", "haya": "halla", "tuvo": "tubo", "cien": "sien"}
_SOUNDS = (("v", "b"), ("b", "v"), ("h", ""), ("ll", "y"), ("z", "s"), ("ce", "se"), ("ci", "si"))
_POINTED = re.compile(r"(?<!\d)[.,;:]|[.,;:](?!\d)|[¿?¡!…\"«»()—–]")
Change = Callable[[str, random.Random], str]


def without_punctuation(text: str, dice: random.Random) -> str:
    """Text without marks; those inside numbers stay.

    >>> without_punctuation("¿Son 1.234,50 €?", random.Random(1))
    'Son 1.234,50 €'
    """
    return " ".join(_POINTED.sub(" ", text).split())


def without_accents(text: str, dice: random.Random) -> str:
    """Text without acute accents and diaeresis (``ñ`` stays).

    >>> without_accents("mañana pagaré", random.Random(1))
    'mañana pagare'
    """
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in parts if c not in "\u0301\u0308")
    return unicodedata.normalize("NFC", kept)


def lower(text: str, dice: random.Random) -> str:
    """Text in lower case."""
    return text.lower()


def raw(text: str, dice: random.Random) -> str:
    """No marks, no accents, no capitals: plain recognition output."""
    return lower(without_accents(without_punctuation(text, dice), dice), dice)


def with_fillers(text: str, dice: random.Random) -> str:
    """Text with a filler before one word in eight."""
    words = []
    for word in text.split():
        if dice.random() < 0.125:
            words.append(dice.choice(_FILLERS))
        words.append(word)
    return " ".join(words)


def misheard(text: str, dice: random.Random, share: float) -> str:
    """Text with about ``share`` of its words dropped, doubled, joined, or misspelt by sound."""
    out: list[str] = []
    for word in text.split():
        if dice.random() >= share:
            out.append(word)
            continue
        kind = dice.randrange(4)
        if kind == 0:
            continue
        if kind == 1:
            out += [word, word]
        elif kind == 2 and out:
            out[-1] += word
        else:
            out.append(_by_sound(word, dice))
    return " ".join(out) or text


def _by_sound(word: str, dice: random.Random) -> str:
    low = word.lower()
    if low in _CONFUSED:
        return _CONFUSED[low]
    usable = [(a, b) for a, b in _SOUNDS if a in low]
    if not usable:
        return low[:-1] if len(low) > 3 else low
    a, b = dice.choice(usable)
    return low.replace(a, b, 1) or low


CHANGES: Mapping[str, Change] = {
    "no punctuation": without_punctuation,
    "no accents": without_accents,
    "lower case": lower,
    "raw (all three)": raw,
    "fillers": with_fillers,
    "misheard 5 %": partial(misheard, share=0.05),
    "misheard 10 %": partial(misheard, share=0.10),
    "misheard 20 %": partial(misheard, share=0.20),
}
"""The changes of the robustness table, by name. ``roles swapped`` is apart: see :func:`swapped`."""


def changed(transcript: Transcript, change: Change, seed: int = SEED) -> Transcript:
    """A transcript with every utterance changed; the same seed gives the same text."""
    dice = random.Random(f"{seed}:{transcript.id}")
    spoken = tuple(u.model_copy(update={"text": change(u.text, dice)}) for u in transcript.utterances)
    return transcript.model_copy(update={"utterances": spoken})


def swapped(transcript: Transcript) -> Transcript:
    """A transcript whose agent and customer changed places."""
    other = {"agent": "customer", "customer": "agent"}
    spoken = tuple(u.model_copy(update={"speaker": other.get(u.speaker, u.speaker)})
                   for u in transcript.utterances)
    return transcript.model_copy(update={"utterances": spoken})
