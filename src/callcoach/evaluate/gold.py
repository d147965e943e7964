"""Calls labelled by people: JSON lines with ``labels`` per utterance and ``practices`` verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_dict


@dataclass(frozen=True, slots=True)
class Label:
    """One label of an utterance; ``value`` for amounts, ``form`` for questions."""

    label: str
    quote: str
    value: Decimal | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class GoldCall:
    """A call with the labels and verdicts that people gave it."""

    transcript: Transcript
    labels: tuple[tuple[Label, ...], ...]
    practices: Mapping[str, str]
    style: str
    region: str


def read_gold(path: str | Path) -> Iterator[GoldCall]:
    """The labelled calls of a file. Raises :class:`TranscriptError` with the line at fault."""
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _call(_parsed(line, f"{path}:{number}"), f"{path}:{number}")
    except OSError as error:
        raise TranscriptError(error.strerror or "unreadable", where=str(path)) from None
    except UnicodeDecodeError:
        raise TranscriptError("not UTF-8", where=str(path), hint="save it as UTF-8") from None


def _parsed(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise TranscriptError("not a line of JSON", where=where) from None
    if not isinstance(row, dict) or not isinstance(row.get("utterances"), list):
        raise TranscriptError("a labelled call has id and utterances", where=where)
    return row


def _call(row: dict[str, Any], where: str) -> GoldCall:
    labels = tuple(tuple(_labels(u, where)) for u in row["utterances"])
    return GoldCall(from_dict(row), labels, dict(row.get("practices", {})),
                    str(row.get("style", "")), str(row.get("variety", "")))


def _labels(utterance: Mapping[str, Any], where: str) -> Iterator[Label]:
    for row in utterance.get("labels", ()):
        if not isinstance(row, Mapping) or not isinstance(row.get("label"), str):
            raise TranscriptError("a label without a name", where=where)
        yield Label(row["label"], str(row.get("quote", "")), _decimal(row.get("value")),
                    row.get("form"))


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)).quantize(Decimal("0.01")) if value is not None else None
    except InvalidOperation:
        return None
