"""Python's ``print`` of a result (single quotes, ``Segment(id=1, …)``) → JSON-like values."""

from __future__ import annotations

import ast
import re
from typing import Any

from callcoach.errors import TranscriptError

MAX_CHARS = 10_000_000
_OPENING = re.compile(r"[\[({\s]*(?:'|\"|-?\d|[A-Za-z_.]*(?:Segment|Word|Info)\w*\()")


def looks_like_repr(text: str) -> bool:
    """Whether ``text`` starts as a Python value does and JSON does not.

    >>> looks_like_repr("{'text': 'hola'}"), looks_like_repr('{"text": "hola"}')
    (True, False)
    """
    head = text[:2000]
    return bool(_OPENING.match(head)) and ("'" in head or "Segment(" in head)


def parse_repr(text: str, where: str) -> Any:
    """The value written in ``text``; calls such as ``Segment(start=0.0)`` become objects.

    Nothing is run. Raises TranscriptError.

    >>> parse_repr("[Segment(start=0.0, text='hola', words=None)]", "x.txt")
    [{'start': 0.0, 'text': 'hola', 'words': None}]
    """
    if len(text) > MAX_CHARS:
        raise TranscriptError("a Python dump of this size is not read", where=where, hint=_HINT)
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except SyntaxError as error:
        place = f"{where}:{error.lineno}"
        raise TranscriptError("neither JSON nor a Python value", where=place, hint=_HINT) from None
    except (ValueError, RecursionError, MemoryError):
        raise TranscriptError("an unreadable Python dump", where=where, hint=_HINT) from None


_HINT = "write the result with json.dump"
_NAMES = {"nan": None, "inf": None}


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_value(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        return {str(_value(k)): _value(v) for k, v in zip(node.keys, node.values, strict=True) if k}
    if isinstance(node, ast.Name) and node.id in _NAMES:
        return _NAMES[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Call):
        return _call(node)
    raise ValueError("not a plain value")


def _call(node: ast.Call) -> Any:
    """``Segment(a=1)`` is an object, ``np.float64(0.5)`` is its only argument."""
    if node.keywords and not node.args:
        return {word.arg: _value(word.value) for word in node.keywords if word.arg}
    if len(node.args) == 1 and not node.keywords:
        return _value(node.args[0])
    raise ValueError("not a plain value")
