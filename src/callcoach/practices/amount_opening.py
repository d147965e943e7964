"""The agent says the exact sum at the start.

What it checks
    Whether the agent says an exact sum in the opening: from knowing with whom they speak through
    their next three turns, and at the latest to the customer's first reason or promise. A vague
    sum there, or an exact one later but before any promise, is half met.

Why it matters
    The document on preparing a recovery call asks for the exact debt "al principio, durante y al
    final". Whoever hears a round number hears that the number can be discussed.

When it does not apply
    The debtor was not reached.

How to improve
    Have the file open and say the figure with its cents as soon as you know who is speaking.

Known limits
    Whether the figure is the right one is checked against the file's debt in the evidence only:
    a single invoice of several is exact too.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import find, whole
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

_HELLO = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."))


class AmountOpening(Practice):
    """Says the exact sum at the start."""

    code: ClassVar[str] = "amount_opening"
    section: ClassVar[Section] = "amount"
    order: ClassVar[int] = 10
    needs: ClassVar[tuple[str, ...]] = ("amount", "amount.vague", "verification", "promise.")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Es importante en este momento mencionar la cantidad exacta de la deuda al"
                    " principio, durante y al final de la llamada de recobro"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("in full after verification", "met", (
            *_HELLO, ("A", "Soy Marta, de Luz Sur. Tiene un recibo pendiente de 96,20 euros."),
            ("C", "Ya, es que estoy en paro."), ("A", "¿Cuándo podría pagarlo?"),
        ), ("96,20 euros",)),
        Example("in words, as a recogniser writes it", "met", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son tres mil cuatrocientos cincuenta pesos con setenta y cinco centavos de su"
                  " saldo vencido"),
            ("C", "es que no tengo trabajo ahorita"),
        ), ("tres mil cuatrocientos cincuenta pesos con setenta y cinco centavos",)),
        Example("a round hint", "partly", (
            *_HELLO, ("A", "Soy Marta, de Luz Sur. Nos debe unos cien euros."),
            ("C", "Ya, es que estoy en paro."), ("A", "¿Cuándo podría pagarlo?"),
        ), ("unos cien euros",)),
        Example("exact, but after the reason", "partly", (
            *_HELLO, ("A", "Soy Marta, de Luz Sur, por su deuda."),
            ("C", "Es que estoy en paro, no tengo dinero."), ("A", "Son 96,20 euros."),
            ("C", "Pues no puedo."),
        ), ("96,20 euros",)),
        Example("never", "missed", (
            *_HELLO, ("A", "Soy Marta, de Luz Sur, por su deuda."),
            ("C", "Es que estoy en paro, no tengo dinero."), ("A", "¿Y cuándo pagará?"),
            ("C", "El viernes se lo ingreso."),
        )),
        Example("a voicemail", "not_applicable", (
            ("S", "Deje su mensaje después de la señal."), ("A", "Soy Marta, llámeme, por favor."),
        )),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for the agent's sums in the opening, then up to the first promise."""
        if (out := out_of_reach(call)) is not None:
            return out
        exact = find(call, "amount", side="agent", within=call.opening)
        if exact:
            return self.outcome("met", "met", exact[:1], looked_at=call.opening,
                                quote=words_of(exact[0]), sure=surest(exact[:1], call))
        vague = find(call, "amount.vague", side="agent", within=call.opening)
        if vague:
            return self._fault(call, "vague", vague[:1])
        later = self._before_promise(call)
        return self._fault(call, "late", later[:1]) if later else self._fault(call, "none", ())

    def _before_promise(self, call: Call) -> tuple[Annotation, ...]:
        end = call.promises[0].utterance if call.promises else len(call.annotations)
        return tuple(a for a in find(call, "amount", side="agent") if a.utterance < end)

    def _fault(self, call: Call, name: str, shown: tuple[Annotation, ...]) -> Outcome:
        debt = debt_of(call)
        advice = "advice_sum" if debt else "advice"
        return self.outcome(
            "partly" if shown else "missed", name, shown, looked_at=call.opening,
            near=() if shown else self._closest(call), advice=for_register(call, advice),
            sure=surest(shown, call, at_most=1.0 if shown else 0.9), sum=debt or "",
            quote=words_of(shown[0]) if shown else "",
            n=shown[0].utterance + 1 if shown else "",
        )

    def _closest(self, call: Call) -> tuple[Shown, ...]:
        """What came nearest to a sum: a vague one elsewhere, one after the promise, the debt."""
        said = find(call, "amount", "amount.vague", side="agent")
        if said:
            return said[:1]
        first, last = call.opening or (0, 0)
        spoken = [n for n in range(first, last + 1) if call.speaker(n) == "agent"]
        named = call.verification.debt_named
        return tuple(whole(call, n) for n in ([named] if named is not None else spoken[:1]))
