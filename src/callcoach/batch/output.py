"""Writing many reviews so that nothing is ever half-written."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from callcoach.errors import UsageError
from callcoach.model.review import Review


def to_json(review: Review) -> str:
    """A review as one line of JSON; the same review gives the same bytes."""
    return review.model_dump_json(by_alias=True)


@contextmanager
def writer(target: str) -> Iterator[IO[str]]:
    """An open text file that takes its place only when everything was written.

    ``-`` is standard output. Raises :class:`UsageError` where the folder cannot be written.
    """
    if target == "-":
        yield sys.stdout
        return
    path = Path(target)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent or ".")
    except OSError as error:
        raise UsageError(f"cannot write there: {error.strerror}", where=target,
                         hint="name a file in an existing folder") from None
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as out:
            yield out
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
