"""The agent listens actively: plays back or acknowledges what was said, and cuts nobody off.

What it checks
    Whether a paraphrase or an acknowledgement that names its matter was heard, and no overlap of
    over a second was begun by the agent. Back-channels alone, or one interruption, are half met;
    ignoring or talking over the customer is a fault.

Why it matters
    "Escuchar no es lo mismo que oír", says the document: only what is played back shows that it
    was heard, and a customer who feels heard goes on talking.

When it does not apply
    The customer says nothing of substance.

How to improve
    Put what you were told into one sentence of your own before you ask the next question.

Known limits
    Without timestamps interruptions are not seen, unless the customer complains of them. Tone is
    not heard.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import evidence, find, is_side, whole
from callcoach.analysis.replies import acknowledgements, interruptions, is_backchannel, lapses
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence, Outcome
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
          ("A", "Le llamo por su recibo de 96,20 euros. ¿Qué ha pasado con él?"),
          ("C", "Que me subieron la tarifa en julio sin avisar y no tengo dinero para pagarlo."))
_CUT = ("talked_over", "cut_once")


class ActiveListening(Practice):
    """Plays back or acknowledges what was said and does not cut off."""

    code: ClassVar[str] = "active_listening"
    section: ClassVar[Section] = "listening"
    order: ClassVar[int] = 20
    needs: ClassVar[tuple[str, ...]] = ("paraphrase", "empathy", "confrontation")
    ease: ClassVar[float] = 0.7
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "Escuchar no es lo mismo que oír."),
        Source("C", "Es por ello muy importante r una escucha activa"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("played back", "met", (
            *_START, ("A", "O sea, si le he entendido bien, en julio le subieron la tarifa sin"
                           " avisar y por eso no lo pagó."), ("C", "Eso es.")),
            ("si le he entendido bien, en julio le subieron la tarifa sin avisar",)),
        Example("only sounds, as a recogniser writes them", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "por que no ha pagado los quinientos pesos"),
            ("C", "es que me quede sin trabajo en marzo y no tengo dinero"),
            ("A", "aja y cuando va a pagar"), ("C", "no se"))),
        Example("talked over twice", "missed", (
            *_START, ("A", "Tiene que pagar el recibo."), ("C", "Le digo que no tengo dinero y que la tarifa"),
            ("A", "Tiene que pagarlo y punto.")), times=(
            (0, 1), (1, 3), (3, 4), (4, 8), (8, 14), (12, 13.5), (14, 18), (16, 19))),
        Example("nothing of substance to hear", "not_applicable", (
            *_START[:3], ("A", "Le llamo por su recibo de 96,20 euros."),
            ("C", "Se lo pago mañana."), ("A", "Muchas gracias."))),
    )
    seconds: Annotated[float, Field(gt=0, description="an overlap over this cuts off")] = 1.0
    substance: Annotated[int, Field(gt=0, description="words of one turn that say something")] = 10

    def check(self, call: Call) -> Outcome:
        """Weighs what was acknowledged against who was cut off."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if not self._substance(call):
            return self.outcome("not_applicable", "nothing")
        cut = self._cut_off(call)
        shown = acknowledgements(call)
        sure = surest(shown[:1], call, at_most=1.0 if call.timed else 0.8)
        if len(cut) > 1:
            return self._fault(call, "missed", "talked_over", cut, sure)
        if shown and not cut:
            return self.outcome("met", "met", shown[:2], looked_at=all_of(call), sure=sure,
                                quote=words_of(shown[0]))
        if cut:
            return self._fault(call, "partly", "cut_once", cut, sure)
        heard = _sounds(call)
        if heard:
            return self._fault(call, "partly", "only_sounds", heard[:1], sure)
        return self._fault(call, "missed", "ignored", (), sure)

    def _substance(self, call: Call) -> bool:
        if call.excuses or call.refusals or call.abuse:
            return True
        theirs = [n for n in range(len(call.annotations)) if is_side(call.speaker(n), "customer")]
        return any(len(call.text(n).split()) >= self.substance for n in theirs)

    def _cut_off(self, call: Call) -> tuple[Evidence, ...]:
        """The agent's utterances that cut the customer off, or the complaints of it."""
        measured = tuple(whole(call, o.by) for o in interruptions(call, self.seconds))
        told = find(call, "cue.talked_over", side="customer")
        once = evidence({a.utterance: a for a in reversed(told)}.values())[::-1]
        return measured if len(measured) >= len(once) else once

    def _fault(
        self, call: Call, verdict: str, name: str, shown: tuple[Evidence, ...], sure: float
    ) -> Outcome:
        theirs = _told(call)
        return self.outcome(
            "partly" if verdict == "partly" else "missed", name, shown, looked_at=all_of(call),
            near=() if theirs is None else (theirs,), sure=sure, n=len(shown),
            advice=for_register(call, "advice_cut" if name in _CUT else "advice"),
            quote=words_of(shown[0]) if shown else "", told=words_of(theirs) if theirs else "")


def _told(call: Call) -> Annotation | Evidence | None:
    """What the customer told that deserved an answer: the first reason, or the longest words."""
    if call.excuses:
        return call.excuses[0]
    theirs = [n for n in range(len(call.annotations)) if is_side(call.speaker(n), "customer")]
    return whole(call, max(theirs, key=lambda n: len(call.text(n)))) if theirs else None


def _sounds(call: Call) -> tuple[Evidence, ...]:
    """Back-channels after the customer's words; else questions that follow a reason calmly."""
    sounds = [a for a in find(call, "cue.backchannel", "empathy", side="agent")
              if a.utterance and is_side(call.speaker(a.utterance - 1), "customer")]
    short = [whole(call, n) for n in range(1, len(call.annotations))
             if call.speaker(n) == "agent" and is_backchannel(call, n, 2)]
    asked = [] if lapses(call) else [
        q.mark for q in call.questions if q.speaker == "agent" and q.open
        and any(e.utterance == q.utterance - 1 for e in call.excuses)]
    return (*evidence(sounds), *short) or evidence(asked)
