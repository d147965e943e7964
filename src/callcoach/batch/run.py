"""Scoring many calls: every call costs only itself, the run goes on, errors are told as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from callcoach.batch.output import STDOUT, to_json, writer
from callcoach.batch.sources import STDIN, expand
from callcoach.errors import CallcoachError, InternalError, UsageError
from callcoach.model.review import Review
from callcoach.pipeline import Coach
from callcoach.readers.calls_table import read_calls_table
from callcoach.reports.plain import clean
from callcoach.reports.terminal import show

INTERNAL, BAD_INPUT = 1, 2
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

    def own_files(self) -> tuple[str, ...]:
        """The files of the run itself: they are no transcripts."""
        return tuple(p for p in (self.out, self.calls, self.scorecard) if p and p != STDOUT)


@dataclass(slots=True)
class Tally:
    """Counts of a run; ``scores`` are the normalized ones, 0..100; ``code`` is the exit code."""

    calls: int = 0
    errors: int = 0
    failed: int = 0
    code: int = 0
    scores: list[float] = field(default_factory=list)

    def add(self, review: Review) -> None:
        """Counts a review."""
        self.calls += 1
        self.failed += not review.passed
        if review.score.normalized is not None:
            self.scores.append(review.score.normalized)

    def blame(self, error: CallcoachError) -> None:
        """Counts an error."""
        self.errors += 1
        self.code = max(self.code, INTERNAL if isinstance(error, InternalError) else BAD_INPUT)


class Run:
    """One run: its coach, what is known of the calls, its counts, and where errors go."""

    def __init__(self, job: Job) -> None:
        self.job, self.tally = job, Tally()
        self.coach = Coach(lang=job.lang, scorecard=job.scorecard)
        self.table = read_calls_table(job.calls) if job.calls else {}
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

    def reviews(self, files: list[str]) -> Iterator[Review]:
        """The reviews of all files, in order; errors are told and counted."""
        joined: set[str] = set()
        with self._bar(len(files)) as bar:
            task = bar.add_task(self.coach.voice.say("report.scoring"), total=len(files))
            for name in files:
                for item in self._of_file(name):
                    if isinstance(item, Review):
                        self.tally.add(item)
                        joined.add(item.call_id)
                        yield item
                    else:
                        self.tell(item)
                bar.advance(task)
        self._table_used(joined)

    def tell(self, error: CallcoachError) -> None:
        """Prints an error on one line and counts it."""
        self.tally.blame(error)
        self.errors.print(f"callcoach: {clean(str(error))}")

    def _of_file(self, name: str) -> Iterator[Review | CallcoachError]:
        source: str | IO[bytes] = sys.stdin.buffer if name == STDIN else name
        called = "stdin" if name == STDIN else None
        try:
            yield from self.coach.reviews(source, name=called, roles=self.job.roles,
                                          channels=self.job.channels, calls=self.table)
        except CallcoachError as error:
            yield error

    def _table_used(self, joined: set[str]) -> None:
        """Tells of a table none of whose ids is a call's: it was joined with nothing."""
        if self.table and joined and joined.isdisjoint(self.table):
            self.tell(UsageError(self.coach.voice.say("report.no_join"), where=self.job.calls))

    def _bar(self, files: int) -> Progress:
        shown = files >= MANY and self.errors.is_terminal and self.job.out not in (None, STDOUT)
        return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                        TimeRemainingColumn(), console=self.errors, transient=True, disable=not shown)


def run(job: Job) -> int:
    """Scores everything a job names. The exit code: 0, 2 (bad input somewhere), 1 (our failure)."""
    running = Run(job)
    sources = expand(job.paths, but=job.own_files())
    for problem in sources.problems:
        running.tell(problem)
    found = running.reviews(sources.files)
    if job.out is None:
        _report(running, found)
    else:
        with writer(job.out) as out:
            out.writelines(to_json(review) + "\n" for review in found)
            _refuse_nothing(running)
    if len(sources.files) > 1 or running.tally.calls > 1:
        running.errors.print(_summary(running))
    return running.tally.code


def _refuse_nothing(running: Run) -> None:
    """Keeps the old file where there is nothing to put in its place."""
    if not running.tally.calls and running.job.out != STDOUT:
        say = running.coach.voice.say
        raise UsageError(say("report.nothing"), where=running.job.out, hint=say("report.kept"))


def _report(running: Run, found: Iterator[Review]) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    for review in found:
        show(review, running.coach.voice, console, full=running.job.full,
             bands=running.coach.scorecard.bands)
    if running.tally.calls:
        console.print(running.coach.voice.say("report.legend"), style="dim")


def _summary(running: Run) -> str:
    tally = running.tally
    mean = f"{sum(tally.scores) / len(tally.scores):.1f}" if tally.scores else "–"
    return running.coach.voice.say("report.summary", calls=str(tally.calls), mean=mean,
                                   errors=str(tally.errors), failed=str(tally.failed))
