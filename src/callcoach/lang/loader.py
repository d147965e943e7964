"""Loads a language pack: finds its files, checks them, and tells every problem with its place.

The catalogue of excuses stands at the top of the repository (``data/excuses.yaml``); in an
installed package it lies beside the code. ``_catalogue`` looks in the package, then there.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from callcoach.errors import PackError
from callcoach.lang.schema import Entry, Excuse, Pack, Scope
from callcoach.lang.yaml_source import Document

_Model = TypeVar("_Model", bound=BaseModel)


@cache
def load_pack(language: str = "es") -> Pack:
    """The pack of a language, checked. Raises :class:`PackError` with every problem found.

    >>> load_pack().language
    'es'
    """
    root = files("callcoach.lang").joinpath(language)
    if not root.is_dir():
        raise PackError(f"there is no language pack {language!r}", hint="available: es")
    sources = _sources(root)
    catalogue = _catalogue()
    documents = {name: Document(text, name) for name, text in sources.items()}
    problems: list[str] = []
    labels = [d for n, d in documents.items() if n.startswith("labels/")]
    pack = Pack(
        language=language,
        lexicon=_lexicon(documents["lexicon.yaml"]),
        scopes=_parse(Scope, documents["scopes.yaml"], problems, "name"),
        entries={k: e for d in labels for k, e in _parse(Entry, d, problems, "id").items()},
        excuses=_parse(Excuse, Document(catalogue, "data/excuses.yaml"), problems, "id"),
        messages=_messages(d for n, d in documents.items() if n.startswith("messages/")),
        sha256=_digest([*sources.values(), catalogue]),
    )
    if problems:
        raise PackError("\n".join(problems), hint="correct these places")
    return pack


def _sources(root: Traversable) -> dict[str, str]:
    found = {}
    for name in ("lexicon.yaml", "scopes.yaml"):
        found[name] = root.joinpath(name).read_text("utf8")
    for folder in ("labels", "messages"):
        for file in sorted(root.joinpath(folder).iterdir(), key=lambda f: f.name):
            if file.name.endswith(".yaml"):
                found[f"{folder}/{file.name}"] = file.read_text("utf8")
    return found


def _catalogue() -> str:
    shipped = files("callcoach.lang").joinpath("es", "excuses.yaml")
    if shipped.is_file():
        return shipped.read_text("utf8")
    here = Path(__file__).resolve().parents[3] / "data" / "excuses.yaml"
    if here.is_file():
        return here.read_text("utf8")
    raise PackError("the catalogue of excuses is missing", where="data/excuses.yaml",
                    hint="reinstall the package")


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _lexicon(document: Document) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(w) for w in words) for name, words in (document.data or {}).items()}


def _messages(documents: Iterable[Document]) -> dict[str, dict[str, str]]:
    return {key: texts for d in documents for key, texts in (d.data or {}).items()}


def _parse(
    model: type[_Model], document: Document, problems: list[str], key: str
) -> dict[str, _Model]:
    made: dict[str, _Model] = {}
    for name, data in (document.data or {}).items():
        try:
            made[name] = model.model_validate({**data, key: name} if isinstance(data, dict) else data)
        except ValidationError as error:
            problems += [_told(document, name, e, model) for e in error.errors()]
    return made


def _told(document: Document, name: str, error: Mapping[str, Any], model: type[BaseModel]) -> str:
    place = document.where((name, *error["loc"]))
    text = f"{place}: {name}: {'.'.join(map(str, error['loc']))}: {error['msg']}"
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), list(model.model_fields), 1)
        text += f" (did you mean {near[0]!r}?)" if near else ""
    return text
