"""A review for a terminal: score and conduct, doubts, what went well, what to work on, sections.

Readable at 80 columns, coloured only where there is a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from callcoach.lang.speak import Speaker
from callcoach.model.outcome import Evidence
from callcoach.model.review import PracticeResult, Priority, Review, SectionScore
from callcoach.reports.layout import bar, hanging, moment, wrapped
from callcoach.reports.plain import clean, quoted

WIDEST = 100
_STYLE = {"met": "green", "partly": "yellow", "missed": "red", "not_applicable": "dim",
          "not_observable": "dim", "crashed": "magenta"}
_SIGN = {"met": "✓", "partly": "~", "missed": "✗", "not_applicable": "·", "not_observable": "?",
         "crashed": "!"}
_QUOTE, _BAR, _NAME, _SHOWN = 150, 10, 15, 3
_GATE = "conduct"


def show(
    review: Review, voice: Speaker, console: Console, *, full: bool = False,
    bands: Mapping[str, float] | None = None,
) -> None:
    """Prints a review. ``full`` adds every practice with its reason and evidence; ``bands`` are
    the names of scores, each from its mark on."""
    page = _Page(review, voice, min(console.width, WIDEST), bands or {})
    for line in page.lines(full):
        console.print(line, soft_wrap=True)


class _Page:
    """The lines of one review."""

    def __init__(
        self, review: Review, voice: Speaker, width: int, bands: Mapping[str, float]
    ) -> None:
        self.review, self.say, self.width, self.bands = review, voice.say, width, bands
        self.knows = voice.knows
        self.results = {p.code: p for p in review.practices}

    def lines(self, full: bool) -> Iterator[Text]:
        """All lines, top to bottom."""
        yield from self.head()
        yield from self.doubts()
        yield from self.strengths()
        yield from self.work()
        yield from self.sections()
        if full:
            yield from self.heading("report.practices", "bold")
            for result in self.review.practices:
                yield from self.practice(result)
        yield Text()

    def heading(self, key: str, style: str) -> Iterator[Text]:
        """An empty line and a title."""
        yield Text()
        yield Text(self.say(key), style=style)

    def head(self) -> Iterator[Text]:
        """The call, its score and its conduct; each fault of conduct with its reason."""
        review = self.review
        gate = ((self.say("report.passed"), "green") if review.passed
                else (self.say("report.failed"), "bold red"))
        yield Text("─" * self.width, style="dim")
        yield Text.assemble((clean(review.call_id), "bold"), "   ", (self.score(), "bold cyan"),
                            "   ", gate)
        for result in self.of_section(_GATE):
            if result.verdict in ("missed", "partly", "crashed"):
                yield from self.reason(result)

    def score(self) -> str:
        """The score of 100 with the name of its band."""
        value = self.review.score.normalized
        if value is None:
            return self.say("report.no_score")
        told = self.say("report.score", score=f"{value:.0f}")
        reached = [name for name, mark in self.bands.items() if value >= mark]
        if not reached:
            return told
        name = max(reached, key=lambda n: self.bands[n])
        return f"{told} ({self.say(f'band.{name}') if self.knows(f'band.{name}') else name})"

    def reason(self, result: PracticeResult) -> Iterator[Text]:
        """One line of a fault: sign and what happened."""
        head = f"  {_SIGN[result.verdict]} "
        yield from hanging(head, clean(result.reason), self.width, style=_STYLE[result.verdict])

    def doubts(self) -> Iterator[Text]:
        """What to know of the transcript before believing the rest."""
        told = [i for i in self.review.issues if i.level != "info"]
        if told:
            yield from self.heading("report.doubts", "bold yellow")
        for message in dict.fromkeys(i.message for i in told):
            yield from hanging("  ! ", clean(message), self.width, style="yellow")

    def strengths(self) -> Iterator[Text]:
        """What was met and can be shown in the agent's own words."""
        if self.review.strengths:
            yield from self.heading("report.strengths", "bold green")
        for strength in self.review.strengths:
            yield from hanging("  ✓ ", _capital(clean(strength.title)), self.width, style="green")
            yield from self.words(strength.utterance, strength.quote, None)

    def work(self) -> Iterator[Text]:
        """The one thing to work on first, then at most two more."""
        first, rest = self.review.priorities[:1], self.review.priorities[1:_SHOWN]
        if first:
            yield from self.heading("report.first", "bold yellow")
            yield from self.priority(first[0], "bold yellow")
        elif self.review.score.potential:
            yield Text()
            yield Text(self.say("report.nothing_to_do"), style="green")
        if rest:
            yield from self.heading("report.then", "bold")
        for priority in rest:
            yield from self.priority(priority, "bold")

    def priority(self, priority: Priority, style: str) -> Iterator[Text]:
        """A fault: the aim, the moment, what happened, why it matters (the first one), better words."""
        result = self.results.get(priority.code)
        sign = f"  {_SIGN[result.verdict] if result else '✗'} "
        yield from hanging(sign, _capital(clean(priority.title)), self.width, style=style, body=style)
        yield from self.words(priority.utterance, priority.quote, priority.start_time)
        parts = [("report.happened", result.reason if result else ""),
                 ("report.why", priority.why if priority.rank == 1 else ""),
                 ("report.better", priority.advice)]
        room = max(len(self.say(key)) for key, _ in parts) + 2
        for key, text in parts:
            if text:
                head = f"    {self.say(key):<{room}}"
                yield from hanging(head, clean(text), self.width, style="dim")

    def words(self, utterance: int | None, quote: str | None, start: float | None) -> Iterator[Text]:
        """The moment and the words said there."""
        if not quote or utterance is None:
            return
        place = self.place(utterance)
        if start is not None:
            place = f"{moment(start)} · {place}"
        yield from hanging(f"    {place}  ", quoted(quote, _QUOTE), self.width, style="dim")

    def place(self, utterance: int) -> str:
        """The turn as people count it."""
        return self.say("report.turn", n=str(utterance + 1))

    def sections(self) -> Iterator[Text]:
        """Every section as a bar, with the practices that were not met."""
        yield from self.heading("report.sections", "bold")
        for section in self.review.sections:
            yield from self.section(section)
        yield from self.conduct()

    def section(self, section: SectionScore) -> Iterator[Text]:
        """One section."""
        share = section.score.normalized
        title = f"  {clean(section.title):<{_NAME}}"
        if share is None:
            yield Text(f"{title}{'–':>4}  {self.say('report.no_occasion')}", style="dim")
            return
        head = f"{title}{share:>4.0f}  {bar(share, _BAR)}  "
        yield from self.marked(head, self.of_section(section.code))

    def conduct(self) -> Iterator[Text]:
        """The gate, which has no score."""
        title = f"  {self.say('section.conduct'):<{_NAME}}"
        sign = "✓" if self.review.passed else "✗"
        yield from self.marked(f"{title}{sign:>4}  {' ' * _BAR}  ", self.of_section(_GATE))

    def marked(self, head: str, results: Iterable[PracticeResult]) -> Iterator[Text]:
        """A head and the practices that were missed, met by half, or could not be judged."""
        shown = [r for r in results if r.verdict not in ("met", "not_applicable")]
        marks = "  ".join(f"{_SIGN[r.verdict]}\u00a0{r.code}" for r in shown)
        for line in hanging(head, marks, self.width):
            for sign, verdict in (("✗", "missed"), ("~", "partly"), ("?", "not_observable")):
                line.highlight_regex(rf"{re.escape(sign)}\s\w+", _STYLE[verdict])
            line.plain = line.plain.replace("\u00a0", " ")
            yield line

    def of_section(self, code: str) -> list[PracticeResult]:
        """The results of a section."""
        return [p for p in self.review.practices if p.section == code]

    def practice(self, result: PracticeResult) -> Iterator[Text]:
        """A practice in full: verdict, reason, evidence, where it looked, advice."""
        yield Text()
        yield Text.assemble((f"  {_SIGN[result.verdict]} ", _STYLE[result.verdict]),
                            (result.code, "bold"), f" · {self.say(f'verdict.{result.verdict}')}")
        yield from (Text(f"    {line}") for line in wrapped(clean(result.reason), self.width - 4))
        yield from self.evidence(result.evidence)
        if result.verdict in ("missed", "partly"):
            yield from self.looked(result)
            if result.advice:
                yield from hanging("    → ", clean(result.advice), self.width)

    def looked(self, result: PracticeResult) -> Iterator[Text]:
        """Where a practice looked, and what came closest."""
        if result.looked_at:
            a, b = (str(n + 1) for n in result.looked_at)
            key = "report.looked_one" if a == b else "report.looked"
            yield Text(f"    {self.say(key, a=a, b=b)}", style="dim")
        if not result.evidence and result.near_misses:
            yield Text(f"    {self.say('report.near')}:", style="dim")
            yield from self.evidence(result.near_misses)

    def evidence(self, found: Iterable[Evidence]) -> Iterator[Text]:
        """The first few quotes."""
        for shown in tuple(found)[:_SHOWN]:
            yield from self.words(shown.utterance, shown.quote, None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
