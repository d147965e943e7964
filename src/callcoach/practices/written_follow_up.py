"""The agent backs the call with writing.

What it checks
    Whether the agent announces or agrees to send something in writing: e-mail, letter, message,
    payment link, a copy of the invoice.

Why it matters
    Calls, says the document, "suele ser necesario acompañarlas de notificaciones escritas".

When it does not apply
    There was no contact with the debtor, or the call was ended for abuse.

How to improve
    Close with "se lo confirmo ahora mismo por correo", and check the address letter by letter.

Known limits
    Whether it was sent is not in the call. A court order announced as a threat is no writing.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import find
from callcoach.analysis.replies import last_words
from callcoach.analysis.steps import announced, ended_for_abuse
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
          ("A", "Le llamo por su recibo de 96,20 euros."), ("C", "El viernes se lo pago."))


class WrittenFollowUp(Practice):
    """Backs the call with writing."""

    code: ClassVar[str] = "written_follow_up"
    section: ClassVar[Section] = "result"
    order: ClassVar[int] = 40
    needs: ClassVar[tuple[str, ...]] = ("offer_documents", "agent_promise")
    ease: ClassVar[float] = 1.0
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "suele ser necesario acompañarlas de notificaciones escritas"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("by e-mail", "met", (
            *_START, ("A", "Se lo confirmo ahora mismo por correo electrónico."), ("C", "Bien.")),
            ("Se lo confirmo ahora mismo por correo",)),
        Example("a message, as a recogniser writes it", "met", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "son quinientos pesos de su saldo vencido"), ("C", "el viernes le deposito"),
            ("A", "le mando los datos por mensaje de texto"), ("C", "ok"))),
        Example("nothing in writing", "missed", (
            *_START, ("A", "Muy bien, buenos días."), ("C", "Adiós."))),
        Example("refused", "missed", (
            *_START, ("A", "No se lo puedo mandar por correo. Adiós."), ("C", "Adiós."))),
        Example("a voicemail", "not_applicable", (
            ("S", "Deje su mensaje después de la señal."), ("A", "Soy Marta, llámeme."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for writing announced or agreed."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if call.contact == "none":
            return self.outcome("not_applicable", "no_contact")
        if ended_for_abuse(call):
            return self.outcome("not_applicable", "abuse")
        found = announced(call)
        if found:
            return self.outcome("met", "met", found[:2], looked_at=all_of(call),
                                quote=words_of(found[0]), sure=surest(found[:1], call))
        wanted = find(call, "cue.document_request", side="customer")
        near = wanted[:1] or last_words(call)
        return self.outcome(
            "missed", "refused" if wanted else "none", (), looked_at=all_of(call),
            near=near, sure=surest((), call, at_most=0.9),
            advice=for_register(call, "advice_asked" if wanted else "advice"),
            quote=words_of(near[0]) if near else "")
