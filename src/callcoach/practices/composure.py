"""The agent stays calm and does not confront.

What it checks
    The agent's confrontations (blame, accusation, mockery, heated contradiction), insults and
    threats. One lapse is half met; more, or one that makes the talk escalate, is a fault.

Why it matters
    "Cualquier tipo de confrontación resultará contraproducente nos alejará de nuestro objetivo",
    says the document: customers exaggerate as part of the game, and calm is the answer to it.

When it does not apply
    There is no contact with the debtor.

How to improve
    Put facts where a judgement came to your lips, and end with the next step.

Known limits
    Voice and irony are not heard; firm, polite insistence is no lapse.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import find, is_side
from callcoach.analysis.replies import lapses
from callcoach.model.annotation import Annotation
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

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su recibo de 96,20 euros."),
          ("C", "¡Estoy harto de sus llamadas! Ya les dije que no tengo dinero."))


class Composure(Practice):
    """Stays calm and does not confront."""

    code: ClassVar[str] = "composure"
    section: ClassVar[Section] = "listening"
    order: ClassVar[int] = 40
    needs: ClassVar[tuple[str, ...]] = ("confrontation", "insult", "threat.")
    ease: ClassVar[float] = 0.6
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Cualquier tipo de confrontación resultará contraproducente nos alejará de"
                    " nuestro objetivo."),
        Source("C", "aquí es muy importante que mantengamos la calma"),
        Source("G", "Lo que queremos como gestores profesionales de cobros es tener éxito en"
                    " nuestro recobro telefónico, no quedar por encima de nadie."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("calm before anger", "met", (
            *_START, ("A", "Entiendo que cansa que le llamen tanto. ¿Qué le vendría bien?"),
            ("C", "Que me llamen menos."))),
        Example("firm, but no confrontation", "met", (
            *_START, ("A", "Lo entiendo. El recibo sigue pendiente y hoy necesito una fecha."),
            ("C", "El viernes."))),
        Example("one lapse", "partly", (
            *_START, ("A", "Eso no es mi problema."), ("C", "Ya, bueno."),
            ("A", "¿Cuándo podría pagarlo?"), ("C", "El viernes.")), ("Eso no es mi problema",)),
        Example("a quarrel, as a recogniser writes it", "missed", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "usted me esta mintiendo señora"), ("C", "yo no miento"),
            ("A", "no sea ridicula por favor eso no es mi problema"), ("C", "oiga")),
            ("usted me esta mintiendo",)),
        Example("nobody answers", "not_applicable", (
            ("S", "Deje su mensaje después de la señal."),)),
    )

    least: Annotated[float, Field(
        ge=0, le=1, description="how sure a label must be to count as a lapse")] = 0.4

    def check(self, call: Call) -> Outcome:
        """Counts the agent's lapses."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if call.contact == "none":
            return self.outcome("not_applicable", "no_contact")
        found = lapses(call, self.least)
        if not found:
            return self.outcome("met", "met", looked_at=all_of(call),
                                sure=surest((), call, at_most=0.9))
        worse = len(found) > 1 or any(a.label == "insult" for a in found) or _flared(call, found[0])
        return self.outcome(
            "missed" if worse else "partly", "many" if worse else "once", found[:4],
            looked_at=all_of(call), advice=for_register(call, "advice"), n=len(found),
            quote=words_of(found[0]), near=found[:1], sure=surest(found, call))


def _flared(call: Call, lapse: Annotation) -> bool:
    """Whether the customer answers a lapse with an insult or a threat: the talk escalates."""
    n = lapse.utterance + 1
    return n < len(call.annotations) and is_side(call.speaker(n), "customer") and bool(
        find(call, "insult", "threat.", within=(n, n)))
