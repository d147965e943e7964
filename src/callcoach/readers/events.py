"""``[música]``, ``(suspiro)``, ``♪``: what is heard but not said."""

from __future__ import annotations

import re

_ONLY_EVENTS = re.compile(r"(?:\[[^\[\]]*\]|\([^()]*\)|\*[^*]*\*|[♪♫.\s…-])+")
_NOT_UNDERSTOOD = re.compile(
    r"inaudible|ininteligible|incomprensible|no se (?:entiende|escucha|oye)|unintelligible"
    r"|indistinct|dice|dijo|\d",
    re.IGNORECASE,
)
_SOUNDS = re.compile(
    r"m[uú]sica?|music|silencio|silence|ruido|noise|risas?|laughter|laughs|aplausos|applause|tono"
    r"|timbre|beep|pitido|blank_audio|\btos\b|cough|ringing|suspir|sigh|tecle|pausa|pause"
    r"|voces|conversaci[oó]n|llanto|llora|se corta|cuelga|fondo|applause|inhala|exhala|carraspe",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"([\[(*])([^\[\]()*]*)[\])*]")


def is_event(text: str) -> bool:
    """Whether ``text`` holds no speech, only described sounds.

    Speech that was not understood and removed personal data (``[PII]``) are speech.

    >>> is_event("[suspiro]"), is_event("[PII]"), is_event("[inaudible]"), is_event("[tos] sí")
    (True, False, False, False)
    """
    if not text or text[0] not in "[(*♪♫ " or not _ONLY_EVENTS.fullmatch(text):
        return False
    inside = _INSIDE.findall(text)
    sounds = all(_sound(bracket, words) for bracket, words in inside)
    return sounds and (bool(inside) or "♪" in text or "♫" in text)


def _sound(bracket: str, words: str) -> bool:
    """Parentheses may hold speech (``(mhm)``): there only known sounds count."""
    if _NOT_UNDERSTOOD.search(words):
        return False
    return bool(_SOUNDS.search(words)) or (bracket == "[" and words != words.upper())
