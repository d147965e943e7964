"""A path, bytes or an open file → its bytes, whole or (JSONL) line by line, never beyond a cap."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple

from callcoach.errors import TranscriptError, UsageError
from callcoach.readers.base import at

_ENDINGS = """.json .jsonl .ndjson .txt .srt .vtt .csv .tsv .md .words .log
.wav .mp3 .ogg .opus .m4a .flac .gsm .webm .mp4 .aac .wma"""
_SUFFIXES = frozenset(_ENDINGS.split())


class Content(NamedTuple):
    """An input that is open: how errors name it, its file name, its stream."""

    where: str
    name: str | None
    stream: IO[bytes]
    owned: bool
    max_bytes: int

    def stem(self) -> str | None:
        """The file name without its suffixes (``a.mp3.json`` → ``a``)."""
        if not self.name:
            return None
        path = PurePath(self.name)
        while path.suffix.lower() in _SUFFIXES and path.stem:
            path = path.with_suffix("")
        return path.name or None


class Blob(NamedTuple):
    """Bytes to recognise: the whole file, or one ``line`` of JSONL."""

    data: bytes
    line: int | None = None
    fault: TranscriptError | None = None


def check_source(source: Any) -> None:
    """Raise UsageError where ``source`` cannot be opened: no such file, a folder, text."""
    if isinstance(source, (bytes, bytearray, memoryview)) or hasattr(source, "read"):
        return
    if not isinstance(source, (str, os.PathLike)):
        raise UsageError("a path, bytes or an open binary file is needed", where="source")
    path = str(os.fspath(source))
    if "\n" in path:
        raise UsageError("a path is needed, this is text", hint="pass text.encode()")
    if Path(path).is_dir():
        raise UsageError("this is a folder", where=path, hint="name the files in it")
    if not Path(path).exists():
        raise UsageError("there is no such file", where=path)


def open_content(source: Any, name: str | None, max_bytes: int) -> Content:
    """Open ``source``. Raises UsageError where there is no such file, or it is none.

    >>> open_content(b"hola", "calls/a.mp3.json", 10).stem()
    'a'
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Content(name or "bytes", name, io.BytesIO(bytes(source)), True, max_bytes)
    if hasattr(source, "read"):
        return Content(*_names(source, name), source, False, max_bytes)
    check_source(source)
    return _open_path(str(os.fspath(source)), name, max_bytes)


def _names(stream: Any, name: str | None) -> tuple[str, str | None]:
    given = name or (stream.name if isinstance(getattr(stream, "name", None), str) else None)
    return given or "stream", PurePath(given).name if given else None


def _open_path(path: str, name: str | None, max_bytes: int) -> Content:
    try:
        stream = Path(path).open("rb")
    except OSError as error:
        raise UsageError(f"cannot be opened: {error.strerror}", where=path) from None
    return Content(path, name or PurePath(path).name, stream, True, max_bytes)


def blobs(content: Content) -> Iterator[Blob]:
    """The whole content, or its lines where it is JSONL. Raises TranscriptError beyond the cap."""
    lines = _numbered(content)
    head = list(islice(lines, 1))
    if not head:
        raise TranscriptError("the file is empty", where=content.where)
    if _opens_object(head[0].data):
        head += islice(lines, 2)
        if len(head) > 1 and _is_jsonl(head):
            yield from chain(head, lines)
            return
    yield Blob(_whole(content, head))


def _is_jsonl(head: list[Blob]) -> bool:
    """The first line is an object by itself; or a broken one, and all others seen are."""
    return _is_object(head[0]) or all(map(_is_object, head[1:]))


def _numbered(content: Content) -> Iterator[Blob]:
    """The lines that are not blank; of one beyond the cap, its beginning and its fault."""
    cap, number = content.max_bytes, 0
    while line := _readline(content, cap + 1):
        number += 1
        if len(line) > cap and not line.endswith(b"\n"):
            yield Blob(line[:100], number, _too_large(content, number))
            while (rest := _readline(content, cap)) and not rest.endswith(b"\n"):
                continue
        elif line.strip():
            yield Blob(line, number)


def _readline(content: Content, size: int) -> bytes:
    line = content.stream.readline(size)
    if not isinstance(line, bytes):
        raise UsageError(
            "the file is open as text", where=content.where, hint="open it in mode 'rb'"
        )
    return line


def _too_large(content: Content, line: int | None) -> TranscriptError:
    return TranscriptError(
        f"more than {content.max_bytes} bytes" + (" in one line" if line else ""),
        where=at(content.where, line) if line else content.where,
        hint="split it, or raise max_bytes",
    )


def _whole(content: Content, lines: list[Blob]) -> bytes:
    size = sum(len(blob.data) for blob in lines)
    if any(blob.fault for blob in lines):
        raise _too_large(content, None)
    rest = content.stream.read(max(content.max_bytes - size, 0) + 1)
    data = b"\n" * ((lines[0].line or 1) - 1) + b"".join(blob.data for blob in lines) + rest
    if size + len(rest) > content.max_bytes:
        raise _too_large(content, None)
    return data


def _opens_object(line: bytes) -> bool:
    return line.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _is_object(blob: Blob) -> bool:
    """Whether the line by itself is a JSON object (in any encoding that keeps ASCII)."""
    if blob.fault:
        return False
    try:
        return isinstance(json.loads(blob.data.decode("utf-8-sig", "replace")), dict)
    except (ValueError, RecursionError):
        return False
