"""What to score: files, folders, globs and standard input, as a stable list."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from callcoach.errors import UsageError

STDIN = "-"


def expand(arguments: Iterable[str]) -> list[str]:
    """The files that arguments name, in order, without repeats; ``-`` is standard input.

    A folder stands for all files below it but hidden ones. Raises :class:`UsageError` for a path
    that does not exist and for a glob or folder without files.
    """
    seen: dict[str, None] = {}
    for argument in arguments:
        for name in _one(argument):
            seen.setdefault(name)
    return list(seen)


def _one(argument: str) -> Iterator[str]:
    path = Path(argument)
    if argument == STDIN or path.is_file():
        yield argument
    elif path.is_dir():
        yield from _folder(path)
    elif glob.has_magic(argument):
        yield from _glob(argument)
    else:
        raise UsageError("there is no such file or folder", where=argument, hint="check the path")


def _folder(path: Path) -> Iterator[str]:
    files = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path)))
    if not files:
        raise UsageError("the folder holds no files", where=str(path))
    yield from map(str, files)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _glob(pattern: str) -> Iterator[str]:
    files = sorted(p for p in glob.glob(pattern, recursive=True) if Path(p).is_file())
    if not files:
        raise UsageError("no file matches this pattern", where=pattern)
    yield from files
