"""Text → JSON values, hardened: duplicate keys, depth, NaN, huge numbers, broken characters."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Issue

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LINE = re.compile(r":\d+$")
_LONE = re.compile("[\ud800-\udfff]")


class Parsed(NamedTuple):
    """JSON documents found in a text; ``constants`` are the ``NaN`` and ``Infinity`` in it."""

    documents: list[Any]
    constants: list[str]
    issues: tuple[Issue, ...] = ()


class _Duplicate(ValueError):
    pass


def parse(text: str, where: str) -> Parsed:
    """All JSON documents in ``text``: usually one, several where they follow one another.

    ``NaN`` and ``Infinity`` become ``None`` and are listed. Raises TranscriptError.

    >>> parse('{"a": NaN} {"b": 1}', "x.json").documents
    [{'a': None}, {'b': 1}]
    """
    constants: list[str] = []
    decoder = json.JSONDecoder(
        object_pairs_hook=_no_duplicates, parse_constant=lambda name: constants.append(name)
    )
    try:
        documents = _documents(decoder, text.rstrip())
    except json.JSONDecodeError as error:
        raise _broken(error, where) from None
    except _Duplicate as error:
        raise TranscriptError(
            f"the key {str(error)!r} stands twice in one object", where=where, hint="remove one"
        ) from None
    except RecursionError:
        raise TranscriptError("JSON nested too deeply", where=where) from None
    except ValueError:
        raise TranscriptError("a number with thousands of digits", where=where) from None
    if "\\u" not in text or not _SURROGATE.search(text):
        return Parsed(documents, constants)
    mended, issues = mend(documents, where)
    return Parsed(mended, constants, issues)


def mend(value: Any, where: str) -> tuple[Any, tuple[Issue, ...]]:
    """``value`` with lone surrogates (halves of a character) as U+FFFD, and the issue if any.

    >>> mend({"a": ["b"]}, "x")
    ({'a': ['b']}, ())
    """
    try:
        if not _has_lone(value):
            return value, ()
        mended = _scrub(value)
    except RecursionError:
        raise TranscriptError("nested too deeply", where=where) from None
    message = "broken characters (lone surrogates) were replaced by U+FFFD"
    return mended, (Issue(code="SURROGATE_REPLACED", message=message),)


def _has_lone(value: Any) -> bool:
    if isinstance(value, str):
        return not value.isascii() and _LONE.search(value) is not None
    if isinstance(value, (list, tuple)):
        return any(map(_has_lone, value))
    if isinstance(value, dict):
        return any(map(_has_lone, value)) or any(map(_has_lone, value.values()))
    return False


def _scrub(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, (list, tuple)):
        return [_scrub(item) for item in value]
    if isinstance(value, dict):
        return {_scrub(key): _scrub(item) for key, item in value.items()}
    return value


def _documents(decoder: json.JSONDecoder, text: str) -> list[Any]:
    found, at = [], _skip(text, 0)
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        at = _skip(text, at)
    if not found:
        raise json.JSONDecodeError("nothing but white space", text, 0)
    return found


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        raise _Duplicate(next(k for k, _ in pairs if k in seen or seen.add(k))[:40])  # type: ignore[func-returns-value]
    return made


def _broken(error: json.JSONDecodeError, where: str) -> TranscriptError:
    rest = error.doc[error.pos :].strip()
    cut = not rest or error.msg.startswith("Unterminated")
    hint = "it seems cut off: export it again" if cut else "check the export"
    message = error.msg.removesuffix(" at").removesuffix(" starting")
    line = "" if _LINE.search(where) else f":{error.lineno}"
    return TranscriptError(
        f"not valid JSON: {message}", where=f"{where}{line}:{error.colno}", hint=hint
    )
