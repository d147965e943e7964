"""What a pack names must exist: lists, named exceptions, verbs, labels; brackets must close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from callcoach.errors import PackError
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Pack
from callcoach.lang.yaml_source import Document, Path, nearest
from callcoach.model.labels import LABELS

_NAME, _VERB = re.compile(r"\{([^{}]*)\}"), re.compile(r"@([^\s()|{}<>?.]+)(?:\.([^\s()|{}<>?]+))?")
_CUE = "cue."
_PATTERNS = ("phrases", "before", "after", "inside")


def unknown_names(pack: Pack, documents: Mapping[str, Document]) -> Iterator[str]:
    """One line for everything that a pack names and does not have."""
    for name, document in documents.items():
        for owner, data in entries(document):
            if name == "lexicon.yaml":
                yield from _in_patterns(document, (owner,), data, pack)
            elif name == "scopes.yaml":
                yield from _in_parts(document, (owner,), data, pack)
            elif not name.startswith("messages/"):
                yield from _of_entry(document, owner, data, pack)


def entries(document: Document) -> Iterable[tuple[str, Any]]:
    """The named parts of a file; none where it is no mapping."""
    return document.data.items() if isinstance(document.data, dict) else ()


def _of_entry(document: Document, owner: str, data: Any, pack: Pack) -> Iterator[str]:
    if not isinstance(data, dict):
        return
    yield from _in_parts(document, (owner,), data, pack)
    label = data.get("label")
    if isinstance(label, str) and label not in LABELS and not label.startswith(_CUE):
        yield f"{document.where((owner, 'label'))}: there is no label {label!r}{nearest(label, LABELS)}"
    for n, scope in enumerate(_listed(data.get("unless"))):
        path: Path = (owner, "unless", n)
        if isinstance(scope, dict):
            yield from _in_parts(document, path, scope, pack)
        elif scope not in pack.scopes:
            yield (f"{document.where(path)}: there is no exception {scope!r} in scopes.yaml"
                   f"{nearest(str(scope), pack.scopes)}")


def _in_parts(document: Document, path: Path, data: Any, pack: Pack) -> Iterator[str]:
    for part in _PATTERNS:
        if isinstance(data, dict) and part in data:
            yield from _in_patterns(document, (*path, part), data[part], pack)


def _in_patterns(document: Document, path: Path, patterns: Any, pack: Pack) -> Iterator[str]:
    for n, pattern in enumerate(_listed(patterns)):
        text = pattern.get("say") if isinstance(pattern, dict) else pattern
        if isinstance(text, str):
            for problem in _pattern(text, pack):
                yield f"{document.where((*path, n))}: {problem}"


def _pattern(text: str, pack: Pack) -> Iterator[str]:
    if text.count("(") != text.count(")"):
        yield f"a bracket is open or one too many in {text!r}"
    if "||" in text.replace(" ", ""):
        yield f"an alternative is empty in {text!r}"
    for name in _NAME.findall(text):
        if name not in pack.lexicon:
            yield f"there is no list {{{name}}} in lexicon.yaml{nearest(name, pack.lexicon)}"
    for lemma, selector in _VERB.findall(text):
        try:
            forms(lemma, selector or None)
        except PackError as error:
            yield error.what


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
