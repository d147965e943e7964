"""The agent says who is calling: a name or a company, by the end of the opening.

What it checks
    Whether the agent gives their own name or their company's. By the end of the opening it is
    met, later it is half met, never is a fault. Calls that did not reach the debtor count too.

Why it matters
    The document on telephone recovery describes agents who will not even name their firm, and
    calls their methods of doubtful use. Nobody talks about money with a stranger, and a caller
    who says who they are can be checked and called back.

When it does not apply
    The agent says nothing at all, as on a call that nobody follows up.

How to improve
    Say name and company in the first sentence, before asking for anything.

Known limits
    A name that the recogniser has mangled may be missed. A false name is not noticed.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from callcoach.analysis.find import find, whole
from callcoach.analysis.mentions import mentions
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


class IdentifyAgent(Practice):
    """Says who is calling, by the end of the opening."""

    code: ClassVar[str] = "identify_agent"
    section: ClassVar[Section] = "opening"
    order: ClassVar[int] = 10
    without_contact: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("identification",)
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "no se le facilita ni siquiera el nombre de la empresa a quien debe dinero"),
        Source("G", "Son de dudosa utilidad y perjudican la buena imagen de nuestros clientes"
                    " y de nuestra empresa."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("name and company at once", "met", (
            ("C", "¿Diga?"),
            ("A", "Buenos días, soy Marta Ruiz, de Gestiones Norte. ¿Hablo con don Luis Peña?"),
            ("C", "Sí, soy yo, pero ahora mismo no tengo dinero para pagar nada."),
        ), ("soy Marta Ruiz, de Gestiones Norte",)),
        Example("as a recogniser writes it", "met", (
            ("C", "bueno"),
            ("A", "buenas tardes habla con fernanda lopez de credito familiar"),
            ("C", "ah si digame es que me quede sin trabajo señorita"),
        ), ("fernanda lopez",)),
        Example("only when asked, after the reason", "partly", (
            ("C", "¿Diga?"), ("A", "¿Hablo con don Luis Peña?"), ("C", "Sí, soy yo."),
            ("A", "Debe usted 300 euros desde mayo."),
            ("C", "Es que estoy en paro, no tengo dinero."),
            ("A", "¿Y cuándo podrá pagarlos?"), ("C", "No lo sé. ¿Y usted quién es?"),
            ("A", "Me llamo Marta Ruiz."), ("C", "Pues muy bien."), ("A", "Adiós."),
        ), ("Me llamo Marta Ruiz",)),
        Example("an important matter is no name", "missed", (
            ("C", "¿Diga?"), ("A", "¿Hablo con don Luis Peña? Le llamo por un tema importante."),
            ("C", "Sí, soy yo."), ("A", "Debe usted 300 euros."),
            ("C", "No tengo dinero, estoy en paro."), ("A", "Pues tiene que pagar."),
        ), ("¿Hablo con don Luis Peña? Le llamo por un tema importante.",)),
        Example("the agent never speaks", "not_applicable", (("C", "¿Diga? ¿Hay alguien ahí?"),)),
    )

    min_confidence: Annotated[
        float, Field(ge=0, le=1, description="how sure the label must be")] = 0.55

    def check(self, call: Call) -> Outcome:
        """Looks for a name or a company among the agent's words."""
        if (nobody := no_agent(call)) is not None:
            return nobody
        said = self._said(call)
        last = call.opening[1] if call.opening else 0
        if not said:
            return self._never(call)
        first = said[0]
        sure = surest(said[:1], call)
        if first.utterance <= last:
            return self.outcome("met", "met", said[:1], looked_at=(0, last), sure=sure,
                                quote=words_of(first))
        return self.outcome("partly", "late", said[:1], looked_at=(0, last), sure=sure,
                            advice=for_register(call, "advice"), quote=words_of(first),
                            n=first.utterance + 1)

    def _said(self, call: Call) -> list[Shown]:
        marks: list[Shown] = [a for a in find(call, "identification", side="agent")
                              if a.confidence >= self.min_confidence]
        return marks or list(mentions(call, call.info.agent_name))

    def _never(self, call: Call) -> Outcome:
        first = next(n for n, u in enumerate(call.transcript.utterances)
                     if u.speaker == "agent" and u.text.strip())
        opened = whole(call, first)
        return self.outcome("missed", "never", looked_at=all_of(call), near=(opened,),
                            advice=for_register(call, "advice_never"), quote=words_of(opened),
                            sure=surest((), call, at_most=0.9))
