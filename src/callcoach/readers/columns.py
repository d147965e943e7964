"""The columns of a table of utterances: Spanish and English names, units, and what cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from callcoach.readers.clock import seconds
from callcoach.readers.facts import CALL_ID, field_of
from callcoach.readers.folding import fold
from callcoach.readers.roles import role_of

_SYNONYMS = {
    "text": """text, texto, transcripcion, transcript, utterance, frase, mensaje, message,
        contenido, content, dialogo, intervencion, sentence, speech, body, enunciado, turno texto,
        texto transcrito, parlamento, words, lo dicho""",
    "speaker": """speaker, hablante, rol, role, participante, participant, interlocutor, quien,
        locutor, speaker label, who, persona, orador, emisor, speaker role, speaker name, parte""",
    "start": """start, inicio, start time, desde, comienzo, begin, tiempo inicio, hora inicio,
        timestamp, tiempo, time, hora, minuto, marca de tiempo, marca tiempo, from, offset,
        start offset, begin offset, momento, inicio turno, starttime""",
    "end": """end, fin, end time, hasta, final, stop, termino, tiempo fin, hora fin, to,
        end offset, fin turno, endtime""",
    "duration": "duration, duracion",
    "channel": "channel, canal, ch",
    "confidence": "confidence, confianza, score, probabilidad, conf",
}
ROW_COLUMNS = {
    " ".join(name.split()): key for key, names in _SYNONYMS.items() for name in names.split(",")
}
WHISPER_CSV = {"start": 1, "end": 2, "text": 0}
"""Whisper's own table has no header: text, start, end."""
_UNITS = {
    **dict.fromkeys(("ms", "millis", "milliseconds", "milisegundos", "msec"), 1000.0),
    **dict.fromkeys(("s", "seg", "segs", "segundos", "sec", "secs", "seconds"), 1.0),
}


class Columns(NamedTuple):
    """Where each thing stands: column name → number; ``scale`` → units per second, if named."""

    at: dict[str, int]
    facts: dict[int, str]
    scale: dict[str, float]
    header: bool = True

    def cell(self, cells: list[str], key: str) -> str:
        """The cell under ``key``, empty where there is none."""
        place = self.at.get(key)
        return cells[place] if place is not None and place < len(cells) else ""


def header_columns(cells: list[str]) -> Columns | None:
    """What the first line says, ``None`` where it names no column of text.

    >>> header_columns(["Inicio (ms)", "Rol", "Texto", "Acreedor"]).at
    {'start': 0, 'speaker': 1, 'text': 2}
    """
    found: dict[str, int] = {}
    facts: dict[int, str] = {}
    scale: dict[str, float] = {}
    for place, cell in enumerate(cells):
        key, unit = _row_column(cell)
        if key is None and field_of(cell)[0] == CALL_ID:
            key = CALL_ID
        if key is None or key in found:
            facts[place] = cell
            continue
        found[key] = place
        if unit is not None:
            scale[key] = unit
    return Columns(found, facts, scale) if "text" in found and len(cells) > 1 else None


def _row_column(cell: str) -> tuple[str | None, float | None]:
    name = fold(cell)
    if name in ROW_COLUMNS:
        return ROW_COLUMNS[name], None
    head, _, unit = name.rpartition(" ")
    if unit in _UNITS and ROW_COLUMNS.get(head) in ("start", "end", "duration"):
        return ROW_COLUMNS[head], _UNITS[unit]
    return None, None


def guessed_columns(rows: list[list[str]]) -> Columns | None:
    """The columns of a table without header, by what they hold; ``None`` where that is unclear.

    >>> guessed_columns([["0,5", "Agente", "Buenos días"], ["2,5", "Cliente", "Sí, dígame"]]).at
    {'speaker': 1, 'start': 0, 'text': 2}
    """
    width = min(len(row) for row in rows)
    columns = [[row[place].strip() for row in rows] for place in range(width)]
    found: dict[str, int] = {}
    roles = [i for i, cells in enumerate(columns) if _share(cells, _is_role) >= 0.8]
    times = [i for i, cells in enumerate(columns) if _share(cells, _is_time) >= 0.9]
    if roles:
        found["speaker"] = roles[0]
    for key, place in zip(("start", "end"), times, strict=False):
        found[key] = place
    rest = [i for i in range(width) if i not in found.values()]
    if not rest or not (roles or len(times) >= 2):
        return None
    found["text"] = max(rest, key=lambda i: sum(map(len, columns[i])))
    return Columns(found, {}, {}, header=False)


def _share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _is_role(cell: str) -> bool:
    return len(cell) <= 40 and ":" not in cell and role_of(cell) is not None


def _is_time(cell: str) -> bool:
    try:
        return seconds(cell) is not None
    except (ValueError, OverflowError):
        return False


def looks_like_header(cells: list[str]) -> bool:
    """Whether these can be shown as column names: short, no numbers, no sentence.

    >>> looks_like_header(["col_a", "Fecha"]), looks_like_header(["1", "Hola, buenos días"])
    (True, False)
    """
    return all(re.fullmatch(r"\s*[^\W\d][\w .#/()-]{0,29}\s*|\s*", cell) for cell in cells) and all(
        len(cell.split()) <= 3 for cell in cells
    )
