"""Content → the format that reads it → calls. Formats are the modules in ``formats``, by rank."""

from __future__ import annotations

import difflib
import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from callcoach.errors import TranscriptError, UnknownFormatError, UsageError
from callcoach.model.transcript import Issue
from callcoach.readers import formats
from callcoach.readers.base import Format, Input, RawCall, at
from callcoach.readers.decoding import Decoded, decode, repair
from callcoach.readers.json_text import Parsed, mend, parse
from callcoach.readers.known import keys_seen, known_json, known_text
from callcoach.readers.python_repr import looks_like_repr, parse_repr

_LENIENT = 50
"""Formats from this rank on accept so much that known shapes are refused before they are asked."""

_JSON_START = re.compile(
    r"\s*(?:\{|\[\s*(?:[{\[\"'(\]]|-?[\d.]+\s*,|[A-Za-z_.]*Segment\()|\(\s*[\[{])"
)
_BROKEN_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Found(NamedTuple):
    """A call as its format gave it, or the error in its place; ``number`` within the file."""

    call: RawCall | TranscriptError
    format: str
    number: int | None = None
    issues: tuple[Issue, ...] = ()


@lru_cache(maxsize=1)
def all_formats() -> tuple[Format, ...]:
    """Every format, in the order in which they are asked."""
    names = [module.name for module in pkgutil.iter_modules(formats.__path__)]
    modules = [import_module(f"{formats.__name__}.{name}") for name in sorted(names)]
    found = [entry for module in modules for entry in getattr(module, "FORMATS", ())]
    return tuple(sorted(found, key=lambda entry: entry.rank))


def format_named(name: str | None) -> Format | None:
    """The format called ``name``. Raises UsageError with the nearest right name.

    >>> format_named("webvtt").title
    'WebVTT (.vtt)'
    """
    if name is None:
        return None
    by_name = {entry.name: entry for entry in all_formats()}
    if name not in by_name:
        near = difflib.get_close_matches(name, by_name, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"formats: {', '.join(by_name)}"
        raise UsageError(f"no format is called {name[:40]!r}", where="format", hint=hint)
    return by_name[name]


def calls_in(data: bytes, source: Input, wanted: Format | None) -> Iterator[Found]:
    """The calls in the bytes of one file or line. Raises TranscriptError where none can be read."""
    decoded = decode(data, source.where)
    if wanted is None and (title := known_text(decoded.text)):
        raise refusal(f"this is {title}", source.where)
    if wanted.kind == "json" if wanted else _JSON_START.match(decoded.text):
        yield from _json_calls(decoded, source, wanted)
        return
    decoded = repair(decoded)
    if not decoded.text.strip():
        raise TranscriptError("the file is empty", where=source.where)
    entry = wanted or _probed("text", decoded.text)
    if entry is None:
        raise refusal("text of no known format", source.where)
    yield from _run(entry, decoded.text, source, decoded.issues)


def refusal(what: str, where: str) -> UnknownFormatError:
    """The error for content that no format reads: what it is, what is read, what to do."""
    read = "; ".join(entry.title for entry in all_formats())
    return UnknownFormatError(
        f"{what}, which is not read", where=where, hint=f"convert it to one of: {read}"
    )


def calls_in_object(
    obj: Any, source: Input, wanted: Format | None = None, constants: int = 0
) -> Iterator[Found]:
    """The calls in a value that is already parsed."""
    entry = wanted or _probed("json", obj, below=_LENIENT)
    if entry is None and _is_list_of_calls(obj):
        yield from _each(obj, source, constants)
        return
    if entry is None and (title := known_json(obj)):
        raise refusal(f"this is {title}", source.where)
    entry = entry or _probed("json", obj)
    if entry is None:
        raise refusal(keys_seen(obj), source.where)
    if constants and not entry.nan_ok:
        raise TranscriptError(
            f"{constants} times NaN or Infinity, which are not JSON",
            where=source.where,
            hint="write null for unknown numbers",
        )
    yield from _run(entry, obj, source, ())


def _json_calls(decoded: Decoded, source: Input, wanted: Format | None) -> Iterator[Found]:
    if "callcoach.transcript/" not in decoded.text:
        decoded = repair(decoded)
    parsed = _parsed(decoded.text, source.where)
    issues = (*decoded.issues, *parsed.issues)
    if len(parsed.documents) == 1:
        found = calls_in_object(parsed.documents[0], source, wanted, len(parsed.constants))
    else:
        found = _each(parsed.documents, source, len(parsed.constants), wanted)
    yield from (entry._replace(issues=(*issues, *entry.issues)) for entry in found)


def _parsed(text: str, where: str) -> Parsed:
    try:
        return parse(text, where)
    except TranscriptError:
        if not looks_like_repr(text):
            raise
    value, issues = mend(parse_repr(text, where), where)
    return Parsed([value], [], issues)


def _each(
    documents: list[Any], source: Input, constants: int, wanted: Format | None = None
) -> Iterator[Found]:
    """Several documents in one file: each a call, or rows of a table, or of a known format."""
    if wanted is None and (rows := rows_format(documents)):
        yield from _run(rows, documents, source, ())
        return
    if wanted is None and (title := known_json(documents)):
        raise refusal(f"this is {title}", source.where)
    for number, document in enumerate(documents, start=1):
        place = Input(at(source.where, f"/{number - 1}"), source.name)
        try:
            for found in calls_in_object(document, place, wanted, constants):
                yield found._replace(number=number)
        except TranscriptError as error:
            yield Found(error, "json", number)


def rows_format(documents: list[Any]) -> Format | None:
    """The format of rows that are utterances and not calls, ``None`` where they are calls."""
    rows = next(entry for entry in all_formats() if entry.name == "json_rows")
    first = documents[0] if documents else None
    if not isinstance(first, dict) or _holds_list(first) or _probed("json", first, below=_LENIENT):
        return None
    return rows if rows.probe(documents) and known_json(first) is None else None


def _holds_list(document: Any) -> bool:
    """Whether a list of objects or lines stands in ``document``: calls have one, rows do not."""
    return isinstance(document, dict) and any(
        isinstance(value, list) and value and isinstance(value[0], (dict, str))
        for value in document.values()
    )


def _is_list_of_calls(obj: Any) -> bool:
    return (
        isinstance(obj, list)
        and bool(obj)
        and (_holds_list(obj[0]) or _holds_list(_nested(obj[0])))
        and _probed("json", obj[0]) is not None
    )


def _nested(document: Any) -> Any:
    """Amazon keeps its lists one level down, in ``results``."""
    return document.get("results") if isinstance(document, dict) else None


def _probed(kind: str, content: Any, below: int = 1000) -> Format | None:
    for entry in all_formats():
        if entry.kind == kind and entry.rank < below and entry.probe(content):
            return entry
    return None


def _run(entry: Format, content: Any, source: Input, issues: tuple[Issue, ...]) -> Iterator[Found]:
    """The calls that ``entry`` reads; a structure it does not expect is one clean error."""
    calls = iter(entry.parse(content, source))
    number = 0
    while True:
        number += 1
        try:
            call = next(calls)
        except StopIteration:
            return
        except _BROKEN_SHAPE as error:
            raise TranscriptError(
                f"recognised as {entry.title}, but not built as one ({type(error).__name__})",
                where=source.where,
                hint="check the export",
            ) from error
        yield Found(call, entry.name, number, issues)
