"""What was heard in an utterance: a label over a span, with the rule that fired and why."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from callcoach.model.base import Frozen
from callcoach.model.transcript import Share

Form = Literal["direct", "indirect", "imperative", "polar", "tag", "alternative", "confirmation"]


class Annotation(Frozen):
    """A label over characters ``[start, end)`` of one utterance; ``quote`` is exactly that text.

    ``rule`` names what fired, ``why`` says what it saw. ``form`` belongs to questions, ``value``
    and ``currency`` (ISO 4217) to amounts, ``date`` to promises.

    >>> Annotation(utterance=0, start=0, end=4, quote="Hola", label="identification",
    ...            confidence=0.9, rule="demo").label
    'identification'
    """

    utterance: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str
    label: str
    confidence: Share
    rule: str
    why: str = ""
    form: Form | None = None
    value: Decimal | None = None
    currency: str | None = None
    date: Day | None = None
