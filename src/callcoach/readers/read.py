"""The entry: any file of transcripts → ``Transcript``, chosen by content, never by extension.

>>> call = read_transcript("Agente: Buenos días.\\nCliente: ¿Quién es?".encode(), name="a.txt")
>>> call.id, [utterance.speaker for utterance in call.utterances]
('a', ['agent', 'customer'])
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from callcoach.errors import TranscriptError, UnknownFormatError
from callcoach.model.transcript import CallInfo, Speaker, Transcript
from callcoach.readers.assemble import Given, assemble
from callcoach.readers.base import Format, Input, RawCall, Seg, at
from callcoach.readers.content import Blob, Content, blobs, check_source, open_content
from callcoach.readers.dispatch import Found, calls_in, calls_in_object, format_named, rows_format
from callcoach.readers.json_text import mend, parse
from callcoach.readers.roles import check_channels, check_roles
from callcoach.readers.seen import Seen

MAX_BYTES = 50_000_000
"""Largest file that is read (per line for JSONL), unless the caller allows more."""

Source = str | os.PathLike[str] | bytes | IO[bytes]


def read_transcripts(
    source: Source,
    *,
    name: str | None = None,
    roles: Mapping[str, Speaker] | None = None,
    channels: Mapping[int, Speaker] | None = None,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Transcript | TranscriptError]:
    """The calls of a file, one after the other; a broken call comes as its ``TranscriptError``.

    ``source`` is a path, the bytes, or an open binary file (``name`` names it then). ``roles``
    maps the file's speaker labels to roles, ``channels`` its channel numbers (from 0). ``format``
    skips recognition. JSONL is streamed, with ``max_bytes`` per line.

    Raises UsageError for what cannot be meant (an unknown role, format or file; at the end, a
    label that occurs nowhere) and TranscriptError where the whole file is unreadable.

    >>> list(read_transcripts(b'{"id": "1", "utterances": []}'))[0].what
    'no utterances: nobody speaks in it'
    """
    known = Seen(check_roles(roles), check_channels(channels))
    wanted = format_named(format)
    check_source(source)
    return _read(source, name, max_bytes, known, wanted)


def read_transcript(
    source: Source,
    *,
    name: str | None = None,
    roles: Mapping[str, Speaker] | None = None,
    channels: Mapping[int, Speaker] | None = None,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Transcript:
    """The only call of a file. Raises TranscriptError where it is broken or not the only one.

    >>> read_transcript(b"Cliente: hola").utterances[0].text
    'hola'
    """
    found = read_transcripts(
        source, name=name, roles=roles, channels=channels, format=format, max_bytes=max_bytes
    )
    first = next(found)
    if isinstance(first, TranscriptError):
        raise first
    if next(found, None) is not None:
        raise TranscriptError(
            "more than one call",
            where=first.source.file if first.source else None,
            hint="use read_transcripts",
        )
    return first


def from_dict(
    obj: Any,
    *,
    name: str | None = None,
    roles: Mapping[str, Speaker] | None = None,
    channels: Mapping[int, Speaker] | None = None,
) -> Transcript:
    """The call in a Python value: callcoach's JSON, or the result of a recogniser.

    Raises TranscriptError.

    >>> from_dict({"id": "7", "utterances": [{"speaker": "agent", "text": "Hola"}]}).id
    '7'
    """
    seen = Seen(check_roles(roles), check_channels(channels))
    where = name or "value"
    value, issues = mend(obj, where)
    found = list(calls_in_object(value, Input(where, name)))
    if len(found) != 1:
        raise TranscriptError(f"{len(found)} calls where one is expected", where=where)
    only = found[0]._replace(issues=issues)
    return _checked(_transcript(only, seen, where, _source(name, None), name), seen, where)


def from_turns(
    turns: Iterable[tuple[str, str]],
    *,
    id: str,
    roles: Mapping[str, Speaker] | None = None,
    info: CallInfo | None = None,
) -> Transcript:
    """A call from pairs of speaker and text. Speakers are role words or labels (see ``roles``).

    Raises TranscriptError without turns, UsageError for an unknown role.

    >>> call = from_turns([("agente", "Buenos días."), ("cliente", "¿Sí?")], id="1")
    >>> call.utterances[1].speaker
    'customer'
    """
    pairs, issues = mend([list(turn) for turn in turns], id)
    segs = [Seg(text, label=speaker) for speaker, text in pairs]
    call = RawCall(segs, call_id=id, info=info or CallInfo(), exact=True)
    seen = Seen(check_roles(roles), {})
    return _checked(_transcript(Found(call, "turns", issues=issues), seen, id, {}, id), seen, id)


def _checked(made: Transcript | TranscriptError, seen: Seen, where: str) -> Transcript:
    if isinstance(made, TranscriptError):
        raise made
    seen.check(where)
    return made


def _read(
    source: Source, name: str | None, max_bytes: int, seen: Seen, wanted: Format | None
) -> Iterator[Transcript | TranscriptError]:
    """All calls; the last is held back until the role maps are known to fit."""
    content = open_content(source, name, max_bytes)
    held: Transcript | TranscriptError | None = None
    try:
        for made in _all(content, seen, wanted):
            if held is not None:
                yield held
            held = made
        if not isinstance(held, TranscriptError):
            seen.check(content.where)
        if held is not None:
            yield held
    finally:
        if content.owned:
            content.stream.close()


def _all(
    content: Content, seen: Seen, wanted: Format | None
) -> Iterator[Transcript | TranscriptError]:
    stem = content.stem()
    lines = blobs(content)
    for blob in lines:
        if blob.line is None:
            source = _source(content.name, blob.data)
            place = Input(content.where, content.name)
            for found in calls_in(blob.data, place, wanted):
                yield _transcript(found, seen, content.where, source, stem)
        elif (rows := _rows_of(blob, wanted)) is not None:
            yield from _all_rows(content, [blob, *lines], rows, seen)
        else:
            yield from _line(content, blob, seen, wanted, stem)


def _line(
    content: Content, blob: Blob, seen: Seen, wanted: Format | None, stem: str | None
) -> Iterator[Transcript | TranscriptError]:
    """The call in one line of JSONL; what is wrong with it costs this call only."""
    where = at(content.where, blob.line or 1)
    try:
        if blob.fault:
            raise blob.fault
        source = _source(content.name, blob.data)
        for found in calls_in(blob.data, Input(where, content.name), wanted):
            numbered = found._replace(number=blob.line)
            yield _transcript(numbered, seen, where, source, stem)
    except TranscriptError as error:
        if isinstance(error, UnknownFormatError) and blob.line == 1:
            raise
        yield error


def _rows_of(blob: Blob, wanted: Format | None) -> Format | None:
    """JSONL of utterances, not of calls: told by the first line."""
    if blob.line != 1 or blob.fault or wanted is not None:
        return None
    try:
        documents = parse(blob.data.decode("utf-8-sig"), "").documents
    except (TranscriptError, UnicodeDecodeError):
        return None
    return rows_format(documents)


def _all_rows(
    content: Content, lines: list[Blob], rows: Format, seen: Seen
) -> Iterator[Transcript | TranscriptError]:
    documents = []
    for blob in lines:
        if blob.fault:
            raise blob.fault
        documents += parse(
            blob.data.decode("utf-8-sig"), at(content.where, blob.line or 1)
        ).documents
    source = _source(content.name, b"".join(blob.data for blob in lines))
    for found in calls_in_object(documents, Input(content.where, content.name), rows):
        yield _transcript(found, seen, content.where, source, content.stem())


def _source(name: str | None, data: bytes | None) -> dict[str, Any]:
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    return {"file": name, "sha256": digest}


def _transcript(
    found: Found, seen: Seen, where: str, source: dict[str, Any], stem: str | None
) -> Transcript | TranscriptError:
    call = found.call
    if isinstance(call, TranscriptError):
        return call
    seen.note(call)
    call.where = call.where or where
    fallback = stem or (source.get("sha256") or "transcript")[:12]
    if found.number is not None and found.number > 1:
        fallback = f"{fallback}-{found.number}"
    given = Given(
        seen.roles, seen.channels, fallback, {"format": found.format, **source}, found.issues
    )
    try:
        return assemble(call, given)
    except TranscriptError as error:
        return error
