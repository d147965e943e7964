"""What a format hands over: segments as the file has them, before roles and times are checked.

Issue codes that readers set (``level`` in brackets):

=================== =========================================================================
AMOUNT_AMBIGUOUS    an amount such as ``1.500`` that can be read two ways was left out
CELL_CUT            a cell as long as Excel allows: the text was probably cut
CUE_WITHOUT_TIME    text between two captions that has no time of its own
DUPLICATE_TEXT      rolling captions repeated their lines; the repeats were taken out (info)
EMPTY_TEXT          segments without words were left out (info)
ENCODING_GUESSED    not UTF-8; the encoding is a guess
ENCODING_REPAIRED   UTF-8 read as Windows-1252 by another program was repaired
EVENTS_LEFT_OUT     lines such as ``[música]`` are not speech (info)
HALLUCINATION       the recogniser probably invented these words
HEADER_MISSING      a table without header; its columns were found by what they hold
INFO_CONFLICT       a fact of the call has two values; the first was kept
INFO_INVALID        a fact of the call could not be read and was left out
LOW_CONFIDENCE      the recogniser was unsure of much of the call
REDACTED            personal data was removed: what was removed cannot be checked
ROLE_GUESSED        the file does not say who the agent is; the role is a guess
ROLE_UNKNOWN        the file does not say who the agent is, and it could not be guessed
SPEAKER_CARRIED     captions without speaker were taken as the speaker before
SURROGATE_REPLACED  broken halves of characters became U+FFFD
TIME_INVALID        times that cannot be right (negative, end before start, over 24 h)
TIMES_AMBIGUOUS     times that may be of the clock or of the call were taken as unknown
TIMES_CLOCK         times of the clock were counted from the first (info)
TIMES_MISSING       no times at all (info)
TIME_UNIT_GUESSED   whole numbers were read as milliseconds (info)
UNSORTED            the segments were not in order of time; they were sorted
=================== =========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from callcoach.errors import TranscriptError
from callcoach.model.transcript import CallInfo, Issue, RoleSource, Speaker

Level = Literal["info", "warning", "error"]

MAX_UTTERANCES = 200_000


@dataclass(slots=True, eq=False)
class Seg:
    """A stretch of speech as the source has it; ``start`` and ``end`` are seconds or their text.

    >>> Seg("Hola", start="0:05").label is None
    True
    """

    text: str
    start: Any = None
    end: Any = None
    label: str | None = None
    channel: int | None = None
    role: Speaker | None = None
    confidence: float | None = None
    ref: str | None = None
    end_kind: Literal["measured", "next_start"] | None = None
    role_source: RoleSource | None = None


class Note(NamedTuple):
    """An issue that still points at a segment: its place is known only after sorting."""

    code: str
    message: str
    seg: Seg | None = None
    level: Level = "warning"


@dataclass(slots=True)
class RawCall:
    """One call as a format module hands it over.

    ``exact`` keeps texts untouched (also empty ones); ``interleaved`` says that the source
    lists one channel after the other, so sorting is no cause for an issue; ``events`` says that
    lines such as ``[música]`` may occur and are no speech.
    """

    segs: list[Seg]
    call_id: str | None = None
    info: CallInfo = field(default_factory=CallInfo)
    notes: list[Note] = field(default_factory=list)
    issues: tuple[Issue, ...] = ()
    source: dict[str, Any] = field(default_factory=dict)
    where: str | None = None
    exact: bool = False
    interleaved: bool = False
    events: bool = False


class Input(NamedTuple):
    """What a format module may know of the file: how to name it, and its notes so far."""

    where: str
    name: str | None = None


RawCalls = Iterator[RawCall | TranscriptError]


class Format(NamedTuple):
    """A reader: ``probe`` says whether the content is of this shape, ``parse`` reads it.

    ``kind`` is what both are given: ``json`` (an object already parsed) or ``text``. Formats
    with a lower ``rank`` are asked first. ``nan_ok``: ``NaN`` may stand for an unknown number.
    """

    name: str
    title: str
    kind: Literal["json", "text"]
    rank: int
    probe: Callable[[Any], bool]
    parse: Callable[[Any, Input], RawCalls]
    nan_ok: bool = False


def at(where: str, pointer: str | int) -> str:
    """The place of a fault: the file and a line number or JSON pointer.

    >>> at("call.csv", 7), at("call.json", "/segments/2")
    ('call.csv:7', 'call.json#/segments/2')
    """
    return f"{where}:{pointer}" if isinstance(pointer, int) else f"{where}#{pointer}"


def text_of(value: object, where: str) -> str:
    """``value`` as text; ``None`` is empty. Raises TranscriptError where it is no text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    raise TranscriptError(f"text expected, found {kind_of(value)}", where=where)


def dicts_in(value: object, where: str) -> list[dict[str, Any]]:
    """``value`` as a list of objects. Raises TranscriptError naming the first that is none."""
    if not isinstance(value, list):
        raise TranscriptError(f"a list expected, found {kind_of(value)}", where=where)
    for i, item in enumerate(value):
        if not isinstance(item, dict):
            raise TranscriptError(
                f"an object expected, found {kind_of(item)}", where=f"{where}/{i}"
            )
    return value


def dict_in(obj: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The object under ``key``, empty where there is none."""
    value = obj.get(key)
    return value if isinstance(value, dict) else {}


def kind_of(value: object) -> str:
    """The JSON name of a value's type: errors name kinds, never values.

    >>> kind_of([]), kind_of(1.5), kind_of(None)
    ('a list', 'a number', 'null')
    """
    names = {dict: "an object", list: "a list", str: "text", bool: "true/false"}
    if value is None:
        return "null"
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else "something")
