"""Acts of the agent that the turns around decide: asking for a payment, summing up.

A question asks for a payment when it asks when, how much or how to pay; a sum and a day after a
promise sum up. Words come from the lexicon of the pack, days from ``text.dates``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import may_say
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Pack
from callcoach.text.dates import find_dates
from callcoach.text.phrases import Compiler, Found, PhraseIndex
from callcoach.text.tokens import Line

SURE = 0.5
"""From this confidence on a mark of the rules counts as said."""

_QUESTIONS = ("question.open", "question.closed")
_GONE = ("past", "recurring")


class Cues:
    """Lists of the lexicon, ready to be looked up in a line by name."""

    def __init__(self, pack: Pack, *names: str) -> None:
        compiler = Compiler(pack.lexicon, forms)
        self._index = {n: PhraseIndex([compiler.compile("{" + n + "}")]) for n in names}

    def find(self, line: Line, name: str) -> list[Found]:
        """Where words of a list stand in a line."""
        return self._index[name].find(line)


class Day(NamedTuple):
    """A day named at tokens ``[i, j)``."""

    i: int
    j: int


def days(line: Line) -> list[Day]:
    """The days a line names, past and recurring ones aside."""
    return [Day(d.i, d.j) for d in find_dates(line.norms, line.gaps)
            if d.granularity == "day" and d.kind not in _GONE]


def asked_within(context: Context, n: int, i: int, j: int) -> bool:
    """Whether tokens ``[i, j)`` of line ``n`` stand within a question."""
    return any(m.label in _QUESTIONS and m.i < j and i < m.j for m in context.marks[n])


def said(context: Context, n: int | None, *labels: str) -> bool:
    """Whether line ``n`` bears one of the labels (or families) surely enough."""
    return n is not None and any(
        m.confidence >= SURE and m.label.startswith(labels) for m in context.marks[n]
    )


class CommitmentAnnotator(Annotator):
    """Yields ``commitment_request`` where the agent asks when, how much or how to pay."""

    labels: ClassVar[tuple[str, ...]] = ("commitment_request",)
    needs: ClassVar[tuple[str, ...]] = ("question", "lexical", "amount", "verification")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._cues = Cues(pack, "asks_pay", "past_pay", "asks_when")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """Questions of the agent that ask for money."""
        for n, line in enumerate(context.lines):
            if may_say(line.speaker, "agent"):
                yield from self._asked(context, n, line)

    def _asked(self, context: Context, n: int, line: Line) -> Iterable[Mark]:
        for q in context.marks[n]:
            if q.label not in _QUESTIONS or self._past(line, q):
                continue
            sure = self._sure(context, n, line, q)
            if sure:
                yield Mark(n, q.i, q.j, "commitment_request", sure, "acts.commitment_asked",
                           why="asks for a payment")

    def _past(self, line: Line, q: Mark) -> bool:
        if any(w[-1] in "óÓ" for w in line.words[q.i : q.j]):
            return True
        return any(q.i <= f.i < q.j for f in self._cues.find(line, "past_pay"))

    def _sure(self, context: Context, n: int, line: Line, q: Mark) -> float:
        if any(m.label == "verification" and _overlap(m, q) for m in context.marks[n]):
            return 0.0
        marks = [m for m in context.of(n, "commitment_request") if _overlap(m, q)]
        if any(not m.rule.endswith(".weak") for m in marks):
            return 0.82
        if any(q.i <= f.i < q.j for f in self._cues.find(line, "asks_pay")):
            return 0.78
        if not _bargaining(context, n) or q.form in ("confirmation", "tag"):
            return 0.0
        dated = any(q.i <= d.i < q.j for d in days(line))
        summed = any(m.label == "amount" and _overlap(m, q) for m in context.marks[n])
        short = q.j - q.i <= 5 and (dated or self._when(line, q))
        return 0.6 if short or (dated and summed) else 0.0

    def _when(self, line: Line, q: Mark) -> bool:
        return any(q.i <= f.i < q.j for f in self._cues.find(line, "asks_when"))


def _bargaining(context: Context, n: int) -> bool:
    """Whether the line before is about paying: a request, a promise, a sum, a date."""
    before = context.previous(n)
    if before is None or n < 4:
        return False
    own = [k for k in range(max(0, before - 2), n) if may_say(context.lines[k].speaker, "agent")]
    if said(context, before, "promise.", "excuse.", "refusal") or days(context.lines[before]):
        return True
    return any(said(context, k, "commitment_request") for k in own)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.i < other.j and other.i < one.j


def _spots(found: Iterable[Day | Found | Mark]) -> list[tuple[int, int]]:
    return [(f.i, f.j) for f in found]


class RecapAnnotator(Annotator):
    """Yields ``recap`` where the agent names a sum and a day after a promise."""

    labels: ClassVar[tuple[str, ...]] = ("recap",)
    needs: ClassVar[tuple[str, ...]] = ("lexical", "question", "amount", "promise",
                                        "commitment_request")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._cues = Cues(pack, "sums_up", "pay_means", "opens_recap")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The agent's summaries."""
        agreed = False
        for n, line in enumerate(context.lines):
            agreed = agreed or said(context, n, "promise.")
            if may_say(line.speaker, "agent") and line.norms:
                made = self._summary(context, n, line, agreed)
                if made:
                    yield made

    def _summary(self, context: Context, n: int, line: Line, agreed: bool) -> Mark | None:
        if said(context, n, "creditor", "notice", "identification"):
            return None
        named = [s for s in _spots(days(line)) if not asked_within(context, n, *s)]
        sums = [s for s in _spots(context.of(n, "amount")) if not asked_within(context, n, *s)]
        cued = [s for s in _spots(self._cues.find(line, "sums_up"))
                if not asked_within(context, n, *s)]
        means = bool(self._cues.find(line, "pay_means"))
        before = context.previous(n)
        answered = before is not None and bool(days(context.lines[before]))
        sure = self._sure(line, agreed or answered, (bool(named), bool(sums), bool(cued), means))
        if not sure:
            return None
        spots = named + sums + cued
        i, j = min(s[0] for s in spots), max(s[1] for s in spots)
        return Mark(n, i, j, "recap", sure, "acts.recap", why="sum and day after a promise")

    def _sure(self, line: Line, agreed: bool, has: tuple[bool, bool, bool, bool]) -> float:
        named, sums, cued, means = has
        if cued and named + sums + means >= 2:
            return 0.88
        if agreed and named and sums:
            return 0.82
        if cued and agreed and (named or sums) and len(line) > 5:
            return 0.6
        return 0.55 if agreed and named and means and self._opened(line) else 0.0

    def _opened(self, line: Line) -> bool:
        return any(f.i <= 2 for f in self._cues.find(line, "opens_recap"))
