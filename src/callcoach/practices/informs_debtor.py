"""The agent gives the debtor who doubts or disputes the facts, and the papers.

What it checks
    Once the customer doubts, disputes or asks for papers: whether the agent tells facts (where
    the debt comes from, what it is made of, what the file says) and offers documents. One of the
    two is half met, neither is a fault. A question about the debt, its origin, its interest or
    its terms is a doubt.

Why it matters
    The document blames firms that, when the debtor is in conflict with the client, "no le
    facilitan información. No se le envía una copia de la factura que debe".

When it does not apply
    No doubt, dispute or request came up, or the call was ended for abuse.

How to improve
    Inform first and collect afterwards: creditor, invoice, date, sum. Then send the copy.

Known limits
    Whether the facts are right and the papers arrive cannot be heard.
"""

from __future__ import annotations

from typing import ClassVar

from callcoach.analysis.claims import doubts, facts, replies
from callcoach.analysis.find import whole
from callcoach.analysis.replies import agent_after
from callcoach.analysis.steps import announced, ended_for_abuse
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
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
          ("A", "Le llamo por su factura de 96,20 euros."),
          ("C", "¿Qué factura? A mí no me ha llegado ninguna factura."))
_ADVICE = {"facts_only": "advice_papers", "papers_only": "advice_facts", "neither": "advice_both"}


class InformsDebtor(Practice):
    """Gives the debtor with a doubt or a dispute the facts, and the papers."""

    code: ClassVar[str] = "informs_debtor"
    section: ClassVar[Section] = "claims"
    order: ClassVar[int] = 10
    needs: ClassVar[tuple[str, ...]] = ("offer_documents", "excuse.", "question.", "amount")
    ease: ClassVar[float] = 0.8
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Si el deudor tiene un conflicto con el cliente, estos «profesionales» no le"
                    " facilitan información."),
        Source("G", "No se le envía una copia de la factura que debe, o no se le facilita ni"
                    " siquiera el nombre de la empresa a quien debe dinero."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("facts and papers", "met", (
            *_START, ("A", "La factura es de marzo y corresponde al consumo de gas. Le mando una"
                           " copia por correo ahora mismo."), ("C", "Bueno, la espero.")),
            ("corresponde al",)),
        Example("facts, no papers, as a recogniser writes it", "partly", (
            ("C", "bueno"), ("A", "hablo con la señora rosa"), ("C", "si ella habla"),
            ("A", "tiene un saldo vencido de quinientos pesos"),
            ("C", "y por que me cobran tantos intereses"),
            ("A", "los intereses se generaron por tres meses de atraso"), ("C", "ah"))),
        Example("neither", "missed", (
            *_START, ("A", "Eso usted sabrá. Tiene que pagarla hoy."), ("C", "Pues no pienso."))),
        Example("no doubt", "not_applicable", (
            *_START[:4], ("C", "Sí, mañana se la pago por transferencia."), ("A", "Gracias."))),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for facts and for papers once something was doubted."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        asked = doubts(call)
        if not asked:
            return self.outcome("not_applicable", "no_doubt")
        if ended_for_abuse(call):
            return self.outcome("not_applicable", "abuse")
        told: tuple[Shown, ...] = facts(call) or tuple(
            whole(call, n) for _, n in replies(call)[:1])
        papers = announced(call)
        sure = surest((*asked[:1], *told[:1], *papers[:1]), call, at_most=0.9)
        looked = asked[0].utterance, all_of(call)[1]
        if told and papers:
            return self.outcome("met", "met", (*told[:2], *papers[:1]), looked_at=looked, sure=sure,
                                quote=words_of(papers[0]), doubt=words_of(asked[0]))
        name = "facts_only" if told else "papers_only" if papers else "neither"
        after = agent_after(call, asked[0].utterance)
        instead = () if after is None else (whole(call, after),)
        return self.outcome(
            "missed" if name == "neither" else "partly", name, (*told[:1], *papers[:1]),
            looked_at=looked, near=(*asked[:1], *instead), sure=sure,
            advice=for_register(call, _ADVICE[name]),
            doubt=words_of(asked[0]), quote=words_of(instead[0]) if instead else "")
