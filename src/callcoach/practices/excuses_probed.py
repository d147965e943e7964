"""The agent answers every excuse with a question that tests it or an offer that resolves it.

What it checks
    For each turn of the customer with excuses: whether the agent's answer holds an open or closed
    question, a request for proof, an offer or an undertaking. An acknowledgement may come first.
    A demand for money is no answer to a claim. Some answered is half met; none is a fault.

Why it matters
    The documents expect all kinds of excuses and ask to be ready: closed questions "con el objeto
    de invalidar cualquier posible excusa infundada", and evasions turned into agreements.

When it does not apply
    No excuse was given, or each came with a concrete promise.

How to improve
    Take each excuse seriously: ask for the fact that would prove it (who, when, which number), or
    offer what removes it.

Known limits
    Whether the question fits the excuse is not understood; that one was asked is.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.find import whole
from callcoach.analysis.natures import nature, open_question
from callcoach.analysis.register import register
from callcoach.analysis.replies import Excused, agent_after, excused
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence, Outcome
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
          ("A", "Le llamo por su recibo de 96,20 euros."))


class ExcusesProbed(Practice):
    """Answers every excuse with a question or an offer."""

    code: ClassVar[str] = "excuses_probed"
    section: ClassVar[Section] = "listening"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = (
        "excuse.", "question.", "offer_documents", "agent_promise", "commitment_request")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "La gran mayoría de los deudores usarán todo tipo de excusas para las cuales"
                    " tenemos que estar preparados para escuchar sin perder la compostura"),
        Source("G", "convertir las evasivas en acuerdos"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("each one tested or resolved", "met", (
            *_START, ("C", "A mí no me ha llegado ninguna factura."),
            ("A", "Se la reenvío ahora mismo. ¿A qué correo se la mando?"),
            ("C", "Al mío. Y además no tengo dinero."),
            ("A", "¿Qué parte podría pagar este mes?"), ("C", "La mitad, quizá.")),
            ("¿Qué parte podría pagar este mes?",)),
        Example("one of two, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "son quinientos pesos de su saldo vencido"),
            ("C", "es que me quede sin trabajo y no tengo dinero"),
            ("A", "y desde cuando esta sin trabajo"), ("C", "desde marzo"),
            ("A", "ya"), ("C", "y ahorita no puedo hablar estoy ocupada"),
            ("A", "pues tiene que pagar señora"), ("C", "bueno"))),
        Example("brushed aside", "missed", (
            *_START, ("C", "Es que me quedé sin trabajo y no tengo dinero."),
            ("A", "Eso no es mi problema."), ("C", "Pues no sé qué decirle."))),
        Example("no excuse", "not_applicable", (
            *_START, ("C", "Sí, mañana mismo se lo pago por transferencia."),
            ("A", "Muchas gracias."))),
    )

    def check(self, call: Call) -> Outcome:
        """Counts the turns with excuses that got an answer."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        groups = excused(call)
        if not groups:
            return self.outcome("not_applicable", "no_excuse")
        answered = [g for g in groups if g.reply is not None]
        shown: list[Shown] = [g.excuses[0] for g in answered[:2]]
        shown += [whole(call, g.reply) for g in answered[:2] if g.reply is not None]
        left = [g for g in groups if g.reply is None]
        sure = surest([e for g in groups for e in g.excuses], call, at_most=0.9)
        if not left:
            return self.outcome("met", "met", shown, looked_at=all_of(call), sure=sure,
                                n=len(groups), quote=words_of(shown[0]))
        return self._fault(call, left, shown, len(groups), sure)

    def _fault(
        self, call: Call, left: list[Excused], shown: list[Shown], total: int, sure: float
    ) -> Outcome:
        excuse = left[0].excuses[0]
        said = _said_instead(call, left[0])
        kind = nature(excuse.label) or "evasion"
        ask = open_question(excuse.label) if register(call) == "usted" else None
        return self.outcome(
            "partly" if len(left) < total else "missed", "some" if len(left) < total else "none",
            (excuse, *shown[:1]), looked_at=all_of(call), near=said, sure=sure,
            advice="advice_catalogue" if ask else for_register(call, f"advice_{kind}"),
            quote=words_of(excuse), said=words_of(said[0]) if said else "", n=len(left),
            total=total, ask=ask or "")


def _said_instead(call: Call, group: Excused) -> tuple[Evidence, ...]:
    """What the agent said where an answer was due."""
    n = agent_after(call, group.excuses[-1].utterance)
    return () if n is None else (whole(call, n),)
