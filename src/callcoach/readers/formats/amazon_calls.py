"""Amazon Transcribe Call Analytics and Amazon Connect Contact Lens: turns with roles, in ms."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from callcoach.errors import TranscriptError
from callcoach.readers.base import Format, Input, RawCall, RawCalls, Seg, at, dict_in, dicts_in
from callcoach.readers.clock import milliseconds
from callcoach.readers.words import mean_confidence

_FILE_NAME = re.compile(
    r"(?P<id>[0-9a-fA-F-]{36})_analysis(?:_redacted)?_(?P<at>\d{4}-\d\d-\d\dT\d\d[:_]\d\d[:_]\d\dZ?)"
)


def _probe(obj: Any) -> bool:
    if not isinstance(obj, dict):
        return False
    if isinstance(obj.get("Transcript"), list):
        return "Participants" in obj or "ConversationCharacteristics" in obj or _turns(obj)
    segments = obj.get("Segments")
    return isinstance(segments, list) and any(
        isinstance(item, dict) and "Transcript" in item for item in segments
    )


def _turns(obj: dict[str, Any]) -> bool:
    return any(isinstance(t, dict) and "BeginOffsetMillis" in t for t in obj["Transcript"][:1])


def _read(obj: dict[str, Any], source: Input) -> RawCalls:
    if obj.get("JobStatus") not in (None, "COMPLETED"):
        raise TranscriptError(
            f"the analysis did not finish (JobStatus {str(obj['JobStatus'])[:20]!r})",
            where=source.where,
        )
    call = RawCall([], where=source.where)
    turns, pointer = _list_of_turns(obj)
    roles = _participants(obj)
    for i, turn in enumerate(dicts_in(turns, at(source.where, pointer))):
        call.segs.append(_seg(turn, roles, f"{pointer}/{i}"))
    call.source = {
        "engine": "amazon-contact-lens" if "Version" in obj else "amazon-call-analytics",
        "language": obj.get("LanguageCode") or None,
        "redacted": _redacted(obj, turns),
    }
    _identify(call, obj, source)
    yield call


def _list_of_turns(obj: dict[str, Any]) -> tuple[list[Any], str]:
    """Real-time segments wrap each turn; files list the turns."""
    if isinstance(obj.get("Transcript"), list):
        return obj["Transcript"], "/Transcript"
    wrapped = [item.get("Transcript") for item in obj["Segments"] if isinstance(item, dict)]
    return [turn for turn in wrapped if turn], "/Segments"


def _participants(obj: dict[str, Any]) -> dict[str, str]:
    people = obj.get("Participants")
    return {
        str(person["ParticipantId"]): str(person["ParticipantRole"])
        for person in (people if isinstance(people, list) else [])
        if isinstance(person, dict) and {"ParticipantId", "ParticipantRole"} <= set(person)
    }


def _seg(turn: dict[str, Any], roles: dict[str, str], pointer: str) -> Seg:
    person = str(turn.get("ParticipantId") or "")
    label = str(turn.get("ParticipantRole") or roles.get(person) or person) or None
    items = turn.get("Items")
    return Seg(
        str(turn.get("Content") or ""),
        milliseconds(turn.get("BeginOffsetMillis")),
        milliseconds(turn.get("EndOffsetMillis")),
        label,
        confidence=mean_confidence(_score(item) for item in items or [] if isinstance(item, dict)),
        ref=pointer,
    )


def _score(item: dict[str, Any]) -> tuple[float | None, float]:
    """Punctuation and removed words have no score; 0.0 is not one."""
    score = item.get("Confidence")
    if (
        item.get("Type") == "punctuation"
        or not isinstance(score, (int, float))
        or not 0 < score <= 1
    ):
        return None, 0.0
    begin, end = item.get("BeginOffsetMillis"), item.get("EndOffsetMillis")
    both = isinstance(begin, (int, float)) and isinstance(end, (int, float))
    return float(score), (end - begin) / 1000.0 if both else 0.0  # type: ignore[operator]


def _redacted(obj: dict[str, Any], turns: list[Any]) -> str:
    output = str(dict_in(obj, "ContentMetadata").get("Output") or "")
    removed = any(isinstance(turn, dict) and "[PII]" in str(turn.get("Content")) for turn in turns)
    if output == "Redacted" or removed:
        return "yes"
    return "no" if output == "Raw" else "unknown"


def _identify(call: RawCall, obj: dict[str, Any], source: Input) -> None:
    """The call's id and start: in the file, or in the name that Amazon gives the file."""
    contact = dict_in(obj, "CustomerMetadata").get("ContactId")
    name = _FILE_NAME.search(source.name or "")
    call.call_id = str(contact or (name and name["id"]) or obj.get("JobName") or "") or None
    if name:
        started = datetime.fromisoformat(name["at"].replace("_", ":"))
        call.info = call.info.model_copy(update={"started_at": started})


_TITLE = "Amazon Call Analytics and Contact Lens"
FORMATS = (Format("amazon_calls", _TITLE, "json", 11, _probe, _read),)
