"""The agent leaves silence after each question.

What it checks
    The share of the agent's information questions after which the customer speaks next: the
    question ends the agent's turn, and the agent does not go on. Four in five are met, half of
    them half met. Questions that the agent answers, explains or stacks fail.

Why it matters
    The document recommends "utilizar el silencio al final de cada pregunta para reforzar la
    intención de la pregunta": words after a question take it back.

When it does not apply
    The debtor was not reached, or no information question was asked.

How to improve
    Ask, stop, and count to five before saying anything else.

Known limits
    Without timestamps only the order of the words is judged, and the outcome says so.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.asked import information
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Question
from callcoach.model.outcome import Outcome, Verdict
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


class SilenceAfterQuestion(Practice):
    """Leaves silence after each question."""

    code: ClassVar[str] = "silence_after_question"
    section: ClassVar[Section] = "control"
    order: ClassVar[int] = 40
    needs: ClassVar[tuple[str, ...]] = ("question.open", "question.closed", "self_answered")
    ease: ClassVar[float] = 0.8
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Os recomendamos utilizar el silencio al final de cada pregunta para reforzar"
                    " la intención de la pregunta."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("asks and stops", "met", (
            *_START, ("A", "¿Desde cuándo está así?"), ("C", "Desde marzo."),
            ("A", "¿Cuándo podría pagarlo?"), ("C", "El viernes se lo ingreso."),
        ), ("¿Desde cuándo está así?",), times=(
            (0, 1), (1.2, 3), (3.2, 4), (4.3, 9), (9.5, 12), (12.4, 14), (17.5, 19), (19.2, 21),
            (24, 26))),
        Example("a reason after one of two, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora maricruz"), ("C", "si ella habla"),
            ("A", "son seis mil pesos de su saldo vencido"),
            ("C", "es que no tengo trabajo ahorita"),
            ("A", "cuando podria pagar porque aqui ya me piden una respuesta hoy mismo"),
            ("C", "pues no se"), ("A", "cuanto puede depositar"), ("C", "unos quinientos"),
        ), ("cuando podria pagar",)),
        Example("talks on every time", "missed", (
            *_START, ("A", "¿Cuándo podría pagarlo? Se lo pregunto porque el plazo vence hoy."),
            ("C", "No sé."), ("A", "¿Y qué va a hacer? El viernes ingresa algo, me imagino."),
            ("C", "Bueno."),
        ), ("¿Cuándo podría pagarlo?", "¿Y qué va a hacer?")),
        Example("no information asked", "not_applicable", (
            *_START[:4], ("C", "Se lo ingreso mañana."), ("A", "Muchas gracias."),
        )),
    )

    share_met: Annotated[float, Field(ge=0, le=1, description="share of silences for met")] = 0.8
    share_partly: Annotated[float, Field(ge=0, le=1, description="share for half met")] = 0.5
    seconds: Annotated[
        float, Field(ge=0, description="a sound from the customer gives the turn back to the agent"
                                       " only after so many seconds")] = 3.0

    def check(self, call: Call) -> Outcome:
        """Counts the questions that the agent left to the customer."""
        if (out := out_of_reach(call)) is not None:
            return out
        asked = information(call, own=True)
        if not asked:
            return self.outcome("not_applicable", "no_question")
        left = [q.mark for q in asked if self._left(call, q)]
        taken = [q.mark for q in asked if q.mark not in left]
        share = len(left) / len(asked)
        verdict: Verdict = ("met" if share >= self.share_met else
                            "partly" if share >= self.share_partly else "missed")
        return self._told(call, verdict, left, taken)

    def _left(self, call: Call, question: Question) -> bool:
        answer = question.answered_by
        if question.self_answered or not question.ends_turn or answer is None:
            return False
        return question.substance or not self._resumes(call, question.utterance, answer)

    def _resumes(self, call: Call, asked: int, sound: int) -> bool:
        """Whether the agent goes on at once, over a mere sound of the customer's."""
        spoken = call.transcript.utterances
        if sound + 1 >= len(spoken) or spoken[sound + 1].speaker != "agent":
            return False
        end, start = spoken[asked].end, spoken[sound + 1].start
        return end is not None and start is not None and start - end < self.seconds

    def _told(
        self, call: Call, verdict: Verdict, left: list[Annotation], taken: list[Annotation]
    ) -> Outcome:
        name = verdict if call.timed else f"{verdict}_untimed"
        shown = left if verdict == "met" else taken
        return self.outcome(
            verdict, name, shown, looked_at=all_of(call), near=() if verdict == "met" else left[:1],
            left=len(left), all=len(left) + len(taken), quote=words_of(shown[0]),
            advice=None if verdict == "met" else for_register(call, "advice"),
            sure=surest(shown[:2], call, at_most=0.95 if call.timed else 0.8),
        )
