"""A review for a terminal: readable at 80 columns, coloured where there is a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from callcoach.lang.speak import Speaker
from callcoach.model.outcome import Evidence
from callcoach.model.review import PracticeResult, Review

_STYLE = {"met": "green", "partly": "yellow", "missed": "red", "not_applicable": "dim",
          "not_observable": "dim", "crashed": "magenta"}
_SIGN = {"met": "✓", "partly": "~", "missed": "✗", "not_applicable": "·", "not_observable": "?",
         "crashed": "!"}
_MOST_QUOTED = 160


def show(review: Review, voice: Speaker, console: Console, *, full: bool = False) -> None:
    """Prints a review. ``full`` adds every practice with its reason and evidence."""
    for part in _parts(review, voice, full):
        console.print(part)


def _parts(review: Review, voice: Speaker, full: bool) -> Iterable[RenderableType]:
    yield _head(review, voice)
    yield from _issues(review, voice)
    yield from _strengths(review, voice)
    yield from _priorities(review, voice)
    yield _sections(review, voice, full)


def clean(text: str) -> str:
    """Text without control characters and bidirectional overrides, safe to print."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") else " "
                   for c in text)


def _quoted(text: str) -> str:
    flat = " ".join(clean(text).split())
    return f"«{flat}»" if len(flat) <= _MOST_QUOTED else f"«{flat[: _MOST_QUOTED - 1]}…»"


def _head(review: Review, voice: Speaker) -> RenderableType:
    score = review.score.normalized
    told = voice.say("report.no_score") if score is None else f"{score:.0f}/100"
    gate = voice.say("report.passed" if review.passed else "report.failed")
    line = Text.assemble((clean(review.call_id), "bold"), "   ", (told, "bold cyan"), "   ",
                         (gate, "green" if review.passed else "bold red"))
    return Group(Text("─" * 78, style="dim"), line)


def _issues(review: Review, voice: Speaker) -> Iterable[RenderableType]:
    for issue in review.issues:
        if issue.level != "info":
            yield Text(f"  ! {clean(issue.message)}", style="yellow")


def _strengths(review: Review, voice: Speaker) -> Iterable[RenderableType]:
    if not review.strengths:
        return
    yield Text(voice.say("report.strengths"), style="bold green")
    for strength in review.strengths:
        place = _place(strength.utterance, voice)
        yield _item("+", f"{clean(strength.text)} {place} {_quoted(strength.quote or '')}", "green")


def _priorities(review: Review, voice: Speaker) -> Iterable[RenderableType]:
    for priority in review.priorities:
        first = priority.rank == 1
        yield Text(voice.say("report.first" if first else "report.then", title=priority.title),
                   style="bold yellow" if first else "bold")
        if priority.quote:
            yield _item(" ", f"{_place(priority.utterance, voice)} {_quoted(priority.quote)}", "")
        yield _item("→", clean(priority.advice), "")
        if first:
            yield _item(" ", clean(priority.why), "dim")


def _place(utterance: int | None, voice: Speaker) -> str:
    return "" if utterance is None else voice.say("report.at", n=str(utterance + 1))


def _item(sign: str, text: str, style: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row(Text(sign, style=style), Text(text.strip(), style=style if style == "dim" else ""))
    return Padding(grid, (0, 0, 0, 2))


def _sections(review: Review, voice: Speaker, full: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=14)
    grid.add_column(width=5, justify="right")
    grid.add_column()
    for section in review.sections:
        rows = [p for p in review.practices if p.section == section.code]
        share = section.score.normalized
        grid.add_row(section.title, "–" if share is None else f"{share:.0f}", _signs(rows))
    gate = [p for p in review.practices if p.section == "conduct"]
    grid.add_row(voice.say("section.conduct"), "", _signs(gate))
    if not full:
        return grid
    return Group(grid, *(_practice(p, voice) for p in review.practices))


def _signs(rows: Iterable[PracticeResult]) -> Text:
    line = Text()
    for row in rows:
        line.append(f"{_SIGN[row.verdict]} {row.code}  ", style=_STYLE[row.verdict])
    return line


def _practice(result: PracticeResult, voice: Speaker) -> RenderableType:
    head = Text.assemble((f"{_SIGN[result.verdict]} ", _STYLE[result.verdict]),
                         (result.code, "bold"), f" · {voice.say('verdict.' + result.verdict)} · ",
                         clean(result.reason))
    parts: list[RenderableType] = [head]
    parts += [_item("»", _shown(e, voice), "") for e in result.evidence[:3]]
    if result.advice and result.verdict in ("missed", "partly"):
        parts.append(_item("→", clean(result.advice), ""))
    return Group(*parts)


def _shown(evidence: Evidence, voice: Speaker) -> str:
    return f"{_place(evidence.utterance, voice)} {_quoted(evidence.quote)}"
