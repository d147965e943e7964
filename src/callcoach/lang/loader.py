"""Loads a language pack: finds its files, checks them, and tells every problem with its place.

The catalogue of excuses stands at the top of the repository (``data/excuses.yaml``); in an
installed package it lies beside the code. ``_catalogue`` looks in the package, then there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from callcoach.errors import PackError
from callcoach.lang.check import entries, unknown_names
from callcoach.lang.problems import problem
from callcoach.lang.schema import Entry, Excuse, Pack, Scope
from callcoach.lang.speak import LANGUAGES
from callcoach.lang.yaml_source import Document, raise_all

_Model = TypeVar("_Model", bound=BaseModel)
_CATALOGUE = "data/excuses.yaml"
_DATA = (".yaml", ".json", ".bin")


@cache
def load_pack(language: str = "es") -> Pack:
    """The pack of a language, checked. Raises :class:`PackError` with every problem found.

    >>> load_pack().language
    'es'
    """
    root = files("callcoach.lang").joinpath(language)
    if not root.is_dir():
        raise PackError(f"there is no language pack {language!r}", hint="available: es")
    sources = {**_sources(root), _CATALOGUE: _catalogue()}
    return build(language, sources, _digest(root, sources[_CATALOGUE]))


def build(language: str, sources: Mapping[str, str], sha256: str = "") -> Pack:
    """The pack that YAML texts make, by file name. Raises :class:`PackError` with every problem."""
    documents, problems = _documents(sources)
    labels = [d for n, d in documents.items() if n.startswith("labels/")]
    pack = Pack(
        language=language, sha256=sha256,
        lexicon=_lexicon(documents["lexicon.yaml"], problems),
        scopes=_parse(Scope, [documents["scopes.yaml"]], problems, "name"),
        entries=_parse(Entry, labels, problems, "id"),
        excuses=_parse(Excuse, [documents[_CATALOGUE]], problems, "id"),
        messages=_messages((d for n, d in documents.items() if n.startswith("messages/")), problems),
    )
    raise_all([*problems, *unknown_names(pack, documents)])
    return pack


def _documents(sources: Mapping[str, str]) -> tuple[dict[str, Document], list[str]]:
    """The files that can be read, an empty one for each that cannot, and what is wrong there."""
    made: dict[str, Document] = {}
    problems: list[str] = []
    for name, text in sources.items():
        try:
            made[name] = Document(text, name)
        except PackError as error:
            made[name] = Document("", name)
            problems.append(f"{error.where}: {error.what}" if error.where else error.what)
    return made, problems


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
    raise PackError("the catalogue of excuses is missing", where=_CATALOGUE,
                    hint="reinstall the package")


def _digest(root: Traversable, catalogue: str) -> str:
    """What identifies a pack: all its files, models too, wherever the catalogue lies."""
    made = hashlib.sha256(catalogue.encode())
    made.update(files("callcoach.lang").joinpath("policies.yaml").read_bytes())
    for name, data in sorted(_files(root)):
        made.update(name.encode() + b"\0" + data)
    return made.hexdigest()


def _files(root: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for item in root.iterdir():
        if item.is_dir() and not item.name.startswith("_"):
            yield from _files(item, f"{above}{item.name}/")
        elif item.name.endswith(_DATA) and f"{above}{item.name}" != "excuses.yaml":
            yield f"{above}{item.name}", item.read_bytes()


def _lexicon(document: Document, problems: list[str]) -> dict[str, tuple[str, ...]]:
    made = {}
    for name, words in entries(document):
        if isinstance(words, list):
            made[name] = tuple(str(w) for w in words)
        else:
            problems.append(f"{document.where((name,))}: {name}: a list of words is wanted")
    return made


def _messages(documents: Iterable[Document], problems: list[str]) -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {}
    for document in documents:
        for key, texts in entries(document):
            missing = [c for c in LANGUAGES if not isinstance(texts, dict) or not texts.get(c)]
            if missing:
                problems.append(f"{document.where((key,))}: {key}: no text in {', '.join(missing)}")
            elif key in made:
                problems.append(f"{document.where((key,))}: {key} stands in another file too")
            else:
                made[key] = {code: str(text) for code, text in texts.items()}
    return made


def _parse(
    model: type[_Model], documents: Iterable[Document], problems: list[str], key: str
) -> dict[str, _Model]:
    """The entries of some files by name."""
    made: dict[str, _Model] = {}
    for document in documents:
        if document.data is not None and not isinstance(document.data, dict):
            problems.append(f"{document.where(())}: a mapping (name: entry) is wanted")
        for name, data in entries(document):
            if name in made:
                problems.append(f"{document.where((name,))}: {name} stands in another file too")
            try:
                given = {**data, key: name} if isinstance(data, dict) else data
                made[name] = model.model_validate(given)
            except ValidationError as error:
                problems += [problem(document, (name, *e["loc"]), e, model.model_fields)
                             for e in error.errors()]
    return made
