"""Conduct that the turns before decide: disclosing the debt, and a call that has turned hostile.

Whether naming the debt discloses it depends on who has answered until then. A retort is a retort
where the agent attacks elsewhere in the call.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from callcoach.annotate.acts import SURE, Cues, said
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import may_say
from callcoach.lang.schema import Pack
from callcoach.text.tokens import Line

_ASKING = 8
"""Lines of a call in which the agent asks for somebody."""

_PATIENCE = 3
"""Turns of the customer after which a doubt is over, unless they denied being the debtor."""

_TENSE = 2
"""Hostile lines of the agent, besides this one, that make a call tense."""

_REACH = 4
"""Lines on either side within which hostility counts as near."""

_HOSTILE = ("threat.", "insult", "confrontation")
_CALM = ("commitment_request", "identification", "verification", "creditor", "apology", "empathy",
         "offer_documents", "recap", "notice", "agent_promise", "threat.", "insult",
         "confrontation", "question.open", "question.closed")


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
        """Every naming of the debt until the debtor is known; firms answer with many voices."""
        if context.info.debtor_type == "business":
            return
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
        return "them" if for_them and n < _ASKING else ""


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
        if self._known:
            return
        self._unsure -= self._unsure > 0
        if self._passed:
            self._known, self._stranger, self._passed = True, False, False
        elif self._holds(context, n):
            self._passed = True
        elif said(context, n, "cue.not_debtor", "cue.wrong_number"):
            self._stranger = True
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


class TensionAnnotator(Annotator):
    """Yields a weak ``confrontation`` for the agent's other lines amid hostile ones.

    It is a hint for whoever weighs marks, never a finding by itself.
    """

    labels: ClassVar[tuple[str, ...]] = ("confrontation",)
    needs: ClassVar[tuple[str, ...]] = ("lexical", "question", "verification", "recap",
                                        "commitment_request")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The agent's unlabelled lines near at least two hostile ones."""
        hostile = [n for n, line in enumerate(context.lines)
                   if may_say(line.speaker, "agent") and _attacks(context, n)]
        for n, line in enumerate(context.lines):
            if not may_say(line.speaker, "agent") or n in hostile or not line.norms:
                continue
            near = any(abs(k - n) <= _REACH for k in hostile)
            if near and len(hostile) >= _TENSE and not said(context, n, *_CALM):
                yield Mark(n, 0, len(line), "confrontation", 0.3, "conduct.tension.weak",
                           why="amid hostile lines of the agent")


def _attacks(context: Context, n: int) -> bool:
    return any(m.confidence > SURE and m.label.startswith(_HOSTILE) for m in context.marks[n])
