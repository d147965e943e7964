"""What to score: files, folders, globs and standard input, as a stable list."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from callcoach.errors import UsageError

STDIN = "-"


class Sources(NamedTuple):
    """The files to score, in order, and an error for every argument that names none."""

    files: list[str]
    problems: list[UsageError]


def expand(arguments: Iterable[str], *, but: Iterable[str] = ()) -> Sources:
    """The files that arguments name, without repeats; ``-`` is standard input.

    A folder stands for all files below it, but for hidden ones and those named by ``but`` (the
    run's own tables and results).
    """
    own = {Path(name).resolve() for name in but}
    seen: dict[str, None] = {}
    problems: list[UsageError] = []
    for argument in arguments:
        try:
            seen.update(dict.fromkeys(_one(argument, own)))
        except UsageError as error:
            problems.append(error)
    return Sources(list(seen), problems)


def _one(argument: str, own: set[Path]) -> list[str]:
    path = Path(argument)
    if argument == STDIN or path.is_file():
        return [argument]
    if path.is_dir():
        return _some(_folder(path, own), "the folder holds no files", argument)
    if glob.has_magic(argument):
        return _some(_glob(argument, own), "no file matches this pattern", argument)
    if path.exists():
        return [argument]
    raise UsageError("there is no such file or folder", where=argument, hint="check the path")


def _some(names: Iterable[str], what: str, argument: str) -> list[str]:
    found = list(names)
    if not found:
        raise UsageError(what, where=argument, hint="name files, a folder with files, or a pattern")
    return found


def _folder(path: Path, own: set[Path]) -> Iterator[str]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and not _hidden(file.relative_to(path)) and file.resolve() not in own:
            yield str(file)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _glob(pattern: str, own: set[Path]) -> Iterator[str]:
    for name in sorted(glob.glob(pattern, recursive=True)):
        if Path(name).is_file() and Path(name).resolve() not in own:
            yield name
