"""Acts that grammar and the turn before decide: promises to pay, asking for one, summing up.

A promise is a first person who pays, with a day (or now) beside it; the answer to "when?"; or a
yes to a dated proposal. Words come from the lexicon of the pack, days from ``text.dates``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

_NEAR = 9
_NOT = frozenset("no ni nunca jamas tampoco".split())
_BETWEEN = frozenset("me te se nos os le les lo la los las voy vamos a y yo".split())
_QUESTIONS = ("question.open", "question.closed")
_UNTIL = frozenset("hasta desde".split())
_ARTICLES = frozenset("el un del al ese este su mi ningun otro cada primer".split())
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
    needs: ClassVar[tuple[str, ...]] = ("question", "lexical", "amount")

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
        return any(q.i <= f.i < q.j for f in self._cues.find(line, "past_pay"))

    def _sure(self, context: Context, n: int, line: Line, q: Mark) -> float:
        if any(m.label == "verification" and _overlap(m, q) for m in context.marks[n]):
            return 0.0
        marks = [m for m in context.of(n, "commitment_request") if _overlap(m, q)]
        if any(not m.rule.endswith(".weak") for m in marks):
            return 0.85
        if any(q.i <= f.i < q.j for f in self._cues.find(line, "asks_pay")):
            return 0.8
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


class PromiseAnnotator(Annotator):
    """Yields ``promise.concrete`` for dated promises, and vague ones near a week or a month."""

    labels: ClassVar[tuple[str, ...]] = ("promise.",)
    needs: ClassVar[tuple[str, ...]] = ("lexical", "question", "amount", "commitment_request")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._cues = Cues(pack, "pays", "hands_over", "money_there", "pay_now", "no_pay_object",
                          "gets_money", "says_yes", "maybe")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The customer's dated promises."""
        for n, line in enumerate(context.lines):
            if may_say(line.speaker, "customer") and line.norms:
                dated = self._dated(context, n, line) or self._answer(context, n, line)
                if dated:
                    yield dated
                yield from self._vague(context, n, line, dated)

    def _vague(self, context: Context, n: int, line: Line, dated: Mark | None) -> Iterable[Mark]:
        """Vague promises of the pack that no day beside them makes concrete."""
        for m in context.of(n, "promise.vague"):
            near = dated is not None and m.i < dated.j + _NEAR and dated.i < m.j
            if m.rule.endswith(".weak") or near or asked_within(context, n, m.i, m.j):
                continue
            yield Mark(n, m.i, m.j, "promise.vague", 0.8, "acts.promise.vague", why=m.why)

    def _dated(self, context: Context, n: int, line: Line) -> Mark | None:
        whens = [(d.i, d.j) for d in days(line)]
        whens += [(f.i, f.j) for f in self._cues.find(line, "pay_now")]
        whens = [w for w in whens if not asked_within(context, n, *w)
                 and not (w[0] and line.norms[w[0] - 1] in _UNTIL)]
        for name, sure in (("pays", 0.85), ("hands_over", 0.75), ("money_there", 0.65)):
            for hit in self._cues.find(line, name):
                when = _nearest(line, hit, whens)
                if when and self._stands(context, n, line, hit, when, name):
                    i, j = min(hit.i, when[0]), max(hit.j, when[1])
                    return Mark(n, i, j, "promise.concrete", sure, f"acts.promise.{name}",
                                why="a payment with a day")
        return None

    def _stands(
        self, context: Context, n: int, line: Line, hit: Found, when: tuple[int, int], name: str
    ) -> bool:
        if asked_within(context, n, hit.i, hit.j) or _negated(line, hit.i) or _past(line, hit):
            return False
        if hit.i and line.norms[hit.i - 1] in _ARTICLES or self._maybe(line, hit, when):
            return False
        if name == "pays":
            return True
        if self._other_object(line, hit):
            return False
        money = any(m.label.startswith("amount") for m in context.marks[n])
        return money or _invited(context, n)

    def _maybe(self, line: Line, hit: Found, when: tuple[int, int]) -> bool:
        low = min(hit.i, when[0])
        return any(low - 4 <= f.i <= hit.i for f in self._cues.find(line, "maybe"))

    def _other_object(self, line: Line, hit: Found) -> bool:
        return any(hit.i <= f.i <= hit.j + 3 for f in self._cues.find(line, "no_pay_object"))

    def _answer(self, context: Context, n: int, line: Line) -> Mark | None:
        """A day given to "when?", or a yes to a proposal with a day."""
        before = context.previous(n)
        if before is None or not said(context, before, "commitment_request"):
            return None
        if said(context, n, "refusal", "excuse.") or self._cues.find(line, "gets_money"):
            return None
        named = [d for d in days(line) if not asked_within(context, n, d.i, d.j)]
        first = named and (named[0].i <= 3 or len(line) <= 8) and line.norms[0] not in _UNTIL
        if first and len(line) <= 16 and _NOT.isdisjoint(line.norms):
            return Mark(n, named[0].i, named[-1].j, "promise.concrete", 0.65, "acts.promise.answer",
                        why="a day in answer to a request")
        if days(context.lines[before]) and self._agrees(line):
            return Mark(n, 0, len(line), "promise.concrete", 0.6, "acts.promise.agreed",
                        why="yes to a proposal with a day")
        return None

    def _agrees(self, line: Line) -> bool:
        if len(line) > 8 or not _NOT.isdisjoint(line.norms) or "pero" in line.norms:
            return False
        if any(g for g in line.gaps if "?" in g):
            return False
        return any(f.i == 0 for f in self._cues.find(line, "says_yes"))


def _nearest(line: Line, hit: Found, whens: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The nearest day or "now" in the sentence of a find."""
    best: tuple[int, int] | None = None
    for i, j in whens:
        gap = max(i - hit.j, hit.i - j, 0)
        if gap > _NEAR or any(line.sentence_ends(t) for t in range(min(hit.j, j), max(hit.i, i) + 1)):
            continue
        if best is None or gap < max(best[0] - hit.j, hit.i - best[1], 0):
            best = i, j
    return best


def _negated(line: Line, i: int) -> bool:
    """Whether a "no" stands before token ``i``, pronouns aside."""
    k = i - 1
    while k >= 0 and line.norms[k] in _BETWEEN:
        k -= 1
    return k >= 0 and line.norms[k] in _NOT and not any(
        line.sentence_ends(t) for t in range(k + 1, i + 1)
    )


def _past(line: Line, hit: Found) -> bool:
    return any(w[-1] in "óÓ" for w in line.words[hit.i : hit.j])


def _invited(context: Context, n: int) -> bool:
    """Whether the agent asked for money in one of the two turns before."""
    mine = [k for k in range(max(0, n - 4), n) if may_say(context.lines[k].speaker, "agent")]
    return any(said(context, k, "commitment_request", "recap", "amount") for k in mine)


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
            if may_say(line.speaker, "agent") and n > 4 and line.norms:
                made = self._summary(context, n, line, agreed)
                if made:
                    yield made

    def _summary(self, context: Context, n: int, line: Line, agreed: bool) -> Mark | None:
        if n < len(context.lines) // 2 or said(context, n, "creditor", "threat.", "notice"):
            return None
        named = [s for s in _spots(days(line)) if not asked_within(context, n, *s)]
        sums = [s for s in _spots(context.of(n, "amount")) if not asked_within(context, n, *s)]
        cued = [s for s in _spots(self._cues.find(line, "sums_up"))
                if not asked_within(context, n, *s)]
        means = bool(self._cues.find(line, "pay_means"))
        sure = self._sure(line, agreed, (bool(named), bool(sums), bool(cued), means))
        if not sure:
            return None
        spots = named + sums + cued
        i, j = min(s[0] for s in spots), max(s[1] for s in spots)
        return Mark(n, i, j, "recap", sure, "acts.recap", why="sum and day after a promise")

    def _sure(self, line: Line, agreed: bool, has: tuple[bool, bool, bool, bool]) -> float:
        named, sums, cued, means = has
        if cued and named + sums + means >= 2:
            return 0.9
        if agreed and named and sums:
            return 0.8
        if cued and agreed and (named or sums) and len(line) > 5:
            return 0.6
        return 0.55 if agreed and named and means and self._opened(line) else 0.0

    def _opened(self, line: Line) -> bool:
        return any(f.i <= 2 for f in self._cues.find(line, "opens_recap"))
