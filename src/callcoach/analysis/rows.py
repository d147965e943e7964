"""Annotations by utterance, before they are the facts of a call."""

from __future__ import annotations

from collections.abc import Sequence

from callcoach.analysis.find import split
from callcoach.model.annotation import Annotation

Row = Sequence[Annotation]
Rows = Sequence[Row]


def has(row: Row, *labels: str) -> bool:
    """Whether a row of annotations bears one of the labels (or families, ending in a dot)."""
    exact, families = split(labels)
    return any(a.label in exact or a.label.startswith(families) for a in row)
