"""When the customer insults or threatens, the agent ends the call calmly.

What it checks
    After an insult or a threat, whether the agent ends the call without heat: at once, or after
    one warning. Going on calmly is half met, arguing or answering in kind a fault.

Why it matters
    "Si un cliente se pasa de la raya profiriendo amenazas e insultos, simplemente colgamos el
    teléfono": going on under abuse collects nothing and wears people down.

When it does not apply
    There was no abuse. Anger, swearing at the situation, announcing a complaint or a lawsuit are
    none. A customer who insults and hangs up leaves nothing to end.

How to improve
    One calm sentence, one warning at most, then goodbye.

Known limits
    A call that goes on because the warning was heeded counts as half: set ``heeded`` to accept it.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.abuse import Reaction, reaction
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    for_register,
    no_agent,
    surest,
    words_of,
)


class EndsAbusiveCall(Practice):
    """Ends an abusive call calmly."""

    code: ClassVar[str] = "ends_abusive_call"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 60
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("insult", "threat.", "ends_call", "confrontation")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "si un cliente se pasa de la raya profiriendo amenazas e insultos, simplemente"
                    " colgamos el teléfono"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a warning, then goodbye", "met", (
            ("C", "Eres un imbécil."),
            ("A", "Así no puedo ayudarle. Si vuelve a insultarme, tendré que colgar."),
            ("C", "Que te den, hijo de puta."),
            ("A", "Doy por terminada la llamada. Buenas tardes."),
        ), ("Doy por terminada la llamada",)),
        Example("goes on calmly, as a recogniser writes it", "partly", (
            ("C", "sos un inutil un pelotudo"), ("A", "entiendo que esto le moleste"),
            ("C", "obvio que me molesta"), ("A", "cuando podria pagar la cuota"),
            ("C", "no se dejame en paz"), ("A", "puede pagarla en dos veces"), ("C", "no"),
        ), ("un inutil",)),
        Example("answers in kind", "missed", (
            ("C", "Eres un imbécil."), ("A", "El imbécil lo será usted, sinvergüenza."),
            ("C", "Vete a la mierda."), ("A", "Váyase usted."),
        ), ("sinvergüenza",)),
        Example("a lawsuit is no abuse", "not_applicable", (
            ("C", "Les voy a denunciar en Consumo, esto es una vergüenza."),
            ("A", "Está en su derecho. ¿Qué parte no reconoce?"), ("C", "Los intereses."),
        )),
        Example("swearing at the situation", "not_applicable", (
            ("C", "Joder, qué mes llevo, se me olvidó."), ("A", "¿Cuándo podría pagarlo?"),
            ("C", "El viernes."),
        )),
    )

    warnings: Annotated[int, Field(ge=0, le=5, description="warnings accepted before the end")] = 1
    heeded: Annotated[
        bool, Field(description="whether a warning that was heeded is met, not half met")] = False

    def check(self, call: Call) -> Outcome:
        """Follows what the agent did after the first abuse."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if not call.abuse:
            return self.outcome("not_applicable", "no_abuse")
        seen = reaction(call)
        if not seen.replies:
            return self.outcome("not_applicable", "they_left", call.abuse[:1],
                                quote=words_of(call.abuse[0]))
        if seen.hostile:
            return self._told(call, seen, "missed", "hostile")
        if seen.ended:
            late = seen.warnings > self.warnings
            return self._told(call, seen, "partly" if late else "met", "late" if late else "met")
        if seen.endings and not seen.again:
            return self._told(call, seen, "met" if self.heeded else "partly", "heeded")
        return self._told(call, seen, "partly", "went_on")

    def _told(self, call: Call, seen: Reaction, verdict: str, name: str) -> Outcome:
        ends = seen.hostile or seen.closing[-1:] or seen.endings
        shown = (*call.abuse[:1], *ends[:2])
        quote = words_of((ends or call.abuse)[0])
        return self.outcome(
            "met" if verdict == "met" else "missed" if verdict == "missed" else "partly", name,
            shown, looked_at=(call.abuse[0].utterance, len(call.annotations) - 1),
            near=seen.replies[:1], quote=quote, abuse=words_of(call.abuse[0]),
            advice=None if verdict == "met" else for_register(call, "advice"),
            sure=surest(shown, call, at_most=0.9),
        )
