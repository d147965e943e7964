"""The agent keeps control with open questions.

What it checks
    How many of the agent's information questions are open: what happened, when, how, with whom.
    Two or more, and at least half of all, is met; a single one is half met.

Why it matters
    "Sí" and "no" are easy answers for a customer who does not care, says the document; open
    questions are "una de las claves para mantener el control de la conversación".

When it does not apply
    The debtor was not reached, or committed to pay before anything had to be asked.

How to improve
    Begin the question with qué, cómo, cuándo, dónde, quién, and ask for something checkable.

Known limits
    Questions about identity, addresses and courtesy do not count, nor those that the agent
    answers himself. Where asking why is forbidden, ask when and how.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.asked import information
from callcoach.analysis.find import whole
from callcoach.model.call import Call, Question
from callcoach.model.outcome import Evidence, Outcome, Verdict
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    all_of,
    for_register,
    out_of_reach,
    surest,
    words_of,
)

_START = (
    ("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."),
    ("A", "Soy Marta, de Luz Sur. Tiene un recibo pendiente de 96,20 euros."),
    ("C", "Ya, es que este mes no tengo dinero."),
)


class OpenQuestions(Practice):
    """Keeps control with open questions."""

    code: ClassVar[str] = "open_questions"
    section: ClassVar[Section] = "control"
    order: ClassVar[int] = 10
    weight: ClassVar[float] = 1.5
    needs: ClassVar[tuple[str, ...]] = ("question.open", "question.closed", "self_answered")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Una de las claves para mantener el control de la conversación estaría en"
                    " formular preguntas abiertas."),
        Source("C", "“Si” o “No” son respuestas fáciles para un cliente desinteresado."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("what happened and when", "met", (
            *_START, ("A", "¿Qué ha ocurrido con sus ingresos?"), ("C", "Que me despidieron."),
            ("A", "¿Cuándo podría hacer el ingreso?"), ("C", "A final de mes, supongo."),
        ), ("¿Qué ha ocurrido con sus ingresos?", "¿Cuándo podría hacer el ingreso?")),
        Example("indirect and imperative, as a recogniser writes it", "met", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son seis mil pesos de su saldo vencido cuenteme que paso con su pago"),
            ("C", "es que no tengo trabajo ahorita"),
            ("A", "me podria decir cuando le pagan"), ("C", "hasta la quincena"),
        ), ("cuenteme que paso con su pago", "me podria decir cuando le pagan")),
        Example("one among closed ones", "partly", (
            *_START, ("A", "¿Cuándo podría pagarlo?"), ("C", "No lo sé."),
            ("A", "¿Va a pagarlo este mes?"), ("C", "No creo."),
            ("A", "¿Puede pagar la mitad?"), ("C", "Tampoco."),
        ), ("¿Cuándo podría pagarlo?",)),
        Example("yes or no, three times", "missed", (
            *_START, ("A", "¿Va a pagarlo este mes?"), ("C", "No creo."),
            ("A", "¿Puede pagar la mitad?"), ("C", "Tampoco."),
        ), ("¿Va a pagarlo este mes?",)),
        Example("pays before anything is asked", "not_applicable", (
            *_START[:4], ("C", "Ay, sí. Se lo ingreso mañana."), ("A", "Muchas gracias."),
        )),
    )

    at_least: Annotated[int, Field(ge=1, description="open questions needed")] = 2
    share: Annotated[float, Field(ge=0, le=1, description="share of open ones needed")] = 0.5

    def check(self, call: Call) -> Outcome:
        """Counts open ones among the agent's information questions."""
        if (out := out_of_reach(call)) is not None:
            return out
        asked = information(call)
        if call.promises and not information(call, own=True):
            return self.outcome("not_applicable", "at_once")
        opened = [q for q in asked if q.open]
        enough = len(opened) >= self.at_least and len(opened) >= self.share * len(asked)
        verdict: Verdict = "met" if enough else "partly" if opened else "missed"
        return self._told(call, verdict, opened, [q for q in asked if not q.open])

    def _told(
        self, call: Call, verdict: Verdict, opened: list[Question], closed: list[Question]
    ) -> Outcome:
        shown = [q.mark for q in opened]
        every = len(opened) + len(closed)
        sure = surest(shown[:2], call, at_most=0.95 if verdict == "met" else 0.9)
        if verdict == "met":
            return self.outcome("met", "met", shown, looked_at=all_of(call), sure=sure,
                                quote=words_of(shown[0]), open=len(opened), all=every)
        near = sorted((q.mark for q in closed), key=lambda a: a.form == "confirmation")
        quote = words_of(near[0]) if near else words_of(self._last_words(call))
        return self.outcome(
            verdict, "partly" if opened else "missed" if closed else "none", shown,
            looked_at=all_of(call), near=near or (self._last_words(call),), sure=sure,
            quote=quote, open=len(opened), all=every,
            advice=for_register(call, "advice" if closed else "advice_none"),
        )

    def _last_words(self, call: Call) -> Evidence:
        """The agent's last utterance, where nothing was asked."""
        return next(whole(call, u.index) for u in reversed(call.transcript.utterances)
                    if u.speaker == "agent" and u.text.strip())
