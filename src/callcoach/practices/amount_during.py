"""The agent says the exact sum again in the middle of the call.

What it checks
    Whether the agent says the debt's exact sum between opening and close. Another exact sum, such
    as an instalment or an offer, or a vague one, is half met.

Why it matters
    The document asks for the exact debt "al principio, durante y al final": a figure that is said
    once is forgotten while the reasons are told, and the talk ends about something else.

When it does not apply
    The debtor was not reached, or the call is so short that it has no middle.

How to improve
    Tie each question about payment to the figure: "¿Cuánto de los 540,20 puede cubrir hoy?".

Known limits
    The debt is the sum in the call's file, or what the agent called it at the start.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import find, whole
from callcoach.analysis.sums import debt_sums, is_debt
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Shown,
    Source,
    debt_of,
    for_register,
    out_of_reach,
    surest,
    words_of,
)

_START = (
    ("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."),
    ("A", "Soy Marta, de Luz Sur. Tiene un recibo pendiente de 540,20 euros."),
    ("C", "Ya, es que estoy en paro."), ("A", "¿Desde cuándo está en paro?"),
    ("C", "Desde marzo, no tengo ingresos."),
)
_END = (("C", "El viernes le ingreso lo que pueda."), ("A", "Perfecto, gracias. Buenos días."),
        ("C", "Adiós."))


class AmountDuring(Practice):
    """Says the debt's exact sum in the middle of the call."""

    code: ClassVar[str] = "amount_during"
    section: ClassVar[Section] = "amount"
    order: ClassVar[int] = 20
    weight: ClassVar[float] = 0.7
    needs: ClassVar[tuple[str, ...]] = ("amount", "amount.vague", "promise.", "refusal")
    ease: ClassVar[float] = 0.8
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Es importante en este momento mencionar la cantidad exacta de la deuda al"
                    " principio, durante y al final de la llamada de recobro"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("tied to the question", "met", (
            *_START, ("A", "¿Cuánto de los 540,20 euros podría pagar ahora?"), *_END,
        ), ("540,20 euros",)),
        Example("in words, as a recogniser writes it", "met", (
            ("C", "alo"), ("A", "con la señora milagros"), ("C", "si con ella"),
            ("A", "son nueve mil ochocientos sesenta soles con cuarenta de una factura vencida"),
            ("C", "pero eso ya se pago señor"), ("A", "cuando lo pagaron"),
            ("C", "la semana pasada me parece"),
            ("A", "no nos ha entrado ningun abono por nueve mil ochocientos sesenta soles con"
                  " cuarenta"),
            ("C", "que raro dejeme revisar"), ("A", "claro aca espero"),
        ), ("nueve mil ochocientos sesenta soles con cuarenta",)),
        Example("only an instalment", "partly", (
            *_START, ("A", "Le puedo ofrecer seis cuotas de 90,10 euros."), *_END,
        ), ("90,10 euros",)),
        Example("no sum at all", "missed", (*_START, ("A", "¿Y cuándo podría pagar?"), *_END),
                ("¿Y cuándo podría pagar?",)),
        Example("too short to have a middle", "not_applicable", (
            *_START[:5], ("A", "¿Y cuándo podría pagar?"), ("C", "El viernes se lo ingreso."),
        )),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for the agent's sums between opening and close."""
        if (out := out_of_reach(call)) is not None:
            return out
        if not self._spoken(call):
            return self.outcome("not_applicable", "no_middle")
        said = find(call, "amount", side="agent", within=call.middle)
        sums = debt_sums(call)
        exact = [a for a in said if is_debt(a, sums)]
        if exact:
            return self.outcome("met", "met", exact[:2], looked_at=call.middle,
                                quote=words_of(exact[0]), sure=surest(exact[:1], call))
        other = said or find(call, "amount.vague", side="agent", within=call.middle)
        return self._fault(call, other[:1])

    def _spoken(self, call: Call) -> bool:
        """Whether the call has a middle, and the agent says something in it."""
        return call.middle is not None and any(
            call.speaker(n) == "agent" for n in range(call.middle[0], call.middle[1] + 1))

    def _fault(self, call: Call, shown: tuple[Annotation, ...]) -> Outcome:
        debt = debt_of(call)
        near: tuple[Shown, ...] = () if shown else self._closest(call)
        return self.outcome(
            "partly" if shown else "missed", "other" if shown else "none", shown,
            looked_at=call.middle, near=near, sum=debt or "",
            advice=for_register(call, "advice_sum" if debt else "advice"),
            sure=surest(shown, call, at_most=1.0 if shown else 0.9),
            quote=words_of(shown[0]) if shown else "",
            n=shown[0].utterance + 1 if shown else "",
        )

    def _closest(self, call: Call) -> tuple[Shown, ...]:
        """The agent's question about payment in the middle, where the sum would have stood."""
        asked = find(call, "commitment_request", side="agent", within=call.middle)[:1]
        if asked or call.middle is None:
            return asked
        first = next(n for n in range(call.middle[0], call.middle[1] + 1)
                     if call.speaker(n) == "agent")
        return (whole(call, first),)
