"""The agent turns evasions into agreements.

What it checks
    After an evasion or hardship: whether a concrete promise or an agreed next step with a date
    came out of it. A next step without a date, or a vague promise, is half met; an evasion left
    standing is a fault.

Why it matters
    The document calls positive communication the key to success: "convertir las evasivas en
    acuerdos, y reforzar si es necesario esa primera llamada".

When it does not apply
    No evasion and no hardship was told, or the call was ended for abuse.

How to improve
    Answer "ya le aviso" with "perfecto, ¿qué día lo dejo anotado?": never hang up without a next
    step that has a day, an hour and a reason.

Known limits
    What kind of excuse it is comes from its category: a prior, never a verdict.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import whole
from callcoach.analysis.natures import EVASION, HARDSHIP, of_nature
from callcoach.analysis.steps import accepted, ended_for_abuse, next_steps
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Shown,
    Source,
    all_of,
    for_register,
    no_agent,
    surest,
    words_of,
)

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su recibo de 96,20 euros. ¿Qué ha pasado con él?"),
          ("C", "Es que estoy esperando a que me pague un cliente."))


class PositiveTurn(Practice):
    """Turns evasions into agreements."""

    code: ClassVar[str] = "positive_turn"
    section: ClassVar[Section] = "result"
    order: ClassVar[int] = 20
    needs: ClassVar[tuple[str, ...]] = ("excuse.", "promise.", "agent_promise", "recap")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Para ello es clave del éxito la comunicación positiva: convertir las evasivas"
                    " en acuerdos, y reforzar si es necesario esa primera llamada."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a promise with a day", "met", (
            *_START, ("A", "¿Y qué parte podría pagar usted antes?"),
            ("C", "El viernes le ingreso cincuenta euros."), ("A", "Perfecto, gracias.")),
            ("El viernes le ingreso cincuenta euros",)),
        Example("no day, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "que paso con su pago de quinientos pesos"),
            ("C", "es que estoy esperando la quincena"), ("A", "bueno yo le vuelvo a llamar"),
            ("C", "esta bien"))),
        Example("left standing", "missed", (
            *_START, ("A", "Ya. Pues nada, buenos días."), ("C", "Adiós."))),
        Example("no evasion", "not_applicable", (
            *_START[:4], ("C", "A mí no me ha llegado ninguna factura."),
            ("A", "Se la mando hoy por correo."), ("C", "Bien."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for a promise or a next step at or after the first evasion or hardship."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        told = of_nature(call, EVASION, HARDSHIP)
        if not told:
            return self.outcome("not_applicable", "none_told")
        if ended_for_abuse(call):
            return self.outcome("not_applicable", "abuse")
        first = told[0].utterance
        firm, loose = self._found(call, first)
        looked = first, all_of(call)[1]
        if firm:
            return self.outcome("met", "met", (told[0], firm[-1]), looked_at=looked,
                                quote=words_of(firm[-1]), told=words_of(told[0]),
                                sure=surest((told[0], firm[-1]), call))
        return self.outcome(
            "partly" if loose else "missed", "undated" if loose else "standing",
            (told[-1], *loose[-1:]), looked_at=looked, near=loose[-1:] or told[-1:],
            quote=words_of(loose[-1]) if loose else words_of(told[-1]), told=words_of(told[-1]),
            advice=for_register(call, "advice_undated" if loose else "advice"),
            sure=surest(told, call, at_most=0.9))

    def _found(self, call: Call, first: int) -> tuple[list[Shown], list[Shown]]:
        """Next steps and promises from ``first`` on: with a day, and without one."""
        firm: list[Shown] = []
        loose: list[Shown] = [p for p in call.promises
                              if p.utterance >= first and p.label == "promise.vague"]
        for mark, dated in next_steps(call, first):
            (firm if dated else loose).append(mark)
        firm += [whole(call, n) for _, n in accepted(call) if n > first]
        firm += [p for p in call.promises
                 if p.utterance >= first and p.label == "promise.concrete"]
        return firm, loose
