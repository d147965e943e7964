"""Scoring many calls: every call costs only itself, the run goes on, errors are told at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from callcoach.batch.output import to_json, writer
from callcoach.batch.sources import STDIN, expand
from callcoach.errors import CallcoachError, TranscriptError
from callcoach.model.review import Review
from callcoach.model.transcript import CallInfo
from callcoach.pipeline import Coach
from callcoach.readers.calls_table import read_calls_table
from callcoach.reports.terminal import clean, show

BAD_INPUT = 2
MANY = 3
"""From this many files on, a terminal shows a progress bar."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to score and how; ``out`` is a file, ``-``, or ``None`` for a report."""

    paths: tuple[str, ...]
    out: str | None = None
    roles: Mapping[str, Any] | None = None
    channels: Mapping[int, Any] | None = None
    calls: str | None = None
    scorecard: str | None = None
    full: bool = False
    lang: str = "es"


@dataclass(slots=True)
class Tally:
    """Counts of a run; ``scores`` are the normalized ones, 0..100."""

    calls: int = 0
    errors: int = 0
    failed: int = 0
    scores: list[float] = field(default_factory=list)

    def add(self, review: Review) -> None:
        """Counts a review."""
        self.calls += 1
        self.failed += not review.passed
        if review.score.normalized is not None:
            self.scores.append(review.score.normalized)


def run(job: Job) -> int:
    """Scores everything a job names. Returns the exit code: 2 if anything could not be scored."""
    coach = Coach(lang=job.lang, scorecard=job.scorecard)
    table = read_calls_table(job.calls) if job.calls else None
    files = expand(job.paths)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    tally = Tally()
    found = _reviews(coach, files, job, table, errors, tally)
    if job.out is None:
        _report(coach, found, job, tally)
    else:
        with writer(job.out) as out:
            for review in found:
                out.write(to_json(review) + "\n")
    if len(files) > 1 or tally.calls > 1:
        errors.print(_summary(coach, tally))
    return BAD_INPUT if tally.errors else 0


def _reviews(
    coach: Coach, files: list[str], job: Job, table: Mapping[str, CallInfo] | None,
    errors: Console, tally: Tally,
) -> Iterator[Review]:
    with _bar(errors, len(files), job) as bar:
        task = bar.add_task(coach.voice.say("report.scoring"), total=len(files))
        for name in files:
            for item in _of_file(coach, name, job, table):
                if isinstance(item, Review):
                    tally.add(item)
                    yield item
                else:
                    tally.errors += 1
                    errors.print(f"callcoach: {clean(str(item))}", markup=False)
            bar.advance(task)


def _bar(errors: Console, files: int, job: Job) -> Progress:
    shown = files >= MANY and errors.is_terminal and job.out not in (None, "-")
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                    TimeRemainingColumn(), console=errors, transient=True, disable=not shown)


def _of_file(
    coach: Coach, name: str, job: Job, table: Mapping[str, CallInfo] | None
) -> Iterator[Review | CallcoachError]:
    source: str | IO[bytes] = sys.stdin.buffer if name == STDIN else name
    try:
        yield from coach.reviews(source, roles=job.roles, channels=job.channels, calls=table)
    except TranscriptError as error:
        yield error


def _report(coach: Coach, found: Iterator[Review], job: Job, tally: Tally) -> None:
    console = Console(highlight=False)
    for review in found:
        show(review, coach.voice, console, full=job.full)
    if not tally.calls:
        console.print(coach.voice.say("report.nothing"))


def _summary(coach: Coach, tally: Tally) -> str:
    mean = f"{sum(tally.scores) / len(tally.scores):.1f}" if tally.scores else "–"
    return coach.voice.say("report.summary", calls=str(tally.calls), errors=str(tally.errors),
                           mean=mean, failed=str(tally.failed))
