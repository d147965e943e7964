"""Segments of a format → a checked ``Transcript``: times, order, roles, and what must be said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Issue, Speaker, Transcript
from callcoach.readers.base import MAX_UTTERANCES, Note, RawCall, Seg, at
from callcoach.readers.events import is_event
from callcoach.readers.roles import assign_roles
from callcoach.readers.timing import settle_times
from callcoach.readers.words import mean_confidence

LOW_CONFIDENCE = 0.6
"""Mean confidence below which a call is flagged."""

_REDACTED = re.compile(
    r"\[(?:PII|REDACTED|REDACTADO|OCULTO|CENSURADO|NOMBRE|NAME|PERSON_NAME|TEL[EÉ]FONO|PHONE_?\w*"
    r"|CREDIT_\w+|CUENTA|DNI|RFC|CURP|DIRECCI[OÓ]N|ADDRESS|EMAIL|CORREO)(?:_\d+)?\]|#{4,}"
)


class Given(NamedTuple):
    """What the caller knows: role maps, and how to name the file and the call."""

    roles: Mapping[str, Speaker]
    channels: Mapping[int, Speaker]
    fallback_id: str
    source: dict[str, Any]
    issues: tuple[Issue, ...] = ()


def assemble(call: RawCall, given: Given) -> Transcript:
    """The transcript of ``call``. Raises TranscriptError (no utterances, too many, not valid)."""
    where = call.where or given.source.get("file") or "transcript"
    _clear(call)
    source = {**given.source, **call.source}
    times = settle_times(call)
    _drop_events(call)
    _check_size(call, where)
    source.setdefault("times", times)
    call.notes += assign_roles(call.segs, given.roles, given.channels)
    _note_confidence(call)
    _note_redaction(call, source)
    return _validated(
        {
            "id": call.call_id or given.fallback_id,
            "info": call.info,
            "utterances": [_utterance(i, seg) for i, seg in enumerate(call.segs)],
            "source": source,
            "issues": _issues(call, given.issues),
        },
        where,
    )


def _clear(call: RawCall) -> None:
    """Strip texts; leave out what holds no words."""
    if call.exact:
        return
    for seg in call.segs:
        seg.text = seg.text.strip()
    spoken = [seg for seg in call.segs if seg.text]
    if len(spoken) < len(call.segs):
        message = f"segments without words, left out: {len(call.segs) - len(spoken)}"
        call.notes.append(Note("EMPTY_TEXT", message, level="info"))
    call.segs = spoken


def _drop_events(call: RawCall) -> None:
    """After the times are settled: a sound's start also ends the speech before it."""
    if not call.events:
        return
    spoken = [seg for seg in call.segs if not is_event(seg.text)]
    if len(spoken) < len(call.segs):
        message = f"lines that describe sounds, left out: {len(call.segs) - len(spoken)}"
        call.notes.append(Note("EVENTS_LEFT_OUT", message, level="info"))
    call.segs = spoken


def _check_size(call: RawCall, where: str) -> None:
    if not call.segs:
        raise TranscriptError(
            "no utterances: nobody speaks in it", where=where, hint="check the transcription"
        )
    if len(call.segs) > MAX_UTTERANCES:
        raise TranscriptError(
            f"{len(call.segs)} utterances; at most {MAX_UTTERANCES} are read",
            where=where,
            hint="one call per transcript: is the call id column missing?",
        )


def _utterance(index: int, seg: Seg) -> dict[str, Any]:
    made: dict[str, Any] = {
        "index": index,
        "speaker": seg.role or "unknown",
        "text": seg.text,
        "role_source": seg.role_source or "none",
    }
    if seg.start is not None:
        made["start"] = seg.start
    if seg.end is not None:
        made["end"], made["end_kind"] = seg.end, seg.end_kind
    if seg.label is not None:
        made["speaker_label"] = seg.label
    if seg.channel is not None:
        made["channel"] = seg.channel
    if seg.confidence is not None:
        made["confidence"] = seg.confidence
    if seg.ref is not None:
        made["ref"] = seg.ref
    return made


def _issues(call: RawCall, before: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Those of the file, those found before, those found now; each thing said once."""
    place = {id(seg): i for i, seg in enumerate(call.segs)}
    found = [*call.issues, *before]
    said = {(issue.code, issue.utterance) for issue in call.issues}
    for note in call.notes:
        index = place.get(id(note.seg)) if note.seg is not None else None
        if (note.code, index) not in said:
            found.append(
                Issue(code=note.code, message=note.message, utterance=index, level=note.level)
            )
    return tuple(found)


def _note_confidence(call: RawCall) -> None:
    scores = [
        (seg.confidence, float(len(seg.text)))
        for seg in call.segs
        if isinstance(seg.confidence, float)
    ]
    mean = mean_confidence(scores)
    if mean is not None and mean < LOW_CONFIDENCE and 2 * len(scores) >= len(call.segs):
        message = f"the recogniser was {mean:.0%} sure on average: words may be wrong"
        call.notes.append(Note("LOW_CONFIDENCE", message))


def _note_redaction(call: RawCall, source: dict[str, Any]) -> None:
    if call.exact or source.get("redacted") == "no":
        return
    removed = source.get("redacted") == "yes"
    if removed or any(_REDACTED.search(seg.text) for seg in call.segs):
        source["redacted"] = "yes"
        message = "personal data was removed: what was removed (names, sums) cannot be checked"
        call.notes.append(Note("REDACTED", message))


def _validated(data: dict[str, Any], where: str) -> Transcript:
    try:
        return Transcript.model_validate(data)
    except ValidationError as error:
        raise invalid(error, where) from None


def invalid(error: ValidationError, where: str) -> TranscriptError:
    """The first fault that validation found: where and of what kind, never the value."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    pointer = "".join(f"/{part}" for part in fault["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    place = f"{where}{pointer}" if "#" in where else at(where, pointer)
    return TranscriptError(f"{fault['msg']}{more}", where=place, hint="see callcoach.transcript/1")
