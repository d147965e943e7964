"""What is wrong with a field of a YAML file, in words: where, what was found, what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from callcoach.lang.yaml_source import Document, Path, nearest

_WANTED = {
    "string_type": "a text is wanted, found {input}: put it in quotes",
    "float_type": "a number is wanted, found {input}", "float_parsing": "a number is wanted, found {input}",
    "int_type": "a whole number is wanted, found {input}",
    "int_parsing": "a whole number is wanted, found {input}",
    "int_from_float": "a whole number is wanted, found {input}",
    "finite_number": "a finite number is wanted, found {input}",
    "bool_type": "true or false is wanted, found {input}",
    "bool_parsing": "true or false is wanted, found {input}",
    "greater_than_equal": "at least {ge} is wanted, found {input}",
    "greater_than": "more than {gt} is wanted, found {input}",
    "less_than_equal": "at most {le} is wanted, found {input}",
    "less_than": "less than {lt} is wanted, found {input}",
    "literal_error": "one of {expected} is wanted, found {input}",
    "tuple_type": "a list is wanted, found {input}", "list_type": "a list is wanted, found {input}",
    "dict_type": "a mapping (key: value) is wanted, found {input}",
    "model_type": "a mapping (key: value) is wanted, found {input}",
    "string_too_short": "must not be empty", "too_short": "must not be empty", "missing": "is missing",
    "extra_forbidden": "is not known",
}
_LONGEST = 40


def problem(
    document: Document, path: Path, error: Mapping[str, Any], known: Iterable[str] = ()
) -> str:
    """One line for one error of pydantic; ``known`` are the right words where a name is wrong.

    >>> doc = Document("weigth: 2", "card.yaml")
    >>> problem(doc, ("weigth",), {"type": "extra_forbidden", "loc": ("weigth",)}, ["weight"])
    "card.yaml:1:1: weigth is not known (did you mean 'weight'?)"
    """
    named = ".".join(str(p) for p in path) or "it"
    words = {"input": _shown(error.get("input")), **error.get("ctx", {})}
    kind = error["type"]
    told = _WANTED[kind].format_map(words) if kind in _WANTED else str(error.get("msg", kind))
    sign = " " if told.startswith(("is ", "must ")) else ": "
    near = nearest(str(path[-1]), known) if kind == "extra_forbidden" and path else ""
    if kind == "literal_error":
        near = nearest(str(error.get("input")), _choices(str(words.get("expected", ""))))
    return f"{document.where(path)}: {named}{sign}{told}{near}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _choices(expected: str) -> list[str]:
    return [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
