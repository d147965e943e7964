"""Whisper JSON: OpenAI ``verbose_json``, its command line, faster-whisper, whisper-timestamped,
stable-ts, Hugging Face pipelines, bare lists of segments.

Whisper names no speakers. ``avg_logprob`` is no probability: confidence is ``exp`` of it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from callcoach.readers.base import (
    Format,
    Input,
    Note,
    RawCall,
    RawCalls,
    Seg,
    at,
    dicts_in,
    text_of,
)
from callcoach.readers.words import Word, time_or_none, turns

COMPRESSION, SILENCE, REPEATS = 2.4, 0.6, 3
"""Whisper's own limits for a text too repetitive, a stretch without speech; same text in a row."""

_OF_SEGMENTS = (
    "seek tokens temperature avg_logprob compression_ratio no_speech_prob no_speech words"
)
_OF_FILES = "text language duration task usage logprobs segments words type"
_SIGNS, _ONLY_TEXT = frozenset(_OF_SEGMENTS.split()), frozenset(_OF_FILES.split())
_TUPLE = ("id", "seek", "start", "end", "text", "tokens", "avg_logprob", "compression_ratio")
_TUPLE_OLD = (
    *("id", "seek", "start", "end", "text", "tokens", "temperature"),
    *("avg_logprob", "compression_ratio", "no_speech_prob", "words"),
)
_BACK = 5.0
"""Seconds: Whisper's segments never step back this far unless its clock was reset."""


def _probe(obj: Any) -> bool:
    if isinstance(obj, list):
        return bool(obj) and (_is_segment(obj[0]) or _is_tuple(obj[0]) or _is_dump(obj))
    if not isinstance(obj, dict):
        return False
    if _has_segments(obj) or _is_chunk_list(obj.get("chunks")):
        return True
    return isinstance(obj.get("text"), str) and set(obj) <= _ONLY_TEXT


def _has_segments(obj: dict[str, Any]) -> bool:
    segments = obj.get("segments")
    if not isinstance(segments, list) or not segments:
        return segments == [] and "text" in obj
    return _is_tuple(segments[0]) or (
        isinstance(segments[0], dict) and "text" in segments[0] and "start" in segments[0]
    )


def _is_segment(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("text"), str) and bool(_SIGNS & set(item))


def _is_tuple(item: Any) -> bool:
    """faster-whisper's ``Segment`` was a tuple, and JSON writes tuples as lists."""
    return isinstance(item, list) and len(item) >= 8 and isinstance(item[4], str)


def _is_dump(obj: list[Any]) -> bool:
    """``(segments, info)``, as faster-whisper returns them."""
    first = obj[0]
    return (
        isinstance(first, list) and bool(first) and (_is_segment(first[0]) or _is_tuple(first[0]))
    )


def _is_chunk_list(chunks: Any) -> bool:
    return isinstance(chunks, list) and bool(chunks) and "timestamp" in _keys(chunks[0])


def _keys(item: Any) -> set[str]:
    return set(item) if isinstance(item, dict) else set()


def _read(obj: Any, source: Input) -> RawCalls:
    data = _as_object(obj)
    call = RawCall([], where=source.where, events=True)
    call.source = {"engine": "whisper", "language": _language(data)}
    if _is_chunk_list(data.get("chunks")):
        call.segs = _from_chunks(data, source)
    elif data.get("segments"):
        call.segs = _from_segments(data["segments"], call, source)
    elif data.get("words"):
        call.segs = turns(_words(data["words"], source))
    else:
        call.segs = [Seg(text_of(data.get("text"), at(source.where, "/text")), ref="/text")]
    _distrust_resets(call)
    _note_repeats(call)
    yield call


def _as_object(obj: Any) -> dict[str, Any]:
    if isinstance(obj, dict):
        return obj
    if _is_dump(obj):
        return {"segments": obj[0], **(obj[1] if len(obj) > 1 and isinstance(obj[1], dict) else {})}
    return {"segments": obj}


def _language(data: dict[str, Any]) -> str | None:
    """The API writes a name, the command line a code."""
    language = data.get("language")
    return (
        {"spanish": "es", "english": "en"}.get(str(language).lower(), str(language))
        if language
        else None
    )


def _from_chunks(data: dict[str, Any], source: Input) -> list[Seg]:
    segs = []
    for i, chunk in enumerate(dicts_in(data["chunks"], at(source.where, "/chunks"))):
        times = chunk.get("timestamp")
        start, end = (*times, None, None)[:2] if isinstance(times, (list, tuple)) else (None, None)
        text = text_of(chunk.get("text"), at(source.where, f"/chunks/{i}/text"))
        segs.append(Seg(text, start, end, ref=f"/chunks/{i}"))
    if segs and all(len(seg.text.split()) <= 1 for seg in segs) and len(segs) > 3:
        return turns(Word(s.text.strip(), time_or_none(s.start), time_or_none(s.end)) for s in segs)
    return segs


def _from_segments(segments: list[Any], call: RawCall, source: Input) -> list[Seg]:
    made = []
    items = [_named(item) if isinstance(item, list) else item for item in segments]
    for i, item in enumerate(dicts_in(items, at(source.where, "/segments"))):
        pointer = f"/segments/{i}"
        text = text_of(item.get("text"), at(source.where, f"{pointer}/text"))
        seg = Seg(text, item.get("start"), item.get("end"), ref=pointer)
        seg.confidence = _confidence(item)
        made.append(seg)
        if reasons := list(_doubts(item)):
            message = f"the recogniser may have invented this: {', '.join(reasons)}"
            call.notes.append(Note("HALLUCINATION", message, seg))
    return made


def _named(item: list[Any]) -> dict[str, Any]:
    names = _TUPLE_OLD if len(item) >= len(_TUPLE_OLD) - 1 else _TUPLE
    return dict(zip(names, item, strict=False))


def _confidence(item: dict[str, Any]) -> float | None:
    given = _number(item.get("confidence"))
    if given is not None:
        return given if 0 < given <= 1 else None
    logarithm = _number(item.get("avg_logprob"))
    return math.exp(logarithm) if logarithm is not None and -50 < logarithm <= 0 else None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _doubts(item: dict[str, Any]) -> Iterator[str]:
    compression = _number(item.get("compression_ratio"))
    silence = _number(item.get("no_speech_prob", item.get("no_speech")))
    if compression is not None and compression > COMPRESSION:
        yield f"repetitive (compression_ratio {compression:.1f})"
    if silence is not None and SILENCE < silence <= 1:
        yield f"probably silence (no_speech_prob {silence:.2f})"


def _words(words: Any, source: Input) -> Iterator[Word]:
    for i, item in enumerate(dicts_in(words, at(source.where, "/words"))):
        text = str(item.get("word") or item.get("text") or "").strip()
        start, end = time_or_none(item.get("start")), time_or_none(item.get("end"))
        yield Word(text, start, end, ref=f"/words/{i}")


def _distrust_resets(call: RawCall) -> None:
    """Pipelines that restart their clock every 30 s: sorting would mix the call up."""
    starts = [start for seg in call.segs if (start := time_or_none(seg.start)) is not None]
    if any(b < a - _BACK for a, b in itertools.pairwise(starts)):
        for seg in call.segs:
            seg.start = seg.end = None
        message = "the times start anew within the call: all were taken as unknown"
        call.notes.append(Note("TIME_INVALID", message))


def _note_repeats(call: RawCall) -> None:
    run: list[Seg] = []
    for seg in [*call.segs, None]:
        if seg and run and seg.text.strip() == run[0].text.strip():
            run.append(seg)
            continue
        if len(run) >= REPEATS and run[0].text.strip():
            message = (
                f"the recogniser may have invented this: the same text {len(run)} times in a row"
            )
            call.notes.append(Note("HALLUCINATION", message, run[0]))
        run = [seg] if seg else []


FORMATS = (Format("whisper", "Whisper JSON", "json", 31, _probe, _read, nan_ok=True),)
