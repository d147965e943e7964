"""The agent acknowledges hardship in words tied to it.

What it checks
    After the customer has told of hardship (no money, illness, death, insolvency, despair):
    whether the agent acknowledges it and names it. A formula alone ("lamento escuchar eso") is
    half met; no acknowledgement is a fault.

Why it matters
    The telephone lacks "la empatía que despierta el contacto cara a cara": it must be put into
    words. And customers value it "cuando alguien se preocupa de verdad por sus problemas".

When it does not apply
    No hardship was told. Evasions, claims and paperwork ask for other answers.

How to improve
    Name what happened to the person before you speak of terms: "perder el trabajo en marzo…".

Known limits
    Whether a word was meant cannot be heard; that it names the matter can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from callcoach.analysis.find import find, whole
from callcoach.analysis.natures import hardships
from callcoach.analysis.replies import agent_after, specific
from callcoach.analysis.steps import matter, sentence
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Evidence, Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Shown,
    Source,
    for_register,
    no_agent,
    surest,
    words_of,
)

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su recibo de 96,20 euros. ¿Qué ha pasado con él?"),
          ("C", "Que me despidieron en marzo y no tengo dinero ni para comer."))
_FORMULAS = ("empathy", "cue.hollow", "cue.regret")
_CLOSE = 4


class Empathy(Practice):
    """Acknowledges hardship in words tied to it."""

    code: ClassVar[str] = "empathy"
    section: ClassVar[Section] = "listening"
    order: ClassVar[int] = 50
    needs: ClassVar[tuple[str, ...]] = ("empathy", "excuse.", "threat.self_harm")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "carecen de la empatía que despierta el contacto cara a cara"),
        Source("C", "¡Los clientes realmente saben y valoran cuando alguien se preocupa de verdad"
                    " por sus problemas!"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("tied to what was told", "met", (
            *_START, ("A", "Entiendo que perder el trabajo en marzo lo ha dejado en una situación"
                           " muy difícil. ¿Qué ingresos tiene ahora?"), ("C", "Ninguno.")),
            ("difícil",)),
        Example("a formula, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "que paso con su pago de quinientos pesos"),
            ("C", "mi mama esta internada en el hospital desde el miercoles"),
            ("A", "lamento escuchar eso señora y cuando va a pagar"), ("C", "no se"))),
        Example("passed over", "missed", (
            *_START, ("A", "¿Cuándo va a pagar?"), ("C", "No lo sé, de verdad que no lo sé."))),
        Example("no hardship", "not_applicable", (
            *_START[:4], ("C", "A mí no me ha llegado ninguna factura."),
            ("A", "Se la envío ahora por correo."), ("C", "Muy bien."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for acknowledgement after the first hardship."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        told = hardships(call)
        if not told:
            return self.outcome("not_applicable", "no_hardship")
        after = told[0].utterance, len(call.annotations) - 1
        named: list[Shown] = [
            a for a in find(call, "empathy", "paraphrase", side="agent", within=after)
            if specific(call, a) and (a.label == "empathy" or _next(call, a, told))]
        named = named or list(_tied(call, told, after))
        if named:
            return self.outcome("met", "met", named[:2], looked_at=after, quote=words_of(named[0]),
                                told=words_of(told[0]), sure=surest((*named[:1], told[0]), call))
        if (next_ := agent_after(call, told[0].utterance)) is None:
            return self.outcome("not_applicable", "no_turn")
        hollow = [a for a in find(call, *_FORMULAS, side="agent", within=after)
                  if a.label == "empathy" or _soon(a, told)]
        last = max((t for t in told if agent_after(call, t.utterance) is not None),
                   key=lambda t: t.utterance, default=told[0])
        passed = told[0] if hollow else last
        instead = whole(call, agent_after(call, passed.utterance) or next_)
        return self.outcome(
            "partly" if hollow else "missed", "formula" if hollow else "none", hollow[:1],
            looked_at=after, near=(passed, instead),
            advice=for_register(call, "advice_formula" if hollow else "advice"),
            quote=words_of(hollow[0] if hollow else instead), told=words_of(passed),
            sure=surest((passed,), call, at_most=0.9))


def _next(call: Call, mark: Annotation, told: tuple[Annotation, ...]) -> bool:
    """Whether the agent's very next words play the hardship back."""
    return any(agent_after(call, t.utterance) == mark.utterance for t in told)


def _tied(call: Call, told: tuple[Annotation, ...], after: Span) -> Iterator[Evidence]:
    """Sentences that begin as a formula but repeat words of the hardship they answer."""
    for mark in find(call, "cue.hollow", side="agent", within=after):
        text = call.text(mark.utterance)
        low, high = sentence(text, mark.start, mark.end)
        if any(_soon(mark, (t,)) and matter(text[low:high]) & matter(t.quote) for t in told):
            yield Evidence(utterance=mark.utterance, start=low, end=high, quote=text[low:high])


def _soon(mark: Annotation, told: tuple[Annotation, ...]) -> bool:
    """Whether a formula answers a hardship rather than something else."""
    return any(0 < mark.utterance - t.utterance <= _CLOSE for t in told)
