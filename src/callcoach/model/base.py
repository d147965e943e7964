"""The common ground of all nouns: frozen, closed, compared by value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: immutable, no unknown fields.

    >>> Frozen() == Frozen()
    True
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")
