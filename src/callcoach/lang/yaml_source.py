"""YAML as data with positions: no tags, no aliases, no duplicate keys, no surprising types.

Every scalar is text, except ``true``/``false``, ``null`` and plain numbers; ``no``, ``on`` and
``21:00`` stay text. Errors name ``file:line:column``, all of a file at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from callcoach.errors import PackError

_MAX_BYTES, _MAX_DEPTH = 4_000_000, 30
_INT, _FLOAT = re.compile(r"-?(0|[1-9]\d*)$"), re.compile(r"-?\d+\.\d+$")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_MANY = 20
Path = tuple[str | int, ...]


class Document:
    """Parsed YAML: ``data`` and where each part of it stands. ``error`` is the class to raise.

    >>> doc = Document("a: [1, no]", "x.yaml")
    >>> doc.data, doc.where(("a", 1))
    ({'a': [1, 'no']}, 'x.yaml:1:8')
    """

    def __init__(self, text: str, name: str, error: type[PackError] | type[Any] = PackError) -> None:
        self.name, self._error = name, error
        self._marks: dict[Path, tuple[int, int]] = {}
        self._problems: list[str] = []
        if len(text) > _MAX_BYTES:
            raise error("the file is larger than 4 MB", where=name, hint="split it")
        try:
            self.data: Any = self._document(_events(text))
        except yaml.YAMLError as problem:
            raise error(f"not valid YAML: {_told(problem)}", where=self._place(problem, text),
                        hint="check quotes, brackets and indents there") from None
        raise_all(self._problems, error)

    def where(self, path: Path) -> str:
        """``file:line:column`` of a part, or of the nearest part above it."""
        while path and path not in self._marks:
            path = path[:-1]
        line, column = self._marks.get(path, (1, 1))
        return f"{self.name}:{line}:{column}"

    def _document(self, events: Iterator[Any]) -> Any:
        made = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self._marks:
                    self._blame(event, "a second document begins: one is wanted")
                    return made
                made = self._build(next(events), events, ())
        return made

    def _build(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self._marks[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if len(path) > _MAX_DEPTH:
            raise self._error("nested too deep", where=self.where(path),
                              hint=f"at most {_MAX_DEPTH} levels")
        self._refuse_magic(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _refuse_magic(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._blame(event, f"the alias *{event.anchor}: write it out")
        elif event.anchor:
            self._blame(event, f"the anchor &{event.anchor}: write it out")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._blame(event, f"the tag {tag!r}: plain text and numbers only")

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, path)
            value = self._build(next(events), events, (*path, key))
            if key in made:
                self._blame(event, f"the key {key!r} stands twice")
            made[key] = value
            self._marks[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
        return made

    def _key(self, event: Any, events: Iterator[Any], path: Path) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        self._build(event, events, (*path, "?"))
        self._blame(event, "a key must be a word")
        return "?"

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        made: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            made.append(self._build(event, events, (*path, len(made))))
        return made

    def _blame(self, event: Any, what: str) -> None:
        mark = event.start_mark
        self._problems.append(f"{self.name}:{mark.line + 1}:{mark.column + 1}: {what}")

    def _place(self, problem: yaml.YAMLError, text: str) -> str:
        mark = getattr(problem, "problem_mark", None)
        if mark:
            return f"{self.name}:{mark.line + 1}:{mark.column + 1}"
        before = text.encode("utf8", "replace")[: getattr(problem, "position", 0)].decode("utf8", "replace")
        lines = before.split("\n")
        return f"{self.name}:{len(lines)}:{len(lines[-1]) + 1}"


def raise_all(problems: Iterable[str], error: type[PackError] | type[Any] = PackError) -> None:
    """Raises one error that lists every problem, one a line; nothing where there are none."""
    found = list(problems)
    if not found:
        return
    more = [f"and {len(found) - _MANY} more"] if len(found) > _MANY else []
    places = "this place" if len(found) == 1 else "these places"
    raise error("\n".join(found[:_MANY] + more), hint=f"correct {places}")


def nearest(name: str, known: Iterable[str]) -> str:
    """`` (did you mean 'weight'?)`` for ``weigth``; empty where nothing is near.

    >>> nearest("weigth", ["weight", "off"])
    " (did you mean 'weight'?)"
    """
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _scalar(event: Any) -> Any:
    value = event.value
    if event.style:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value):
        return int(value) if len(value) < 19 else value
    return float(value) if _FLOAT.match(value) else value


def _told(problem: yaml.YAMLError) -> str:
    if isinstance(problem, yaml.reader.ReaderError):
        return "a control character"
    return str(getattr(problem, "problem", None) or "unreadable")
