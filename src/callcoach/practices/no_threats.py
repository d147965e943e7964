"""The agent does not threaten or intimidate.

What it checks
    Whether the agent announces or hints at harm: violence, jail, seizure or court overstated,
    telling family, neighbours or employer, calling without end, "aténgase a las consecuencias".
    One such utterance fails the call.

Why it matters
    "Intimidar a un deudor sólo consigue" fear, a lawyer or counter-tricks, says the document, and
    it calls threatening calls harassment. They are against the law nearly everywhere.

When it does not apply
    The agent says nothing.

How to improve
    Say what the creditor may lawfully do, in neutral words and with a way out.

Known limits
    Whether an announced step is true and intended cannot be heard. A neutral notice is no threat,
    its repetition may be.
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


class NoThreats(Practice):
    """Does not threaten or intimidate."""

    code: ClassVar[str] = "no_threats"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 10
    critical: ClassVar[bool] = True
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("threat.", "notice")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Intimidar a un deudor sólo consigue que un deudor casual se asuste; que un"
                    " deudor reticente se venga arriba y contrate él mismo un abogado"),
        Source("G", "Llamadas amenazantes, persistentes y a deshora."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a neutral notice", "met", (
            ("C", "¿Y si no pago?"),
            ("A", "Si no se regulariza, el acreedor puede iniciar un procedimiento monitorio."),
            ("C", "Entonces déjeme ver cuánto puedo pagar."),
        )),
        Example("a threat denied", "met", (
            ("C", "¿Me van a embargar por esta llamada?"),
            ("A", "No, nadie le va a embargar por esta llamada."), ("C", "Menos mal."),
        )),
        Example("seizure tomorrow", "missed", (
            ("C", "No tengo dinero para pagar."),
            ("A", "Pues mañana mismo le embargamos la nómina."), ("C", "¿Cómo dice?"),
        ), ("le embargamos la nómina",)),
        Example("jail and boss, as a recogniser writes it", "missed", (
            ("C", "no tengo dinero señor"),
            ("A", "o paga hoy o va preso y voy a hablar con su jefe"), ("C", "no me haga eso"),
        ), ("va preso",)),
        Example("the agent never speaks", "not_applicable", (("C", "¿Diga? ¿Hay alguien ahí?"),)),
    )

    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="how sure the label must be")] = 0.5

    def check(self, call: Call) -> Outcome:
        """Looks for threats in the agent's words."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        found = [a for a in find(call, "threat.", side="agent")
                 if a.label != "threat.self_harm" and a.confidence >= self.min_confidence]
        notices = find(call, "notice", side="agent")
        if not found:
            return self.outcome("met", "met", looked_at=all_of(call), near=notices,
                                sure=surest((), call, at_most=0.95))
        return self.outcome(
            "missed", "missed", found, looked_at=all_of(call), near=notices,
            quote=words_of(found[0]), count=len(found), advice=for_register(call, "advice"),
            sure=surest([max(found, key=lambda a: a.confidence)], call),
        )
