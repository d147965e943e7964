"""The agent tells nobody but the debtor about the debt.

What it checks
    Whether the debt or its sum was named while somebody who is not the debtor listened, or to a
    machine. One such utterance fails the call. Naming it too early to the debtor costs
    verify_identity, not this.

Why it matters
    The document tells of calls that reach people who do not even know they are debtors. A debt
    told to family, colleagues or a voicemail harms the debtor, and most countries forbid it.

When it does not apply
    The agent says nothing.

How to improve
    To anybody else it is "un asunto personal": leave a name and a number, ask when to call.

Known limits
    Who listens is told by their words. A third person who takes over late in a call goes unseen;
    where nobody said who they were and hung up, it cannot be judged.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.contact import DEBT
from callcoach.analysis.find import find
from callcoach.analysis.sums import is_debt
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    all_of,
    no_agent,
    surest,
    words_of,
)

_MESSAGE = 2
"""Utterances of an agent whom nobody answers that may still be a message left on a machine."""


class NoDisclosure(Practice):
    """Tells nobody but the debtor about the debt."""

    code: ClassVar[str] = "no_disclosure"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 30
    critical: ClassVar[bool] = True
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("disclosure", "amount", "amount.vague", "verification")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Esto se ha hecho común en clientes que ni siquiera saben que son deudores."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a personal matter", "met", (
            ("C", "¿Diga?"), ("A", "Buenas tardes. ¿Está Adrián?"),
            ("C", "No está, soy su madre. ¿Qué quería?"),
            ("A", "Es un asunto personal. ¿A qué hora puedo encontrarlo?"), ("C", "A las ocho."),
        )),
        Example("too early, but to the debtor", "met", (
            ("C", "¿Sí?"), ("A", "¿Doña Elena? La llamo por la deuda que tiene usted."),
            ("C", "Sí, soy yo. Es que no tengo dinero."),
        )),
        Example("to the mother", "missed", (
            ("C", "¿Diga?"), ("A", "Buenas tardes. ¿Está Adrián?"), ("C", "No está, soy su madre."),
            ("A", "Pues su hijo debe 1.142,30 euros de un préstamo."), ("C", "Ay, Dios mío."),
        ), ("1.142,30 euros",)),
        Example("before anybody said who they are, as a recogniser writes it", "missed", (
            ("C", "bueno"), ("A", "buenas le llamo por la deuda del señor ramirez"),
            ("C", "no el no esta soy su esposa"), ("A", "ah bueno yo marco luego"),
        ), ("la deuda",)),
        Example("on a voicemail", "missed", (
            ("S", "Ha llamado al buzón de voz. Deje su mensaje después de la señal."),
            ("A", "Señor Peña, le recordamos su deuda de 300 euros con Luz Sur."),
        ), ("300 euros",)),
        Example("the agent never speaks", "not_applicable", (("C", "¿Diga? ¿Hay alguien ahí?"),)),
    )

    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="how sure the label must be")] = 0.5

    def check(self, call: Call) -> Outcome:
        """Looks for the debt in what the agent said to others than the debtor."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        named = self._named(call, all_of(call))
        unknown = call.contact_why == "contact.hung_up" and call.verification.answered is None
        if unknown and named:
            return self.outcome("not_observable", "unknown", named[:1], quote=words_of(named[0]))
        others = self._others(call)
        told = [] if others is None else self._named(call, others)
        if not told:
            early = find(call, "disclosure", side="agent")
            return self.outcome("met", "met" if others is None else "kept",
                                looked_at=others or all_of(call), near=early[:1],
                                sure=surest((), call, at_most=0.9))
        machine = call.contact_why in ("contact.voicemail", "contact.nobody")
        return self.outcome(
            "missed", "machine" if machine else "missed", told, looked_at=others,
            quote=words_of(told[0]), n=told[0].utterance + 1,
            advice="advice_machine" if machine else "advice",
            sure=surest([max(told, key=lambda a: a.confidence)], call, at_most=0.95),
        )

    def _others(self, call: Call) -> Span | None:
        """Where somebody else than the debtor listened: also a machine that said nothing."""
        if call.stranger is not None or call.contact_why != "contact.nobody":
            return call.stranger
        spoken = [n for n, u in enumerate(call.transcript.utterances) if u.speaker == "agent"]
        left = find(call, "cue.leaves_message", side="agent")
        return all_of(call) if left or len(spoken) <= _MESSAGE else None

    def _named(self, call: Call, span: Span) -> list[Annotation]:
        """Where the debt is named; a sum alone counts beside such words, or if it is the debt."""
        marks = [a for a in find(call, *DEBT, side="agent", within=span)
                 if a.confidence >= self.min_confidence]
        debt = call.info.debt
        sums = frozenset([debt.amount] if debt else [])
        if any(a.label in ("disclosure", "cue.debt_named") or is_debt(a, sums) for a in marks):
            return marks
        return []
