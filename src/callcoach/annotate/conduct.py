"""Conduct that the turns before decide: names as verification or identification, and disclosure.

Whether a bare name asks who is there, or says who calls, depends on its place and on the turn
before; whether naming the debt discloses it, on who has answered until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from callcoach.annotate.acts import Cues, said
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import may_say
from callcoach.lang.fold import fold
from callcoach.lang.morphology import analyse
from callcoach.lang.schema import Pack
from callcoach.text.tokens import Line

_EARLY = 4
"""Turns of the agent in which a bare name is a question."""

_NAME = 5
_DENIALS = 12
"""Lines of a call in which somebody may still deny being the debtor."""

_PATIENCE = 3
"""Turns of the customer after which a doubt is over, unless they denied being the debtor."""

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
                yield from self._asked(context, n, line)
            if not said(context, n, "identification"):
                yield from self._told(context, n, line, creditor, turn)

    def _asked(self, context: Context, n: int, line: Line) -> Iterable[Mark]:
        """A name in a question, or alone after a greeting: ``¿Don Cirilo?``."""
        asked = [(m.i, m.j) for m in context.marks[n] if m.label in _QUESTIONS]
        for i, j in asked or [(0, len(line))]:
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
        return all(self._is_name(line, k, titled) for k in range(i, j))

    def _is_name(self, line: Line, k: int, titled: bool) -> bool:
        norm = line.norms[k]
        if norm[0].isdigit() or norm in self._others:
            return False
        if norm in ("de", "la", "los", "y", "del") or titled or line.words[k][0].isupper():
            return True
        return not any(lemma != "?" for lemma, _ in analyse(norm))

    def _told(
        self, context: Context, n: int, line: Line, creditor: frozenset[str], turn: int
    ) -> Iterable[Mark]:
        """A name or "of the firm" in answer to "who is calling?", or the firm in the first turns."""
        before = context.previous(n)
        wondered = before is not None and said(context, before, "cue.who_calls", "cue.asks_creditor")
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


class DisclosureAnnotator(Annotator):
    """Yields ``disclosure`` where the agent names the debt to somebody not known to be the debtor.

    Not known are those who deny it, those asked for somebody else, and those who answered the
    question who they are with another question.
    """

    labels: ClassVar[tuple[str, ...]] = ("disclosure",)
    needs: ClassVar[tuple[str, ...]] = ("lexical", "question", "amount", "verification",
                                        "promise", "refusal")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._cues = Cues(pack, "debt_to_other", "its_me", "unsure_who", "asks_for_them",
                          "holds_on")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """Every naming of the debt until the debtor is known."""
        who = _Listener(self._cues)
        for n, line in enumerate(context.lines):
            if not line.norms:
                continue
            if not may_say(line.speaker, "agent"):
                who.hear(context, n)
                continue
            mark = self._naming(context, n, line, who.told) if who.doubtful else None
            if mark:
                who.told = True
                yield mark
            who.asked = self._asks(context, n, line)

    def _naming(self, context: Context, n: int, line: Line, named: bool) -> Mark | None:
        found = [(f.i, f.j) for f in self._cues.find(line, "debt_to_other")]
        found += [(m.i, m.j) for m in context.of(n, "creditor") if m.confidence >= 0.75]
        if named or said(context, n, "cue.debt_named"):
            found += [(m.i, m.j) for m in context.of(n, "amount")]
            found += [(m.i, m.j) for m in context.of(n, "cue.debt_named")]
        if not found or said(context, n, "recap", "apology"):
            return None
        return Mark(n, min(f[0] for f in found), max(f[1] for f in found), "disclosure", 0.85,
                    "conduct.disclosure", why="the debt, before identity is known")




    def _asks(self, context: Context, n: int, line: Line) -> str:
        """What the agent's line asks for: "datum", "you", "them", or nothing (``""``)."""
        if any(m.rule == "verification.datum" for m in context.of(n, "verification")):
            return "datum"
        if said(context, n, "verification"):
            return "you"
        for_them = said(context, n, "cue.asks_for") or self._cues.find(line, "asks_for_them")
        return "them" if for_them and n < 2 * _EARLY else ""


class _Listener:
    """What the agent can know of who listens, turn by turn."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self.told = False
        self.asked = ""
        self._known = self._stranger = self._passed = False
        self._unsure = 0

    @property
    def doubtful(self) -> bool:
        """Whether nobody could tell that the debtor listens, though the agent asked."""
        return not self._known and (self._stranger or self._unsure > 0)

    def hear(self, context: Context, n: int) -> None:
        """The customer side's line ``n``: does it tell who they are?"""
        denies = n < _DENIALS and said(context, n, "cue.not_debtor", "cue.wrong_number")
        if self._known and not denies:
            return
        self._unsure -= self._unsure > 0
        if self._passed:
            self._known, self._stranger, self._passed = True, False, False
        elif self._holds(context, n):
            self._passed = True
        elif denies:
            self._known, self._stranger = False, True
        elif self._confirms(context, n):
            self._known = not self._stranger or self.asked == "datum"
        elif self.asked:
            self._answered(context, n)
        elif said(context, n, "promise.", "refusal") and not self._stranger:
            self._known = True

    def _holds(self, context: Context, n: int) -> bool:
        wanted = self.asked or self._stranger or self._unsure > 0
        return bool(wanted) and (said(context, n, "cue.hands_over")
                                 or bool(self._cues.find(context.lines[n], "holds_on")))

    def _confirms(self, context: Context, n: int) -> bool:
        if not self.asked and not self.doubtful:
            return False
        if self.asked == "datum" and not said(context, n, "cue.will_not_talk"):
            return not self._cues.find(context.lines[n], "unsure_who")
        if self._cues.find(context.lines[n], "its_me") or said(context, n, "cue.self_identified"):
            return True
        related = said(context, n, "cue.relation")
        return bool(self.asked) and not related and _yes_first(context, n)

    def _answered(self, context: Context, n: int) -> None:
        line = context.lines[n]
        if said(context, n, "cue.relation", "cue.bare_no"):
            self._stranger = True
        elif said(context, n, "cue.who_calls", "cue.will_not_talk") or self._cues.find(
            line, "unsure_who"
        ):
            self._unsure = _PATIENCE
        elif self.asked == "them":
            self._stranger = True
        else:
            self._known = not self._stranger


def _yes_first(context: Context, n: int) -> bool:
    return any(m.i <= 1 for m in context.of(n, "cue.identity_confirmed"))
