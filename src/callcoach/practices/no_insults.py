"""The agent does not insult.

What it checks
    Whether the agent abuses or belittles the other. One such utterance fails the call.

Why it matters
    The document wants success "en nuestro recobro telefónico, no quedar por encima de nadie":
    an insult ends the talk and harms the creditor's name.

When it does not apply
    The agent says nothing.

How to improve
    State the fact, not the person: "el pago del día 5 no llegó".

Known limits
    Irony without a known word is left to composure.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import find
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    all_of,
    for_register,
    no_agent,
    surest,
    words_of,
)


class NoInsults(Practice):
    """Does not insult."""

    code: ClassVar[str] = "no_insults"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 20
    critical: ClassVar[bool] = True
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("insult", "confrontation")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Lo que queremos como gestores profesionales de cobros es tener éxito en"
                    " nuestro recobro telefónico, no quedar por encima de nadie."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("firm and polite", "met", (
            ("C", "Yo eso no lo pago."),
            ("A", "El pago del día 5 no llegó. ¿Qué parte no reconoce?"), ("C", "Los intereses."),
        )),
        Example("the customer says the word, as a recogniser writes it", "met", (
            ("C", "su compañero me llamo ratero"),
            ("A", "le ofrezco una disculpa eso no debio pasar"), ("C", "bueno gracias"),
        )),
        Example("an insult", "missed", (
            ("C", "No tengo dinero para pagar."), ("A", "Es usted un sinvergüenza."),
            ("C", "Oiga, no me hable así."),
        ), ("un sinvergüenza",)),
        Example("an insult, as a recogniser writes it", "missed", (
            ("C", "no tengo dinero señor"), ("A", "usted es una muerta de hambre señora"),
            ("C", "no me hable asi"),
        ), ("muerta de hambre",)),
        Example("the agent never speaks", "not_applicable", (("C", "¿Diga? ¿Hay alguien ahí?"),)),
    )

    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="how sure the label must be")] = 0.5

    def check(self, call: Call) -> Outcome:
        """Looks for insults in the agent's words."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        found = [a for a in find(call, "insult", side="agent")
                 if a.confidence >= self.min_confidence]
        if not found:
            return self.outcome("met", "met", looked_at=all_of(call),
                                near=find(call, "confrontation", side="agent")[:1],
                                sure=surest((), call, at_most=0.95))
        return self.outcome(
            "missed", "missed", found, looked_at=all_of(call), quote=words_of(found[0]),
            advice=for_register(call, "advice"),
            sure=surest([max(found, key=lambda a: a.confidence)], call),
        )
