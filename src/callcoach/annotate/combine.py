"""How rules and the learned model become one answer."""

from __future__ import annotations

from callcoach.annotate.base import Context, Mark
from callcoach.lang.schema import Pack


class Combiner:
    """Decides which marks of an utterance stand."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def decide(self, context: Context, n: int) -> list[Mark]:
        """The marks of line ``n`` that stand."""
        return [m for m in context.marks[n] if m.confidence >= 0.5]
