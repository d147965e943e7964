"""The agent finds the real reason for not paying.

What it checks
    Whether an open question of the agent brought out a reason that was not yet on the table. A
    reason told unasked, or after closed questions only, is half met; none known is a fault.

Why it matters
    The document asks for active listening "para saber cuál es la razón real que le ha llevado al
    cliente a no pagar": whoever does not know it treats the pretext.

When it does not apply
    The customer pays at once or refuses to talk, and where the policy forbids the question: in
    Colombia a consumer must not be asked why they do not pay (Ley 2300 de 2023).

How to improve
    Ask what happened, in one open question, and let the customer speak. Then ask what else
    stands in the way.

Known limits
    Whether the reason is the true one cannot be heard, only that it came when asked for.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import find
from callcoach.analysis.reasons import brought_out
from callcoach.analysis.replies import last_words
from callcoach.analysis.steps import last_promise
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

_HELLO = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."))


class RealReason(Practice):
    """Finds the real reason for not paying."""

    code: ClassVar[str] = "real_reason"
    section: ClassVar[Section] = "listening"
    order: ClassVar[int] = 10
    needs: ClassVar[tuple[str, ...]] = ("question.open", "excuse.", "self_answered")
    ease: ClassVar[float] = 0.8
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Es por ello muy importante r una escucha activa para saber cuál es la razón"
                    " real que le ha llevado al cliente a no pagar sus facturas."),
        Source("G", "nos dan una buena información de diagnóstico de la deuda"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("asked openly, and told", "met", (
            *_HELLO, ("A", "Le llamo por su recibo de 96,20 euros. ¿Qué ha pasado con él?"),
            ("C", "Que me quedé sin trabajo en enero y no tengo dinero."),
            ("A", "¿Cuándo podría pagarlo?"),
        ), ("¿Qué ha pasado con él?",)),
        Example("told unasked, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "buenas tardes hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "le hablo por su saldo vencido de quinientos pesos"),
            ("C", "es que me quede sin trabajo y no tengo dinero"),
            ("A", "va a poder pagar esta semana"), ("C", "no creo"),
        )),
        Example("never known", "missed", (
            *_HELLO, ("A", "Le llamo por su recibo de 96,20 euros. Tiene que pagarlo hoy."),
            ("C", "Ya, ya lo sé."), ("A", "¿Lo paga hoy?"), ("C", "Bueno, ya lo miraré con calma."),
        )),
        Example("the customer pays at once", "not_applicable", (
            *_HELLO, ("A", "Le llamo por su recibo de 96,20 euros."),
            ("C", "Sí, mañana mismo se lo pago por transferencia."), ("A", "Muchas gracias."),
        )),
        Example("a consumer in Colombia", "not_applicable", (
            ("C", "aló"), ("A", "buenos días hablo con el señor wilmer"), ("C", "sí señora"),
            ("A", "por qué no ha realizado el pago de los doscientos mil pesos"),
            ("C", "es que me quedé sin trabajo"),
        ), info=(("jurisdiction", "CO"), ("debtor_type", "consumer"))),
    )
    barred: Annotated[tuple[str, ...], Field(
        description="jurisdictions where a consumer must not be asked for the reason")] = ("CO",)

    def check(self, call: Call) -> Outcome:
        """Looks for a new reason in the answers to open questions."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if self._barred(call):
            return self.outcome("not_applicable", "barred")
        if not call.excuses:
            return self._untold(call)
        for question, reason in brought_out(call):
            return self.outcome("met", "met", (question.mark, reason), looked_at=all_of(call),
                                quote=words_of(question.mark), told=words_of(reason),
                                sure=surest((question.mark, reason), call))
        return self._fault(call, "unasked", call.excuses[0])

    def _barred(self, call: Call) -> bool:
        place = call.info.jurisdiction or (call.info.variety or "").partition("-")[2]
        return call.info.debtor_type == "consumer" and place.partition("-")[0] in self.barred

    def _untold(self, call: Call) -> Outcome:
        if last_promise(call) is not None:
            return self.outcome("not_applicable", "pays")
        if call.contact == "none":
            return self.outcome("not_applicable", "no_contact")
        if call.refusals or call.abuse or find(call, "cue.refuses_talk", side="customer"):
            return self.outcome("not_applicable", "silent")
        return self._fault(call, "unknown", None)

    def _fault(self, call: Call, name: str, told: Annotation | None) -> Outcome:
        asked = tuple(q.mark for q in call.questions if q.speaker == "agent" and q.information)
        advice = f"advice_{'quote' if asked else 'none'}"
        return self.outcome(
            "partly" if told else "missed", name, (told,) if told else (),
            near=asked[:2] or last_words(call), looked_at=all_of(call),
            advice=for_register(call, advice),
            quote=words_of(asked[0]) if asked else "", told=words_of(told) if told else "",
            sure=surest((told,) if told else (), call, at_most=0.85))
