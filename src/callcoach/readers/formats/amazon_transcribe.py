"""Amazon Transcribe, standard jobs: speakers, channels, audio segments, or none of them.

Times and confidences are strings; punctuation has neither. Call Analytics and Contact Lens are
in ``amazon_calls``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from callcoach.errors import TranscriptError
from callcoach.readers.base import Format, Input, RawCall, RawCalls, Seg, at, dict_in, dicts_in
from callcoach.readers.words import Word, mean_confidence, time_or_none, turns


def _probe(obj: Any) -> bool:
    results = obj.get("results") if isinstance(obj, dict) else None
    if not isinstance(results, dict):
        return isinstance(obj, dict) and "jobName" in obj and "status" in obj
    return isinstance(results.get("transcripts"), list) or (
        "items" in results and ("jobName" in obj or "speaker_labels" in results)
    )


def _read(obj: dict[str, Any], source: Input) -> RawCalls:
    results = dict_in(obj, "results")
    if obj.get("status") not in (None, "COMPLETED") or not results:
        raise TranscriptError(
            f"the transcription job did not finish (status {str(obj.get('status'))[:20]!r})",
            where=source.where,
        )
    call = RawCall([], call_id=str(obj.get("jobName") or "") or None, where=source.where)
    call.segs = _segments(results, source)
    call.interleaved = bool(_channels(results))
    language = results.get("language_code")
    call.source = {"engine": "amazon-transcribe", "language": language if language else None}
    if _redacted(obj, results):
        call.source["redacted"] = "yes"
    yield call


def _segments(results: dict[str, Any], source: Input) -> list[Seg]:
    """The best account there is: channels, audio segments, words, or the text alone."""
    where = at(source.where, "/results")
    channels = _channels(results)
    if len(channels) > 1:
        return [
            seg
            for number, channel in enumerate(channels)
            for seg in turns(_words(channel.get("items"), where, {}, _number(channel, number)))
        ]
    if results.get("audio_segments"):
        return list(_audio_segments(results, where))
    speakers = _speakers(results)
    words = turns(_words(results.get("items"), where, speakers, None))
    words = words or turns(_words(_items_of_speakers(results), where, {}, None))
    return words or [
        Seg(str(item.get("transcript") or ""), ref=f"/results/transcripts/{i}")
        for i, item in enumerate(dicts_in(results.get("transcripts") or [], where))
    ]


def _channels(results: dict[str, Any]) -> list[dict[str, Any]]:
    channels = dict_in(results, "channel_labels").get("channels")
    found = [item for item in channels or [] if isinstance(item, dict) and item.get("items")]
    return found if len(found) > 1 else []


def _number(channel: dict[str, Any], place: int) -> int:
    digits = re.search(r"\d+$", str(channel.get("channel_label", "")))
    return int(digits.group()) if digits else place


def _audio_segments(results: dict[str, Any], where: str) -> Iterator[Seg]:
    scores = {
        item.get("id"): _score(item)
        for item in dicts_in(results.get("items") or [], f"{where}/items")
        if item.get("id") is not None
    }
    for i, item in enumerate(dicts_in(results["audio_segments"], f"{where}/audio_segments")):
        ids = item.get("items")
        words = [scores.get(key, (None, 0.0)) for key in ids] if isinstance(ids, list) else []
        channel = item.get("channel_label")
        yield Seg(
            str(item.get("transcript") or ""),
            item.get("start_time"),
            item.get("end_time"),
            label=str(item.get("speaker_label") or channel or "") or None,
            channel=_number(item, 0) if channel and not item.get("speaker_label") else None,
            confidence=mean_confidence(words),
            ref=f"/results/audio_segments/{i}",
        )


def _score(item: dict[str, Any]) -> tuple[float | None, float]:
    word = _word(item, None, None)
    return word.confidence, (word.end or 0.0) - (word.start or 0.0)


def _speakers(results: dict[str, Any]) -> dict[str, str]:
    """Start time of a word → its speaker: older files say it only in ``speaker_labels``."""
    made: dict[str, str] = {}
    for segment in dict_in(results, "speaker_labels").get("segments") or []:
        for item in segment.get("items") or []:
            label = item.get("speaker_label") or segment.get("speaker_label")
            if label:
                made[str(item.get("start_time"))] = str(label)
    return made


def _items_of_speakers(results: dict[str, Any]) -> list[dict[str, Any]]:
    segments = dict_in(results, "speaker_labels").get("segments") or []
    items = [item for segment in segments for item in segment.get("items") or []]
    return [item for item in items if item.get("alternatives")]


def _words(items: Any, where: str, speakers: dict[str, str], channel: int | None) -> Iterator[Word]:
    label: str | None = None if channel is None else f"ch_{channel}"
    pointer = "items" if channel is None else f"channel_labels/channels/{channel}/items"
    for i, item in enumerate(dicts_in(items or [], f"{where}/{pointer}")):
        if channel is None:
            named = item.get("speaker_label") or speakers.get(str(item.get("start_time")))
            label = str(named) if named else label
        word = _word(item, label, channel)
        word.ref = f"/results/{pointer}/{i}"
        yield word


def _word(item: dict[str, Any], label: str | None, channel: int | None) -> Word:
    options = item.get("alternatives")
    best = options[0] if isinstance(options, list) and options else {}
    glued = item.get("type") == "punctuation"
    return Word(
        str(best.get("content") or ""),
        time_or_none(item.get("start_time")),
        time_or_none(item.get("end_time")),
        label,
        channel,
        None if glued else _probability(best.get("confidence")),
        glued,
    )


def _probability(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number <= 1 else None


def _redacted(obj: dict[str, Any], results: dict[str, Any]) -> bool:
    if obj.get("isRedacted") is True:
        return True
    items = results.get("items") or []
    return any(
        isinstance(option, dict) and option.get("redactions")
        for item in items
        if isinstance(item, dict)
        for option in item.get("alternatives") or []
    )


FORMATS = (Format("amazon_transcribe", "Amazon Transcribe", "json", 10, _probe, _read),)
