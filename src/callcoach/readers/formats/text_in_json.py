"""The text of a call within JSON: under a key such as ``transcript``, or a list of its lines."""

from __future__ import annotations

from typing import Any

from callcoach.readers.base import Format, Input, RawCalls
from callcoach.readers.columns import ROW_COLUMNS
from callcoach.readers.folding import fold
from callcoach.readers.formats.plain import read_plain
from callcoach.readers.header import call_facts
from callcoach.readers.lines import turns_in


def _parse_list(lines: list[str], source: Input) -> RawCalls:
    yield read_plain("\n".join(" ".join(line.split("\n")) for line in lines), source)


def _parse_object(obj: dict[str, Any], source: Input) -> RawCalls:
    call = read_plain(obj[_text_key(obj) or ""], source)
    facts = {key: str(value) for key, value in obj.items() if isinstance(value, (str, int, float))}
    facts.pop(_text_key(obj) or "", None)
    call_id, call.info, notes = call_facts(facts)
    call.call_id = call_id or str(obj.get("id") or "") or call.call_id
    call.notes += notes
    yield call


def _is_text_in_object(obj: object) -> bool:
    """A dialogue as one text under a key such as ``transcript``."""
    if not isinstance(obj, dict) or any(isinstance(value, list) for value in obj.values()):
        return False
    key = _text_key(obj)
    return key is not None and turns_in(obj[key]) > 1


def _text_key(obj: dict[str, Any]) -> str | None:
    texts = [key for key in obj if ROW_COLUMNS.get(fold(str(key))) == "text"]
    return next((key for key in texts if isinstance(obj[key], str)), None)


def _is_list_of_lines(obj: object) -> bool:
    return isinstance(obj, list) and bool(obj) and all(isinstance(line, str) for line in obj)


FORMATS = (
    Format("json_text", "JSON with a text", "json", 25, _is_text_in_object, _parse_object),
    Format(
        "json_lines_of_text", "a JSON list of lines", "json", 80, _is_list_of_lines, _parse_list
    ),
)
