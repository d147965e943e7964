"""The agent asks one question at a time.

What it checks
    How many of the agent's turns hold two or more different questions. None is met, one half met,
    more are a fault. A turn is all that the agent says before the other side speaks.

Why it matters
    "Las preguntas deberían formularse en forma y tiempo adecuados", says the document. Of two
    questions the customer answers the easier one.

When it does not apply
    The debtor was not reached, or the agent asked nothing.

How to improve
    Ask the one that matters most, and keep the other for the next turn.

Known limits
    The same question in other words looks like two. Talking over the customer is judged by
    active_listening.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.asked import asked, stacked
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    all_of,
    out_of_reach,
    surest,
    words_of,
)

_START = (
    ("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis?"), ("C", "Sí, soy yo."),
    ("A", "Soy Marta, de Luz Sur. Tiene un recibo pendiente de 96,20 euros."),
    ("C", "Ya, es que este mes no tengo dinero."),
)


class OneQuestionAtATime(Practice):
    """Asks one question at a time."""

    code: ClassVar[str] = "one_question_at_a_time"
    section: ClassVar[Section] = "control"
    order: ClassVar[int] = 50
    weight: ClassVar[float] = 0.7
    needs: ClassVar[tuple[str, ...]] = ("question.open", "question.closed", "self_answered")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Las preguntas deberían formularse en forma y tiempo adecuados, y es ahí donde"
                    " está una de las claves para que la llamada de recobro tenga éxito."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("one by one", "met", (
            *_START, ("A", "¿Desde cuándo está así?"), ("C", "Desde marzo."),
            ("A", "¿Cuándo podría pagarlo?"), ("C", "El viernes se lo ingreso."),
        ), ("¿Desde cuándo está así?",)),
        Example("two at once, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son seis mil pesos de su saldo vencido"),
            ("C", "es que no tengo trabajo ahorita"),
            ("A", "cuando va a pagar tiene ahi su tarjeta"), ("C", "no señorita no la tengo"),
            ("A", "cuando podria depositar"), ("C", "hasta la quincena"),
        ), ("cuando va a pagar", "tiene ahi su tarjeta")),
        Example("in two turns", "missed", (
            *_START, ("A", "¿Cuándo va a pagar? ¿Tiene ahí la tarjeta?"), ("C", "No la tengo."),
            ("A", "¿Cuánto puede ingresar hoy? ¿En qué banco tiene la cuenta?"),
            ("C", "En el mío."),
        ), ("¿Cuándo va a pagar?", "¿Tiene ahí la tarjeta?", "¿Cuánto puede ingresar hoy?")),
        Example("nothing asked", "not_applicable", (
            ("C", "Luis Peña, dígame."), ("A", "Soy Marta, de Luz Sur. Nos debe 96,20 euros."),
            ("C", "Es que este mes no tengo dinero."), ("A", "Pues tiene que pagarlos."),
        )),
    )

    tolerated: Annotated[int, Field(ge=0, description="such turns that still count as half")] = 1

    def check(self, call: Call) -> Outcome:
        """Counts the agent's turns with more than one question."""
        if (out := out_of_reach(call)) is not None:
            return out
        questions = [q.mark for q in sorted(asked(call), key=lambda q: not q.information)]
        if not questions:
            return self.outcome("not_applicable", "no_question")
        found = stacked(call)
        if not found:
            return self.outcome("met", "met", questions[:1], looked_at=all_of(call),
                                count=len(questions), sure=surest((), call, at_most=0.95))
        marks = [q.mark for turn in found for q in turn]
        verdict = "partly" if len(found) <= self.tolerated else "missed"
        return self.outcome(
            "partly" if verdict == "partly" else "missed", verdict, marks, looked_at=all_of(call),
            count=len(found), quote=words_of(marks[0]), other=words_of(marks[1]),
            n=marks[0].utterance + 1, advice="advice",
            sure=surest(marks, call, at_most=0.95),
        )
