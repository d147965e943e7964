"""What every annotator is: it reads a call's lines and yields marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from callcoach.lang.schema import Pack
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line


@dataclass(slots=True)
class Mark:
    """A label over tokens ``[i, j)`` of line ``utterance``.

    ``lead`` and ``trail`` are characters of the gaps that belong to the span too (``¿``, ``€``).
    ``rule`` names what fired, ``why`` what it saw.
    """

    utterance: int
    i: int
    j: int
    label: str
    confidence: float
    rule: str
    why: str = ""
    form: str | None = None
    value: Decimal | None = None
    currency: str | None = None
    date: date | None = None
    lead: int = 0
    trail: int = 0


@dataclass(slots=True)
class Context:
    """A call as annotators see it: its lines, what is known of it, and the marks made so far.

    ``marks[n]`` belongs to ``lines[n]``. Annotators add nothing themselves: they yield.
    """

    lines: Sequence[Line]
    info: CallInfo
    marks: list[list[Mark]] = field(default_factory=list)
    near: list[tuple[int | None, int | None]] | None = None
    """For every line the nearest lines of another speaker, before and after; made when needed."""

    unmarked: bool | None = None
    """See :attr:`raw`; made when needed."""

    @property
    def raw(self) -> bool:
        """Whether the call is plain recognition output: not one question mark in it."""
        if self.unmarked is None:
            self.unmarked = not any("?" in line.text or "¿" in line.text for line in self.lines)
        return self.unmarked

    def has(self, n: int, prefix: str) -> bool:
        """Whether line ``n`` bears a label that begins so."""
        return any(m.label.startswith(prefix) for m in self.marks[n])

    def of(self, n: int, prefix: str) -> list[Mark]:
        """The marks of line ``n`` whose label begins so."""
        return [m for m in self.marks[n] if m.label.startswith(prefix)]

    def previous(self, n: int) -> int | None:
        """The last line before ``n`` that another speaker said, or ``None``."""
        speaker = self.lines[n].speaker
        for k in range(n - 1, -1, -1):
            if self.lines[k].speaker != speaker and self.lines[k].norms:
                return k
        return None


class Annotator:
    """Base of annotators: built once from a pack, asked for every call.

    ``labels`` are the labels (or prefixes such as ``excuse.``) it yields, ``needs`` those that
    must have been annotated before.
    """

    labels: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The marks of a call."""
        raise TypeError(f"{type(self).__name__} must define annotate()")
