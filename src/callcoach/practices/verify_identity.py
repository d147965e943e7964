"""The agent knows whom they speak to before they speak of the debt.

What it checks
    Whether identity was asked and answered, or told unasked, before the agent first named the
    debt or a sum. Naming the debt before the answer is half met; discussing the debt without
    ever asking is a fault.

Why it matters
    People change telephone, bank and home, and the document tells how such calls then reach
    somebody who knows nothing of a debt. Who hears of it must be the debtor.

When it does not apply
    The debt is never named: an agent who hangs up on a wrong number has told nothing.

How to improve
    Ask for the person by name, wait for the answer, and only then say why you call.

Known limits
    Whether the answer was true cannot be heard. A firm's switchboard may know the caller by voice.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.contact import DEBT
from callcoach.analysis.find import find, whole
from callcoach.analysis.identity import asked_who
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    for_register,
    no_agent,
    surest,
    words_of,
)


class VerifyIdentity(Practice):
    """Knows whom they speak to before speaking of the debt."""

    code: ClassVar[str] = "verify_identity"
    section: ClassVar[Section] = "opening"
    order: ClassVar[int] = 20
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("verification", "disclosure", "amount", "amount.vague")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Esto se ha hecho común en clientes que ni siquiera saben que son deudores."),
        Source("G", "Un cambio de compañía telefónica, o de entidad bancaria, o de domicilio…"
                    " y aparecen estas llamadas."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("asked and answered first", "met", (
            ("C", "¿Diga?"), ("A", "Buenos días. ¿Hablo con doña Elena Soto?"),
            ("C", "Sí, soy yo."), ("A", "Le llamo por su deuda con Banco Sur: 540,00 euros."),
            ("C", "Ya, es que no tengo dinero este mes."),
        ), ("Sí, soy yo",)),
        Example("told unasked, as a recogniser writes it", "met", (
            ("C", "cuentas por pagar habla ana paula"),
            ("A", "hola ana paula le hablo por una factura vencida son ochenta mil pesos"),
            ("C", "esa factura nunca nos llego"),
        ), ("habla ana",)),
        Example("asked, but the debt comes in the same breath", "partly", (
            ("C", "¿Sí?"), ("A", "¿Doña Elena Soto? La llamo por la deuda que tiene usted."),
            ("C", "¿Quién es usted?"), ("A", "De Banco Sur. Son 540 euros."),
            ("C", "Yo no reconozco esa deuda."),
        ), ("la deuda",)),
        Example("never asked", "missed", (
            ("C", "¿Diga?"), ("A", "Buenas, llamo de Banco Sur. Hay una deuda de 540 euros."),
            ("C", "Ahora no tengo dinero para eso."), ("A", "Pues tiene que pagarla."),
        ), ("540 euros",)),
        Example("a wrong number, and nothing told", "not_applicable", (
            ("C", "¿Diga?"), ("A", "Buenos días. ¿Hablo con doña Elena Soto?"),
            ("C", "No, se ha equivocado de número."), ("A", "Disculpe. Buenos días."),
        )),
    )

    def check(self, call: Call) -> Outcome:
        """Compares where identity was settled with where the debt was first named."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        seen = call.verification
        if seen.debt_named is None:
            return self._unnamed(call)
        named = self._marks(call, seen.debt_named, *DEBT)
        if seen.answered is not None and seen.answered < seen.debt_named:
            return self._known(call, seen.answered)
        verdict = "missed" if seen.asked is None and seen.answered is None else "partly"
        reason = "never" if verdict == "missed" else "early"
        quote = words_of(named[0]) if named else words_of(call.text(seen.debt_named))
        near = (whole(call, seen.asked),) if seen.asked is not None else ()
        return self.outcome("missed" if verdict == "missed" else "partly", reason, named,
                            looked_at=(0, seen.debt_named), near=near, quote=quote,
                            n=seen.debt_named + 1, advice=for_register(call, "advice"),
                            sure=surest(named, call))

    def _unnamed(self, call: Call) -> Outcome:
        answered = call.verification.answered
        if call.contact == "none" or answered is None:
            return self.outcome("not_applicable", "unnamed")
        return self._known(call, answered)

    def _known(self, call: Call, answered: int) -> Outcome:
        shown = self._marks(call, answered, "cue.self_identified", "cue.identity_confirmed",
                            "cue.relation")
        asked = tuple(a for n in range(answered) if call.speaker(n) == "agent"
                      for a in asked_who(call.annotations[n]))
        told = shown[0] if shown else whole(call, answered)
        return self.outcome("met", "met", (*asked[-1:], told), looked_at=(0, answered),
                            quote=words_of(told), n=answered + 1,
                            sure=surest(asked[-1:], call, at_most=0.95))

    def _marks(self, call: Call, n: int, *labels: str) -> tuple[Annotation, ...]:
        return find(call, *labels, within=(n, n))[:3]
