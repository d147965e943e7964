"""The agent turns contact into a payment commitment.

What it checks
    Whether the customer promised, or accepted, a payment that can be checked: with a date, and a
    sum or the whole debt. A promise that lacks one of them, or that the customer disowns, is half
    met; none is a fault, whether it was asked for or not.

Why it matters
    "Un buen profesional del recobro de deudas es capaz de convertir una llamada de contacto con
    un deudor en un compromiso de pago."

When it does not apply
    A claim was found valid, or there is insolvency, bereavement, a lawyer or abuse: then pressing
    for money is wrong. A promise obtained counts all the same.

How to improve
    Ask for three things, one after the other: how much, which day, by which means.

Known limits
    Whether the payment arrives is not in the call. The agent does not control the outcome.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.claims import exempt
from callcoach.analysis.find import find, whole
from callcoach.analysis.replies import last_words
from callcoach.analysis.steps import accepted, ended_for_abuse, last_promise
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Shown,
    Source,
    all_of,
    debt_of,
    for_register,
    no_agent,
    surest,
    words_of,
)

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su recibo de 96,20 euros. ¿Cuándo lo va a pagar?"))


class PaymentCommitment(Practice):
    """Turns contact into a payment commitment."""

    code: ClassVar[str] = "payment_commitment"
    section: ClassVar[Section] = "result"
    order: ClassVar[int] = 10
    needs: ClassVar[tuple[str, ...]] = ("promise.", "refusal", "commitment_request", "excuse.")
    ease: ClassVar[float] = 0.6
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Un buen profesional del recobro de deudas es capaz de convertir una llamada"
                    " de contacto con un deudor en un compromiso de pago."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a day for the whole debt", "met", (
            *_START, ("C", "El viernes se lo pago por transferencia."), ("A", "Muchas gracias.")),
            ("El viernes se lo pago por transferencia",)),
        Example("vague, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "cuando va a pagar los quinientos pesos"), ("C", "ya le pagare en cuanto pueda"),
            ("A", "bueno"))),
        Example("disowned", "partly", (
            *_START, ("C", "El viernes se lo pago, pero no se fíe de mí."), ("A", "Bueno."))),
        Example("asked without result", "missed", (
            *_START, ("C", "No pienso pagar."), ("A", "Usted verá."))),
        Example("an insolvency", "not_applicable", (
            *_START, ("C", "La empresa está en concurso de acreedores desde marzo."),
            ("A", "¿Quién es el administrador?"), ("C", "Se lo mando por correo."))),
    )

    def check(self, call: Call) -> Outcome:
        """Weighs what the customer promised or accepted; exempts only where nothing was."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if call.contact == "none":
            return self.outcome("not_applicable", "no_contact")
        concrete = [p for p in call.promises if p.label == "promise.concrete"]
        agreed = tuple(whole(call, n) for pair in accepted(call) for n in pair)
        if concrete or agreed:
            return self._promised(call, concrete, agreed)
        vague = [p for p in call.promises if p.label == "promise.vague"]
        if vague:
            return self._fault(call, "partly", "vague", vague[-1:])
        reason = exempt(call)
        if reason is not None:
            return self.outcome("not_applicable", "exempt", (reason,), quote=words_of(reason),
                                sure=surest((reason,), call, at_most=0.85))
        if ended_for_abuse(call):
            return self.outcome("not_applicable", "abuse")
        asked = find(call, "commitment_request", side="agent")
        return self._fault(call, "missed", "refused" if asked else "not_asked", (), asked)

    def _promised(
        self, call: Call, concrete: list[Annotation], agreed: tuple[Shown, ...]
    ) -> Outcome:
        last = last_promise(call) or 0
        disowned = find(call, "cue.disowned", side="customer", within=(last, all_of(call)[1]))
        if disowned:
            return self._fault(call, "partly", "disowned", (*concrete[-1:], disowned[0]))
        if concrete and all(_without_sum(call, p) for p in concrete):
            return self._fault(call, "partly", "no_sum", concrete[-1:])
        shown: tuple[Shown, ...] = tuple(concrete[-2:]) or agreed[-2:]
        return self.outcome("met", "met", shown, looked_at=all_of(call), quote=words_of(shown[-1]),
                            sure=surest(concrete[-1:], call, at_most=1.0 if concrete else 0.7))

    def _fault(
        self, call: Call, verdict: str, name: str, shown: tuple[Shown, ...] | list[Annotation],
        near: tuple[Shown, ...] = (),
    ) -> Outcome:
        debt = debt_of(call)
        closest = call.refusals[-1:] or near[-1:] or call.excuses[-1:]
        said = (*shown, *closest)
        advice = "firm" if verdict == "partly" else "ask" if said else "plain"
        return self.outcome(
            "partly" if verdict == "partly" else "missed", name, shown, looked_at=all_of(call),
            near=closest or last_words(call), quote=words_of(said[0]) if said else "",
            sum=debt or "", sure=surest(shown, call, at_most=0.9),
            advice=for_register(call, f"{advice}_sum" if debt and said else advice))


def _without_sum(call: Call, promise: Annotation) -> bool:
    """Whether a dated promise leaves its sum open ("algo") and nobody named one beside it."""
    n = promise.utterance
    if not find(call, "cue.indefinite_sum", within=(n, n)):
        return False
    return not find(call, "amount", within=(n, n + 2))
