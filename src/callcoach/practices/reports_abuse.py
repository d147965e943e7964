"""The agent reports the abuse to superiors.

What it checks
    After an insult or a threat by the customer, whether the agent says that it will be reported,
    or the call's file shows that it was.

Why it matters
    The document: "simplemente colgamos el teléfono e informaremos de lo acontecido de inmediato a
    nuestros superiores". A report protects the next colleague, and the agent too.

When it does not apply
    There was no abuse. Nothing said and nothing in the file: it cannot be judged.

How to improve
    Say "dejo constancia y lo comunico a mi responsable", and open the incident right after.

Known limits
    What happens after the call is known only from the file (``abuse_reported``).
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.abuse import reaction
from callcoach.analysis.find import find
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import (
    Example,
    Practice,
    Section,
    Source,
    no_agent,
    surest,
    words_of,
)

_ABUSE = (
    ("C", "Eres un imbécil, un muerto de hambre."),
    ("A", "Así no podemos continuar, doy por terminada la llamada. Buenas tardes."),
)


class ReportsAbuse(Practice):
    """Reports abuse to superiors."""

    code: ClassVar[str] = "reports_abuse"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 70
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("insult", "threat.", "escalates", "ends_call")
    ease: ClassVar[float] = 0.8
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "simplemente colgamos el teléfono e informaremos de lo acontecido de inmediato"
                    " a nuestros superiores"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("says so", "met", (
            ("C", "Eres un imbécil, un muerto de hambre."),
            ("A", "Doy por terminada la llamada. Dejo constancia de lo ocurrido y se lo comunico"
                  " a mi coordinadora."),
        ), ("Dejo constancia",)),
        Example("says so, as a recogniser writes it", "met", (
            ("C", "vete a la mierda pendejo"),
            ("A", "señor voy a terminar la llamada y voy a reportar lo sucedido"),
        ), ("reportar lo sucedido",)),
        Example("the file shows it", "met", _ABUSE, info=(("abuse_reported", True),)),
        Example("the file shows it was not", "missed", _ABUSE, info=(("abuse_reported", False),)),
        Example("nothing said, nothing in the file", "not_observable", _ABUSE),
        Example("no abuse", "not_applicable", (
            ("C", "Joder, qué mes llevo, se me olvidó."), ("A", "¿Cuándo podría pagarlo?"),
            ("C", "El viernes."),
        )),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for the report in the agent's words after the abuse, then in the file."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        if not call.abuse:
            return self.outcome("not_applicable", "no_abuse")
        first = call.abuse[0]
        after = (first.utterance + 1, len(call.annotations) - 1)
        said = self._said(call)
        if said:
            return self.outcome("met", "met", (first, said[0]), looked_at=after,
                                quote=words_of(said[0]), sure=surest((first, said[0]), call))
        if call.info.abuse_reported is None:
            return self.outcome("not_observable", "unknown", (first,), looked_at=after,
                                quote=words_of(first))
        if call.info.abuse_reported:
            return self.outcome("met", "filed", (first,), looked_at=after, quote=words_of(first))
        return self.outcome("missed", "missed", (first,), looked_at=after, advice="advice",
                            near=reaction(call).endings[:1], quote=words_of(first))

    def _said(self, call: Call) -> tuple[Annotation, ...]:
        """The agent's words of a report; passing the case on counts beside the end of the call."""
        first, last = call.abuse[0].utterance, len(call.annotations) - 1
        told = find(call, "cue.reports", side="agent", within=(first + 1, last))
        ends = {a.utterance for a in reaction(call).endings}
        passed = find(call, "escalates", side="agent", within=(first + 1, last))
        return told or tuple(a for a in passed if a.utterance in ends)
