"""YAML as data with positions: no tags, no aliases, no duplicate keys, no surprising types.

Every scalar is text, except ``true``/``false``, ``null`` and plain numbers; ``no``, ``on`` and
``21:00`` stay text. Errors name ``file:line:column``.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from callcoach.errors import PackError

_MAX_BYTES, _MAX_DEPTH = 4_000_000, 30
_INT, _FLOAT = re.compile(r"-?(0|[1-9]\d*)$"), re.compile(r"-?\d+\.\d+$")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
Path = tuple[str | int, ...]


class Document:
    """Parsed YAML: ``data`` and where each part of it stands.

    >>> doc = Document("a: [1, no]", "x.yaml")
    >>> doc.data, doc.where(("a", 1))
    ({'a': [1, 'no']}, 'x.yaml:1:8')
    """

    def __init__(self, text: str, name: str, error: type[PackError] | type[Any] = PackError) -> None:
        self.name, self._error = name, error
        self._marks: dict[Path, tuple[int, int]] = {}
        self._seen: set[int] = set()
        if len(text) > _MAX_BYTES:
            raise error("the file is larger than 4 MB", where=name, hint="split it")
        try:
            node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError as problem:
            raise error(_told(problem), where=self._at_mark(problem)) from None
        self.data: Any = None if node is None else self._build(node, ())

    def where(self, path: Path) -> str:
        """``file:line:column`` of a part, or of the nearest part above it."""
        while path and path not in self._marks:
            path = path[:-1]
        line, column = self._marks.get(path, (1, 1))
        return f"{self.name}:{line}:{column}"

    def _build(self, node: Any, path: Path) -> Any:
        self._marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self._seen:
            raise self._error("aliases are not allowed", where=self._line(node))
        self._seen.add(id(node))
        if len(path) > _MAX_DEPTH:
            raise self._error("nested too deep", where=self.where(path))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(child, (*path, i)) for i, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = (*path, key)
            if key in made:
                raise self._error(f"the key {key!r} stands twice", where=self._line(key_node))
            made[key] = self._build(value_node, inner)
            self._marks[inner] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return made

    def _line(self, node: Any) -> str:
        return f"{self.name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def _at_mark(self, problem: yaml.YAMLError) -> str:
        mark = getattr(problem, "problem_mark", None)
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}" if mark else self.name


def _scalar(node: Any) -> Any:
    value = node.value
    if node.style:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INT.match(value):
        return int(value) if len(value) < 19 else value
    return float(value) if _FLOAT.match(value) else value


def _told(problem: yaml.YAMLError) -> str:
    return f"not valid YAML: {getattr(problem, 'problem', None) or 'unreadable'}"
