"""Who is the agent? From the file, from ``roles=``, from ``channels=``, or a flagged guess.

A wrong swap inverts every score, so nothing is guessed silently: ``role_source`` of each
utterance and an issue say where the role comes from.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import get_args

from callcoach.errors import UsageError
from callcoach.model.transcript import Speaker
from callcoach.readers.base import Note, Seg
from callcoach.readers.folding import fold
from callcoach.readers.guess import guess_roles
from callcoach.readers.role_words import ROLE_WORDS

ROLES: tuple[Speaker, ...] = get_args(Speaker)

_PARENTHESES = re.compile(r"[(\[{].*?[)\]}]")
_NUMBER = re.compile(r"\b(?:\d+|[a-z])\b|\d+$")
_ARTICLE = re.compile(r"^(?:el|la|los|las|the|sr|sra|senor|senora)\s+")


@lru_cache(maxsize=4096)
def role_of(label: str) -> Speaker | None:
    """The role that ``label`` names, ``None`` where it names none (``SPEAKER_00``, ``Ana``).

    Numbers, parentheses, Markdown and case do not matter; a name may follow the role.

    >>> role_of("**Agente 1 (María)**"), role_of("DEUDOR"), role_of("Asesor Luis"), role_of("spk_0")
    ('agent', 'customer', 'agent', None)
    """
    words = fold(_PARENTHESES.sub(" ", label)) or fold(label)
    if words in ROLE_WORDS:
        return ROLE_WORDS[words]
    words = _ARTICLE.sub("", " ".join(_NUMBER.sub(" ", words).split()))
    return ROLE_WORDS.get(words) or _with_name(words, label)


def _with_name(words: str, label: str) -> Speaker | None:
    """``Agente María López``: the longest role word in front, then at most three names."""
    parts = words.split()
    for size in range(min(3, len(parts) - 1), 0, -1):
        role = ROLE_WORDS.get(" ".join(parts[:size]))
        if role and len(parts) - size <= 3 and _names(label, len(parts) - size):
            return role
    return None


def _names(label: str, count: int) -> bool:
    """Whether the last ``count`` words look like names (capitals), or the label is an id."""
    tail = re.split(r"[\s_/|-]+", _PARENTHESES.sub(" ", label).strip(" *_:-"))[-count:]
    return all(word[:1].isupper() or not word[:1].isalpha() for word in tail) or "_" in label


def check_roles(roles: Mapping[str, str] | None) -> dict[str, Speaker]:
    """``roles`` checked: each value a role (or a word for one). Raises UsageError.

    >>> check_roles({"SPEAKER_00": "agente"})
    {'SPEAKER_00': 'agent'}
    """
    return {
        str(label): _role_named(word, f"roles[{label!r}]") for label, word in (roles or {}).items()
    }


def check_channels(channels: Mapping[int, str] | None) -> dict[int, Speaker]:
    """``channels`` checked the same way; keys are channel numbers, from 0."""
    made: dict[int, Speaker] = {}
    for channel, word in (channels or {}).items():
        try:
            number = int(channel)
        except (TypeError, ValueError):
            raise UsageError("a channel is a number (0, 1, …)", where="channels") from None
        made[number] = _role_named(word, f"channels[{number}]")
    return made


def _role_named(word: object, where: str) -> Speaker:
    role = role_of(word) if isinstance(word, str) else None
    if isinstance(word, str) and word in ROLES:
        return word
    if role:
        return role
    near = difflib.get_close_matches(str(word).casefold(), [*ROLES, *ROLE_WORDS], n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(ROLES)}"
    raise UsageError(f"no such role: {str(word)[:40]!r}", where=where, hint=hint)


def assign_roles(
    segs: Iterable[Seg], roles: Mapping[str, Speaker], channels: Mapping[int, Speaker]
) -> list[Note]:
    """Set ``role`` and ``role_source`` of each segment; returns what must be said about it."""
    segs = list(segs)
    by_label = {fold(label): role for label, role in roles.items()}
    for seg in segs:
        _assign(seg, by_label, channels)
    return guess_roles([seg for seg in segs if seg.role is None], segs)


def _assign(seg: Seg, roles: Mapping[str, Speaker], channels: Mapping[int, Speaker]) -> None:
    if roles and seg.label is not None and (mapped := roles.get(fold(seg.label))):
        seg.role, seg.role_source = mapped, "mapped"
    elif channels and seg.channel is not None and (heard := channels.get(seg.channel)):
        seg.role, seg.role_source = heard, "channel"
    elif seg.role not in (None, "unknown"):
        seg.role_source = seg.role_source or "given"
    elif seg.label is not None and (named := role_of(seg.label)) and named != "unknown":
        seg.role, seg.role_source = named, "given"
    else:
        seg.role = None


def labels_missing(wanted: Mapping[str, Speaker], seen: Iterable[str]) -> list[str]:
    """The labels of a ``roles`` map that do not occur.

    >>> labels_missing({"SPEAKER_9": "agent"}, ["SPEAKER_00"])
    ['SPEAKER_9']
    """
    found = {fold(label) for label in seen}
    return [label for label in wanted if fold(label) not in found]
