"""Text → JSON values, hardened: duplicate keys, depth, NaN, huge numbers, broken characters."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Issue

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
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
        documents = _documents(decoder, text)
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
    return _without_surrogates(Parsed(documents, constants), text)


def scrub(value: Any) -> Any:
    """``value`` with lone surrogates (halves of a character) as U+FFFD, deeply."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [scrub(item) for item in value]
    if isinstance(value, dict):
        return {scrub(key): scrub(item) for key, item in value.items()}
    return value


def surrogates_issue() -> Issue:
    """The issue that says so."""
    return Issue(
        code="SURROGATE_REPLACED",
        message="broken characters (lone surrogates) were replaced by U+FFFD",
    )


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
    hint = "the file seems cut off: export it again" if not rest else "check the export"
    return TranscriptError(
        f"not valid JSON: {error.msg}", where=f"{where}:{error.lineno}:{error.colno}", hint=hint
    )


def _without_surrogates(parsed: Parsed, text: str) -> Parsed:
    if not _SURROGATE.search(text):
        return parsed
    try:
        json.dumps(parsed.documents, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return Parsed(scrub(parsed.documents), parsed.constants, (surrogates_issue(),))
    return parsed
