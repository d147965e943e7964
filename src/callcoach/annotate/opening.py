"""Names at the start of a call: ``¿Don Cirilo?`` asks who is there, ``de Luz Sur`` says who calls.

Whether a bare name is the one or the other depends on its place and on the turn before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from callcoach.annotate.acts import said
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import may_say
from callcoach.lang.fold import fold
from callcoach.lang.morphology import analyse
from callcoach.lang.schema import Pack
from callcoach.text.tokens import Line

_EARLY = 3
"""Turns of the agent in which a name in a question asks who is there."""

_FIRST = 1
"""Turns of the agent in which a name alone does."""

_NAME = 5
"""Words of the longest name."""

_LINKS = frozenset("de la los las y del".split())
_OF = frozenset("de del desde".split())
_QUESTIONS = ("question.open", "question.closed", "question.other")


class OpeningAnnotator(Annotator):
    """Yields ``verification`` and ``identification`` for names that stand by themselves."""

    labels: ClassVar[tuple[str, ...]] = ("verification", "identification")
    needs: ClassVar[tuple[str, ...]] = ("lexical", "question")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._greets = frozenset(pack.lexicon["greets"])
        self._titles = frozenset(pack.lexicon["titles"])
        self._others = frozenset(pack.lexicon["no_names"])
        self._asks = frozenset(pack.lexicon["asks_presence"])

    def annotate(self, context: Context) -> Iterable[Mark]:
        """Names at the start of a call and after "who is calling?"."""
        turn = 0
        creditor = _firm(context)
        for n, line in enumerate(context.lines):
            if not (may_say(line.speaker, "agent") and line.norms):
                continue
            turn += 1
            if turn <= _EARLY and not said(context, n, "verification"):
                yield from self._asked(context, n, line, turn)
            if not said(context, n, "identification"):
                yield from self._told(context, n, line, creditor, turn)

    def _asked(self, context: Context, n: int, line: Line, turn: int) -> Iterable[Mark]:
        """A name in a question, or alone after a greeting: ``¿Don Cirilo?``."""
        asked = [(m.i, m.j) for m in context.marks[n] if m.label in _QUESTIONS]
        for i, j in asked or ([(0, len(line))] if turn <= _FIRST else []):
            start = self._past_greeting(line, i, j)
            if not self._asks.isdisjoint(line.norms[i:start]):
                continue
            if 0 < j - start <= _NAME and self._named(line, start, j, titled=start > i):
                yield Mark(n, start, j, "verification", 0.85 if asked else 0.7,
                           "conduct.verification.name", why="a name as a question")
                return

    def _past_greeting(self, line: Line, i: int, j: int) -> int:
        while i < j and line.norms[i] in self._greets:
            i += 1
        return i

    def _named(self, line: Line, i: int, j: int, *, titled: bool) -> bool:
        """Whether tokens are names; after a title, words of other kinds are names too."""
        titled = titled and any(w in self._titles for w in line.norms[max(0, i - 2) : i])
        if not titled and line.words[i][0].islower() and not line.text.islower():
            return False
        return all(self._is_name(line, k, titled and k < i + 2, first=k == i) for k in range(i, j))

    def _is_name(self, line: Line, k: int, titled: bool, *, first: bool) -> bool:
        """Whether a token can be part of a name; a capital at a sentence start tells nothing."""
        norm = line.norms[k]
        if norm[0].isdigit() or norm in self._others:
            return False
        if titled or (norm in _LINKS and not first):
            return True
        if line.words[k][0].isupper() and not first:
            return True
        return not any(lemma != "?" for lemma, _ in analyse(norm))

    def _told(
        self, context: Context, n: int, line: Line, creditor: frozenset[str], turn: int
    ) -> Iterable[Mark]:
        """A name or "of the firm" in answer to "who is calling?", or the firm early on."""
        before = context.previous(n)
        wondered = before is not None and said(
            context, before, "cue.who_calls", "cue.asks_creditor"
        )
        end = _sentence(line, 0)
        start = self._past_greeting(line, 0, end)
        if wondered and start < end and self._answers(line, start, end):
            yield Mark(n, start, min(end, start + 8), "identification", 0.8,
                       "conduct.identification.answer", why="says who calls")
            return
        spot = _of_firm(line, creditor) if turn <= 2 or wondered else None
        if spot is not None and spot <= 8 and not said(context, n, "creditor"):
            yield Mark(n, max(0, spot - 1), min(len(line), spot + len(creditor)), "identification",
                       0.75, "conduct.identification.firm", why="the firm's name")

    def _answers(self, line: Line, i: int, j: int) -> bool:
        if line.norms[i] in _OF or line.norms[i] == "soy":
            return j - i > 1
        of = next((k for k in range(i, min(j, i + _NAME)) if line.norms[k] in _OF), None)
        if of is not None and of > i and self._named(line, i, of, titled=True):
            return not any(w in self._others for w in line.norms[i:of])
        return j - i <= 3 and self._named(line, i, j, titled=False)


def _sentence(line: Line, start: int) -> int:
    """Where the sentence that begins at a token ends."""
    for k in range(start + 1, len(line)):
        if line.sentence_ends(k):
            return k
    return len(line)


def _firm(context: Context) -> frozenset[str]:
    """The longer words of the creditor's name."""
    words = [fold(w) for w in (context.info.creditor or "").split()]
    return frozenset(w for w in words if len(w) > 3)


def _of_firm(line: Line, firm: frozenset[str]) -> int | None:
    """Where the firm's name stands after "of" or "from"."""
    for k in range(1, len(line)):
        if line.norms[k] in firm and line.norms[k - 1] in (*_OF, "la", "el"):
            return k
    return None
