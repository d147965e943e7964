"""A scorecard: which practices count, how much, with which thresholds. Data, checked on loading.

Errors name ``file:line:column``, what was found and the nearest right name; all at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from callcoach.errors import ScorecardError
from callcoach.lang.problems import problem
from callcoach.lang.yaml_source import Document, nearest, raise_all
from callcoach.model.base import Frozen
from callcoach.practices.base import Practice

Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Mark = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
_LEAST = "write at least `id: name` and `sections: {opening: 15, amount: 15}`"


class Override(Frozen):
    """What a scorecard changes of one practice; ``options`` are the practice's own fields."""

    weight: Weight | None = None
    critical: bool | None = None
    off: bool = False
    options: dict[str, Any] = Field(default_factory=dict)


class Scorecard(Frozen):
    """Weights of sections and overrides of practices. ``sha256`` identifies the content.

    >>> load_scorecard(None, {}).id
    'default'
    """

    id: Annotated[str, Field(min_length=1)]
    version: str = "1"
    sections: dict[str, Weight] = Field(min_length=1)
    practices: dict[str, Override] = Field(default_factory=dict)
    bands: dict[str, Mark] = Field(default_factory=dict)
    sha256: str = ""


def load_scorecard(
    source: str | Path | None, catalogue: Mapping[str, type[Practice]]
) -> Scorecard:
    """The scorecard of a file (the default one for ``None``), checked against the practices.

    Raises :class:`ScorecardError` with every problem of the file.
    """
    name, text = _text(source)
    document = Document(text, name, ScorecardError)
    data = document.data
    if not isinstance(data, dict):
        raise ScorecardError("a scorecard is a mapping", where=f"{name}:1:1", hint=_LEAST)
    problems = [*_unknown(document, data, catalogue)]
    try:
        card = Scorecard.model_validate({**data, "sha256": hashlib.sha256(text.encode()).hexdigest()})
    except ValidationError as error:
        problems = [*_schema_problems(document, error), *problems]
    raise_all(problems, ScorecardError)
    return card


def _text(source: str | Path | None) -> tuple[str, str]:
    if source is None:
        text = files("callcoach.scorecards").joinpath("default.yaml").read_text("utf8")
        return "default.yaml", text
    try:
        return str(source), Path(source).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScorecardError(f"not UTF-8 text (byte {error.start})", where=str(source),
                             hint="save it as UTF-8") from None
    except OSError as error:
        raise ScorecardError(f"cannot read the scorecard: {error.strerror or 'unreadable'}",
                             where=str(source), hint="give the path of a YAML file") from None


def _schema_problems(document: Document, error: ValidationError) -> Iterator[str]:
    for e in error.errors():
        path = tuple(e["loc"])
        known = Override.model_fields if len(path) > 1 else Scorecard.model_fields
        yield problem(document, path, e, known)


def _unknown(
    document: Document, data: Mapping[str, Any], catalogue: Mapping[str, type[Practice]]
) -> Iterator[str]:
    """Sections, practices and options that nobody has."""
    sections = {c.section for c in catalogue.values()}
    for name in _mapping(data.get("sections")):
        if catalogue and name not in sections:
            yield f"{document.where(('sections', name))}: no section {name!r}{nearest(name, sections)}"
    for code, override in _mapping(data.get("practices")).items():
        place = ("practices", code)
        if code not in catalogue:
            yield f"{document.where(place)}: no practice {code!r}{nearest(code, catalogue)}"
        else:
            options = _mapping(_mapping(override).get("options"))
            yield from _option_problems(document, place, options, catalogue[code])


def _option_problems(
    document: Document, place: tuple[str, str], options: dict[str, Any], practice: type[Practice]
) -> Iterator[str]:
    try:
        practice.model_validate(options)
    except ValidationError as error:
        for e in error.errors():
            yield problem(document, (*place, "options", *e["loc"]), e, practice.model_fields)


def _mapping(value: Any) -> dict[str, Any]:
    """A value that is a mapping; an empty one for anything else, which the schema reports."""
    return value if isinstance(value, dict) else {}
