"""Promises to pay: dated ones, which can be checked, and vague ones.

A promise is a first person who pays, with a day (or now) beside it; the answer to "when?"; or a
yes to a dated proposal. What the pack finds without a day stays vague.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from callcoach.annotate.acts import Cues, asked_within, days, said
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import may_say
from callcoach.lang.schema import Pack
from callcoach.text.phrases import Found
from callcoach.text.tokens import Line

_NEAR = 9
"""Words between a payment and its day."""

_NOT = frozenset("no ni nunca jamas tampoco".split())
_BETWEEN = frozenset("me te se nos os le les lo la los las voy vamos a y yo".split())
_UNTIL = frozenset("hasta desde".split())
_ARTICLES = frozenset("el un del al ese este su mi ningun otro cada primer".split())


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
            yield Mark(n, m.i, m.j, "promise.vague", 0.75, "acts.promise.vague", why=m.why)

    def _dated(self, context: Context, n: int, line: Line) -> Mark | None:
        whens = [(d.i, d.j) for d in days(line)]
        whens += [(f.i, f.j) for f in self._cues.find(line, "pay_now")]
        whens = [w for w in whens if not asked_within(context, n, *w)
                 and not (w[0] and line.norms[w[0] - 1] in _UNTIL)]
        for name, sure in (("pays", 0.82), ("hands_over", 0.85), ("money_there", 0.8)):
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
        named = hit.i > 0 and line.norms[hit.i - 1] in _ARTICLES
        if named or self._maybe(line, hit, when):
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
            return Mark(n, named[0].i, named[-1].j, "promise.concrete", 0.55, "acts.promise.answer",
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
        between = range(min(hit.j, j), max(hit.i, i) + 1)
        if gap > _NEAR or any(line.sentence_ends(t) for t in between):
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
