"""The agent says the exact sum at the end, once there is a commitment.

What it checks
    Whether the agent says an exact sum after the customer's last promise: the debt or what was
    agreed. A vague sum, or an exact one that only the customer says, is half met.

Why it matters
    The document asks for the figure once more "una vez que tenemos el compromiso de pago por
    parte del cliente": a promise without a figure cannot be checked, and each side remembers
    another one.

When it does not apply
    The debtor was not reached, or promised nothing.

How to improve
    Close with figure and day: "Entonces quedamos en 300 euros el viernes".

Known limits
    Whether the sum is the one agreed is not compared. A call that breaks off with the promise
    cannot be judged.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import find, whole
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    for_register,
    money,
    out_of_reach,
    surest,
    words_of,
)

_START = (
    ("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."),
    ("A", "Soy Marta, de Luz Sur. Tiene un recibo pendiente de 540,20 euros."),
    ("C", "Ya, es que estoy en paro."), ("A", "¿Cuándo podría pagarlo?"),
)
_PROMISE = (("C", "El viernes se lo ingreso."),)


class AmountClosing(Practice):
    """Says the exact sum at the end, once there is a commitment."""

    code: ClassVar[str] = "amount_closing"
    section: ClassVar[Section] = "amount"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = ("amount", "amount.vague", "promise.")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "mencionar la cantidad exacta de la deuda al principio, durante y al final de"
                    " la llamada de recobro una vez que tenemos el compromiso de pago por parte"
                    " del cliente"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("sum and day", "met", (
            *_START, *_PROMISE, ("A", "Perfecto: 540,20 euros el viernes."), ("C", "Eso es."),
        ), ("540,20 euros",)),
        Example("an instalment, as a recogniser writes it", "met", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son seis mil pesos de su saldo vencido"),
            ("C", "es que no tengo trabajo ahorita"), ("A", "y cuando podria depositar"),
            ("C", "el viernes le deposito una parte"),
            ("A", "quinientos pesos el viernes entonces"), ("C", "si esta bien"),
        ), ("quinientos pesos",)),
        Example("only the customer says it", "partly", (
            *_START, ("C", "El viernes le ingreso 200 euros."),
            ("A", "Perfecto, lo dejo anotado. Buenos días."), ("C", "Adiós."),
        ), ("200 euros",)),
        Example("promise and goodbye", "missed", (
            *_START, *_PROMISE, ("A", "Perfecto, muchas gracias. Buenos días."), ("C", "Adiós."),
        ), ("El viernes se lo ingreso",)),
        Example("no promise", "not_applicable", (*_START, ("C", "No tengo dinero, no puedo."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for sums after the last promise."""
        if (out := out_of_reach(call)) is not None:
            return out
        if not call.promises:
            return self.outcome("not_applicable", "no_promise")
        promise = call.promises[-1]
        after = (promise.utterance + 1, len(call.annotations) - 1)
        if not any(call.speaker(n) == "agent" for n in range(after[0], after[1] + 1)):
            return self.outcome("not_observable", "broken_off", (promise,),
                                quote=words_of(promise))
        exact = find(call, "amount", side="agent", within=after)
        if exact:
            return self.outcome("met", "met", exact[:1], looked_at=after,
                                quote=words_of(exact[0]),
                                sure=surest((promise, exact[0]), call))
        return self._fault(call, promise, after)

    def _fault(self, call: Call, promise: Annotation, after: Span) -> Outcome:
        vague = find(call, "amount.vague", side="agent", within=after)
        theirs = find(call, "amount", side="customer", within=(promise.utterance, after[1]))
        shown = vague[:1] or theirs[:1]
        agreed = self._sum(call, theirs)
        reply = next(n for n in range(after[0], after[1] + 1) if call.speaker(n) == "agent")
        name = "vague" if vague else "theirs" if theirs else "none"
        return self.outcome(
            "partly" if shown else "missed", name, shown, looked_at=after,
            near=() if shown else (promise, whole(call, reply)), sum=agreed or "",
            advice=for_register(call, "advice_sum" if agreed else "advice"),
            quote=words_of(shown[0] if shown else promise), reply=words_of(call.text(reply)),
            sure=surest((promise, *shown), call, at_most=1.0 if shown else 0.9),
        )

    def _sum(self, call: Call, theirs: tuple[Annotation, ...]) -> str | None:
        """The sum that the customer named with the promise, in figures."""
        return next((money(call, a.value, a.currency) for a in theirs if a.value is not None), None)
