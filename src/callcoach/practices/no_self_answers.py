"""The agent never answers their own question.

What it checks
    How often the agent supplies the answer before the other side speaks, in the same breath or in
    the next utterance. None is met, one is half met, two are a fault.

Why it matters
    "Muy importante: Nunca respondáis a vuestras propias preguntas", says the document. Whoever
    answers for the customer gets a yes, and learns nothing.

When it does not apply
    The debtor was not reached, or the agent asked nothing.

How to improve
    End the turn with the question mark and wait.

Known limits
    Without punctuation a suggested answer is told from a second question by its words alone.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.asked import asked
from callcoach.analysis.find import find
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
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


class NoSelfAnswers(Practice):
    """Never answers own question."""

    code: ClassVar[str] = "no_self_answers"
    section: ClassVar[Section] = "control"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = ("self_answered", "question.open", "question.closed")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Muy importante: Nunca respondáis a vuestras propias preguntas."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("asks and waits", "met", (
            *_START, ("A", "¿Cuándo podría pagarlo?"), ("C", "El viernes se lo ingreso."),
        )),
        Example("two questions, and no answer of one's own", "met", (
            *_START, ("A", "¿Cuándo podría pagarlo? ¿Y cómo?"), ("C", "El viernes, en el banco."),
        )),
        Example("once, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son seis mil pesos de su saldo vencido"),
            ("C", "es que no tengo trabajo ahorita"),
            ("A", "cuando va a pagar el viernes me imagino"), ("C", "pues el viernes"),
        ), ("cuando va a pagar el viernes me imagino",)),
        Example("twice", "missed", (
            *_START, ("A", "¿Por qué no ha pagado? Porque no ha querido."), ("C", "No es eso."),
            ("A", "¿Cuándo va a pagar? El viernes, ¿no?"), ("C", "Bueno, el viernes."),
        ), ("¿Por qué no ha pagado? Porque no ha querido", "¿Cuándo va a pagar? El viernes")),
        Example("nothing asked", "not_applicable", (
            ("C", "Luis Peña, dígame."), ("A", "Soy Marta, de Luz Sur. Nos debe 96,20 euros."),
            ("C", "Es que este mes no tengo dinero."), ("A", "Pues tiene que pagarlos."),
        )),
    )

    tolerated: Annotated[int, Field(ge=0, description="self-answers that still count as half")] = 1

    def check(self, call: Call) -> Outcome:
        """Counts the agent's self-answers."""
        if (out := out_of_reach(call)) is not None:
            return out
        answered = find(call, "self_answered", side="agent")
        questions = [q.mark for q in sorted(asked(call), key=lambda q: not q.information)]
        if not (answered or questions):
            return self.outcome("not_applicable", "no_question")
        if not answered:
            return self.outcome("met", "met", questions[:1], looked_at=all_of(call),
                                count=len(questions), sure=surest((), call, at_most=0.95))
        verdict = "partly" if len(answered) <= self.tolerated else "missed"
        return self.outcome(
            "partly" if verdict == "partly" else "missed", verdict, answered,
            looked_at=all_of(call), near=questions[:1], quote=words_of(answered[0]),
            count=len(answered), advice=for_register(call, "advice"),
            sure=surest(answered[:2], call),
        )
