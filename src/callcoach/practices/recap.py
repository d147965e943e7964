"""The agent sums up what was agreed: sum, date, way of paying, next contact.

What it checks
    After the last promise, or after the first next step where there is no promise: how many of
    sum, date, way of paying and next contact the agent says. Two or more is met, one is half met,
    none is a fault.

Why it matters
    What both sides heard said at the end is what will be done. The document asks for the exact
    sum at the end "una vez que tenemos el compromiso de pago".

When it does not apply
    There was neither a promise nor a next step.

How to improve
    Close with one sentence: how much, which day, by which means, and when you will speak again.

Known limits
    A date that belongs to the next contact does not count a second time.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import whole
from callcoach.analysis.replies import last_words
from callcoach.analysis.summing import agreed_at, parts_after
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
          ("A", "Le llamo por su recibo de 96,20 euros. ¿Cuándo lo va a pagar?"))


class Recap(Practice):
    """Sums up: sum, date, way of paying, next contact."""

    code: ClassVar[str] = "recap"
    section: ClassVar[Section] = "result"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = ("promise.", "agent_promise", "recap", "amount")
    ease: ClassVar[float] = 1.0
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Es importante en este momento mencionar la cantidad exacta de la deuda al"
                    " principio, durante y al final de la llamada de recobro una vez que tenemos"
                    " el compromiso de pago por parte del cliente."),
        Source("G", "reforzar si es necesario esa primera llamada"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("all of it", "met", (
            *_START, ("C", "El viernes se lo pago."),
            ("A", "Perfecto: el viernes, 96,20 euros, por transferencia. Le llamo el lunes."),
            ("C", "De acuerdo.")), ("96,20 euros",)),
        Example("the sum alone, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "cuando va a pagar"), ("C", "el viernes le deposito"),
            ("A", "listo quinientos pesos entonces gracias"), ("C", "adios")),
            ("quinientos pesos",)),
        Example("nothing", "missed", (
            *_START, ("C", "El viernes se lo pago."), ("A", "Vale, adiós."), ("C", "Adiós."))),
        Example("no agreement", "not_applicable", (
            *_START, ("C", "No pienso pagar."), ("A", "Usted verá."))),
    )
    enough: Annotated[int, Field(ge=2, le=4, description="parts that make a summing-up")] = 2

    def check(self, call: Call) -> Outcome:
        """Counts the parts of a summing-up after the agreement."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        start = agreed_at(call)
        if start is None:
            return self.outcome("not_applicable", "no_agreement")
        parts = parts_after(call, start)
        looked = min(start.first, all_of(call)[1]), all_of(call)[1]
        shown = list(parts.values())
        sure = surest((start.mark,) if start.mark else (), call, at_most=0.9)
        if len(parts) >= self.enough:
            return self.outcome("met", "met", shown, looked_at=looked, sure=sure, n=len(parts),
                                quote=words_of(shown[0]))
        last = last_words(call)
        promise = start.mark or whole(call, max(0, start.first - 1))
        return self.outcome(
            "partly" if parts else "missed", "one" if parts else "none", shown, looked_at=looked,
            near=last, sure=sure, promise=words_of(promise),
            advice=for_register(call, "advice" if start.promised else "advice_step"),
            quote=words_of((*shown, *last)[0]))
