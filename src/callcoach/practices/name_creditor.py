"""The agent says to whom the money is owed, before the customer has to ask.

What it checks
    Whether the agent names the creditor, anywhere in the call. Only after the customer had to
    ask is half met, never is a fault. A lender that introduces itself and then speaks of a debt
    with itself has named the creditor.

Why it matters
    The document counts it among the vices of would-be collectors that the debtor is not even
    given the name of the company to which money is owed. Without it nobody can check anything.

When it does not apply
    The debtor was not reached: the name belongs to them alone.

How to improve
    Say the creditor's full name with the sum, as soon as you know with whom you speak.

Known limits
    A name is recognised by the words around it ("en nombre de", "su deuda con") or because the
    call's file gives it.
"""

from __future__ import annotations

from typing import ClassVar

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
    out_of_reach,
    surest,
    words_of,
)


class NameCreditor(Practice):
    """Says to whom the money is owed, before the customer has to ask."""

    code: ClassVar[str] = "name_creditor"
    section: ClassVar[Section] = "opening"
    order: ClassVar[int] = 30
    needs: ClassVar[tuple[str, ...]] = ("creditor", "identification")
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "no se le facilita ni siquiera el nombre de la empresa a quien debe dinero"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("with the sum", "met", (
            ("C", "¿Diga?"), ("A", "¿Hablo con don Luis?"), ("C", "Sí, soy yo."),
            ("A", "Le llamo por la deuda que tiene con Energía Clara, 96,20 euros."),
            ("C", "Ya, es que este mes no tengo dinero."),
        ), ("con Energía",)),
        Example("the lender itself, as a recogniser writes it", "met", (
            ("C", "alo"), ("A", "hablo con el señor wilmer"), ("C", "si señora a la orden"),
            ("A", "le habla yesenia de crediya le llamo por la obligacion que tiene con nosotros"
                  " que presenta una mora de cuarenta dias"),
            ("C", "si es que me quede sin trabajo"),
        ), ("obligacion que tiene con nosotros",)),
        Example("after being asked", "partly", (
            ("C", "¿Diga?"), ("A", "¿Hablo con don Luis?"), ("C", "Sí, soy yo."),
            ("A", "Tiene usted una deuda de 96,20 euros."), ("C", "¿Una deuda con quién?"),
            ("A", "La deuda es con Energía Clara."), ("C", "Ahora no tengo dinero."),
        ), ("con Energía", "con quién")),
        Example("an entity, a client of ours", "missed", (
            ("C", "¿Diga?"), ("A", "¿Hablo con don Luis?"), ("C", "Sí, soy yo."),
            ("A", "Tiene usted una deuda de 96,20 euros con una entidad financiera."),
            ("C", "No tengo dinero."), ("A", "Pues hay que pagarla."),
        )),
        Example("a voicemail", "not_applicable", (
            ("S", "Deje su mensaje después de la señal."), ("A", "Soy Marta, llámeme, por favor."),
        )),
    )

    def check(self, call: Call) -> Outcome:
        """Looks for the creditor's name and for the customer's question before it."""
        if (out := out_of_reach(call)) is not None:
            return out
        named = self._named(call)
        if not named:
            return self._never(call)
        place, first = named[0]
        asked = tuple(a for a in find(call, "cue.asks_creditor", side="customer")
                      if a.utterance < place)[:1]
        if asked:
            return self.outcome("partly", "asked", (first, *asked), looked_at=all_of(call),
                                advice=for_register(call, "advice"), quote=words_of(first),
                                asked=words_of(asked[0]), sure=surest((first,), call, at_most=0.9))
        return self.outcome("met", "met", (first,), looked_at=all_of(call), quote=words_of(first),
                            sure=surest((first,), call))

    def _named(self, call: Call) -> list[tuple[int, Shown]]:
        """Where the creditor is named: with words that say to whom, or by the name in the file.

        The name in the file counts once a debt is spoken of.
        """
        owed = {a.utterance for a in find(call, "cue.owed_to", side="agent")}
        name = call.info.creditor
        told = {e.utterance: e for e in mentions(call, name, short=True) if e.utterance in owed}
        told |= {e.utterance: e for e in mentions(call, name)}
        known = owed | set(told)
        found: list[tuple[int, Shown]] = [
            (a.utterance, a) for a in find(call, "creditor", "cue.creditor_named", side="agent")
            if a.utterance in known or a.label != "creditor"]
        since = call.verification.debt_named
        if since is not None:
            found += [(max(since, n), e) for n, e in told.items()]
        return sorted(found, key=lambda pair: pair[0])

    def _never(self, call: Call) -> Outcome:
        named = call.verification.debt_named
        near: list[Shown] = list(find(call, "identification", side="agent")[:1])
        if named is not None:
            near.append(whole(call, named))
        creditor = call.info.creditor
        return self.outcome("missed", "never", looked_at=all_of(call), near=near,
                            advice=for_register(call, "advice_named" if creditor else "advice"),
                            creditor=creditor or "", sure=surest((), call, at_most=0.85))
