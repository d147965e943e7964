"""Writing many reviews so that nothing is ever half-written."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from callcoach.errors import UsageError
from callcoach.model.review import Review

STDOUT = "-"
_NEW_FILE = 0o666


def to_json(review: Review) -> str:
    """A review as one line of JSON; the same review gives the same bytes."""
    return review.model_dump_json(by_alias=True)


@contextmanager
def writer(target: str) -> Iterator[IO[str]]:
    """An open text file (UTF-8) that takes its place only when everything was written.

    ``-`` is standard output; a pipe or device is written to directly. Raises :class:`UsageError`
    where nothing can be written, before anything is.
    """
    path = Path(target)
    if target == STDOUT:
        with _standard_output() as out:
            yield out
    elif path.exists() and not path.is_file():
        with _direct(path) as out:
            yield out
    else:
        with _beside(path.resolve()) as out:
            yield out


@contextmanager
def _standard_output() -> Iterator[IO[str]]:
    """Standard output in UTF-8, whatever the locale says."""
    sys.stdout.flush()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf8", newline="\n")
    try:
        yield out
        out.flush()
    finally:
        with suppress(OSError):
            out.detach()


@contextmanager
def _direct(path: Path) -> Iterator[IO[str]]:
    if path.is_dir():
        raise UsageError("this is a folder", where=str(path), hint="name a file in it")
    with path.open("w", encoding="utf8", newline="\n") as out:
        yield out


@contextmanager
def _beside(path: Path) -> Iterator[IO[str]]:
    """A file beside the wanted one, renamed at the end, removed if there is none."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UsageError(f"cannot write there: {error.strerror}", where=str(path),
                         hint="name a file in a folder that exists and can be written") from None
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as out:
            yield out
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask
