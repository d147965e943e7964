"""What ``callcoach evaluate`` prints."""

from __future__ import annotations

from typing import NamedTuple

from callcoach.batch.output import writer
from callcoach.evaluate.gold import GoldCall, read_gold
from callcoach.evaluate.page import comparison, errors, page
from callcoach.evaluate.run import by_part, evaluate, robustness
from callcoach.pipeline import Coach


class Request(NamedTuple):
    """What to measure and how to show it."""

    gold: str
    style: str | None = None
    by: str | None = None
    robustness: bool = False
    errors: str | None = None
    scorecard: str | None = None


def report(request: Request) -> str:
    """The tables asked for, as Markdown; errors go to their own file."""
    coach = Coach(lang="en", scorecard=request.scorecard)
    calls = [c for c in read_gold(request.gold) if request.style in (None, c.style)]
    result = evaluate(coach, calls)
    parts = [page(result, f"Agreement on {len(calls)} calls")]
    if request.by:
        parts.append(comparison(by_part(coach, calls, request.by)))
    if request.robustness:
        parts.append(_robustness(coach, calls))
    if request.errors:
        with writer(request.errors) as out:
            out.write(errors(result.mistakes))
    return "\n".join(parts)


def _robustness(coach: Coach, calls: list[GoldCall]) -> str:
    return "## Worse heard\n\n" + comparison(robustness(coach, calls))
