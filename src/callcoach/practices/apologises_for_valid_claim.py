"""The agent apologises once a claim is shown or admitted to be legitimate.

What it checks
    Once the agent has shown or admitted that the customer's claim is right: whether an apology
    follows, even where another department is at fault. Regret alone ("es una lástima") is half
    met; nothing, or blame passed on, is a fault.

Why it matters
    The document asks "que le pidamos disculpas, aunque la responsabilidad de resolver su
    incidencia recaiga sobre otro departamento".

When it does not apply
    No claim was shown or admitted: then thanks and a check are due, not an apology.

How to improve
    Apologise in the firm's name first; afterwards say who will put it right, and when.

Known limits
    A claim that is right but that nobody checked in the call is not seen.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.claims import admitted, apologies
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
    no_agent,
    surest,
    words_of,
)

_START = (("C", "¿Diga?"), ("A", "Buenos días, ¿hablo con don Luis Soto?"), ("C", "Sí, soy yo."),
          ("A", "Le llamo por su factura de 96,20 euros."),
          ("C", "Esa factura está mal, yo pedí la baja en marzo y me siguen cobrando."))


class ApologisesForValidClaim(Practice):
    """Apologises when the claim is shown or admitted to be legitimate."""

    code: ClassVar[str] = "apologises_for_valid_claim"
    section: ClassVar[Section] = "claims"
    order: ClassVar[int] = 20
    needs: ClassVar[tuple[str, ...]] = ("apology", "excuse.")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("C", "En caso de que el cliente nos demuestre que sus reclamaciones son licitas es"
                    " muy importante es muy importante que le pidamos disculpas, aunque la"
                    " responsabilidad de resolver su incidencia recaiga sobre otro departamento."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("shown, and apologised", "met", (
            *_START, ("A", "Tiene usted razón, aquí aparece la baja. Le pido disculpas en nombre"
                           " de la empresa, lo corrijo hoy mismo."), ("C", "Gracias.")),
            ("Le pido disculpas",)),
        Example("regret only, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "tiene una factura de quinientos pesos"),
            ("C", "pero yo pedi la baja en marzo"),
            ("A", "si aqui aparece la baja"), ("C", "entonces se equivocaron"),
            ("A", "la verdad que es una lastima que haya pasado"), ("C", "pues si"))),
        Example("blame passed on", "missed", (
            *_START, ("A", "Sí, aquí aparece la baja. Eso es cosa de facturación, yo no tengo la"
                           " culpa."), ("C", "Ya.")), ("yo no tengo la culpa",)),
        Example("not shown yet", "not_applicable", (
            *_START, ("A", "¿Con quién habló usted cuando pidió la baja?"),
            ("C", "Con una señorita."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for an apology at or after the claim was shown or admitted."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        shown = admitted(call)
        if not shown:
            return self.outcome("not_applicable", "no_claim")
        first = shown[0]
        after = first.utterance, all_of(call)[1]
        said = [a for a in apologies(call) if a.utterance >= first.utterance]
        if said:
            shown_too = () if said[0] is first else (first,)
            return self.outcome("met", "met", (*shown_too, said[0]), looked_at=after,
                                quote=words_of(said[0]), sure=surest((first, said[0]), call))
        regret = find(call, "cue.regret", side="agent", within=after)
        blame = find(call, "cue.blame_shift", side="agent", within=after)
        name = "regret" if regret else "blame" if blame else "none"
        closest = (regret or blame or shown)[:1]
        return self.outcome(
            "partly" if regret else "missed", name, (first, *(regret or blame)[:2]),
            looked_at=after, near=closest, sure=surest((first,), call, at_most=0.85),
            advice=for_register(call, "advice"), claim=words_of(first),
            quote=words_of(closest[0]))
