"""A scorecard: which practices count, how much, with which thresholds. Data, checked on loading.

Errors name ``file:line:column``, what was found and the nearest right name; all at once.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from callcoach.errors import ScorecardError
from callcoach.lang.yaml_source import Document
from callcoach.model.base import Frozen
from callcoach.practices.base import Practice

Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Mark = Annotated[float, Field(ge=0, le=100)]


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
        raise ScorecardError("a scorecard is a mapping with id and sections", where=f"{name}:1:1",
                             hint="start from `callcoach scorecard init`")
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        card = Scorecard.model_validate({**data, "sha256": digest})
    except ValidationError as error:
        raise _raised(_schema_problems(document, error)) from None
    problems = list(_unknown(card, document, catalogue))
    if problems:
        raise _raised(problems)
    return card


def _text(source: str | Path | None) -> tuple[str, str]:
    if source is None:
        text = files("callcoach.scorecards").joinpath("default.yaml").read_text("utf8")
        return "default.yaml", text
    path = Path(source)
    try:
        return str(source), path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        kind = "not UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or "unreadable")
        raise ScorecardError(f"cannot read the scorecard: {kind}", where=str(source),
                             hint="give the path of a YAML file") from None


def _raised(problems: Iterable[str]) -> ScorecardError:
    return ScorecardError("\n".join(problems), hint="correct these places")


def _schema_problems(document: Document, error: ValidationError) -> Iterator[str]:
    for e in error.errors():
        text = f"{document.where(tuple(e['loc']))}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
        if e["type"] == "extra_forbidden":
            known = Override.model_fields if len(e["loc"]) > 1 else Scorecard.model_fields
            text += _nearest(str(e["loc"][-1]), known)
        yield text


def _unknown(
    card: Scorecard, document: Document, catalogue: Mapping[str, type[Practice]]
) -> Iterator[str]:
    sections = {c.section for c in catalogue.values()}
    for name in card.sections:
        if catalogue and name not in sections:
            yield f"{document.where(('sections', name))}: no section {name!r}{_nearest(name, sections)}"
    for code, override in card.practices.items():
        place = ("practices", code)
        if code not in catalogue:
            yield f"{document.where(place)}: no practice {code!r}{_nearest(code, catalogue)}"
            continue
        yield from _option_problems(document, place, override, catalogue[code])


def _option_problems(
    document: Document, place: tuple[str, str], override: Override, practice: type[Practice]
) -> Iterator[str]:
    try:
        practice.model_validate(override.options)
    except ValidationError as error:
        for e in error.errors():
            where = document.where((*place, "options", *e["loc"]))
            near = _nearest(str(e["loc"][0]), practice.model_fields) if e["loc"] else ""
            yield f"{where}: {practice.code}: {'.'.join(map(str, e['loc']))}: {e['msg']}{near}"


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f" (did you mean {near[0]!r}?)" if near else ""
