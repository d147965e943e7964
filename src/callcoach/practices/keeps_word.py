"""The agent's undertakings are precise, and earlier ones were kept.

What it checks
    Each thing the agent undertakes: whether it says by when (a day, an hour, "ahora mismo") or is
    done while the customer waits. A vague one is half met. Where the customer tells of an earlier
    undertaking that the firm broke, the practice is missed.

Why it matters
    "A efectos de construir una relación de confianza", says the document, "que cumplamos con
    aquello que le decimos al cliente": what has no date cannot be kept.

When it does not apply
    The agent undertook nothing, and nothing earlier was mentioned.

How to improve
    Promise less, and with a day: what, through which channel, by when.

Known limits
    Whether today's undertakings are kept shows only in later calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from callcoach.analysis.find import find, turns
from callcoach.analysis.steps import undertakings
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

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su factura de 96,20 euros."),
          ("C", "A mí no me ha llegado ninguna factura."))


class KeepsWord(Practice):
    """Makes precise undertakings and keeps earlier ones."""

    code: ClassVar[str] = "keeps_word"
    section: ClassVar[Section] = "claims"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = ("agent_promise",)
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Es muy importante aquí, a efectos de construir una relación de confianza que"
                    " cumplamos con aquello que le decimos al cliente."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("what and by when", "met", (
            *_START, ("A", "Se la reenvío hoy mismo por correo y el jueves le llamo."),
            ("C", "De acuerdo.")), ("Se la reenvío hoy mismo por correo",)),
        Example("no day, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "tiene una factura de quinientos pesos"),
            ("C", "a mi no me llego ninguna factura"),
            ("A", "yo le mando la factura por correo"), ("C", "ok")),
            ("yo le mando la factura por correo",)),
        Example("an earlier one broken", "missed", (
            *_START[:4], ("C", "Me dijeron que me mandaban la copia y nunca llegó."),
            ("A", "Se la mando hoy mismo."), ("C", "A ver si es verdad.")),
            ("Me dijeron que me mandaban la copia y nunca",)),
        Example("nothing undertaken", "not_applicable", (
            *_START[:4], ("C", "Sí, mañana se la pago por transferencia."), ("A", "Gracias."))),
    )

    def check(self, call: Call) -> Outcome:
        """Weighs the undertakings of this call and what is told of earlier ones."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        broken = next(_broken(call), None)
        if broken is not None:
            return self.outcome("missed", "broken", (broken,), looked_at=all_of(call),
                                near=(broken,), quote=words_of(broken),
                                sure=surest((broken,), call, at_most=0.8),
                                advice=for_register(call, "advice_broken"))
        made = undertakings(call)
        vague = [u.mark for u in made if not u.precise]
        if vague:
            return self.outcome(
                "partly", "vague", vague[:3], looked_at=all_of(call), n=len(vague),
                near=[u.mark for u in made if u.precise][:1] or vague[:1],
                quote=words_of(vague[0]), advice=for_register(call, "advice"),
                sure=surest(vague, call, at_most=0.85))
        if made:
            return self.outcome("met", "met", [u.mark for u in made][:3], looked_at=all_of(call),
                                quote=words_of(made[0].mark), n=len(made),
                                sure=surest([u.mark for u in made], call, at_most=0.9))
        kept = find(call, "cue.kept_word")
        if kept:
            return self.outcome("met", "kept", kept[:1], looked_at=all_of(call),
                                quote=words_of(kept[0]), sure=surest(kept[:1], call))
        return self.outcome("not_applicable", "nothing")


def _broken(call: Call) -> Iterator[Annotation]:
    """Where the customer tells that the firm broke its word: said outright, or its two halves
    (what was undertaken, that it never came) in one turn."""
    yield from find(call, "cue.broken_word", side="customer")
    for _, first, last in turns(call.transcript.utterances):
        told = find(call, "cue.told_me", side="customer", within=(first, last))
        never = find(call, "cue.never_came", side="customer", within=(first, last))
        if told and any((n.utterance, n.start) > (told[0].utterance, told[0].start) for n in never):
            yield told[0]
