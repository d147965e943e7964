"""Speaker labels in front of text: ``Agente:``, ``**Cliente:**``, ``[SPEAKER_00]:``, ``Ana Ruiz:``.

A colon inside speech (``le digo: pague``) and clock times (``a las 10:30``) are no labels: a label
names a role, has the shape of a diariser's label, or stands at least twice in front of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from callcoach.readers.clock import CLOCK_PATTERN
from callcoach.readers.folding import fold
from callcoach.readers.roles import role_of

_MARKS = r"[*_`~\"“”]{0,3}"
_NAME = r"[^\W_][^:：\n\[\]<>|=¿?¡!;]{0,45}?"
_BRACKETED = r"[\[(<]\s*(?P<boxed>[^\W_][\w .'#-]{0,40}?)\s*[\])>]"
LABEL = re.compile(
    rf"\s*(?:(?:[-•>–—]|\*(?=\s))\s*)?{_MARKS}(?:{_BRACKETED}|(?P<name>{_NAME}))\s*"
    rf"(?:[\[(]\s*(?P<time>{CLOCK_PATTERN})\s*[\])])?\s*{_MARKS}\s*(?P<mark>[:：])\s*{_MARKS}(?P<text>.*)",
    re.DOTALL,
)
DASHED = re.compile(
    rf"\s*{_MARKS}(?P<name>[^\W\d_][\w .]{{1,30}}?(?:\s\([^()\n]{{1,30}}\))?){_MARKS}"
    r"\s*(?:\s[-–—|]\s|>\s|\t)\s*(?P<text>.*)",
    re.DOTALL,
)
_DIARISED = re.compile(
    r"(?:speaker|spk|hablante|locutor|persona|participante|interlocutor|voz|ch|canal|channel|s|h)"
    r"[ _-]*(?:\d{1,3}|[a-z])|[a-h]|speaker|hablante",
    re.IGNORECASE,
)
_HEADINGS = """
    nota notas observacion observaciones fecha hora asunto duracion importante total archivo
    idioma transcripcion resumen motivo resultado telefono monto importe http https ejemplo
    id llamada id llamada tema titulo numero cuenta direccion correo email contrato folio
    referencia pago kind language style note date time duration subject file title
    tiempo inicio fin campana cartera producto saldo deuda vencimiento estado"""
NOT_SPEAKERS = frozenset(_HEADINGS.split())
_SMALL = frozenset(("de", "del", "la", "las", "los", "y"))
_TIMES_TO_COUNT, _MOST = 2, 0.6


class Labelled(NamedTuple):
    """A label, the time that stood beside it, and the words after it."""

    label: str
    time: str | None
    text: str


def split_label(line: str, names: frozenset[str] = frozenset()) -> Labelled | None:
    """The label in front of ``line``; ``names`` are further labels to accept, folded.

    >>> split_label("**Agente 1 (María):** Hola: buenos días")
    Labelled(label='Agente 1 (María)', time=None, text='Hola: buenos días')
    >>> split_label("le digo: pague") is None and split_label("a las 10:30 le marco") is None
    True
    """
    match = LABEL.match(line)
    if not match:
        return _split_dash(line)
    label = _clean(match)
    if names_role(label) or is_diarised(label) or fold(label) in names:
        text = match["text"].strip()
        return Labelled(label, match["time"], text.removesuffix("**") if "**" in line else text)
    return _split_dash(line)


def _split_dash(line: str) -> Labelled | None:
    """``Agente - hola``: only role words, people use dashes in speech too."""
    match = DASHED.match(line)
    if match and names_role(match["name"]):
        return Labelled(match["name"].strip(), None, match["text"].strip())
    return None


def repeated_labels(lines: Iterable[str]) -> frozenset[str]:
    """Names that stand in front of at least two lines, folded: then they are labels.

    Where that is so, names of two words (if most lines have one: any name) need to stand once.

    >>> sorted(repeated_labels(["Ana Ruiz: hola", "Leo: sí", "Ana Ruiz: bien", "le digo: no"]))
    ['ana ruiz', 'leo']
    """
    seen: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    total = 0
    for line in lines:
        total += bool(line.strip())
        match = LABEL.match(line)
        if match and _possible(label := _clean(match)):
            capitals = bool(match["boxed"]) or _capitals(label)
            (seen if capitals else lower)[fold(label)] += 1
    often = {name for name, count in seen.items() if count >= _TIMES_TO_COUNT}
    if often:
        throughout = sum(seen.values()) >= _MOST * total
        often |= {name for name in seen if throughout or " " in name}
    return frozenset(often | {name for name, n in lower.items() if n >= 3 and n * 5 >= total})


def names_role(label: str) -> bool:
    """Whether ``label`` names a role by itself or beside a name; never a whole phrase."""
    return len(label) <= 45 and role_of(label) is not None


def is_diarised(label: str) -> bool:
    """Whether ``label`` is what a diariser writes.

    >>> is_diarised("SPEAKER_00"), is_diarised("Hablante 2"), is_diarised("Ana")
    (True, True, False)
    """
    return bool(_DIARISED.fullmatch(label.strip()))


def _clean(match: re.Match[str]) -> str:
    return (match["boxed"] or match["name"]).strip(' *_`~"“”-\t')


def _possible(label: str) -> bool:
    words = fold(label).split()
    if not words or len(words) > 4 or any(word in NOT_SPEAKERS for word in words):
        return False
    return not label[0].isdigit() and label[-1] not in ",;"


def _capitals(label: str) -> bool:
    return all(word[0].isupper() or fold(word) in _SMALL for word in label.split())
