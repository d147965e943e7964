"""WhisperX, and other segments with speakers (OpenAI ``diarized_json``, Whisper plus a diariser).

A segment in which the words change speaker is split there. Words may lack times (digits do).
``score`` tells how well a word was aligned, not how sure it is: it is no confidence.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from callcoach.readers.base import Format, Input, RawCall, RawCalls, Seg, at, dicts_in, text_of
from callcoach.readers.words import time_or_none


def _probe(obj: Any) -> bool:
    segments = obj.get("segments") if isinstance(obj, dict) else obj
    if not isinstance(segments, list):
        return False
    if isinstance(obj, dict) and "word_segments" in obj:
        return True
    return any(_has_speaker(item) for item in segments)


def _has_speaker(item: Any) -> bool:
    if not isinstance(item, dict) or "text" not in item or "start" not in item:
        return False
    words = item.get("words")
    aligned = isinstance(words, list) and any(
        isinstance(word, dict) and ("speaker" in word or "score" in word) for word in words
    )
    return aligned or ("speaker" in item and ("words" in item or "end" in item))


def _read(obj: Any, source: Input) -> RawCalls:
    data = obj if isinstance(obj, dict) else {"segments": obj}
    call = RawCall([], where=source.where, events=True)
    aligned = "word_segments" in data
    call.source = {"engine": "whisperx" if aligned else None, "language": data.get("language")}
    call_id = data.get("transcription_id") or data.get("call_id")
    call.call_id = str(call_id) if call_id else None
    for i, item in enumerate(dicts_in(data["segments"], at(source.where, "/segments"))):
        text = text_of(item.get("text"), at(source.where, f"/segments/{i}/text"))
        call.segs += _split(item, text, f"/segments/{i}")
    yield call


def _split(item: dict[str, Any], text: str, pointer: str) -> list[Seg]:
    """The segment, cut where its words change speaker."""
    label = _label(item)
    words = [word for word in item.get("words") or [] if isinstance(word, dict)]
    runs = [list(run) for _, run in groupby(_with_speakers(words, label), key=lambda pair: pair[0])]
    if len(runs) < 2:
        label = runs[0][0][0] if runs and runs[0][0][0] else label
        return [Seg(text, item.get("start"), item.get("end"), label, ref=pointer)]
    pieces = _cut(text, [[_text(word) for _, word in run] for run in runs])
    made = []
    for piece, run in zip(pieces, runs, strict=True):
        starts = [time for _, word in run if (time := time_or_none(word.get("start"))) is not None]
        ends = [time for _, word in run if (time := time_or_none(word.get("end"))) is not None]
        start, end = (starts[0] if starts else None), (ends[-1] if ends else None)
        made.append(Seg(piece, start, end, run[0][0], ref=pointer))
    return made


def _label(item: dict[str, Any]) -> str | None:
    speaker = item.get("speaker")
    return None if speaker is None or str(speaker).strip() == "" else str(speaker)


def _with_speakers(
    words: list[dict[str, Any]], label: str | None
) -> list[tuple[str | None, dict[str, Any]]]:
    """Words and their speakers; a word without speaker goes with the one before it."""
    first = next((name for word in words if (name := _label(word))), label)
    made: list[tuple[str | None, dict[str, Any]]] = []
    for word in words:
        first = _label(word) or first
        made.append((first, word))
    return made


def _text(word: dict[str, Any]) -> str:
    return str(word.get("word") or word.get("text") or "").strip()


def _cut(text: str, runs: list[list[str]]) -> list[str]:
    """``text`` cut in front of the first word of each run; joined words where it does not match."""
    cuts, at_char = [], 0
    for words in runs:
        place = -1
        for i, word in enumerate(words):
            found = text.find(word, at_char)
            if found < 0:
                return [" ".join(run) for run in runs]
            place = found if i == 0 else place
            at_char = found + len(word)
        cuts.append(place)
    cuts[0] = 0
    return [text[a:b] for a, b in zip(cuts, [*cuts[1:], None], strict=True)]


FORMATS = (
    Format("whisperx", "WhisperX, segments with speakers", "json", 30, _probe, _read, nan_ok=True),
)
