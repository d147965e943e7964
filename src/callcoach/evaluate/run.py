"""Reviews labelled calls and measures: as they are, by part, and under noise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from callcoach.errors import UsageError
from callcoach.evaluate.gold import GoldCall
from callcoach.evaluate.measure import Evaluation, measure
from callcoach.evaluate.noise import CHANGES, changed, swapped
from callcoach.pipeline import Coach

PARTS = ("style", "region")


def evaluate(coach: Coach, calls: Iterable[GoldCall], *, style: str | None = None) -> Evaluation:
    """Agreement on labelled calls, of one style (``punctuated``, ``asr``) or all.

    Raises :class:`UsageError` where no call is left.
    """
    kept = [c for c in calls if style is None or c.style == style]
    if not kept:
        raise UsageError("no labelled call is left to measure", hint="check --style and the file")
    return measure([(c, coach.review(c.transcript)) for c in kept])


def by_part(coach: Coach, calls: Sequence[GoldCall], part: str) -> Iterator[tuple[str, Evaluation]]:
    """Agreement for every value of ``style`` or ``region``."""
    if part not in PARTS:
        raise UsageError(f"cannot split by {part!r}", hint=f"one of {', '.join(PARTS)}")
    for value in sorted({getattr(c, part) for c in calls}):
        yield value, evaluate(coach, [c for c in calls if getattr(c, part) == value])


def robustness(coach: Coach, calls: Sequence[GoldCall]) -> Iterator[tuple[str, Evaluation]]:
    """Agreement on the same calls, as they are and under every kind of noise."""
    yield "as written", evaluate(coach, calls)
    for name, change in CHANGES.items():
        yield name, measure([(c, coach.review(changed(c.transcript, change))) for c in calls])
    yield "roles swapped", measure([(c, coach.review(swapped(c.transcript))) for c in calls])
