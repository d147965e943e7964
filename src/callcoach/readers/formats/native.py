"""callcoach's own JSON: ``callcoach.transcript/1``, and the plain form people write by hand.

The plain form: ``{"id", "variety"?, "meta"?: {…}, "utterances": [{"speaker", "text", "start"?,
"end"?}]}``; ``turns``, ``messages`` and ``transcript`` may stand for ``utterances``. Texts are
kept exactly. Unknown keys of ``meta`` go to ``info.extra``; labels are ignored.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from callcoach.errors import TranscriptError
from callcoach.model.transcript import CallInfo, Issue, RoleSource, Source, Speaker
from callcoach.readers.assemble import invalid
from callcoach.readers.base import (
    Format,
    Input,
    RawCall,
    RawCalls,
    Seg,
    at,
    dict_in,
    dicts_in,
    kind_of,
)

SCHEMA = "callcoach.transcript/1"
_LISTS = ("utterances", "turns", "messages", "transcript", "conversation", "dialog", "dialogue")
_IDS = ("id", "call_id", "id_llamada")
_TEXTS = ("text", "texto", "message", "content", "transcript")
_SPEAKERS = ("speaker", "role", "hablante", "rol", "participant")
_ROLES = frozenset(get_args(Speaker))
_ROLE_SOURCES = frozenset(get_args(RoleSource))
_Noun = TypeVar("_Noun", CallInfo, Source, Issue)


def _is_native(obj: Any) -> bool:
    return isinstance(obj, dict) and str(obj.get("schema", "")).startswith("callcoach.transcript/")


def _is_plain(obj: Any) -> bool:
    return isinstance(obj, dict) and _list_key(obj) is not None


def _has_roles(obj: Any) -> bool:
    """The plain form with callcoach's own roles: no other format has these."""
    turns = obj.get("utterances") if isinstance(obj, dict) else None
    first = turns[0] if isinstance(turns, list) and turns else None
    return isinstance(first, dict) and first.get("speaker") in ("agent", "customer")


def _list_key(obj: dict[str, Any]) -> str | None:
    for key in _LISTS:
        value = obj.get(key)
        if key == "utterances" and isinstance(value, list) and not value:
            return key
        if isinstance(value, list) and value and _is_turn(value[0]):
            return key
    return None


def _is_turn(item: Any) -> bool:
    return isinstance(item, dict) and any(isinstance(item.get(key), str) for key in _TEXTS)


def _read_native(obj: dict[str, Any], source: Input) -> RawCalls:
    if obj["schema"] != SCHEMA:
        raise TranscriptError(
            f"schema {str(obj['schema'])[:40]!r} is not known",
            where=at(source.where, "/schema"),
            hint=f"this version reads {SCHEMA}",
        )
    extra = set(obj) - {"schema", "id", "info", "utterances", "source", "issues"}
    if extra:
        raise TranscriptError(
            f"unknown keys {', '.join(sorted(extra))[:80]}", where=source.where, hint=SCHEMA
        )
    call = _read(obj, "utterances", source)
    call.info = _model(CallInfo, obj.get("info") or {}, source, "/info")
    if obj.get("source"):
        kept = _model(Source, obj["source"], source, "/source")
        call.source = kept.model_dump(exclude_none=True)
    found = dicts_in(obj.get("issues") or [], at(source.where, "/issues"))
    call.issues = tuple(_model(Issue, issue, source, "/issues") for issue in found)
    yield call


def _read_plain(obj: dict[str, Any], source: Input) -> RawCalls:
    call = _read(obj, _list_key(obj) or "utterances", source)
    call.info = _info(obj, source)
    yield call


def _read(obj: dict[str, Any], key: str, source: Input) -> RawCall:
    where = at(source.where, f"/{key}")
    turns = dicts_in(obj.get(key), where)
    call_id = next((obj[k] for k in _IDS if obj.get(k)), None)
    return RawCall(
        [_seg(turn, f"{where}/{i}") for i, turn in enumerate(turns)],
        call_id=None if call_id is None else str(call_id),
        where=source.where,
        exact=True,
    )


def _seg(turn: dict[str, Any], where: str) -> Seg:
    get = turn.get
    text = get("text")
    if not isinstance(text, str):
        text = _other_text(turn, where)
    speaker = get("speaker")
    if speaker is None:
        speaker = next((turn[key] for key in _SPEAKERS if turn.get(key) is not None), None)
    label = get("speaker_label")
    role: Speaker | None = None
    if isinstance(speaker, str) and speaker in _ROLES:
        role = speaker  # type: ignore[assignment]
    elif speaker is not None and label is None:
        label = str(speaker)
    return Seg(
        text,
        get("start"),
        get("end"),
        label,
        get("channel"),
        role,
        get("confidence"),
        get("ref"),
        get("end_kind"),
        get("role_source") if get("role_source") in _ROLE_SOURCES else None,
    )


def _other_text(turn: dict[str, Any], where: str) -> str:
    for key in _TEXTS:
        if isinstance(turn.get(key), str):
            return str(turn[key])
    raise TranscriptError(
        f"text expected, found {kind_of(turn.get('text'))}", where=f"{where}/text"
    )


def _info(obj: dict[str, Any], source: Input) -> CallInfo:
    """``meta`` (or ``info``, or the top level) as ``CallInfo``; unknown keys to ``extra``."""
    facts = {key: obj[key] for key in ("variety", "style") if obj.get(key) is not None}
    facts |= dict_in(obj, "meta") or dict_in(obj, "info")
    known = {key: value for key, value in facts.items() if key in CallInfo.model_fields}
    extra = {key: _as_text(value) for key, value in facts.items() if key not in known}
    extra |= {key: _as_text(value) for key, value in dict_in(known, "extra").items()}
    known["extra"] = extra
    return _model(CallInfo, known, source, "/meta")


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _model(kind: type[_Noun], value: Any, source: Input, pointer: str) -> _Noun:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise invalid(error, at(source.where, pointer)) from None


FORMATS = (
    Format("callcoach", f"{SCHEMA} (JSON, JSONL)", "json", 0, _is_native, _read_native),
    Format("plain_json", "JSON with utterances", "json", 1, _has_roles, _read_plain),
    Format("json_turns", "JSON with turns (speaker, text)", "json", 60, _is_plain, _read_plain),
)
