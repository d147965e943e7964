"""What a language pack may hold. Data only; every field is checked when the pack is loaded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from callcoach.model.base import Frozen

Nature = Literal["hardship", "evasion", "claim", "administrative"]
Texts = dict[str, str]
"""One text per language code: ``{es: ..., en: ...}``."""


class Scope(Frozen):
    """A named exception: patterns that cancel a find when they stand near it.

    ``within`` counts words between the exception and the find; both stay in one sentence.
    ``inside`` looks within the find itself.
    """

    name: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    within: Annotated[int, Field(ge=0, le=30)] = 4


class Phrase(Frozen):
    """One pattern (see ``callcoach.text.phrases``), with the region it is said in."""

    say: str
    region: str | None = None
    confidence: Annotated[float, Field(gt=0, le=1)] | None = None


class Entry(Frozen):
    """What one label sounds like: phrases, named exceptions, and the sentences that prove both.

    Every phrase is hit by a sentence of ``match``; no sentence of ``no_match`` is hit. ``extend``
    says how far the evidence reaches beyond the phrase.
    """

    id: str = ""
    label: str
    speaker: Literal["agent", "customer", "any"] = "any"
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.9
    phrases: tuple[Phrase, ...]
    unless: tuple[str | Scope, ...] = ()
    extend: Literal["phrase", "clause", "sentence"] = "phrase"
    why: Texts = Field(default_factory=dict)
    source: str | None = None
    match: tuple[str, ...]
    no_match: tuple[str, ...]

    @model_validator(mode="before")
    @classmethod
    def _short_phrases(cls, data: object) -> object:
        return _spelled_out(data)


class Reply(Frozen):
    """What a good agent asks and does: an open question, the closed one that settles it."""

    open: Texts
    closed: Texts
    good: Texts


class Excuse(Frozen):
    """A category of excuse: its name, nature, wordings and the coach's reply.

    ``nature`` is what the category says before anyone verified it: a prior, never a verdict.
    """

    id: str = ""
    name: Texts
    gist: Texts
    nature: Nature
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.85
    phrases: tuple[Phrase, ...]
    unless: tuple[str | Scope, ...] = ()
    extend: Literal["phrase", "clause", "sentence"] = "clause"
    reply: Reply
    source: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]

    @model_validator(mode="before")
    @classmethod
    def _short_phrases(cls, data: object) -> object:
        return _spelled_out(data)


def _spelled_out(data: object) -> object:
    """Lets a phrase be written as a bare text."""
    if not isinstance(data, dict) or not isinstance(data.get("phrases"), list):
        return data
    phrases = [{"say": p} if isinstance(p, str) else p for p in data["phrases"]]
    return {**data, "phrases": phrases}


class Pack(Frozen):
    """A language as data: lexicon, scopes, entries by id, excuses by category, messages.

    ``sha256`` identifies the content.
    """

    language: str
    lexicon: dict[str, tuple[str, ...]]
    scopes: dict[str, Scope]
    entries: dict[str, Entry]
    excuses: dict[str, Excuse]
    messages: dict[str, Texts]
    sha256: str
