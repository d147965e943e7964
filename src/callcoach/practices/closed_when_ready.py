"""The agent asks closed questions only once there is something to confirm.

What it checks
    Whether the first closed information question comes after an open one that was answered, or
    after the customer's own explanation. One closed question before that is half met, two or
    more are a fault.

Why it matters
    The document keeps closed questions for the time "una vez que hemos recabado la información
    que necesitamos": then a yes or no pins down a fact and disproves an unfounded excuse. Asked
    first, it only invites a no.

When it does not apply
    The debtor was not reached, or no closed information question was asked.

How to improve
    Let the customer tell first, then confirm: "¿Me confirma que recibió la mercancía en junio?".

Known limits
    A reason for not talking now is no explanation of the debt.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.asked import gathered, information
from callcoach.analysis.find import whole
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    for_register,
    out_of_reach,
    surest,
    words_of,
)

_START = (
    ("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."),
    ("A", "Soy Marta, de Suministros Vega, por la factura pendiente de 540,20 euros."),
    ("C", "Ajá, dígame."),
)


class ClosedWhenReady(Practice):
    """Asks closed questions only once there is something to confirm."""

    code: ClassVar[str] = "closed_when_ready"
    section: ClassVar[Section] = "control"
    order: ClassVar[int] = 20
    needs: ClassVar[tuple[str, ...]] = ("question.open", "question.closed", "excuse.", "promise.")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Una vez que hemos recabado la información que necesitamos si que estaremos en"
                    " condiciones de usar preguntas de tipo “Si” o “No”"),
        Source("C", "con el objeto de invalidar cualquier posible excusa infundada"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("open first, then confirming", "met", (
            *_START, ("A", "¿Qué ha ocurrido con ella?"),
            ("C", "Que la mercancía llegó tarde, en julio."),
            ("A", "¿Puede usted confirmar que la recibió el día 3?"), ("C", "Sí, el día 3."),
        ), ("¿Puede usted confirmar que la recibió el día 3?",)),
        Example("after the customer's own reason, as a recogniser writes it", "met", (
            ("C", "alo"), ("A", "con la señora milagros"), ("C", "si con ella"),
            ("A", "la llamo por una factura vencida de nueve mil soles"),
            ("C", "pero eso ya se pago señor la semana pasada"),
            ("A", "le llego algun numero de operacion"), ("C", "no numero no me salio"),
        ), ("le llego algun numero de operacion",)),
        Example("one too early", "partly", (
            *_START, ("A", "¿La ha pagado ya?"), ("C", "No."), ("A", "¿Qué ha ocurrido con ella?"),
            ("C", "Que la mercancía llegó rota."), ("A", "¿Avisaron ustedes a la tienda?"),
            ("C", "Sí, claro."),
        ), ("¿La ha pagado ya?",)),
        Example("an interrogation", "missed", (
            *_START, ("A", "¿La ha recibido?"), ("C", "Sí."), ("A", "¿La va a pagar?"),
            ("C", "Ya veremos."), ("A", "¿Puede pagarla hoy?"), ("C", "No."),
        ), ("¿La ha recibido?", "¿La va a pagar?")),
        Example("no closed question", "not_applicable", (
            *_START, ("A", "¿Qué ha ocurrido con ella?"), ("C", "Que la mercancía llegó rota."),
        )),
    )

    tolerated: Annotated[
        int, Field(ge=0, description="closed questions too early that still count as half")] = 1

    def check(self, call: Call) -> Outcome:
        """Compares each closed question with where information was first given."""
        if (out := out_of_reach(call)) is not None:
            return out
        closed = [q for q in information(call) if not q.open]
        if not closed:
            return self.outcome("not_applicable", "no_closed")
        ready = gathered(call)
        early = [q.mark for q in closed if ready is None or q.utterance < ready]
        looked_at = (0, len(call.annotations) - 1 if ready is None else ready)
        if ready is not None and not early:
            told, first = whole(call, ready), closed[0].mark
            return self.outcome("met", "met", (first, told), looked_at=looked_at,
                                quote=words_of(first), told=words_of(told),
                                sure=surest((first,), call, at_most=0.9))
        verdict = "partly" if len(early) <= self.tolerated else "missed"
        return self.outcome(
            "partly" if verdict == "partly" else "missed", verdict, early, looked_at=looked_at,
            near=() if ready is None else (whole(call, ready),), quote=words_of(early[0]),
            count=len(early), advice=for_register(call, "advice"),
            sure=surest(early, call, at_most=0.9),
        )
