"""What a practice is: one class, one file, one pure method; thresholds are its fields.

The module's docstring is its page, with fixed headings: What it checks, Why it matters, When it
does not apply, How to improve, Known limits. Its examples are its tests, its documentation, and
what ``callcoach explain CODE`` prints. Sentences for people stand in the pack's messages under
``practice.<code>.<name>``; a practice names them with :meth:`Practice.say`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from callcoach.analysis.find import CUSTOMER_SIDE, evidence
from callcoach.analysis.register import register
from callcoach.model.annotation import Annotation
from callcoach.model.base import Frozen
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Evidence, Message, Outcome, Verdict

Section = Literal["opening", "amount", "control", "listening", "claims", "result", "conduct"]
Shown = Annotation | Evidence

LONG_QUOTE = 90
"""Characters of a quote inside a sentence; the evidence always holds all of it."""


class Source(NamedTuple):
    """The document a practice rests on, and its words. ``C``: Consejos (III); ``G``: Claves."""

    document: Literal["C", "G", "C G"]
    quote: str


class Example(NamedTuple):
    """A small call with the verdict expected: (speaker, text) pairs, ``A`` agent, ``C`` customer.

    ``O`` is a third person, ``S`` a machine. ``quotes`` must stand in the evidence or the near
    misses; ``info`` sets fields of the call's info; ``times`` gives (start, end) per utterance
    where timing matters.
    """

    name: str
    verdict: Verdict
    turns: tuple[tuple[str, str], ...]
    quotes: tuple[str, ...] = ()
    info: tuple[tuple[str, object], ...] = ()
    times: tuple[tuple[float, float], ...] = ()


class Practice(Frozen):
    """Base of practices. Subclasses set the ClassVars and define :meth:`check`."""

    code: ClassVar[str]
    section: ClassVar[Section]
    order: ClassVar[int] = 50
    """Place within its section."""
    weight: ClassVar[float] = 1.0
    critical: ClassVar[bool] = False
    without_contact: ClassVar[bool] = False
    """Whether it is judged on a call that did not reach the debtor."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Labels (or families, ending in a dot) it looks at."""
    sources: ClassVar[tuple[Source, ...]]
    examples: ClassVar[tuple[Example, ...]] = ()
    texts: ClassVar[dict[str, dict[str, str]]] = {}
    """Sentences by name and language, for a practice that brings its own (a firm's plug-in)."""
    ease: ClassVar[float] = 0.5
    """How easily an agent changes it by tomorrow, 0..1; orders what to work on first."""

    def check(self, call: Call) -> Outcome:
        """The verdict on a call: pure, no clock, no I/O, no other practice."""
        raise TypeError(f"{type(self).__name__} must define check()")

    def say(self, name: str, /, **words: object) -> Message:
        """A sentence of this practice by name."""
        return Message(key=f"practice.{self.code}.{name}",
                       words={k: str(v) for k, v in words.items()})

    def outcome(
        self, verdict: Verdict, name: str, shown: Iterable[Shown] = (), *,
        looked_at: Span | None = None, near: Iterable[Shown] = (),
        extra: Iterable[Evidence] = (), advice: str | None = None, sure: float | None = None,
        **words: object,
    ) -> Outcome:
        """An outcome whose reason is sentence ``name`` and advice sentence ``advice``."""
        marks = tuple(shown)
        certain = surest(marks) if sure is None else sure
        return Outcome(
            verdict=verdict, reason=self.say(name, **words), sure=certain,
            evidence=(*_evidence(marks), *extra), looked_at=looked_at,
            near_misses=_evidence(near), advice=self.say(advice, **words) if advice else None,
        )


def _evidence(shown: Iterable[Shown]) -> tuple[Evidence, ...]:
    return tuple(s if isinstance(s, Evidence) else evidence((s,))[0] for s in shown)


def surest(marks: Iterable[Shown], call: Call | None = None, *, at_most: float = 1.0) -> float:
    """How sure a verdict is: the least sure label, less where the speakers' roles are guesses."""
    sure = min((m.confidence for m in marks if isinstance(m, Annotation)), default=1.0)
    guessed = call is not None and any(
        u.role_source == "guessed" for u in call.transcript.utterances)
    return round(min(sure, at_most) * (0.8 if guessed else 1.0), 3)


def no_agent(call: Call) -> Outcome | None:
    """The outcome of a call in which no words are known to be an agent's; ``None`` otherwise.

    Nobody spoke for the firm: nothing to judge. Nobody knows who spoke: not observable.
    """
    spoken = {u.speaker for u in call.transcript.utterances if u.text.strip()}
    if "agent" in spoken and ("unknown" not in spoken or spoken & CUSTOMER_SIDE):
        return None
    if "unknown" in spoken:
        return Outcome(verdict="not_observable", reason=Message(key="verdict.roles_unknown"))
    return Outcome(verdict="not_applicable", reason=Message(key="verdict.no_agent"))


def out_of_reach(call: Call) -> Outcome | None:
    """The outcome of a call without an agent's words or without contact; ``None`` otherwise."""
    if (nobody := no_agent(call)) is not None:
        return nobody
    if call.contact == "debtor":
        return None
    return Outcome(verdict="not_applicable", reason=Message(key=call.contact_why))


def all_of(call: Call) -> Span:
    """The whole call as a span of utterances."""
    return 0, max(0, len(call.transcript.utterances) - 1)


def words_of(quote: str | Shown) -> str:
    """A quote fit for a sentence: one line, cut at a word where it is long.

    >>> words_of("le llamo \\n por la factura")
    'le llamo por la factura'
    """
    flat = " ".join((quote if isinstance(quote, str) else quote.quote).split())
    flat = flat if flat.endswith("..") else flat.removesuffix(".")
    if len(flat) <= LONG_QUOTE:
        return flat
    return flat[:LONG_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def for_register(call: Call, name: str) -> str:
    """The variant of a sentence in the register of the call: ``advice.usted``, ``advice.vos``."""
    return f"{name}.{register(call)}"


def money(call: Call, amount: Decimal, currency: str | None) -> str:
    """A sum as people of the call's country write it."""
    from callcoach.text.money import format_amount

    country = (call.info.jurisdiction or "ES").split("-")[0]
    return format_amount(amount, currency, call.info.variety or country)


def debt_of(call: Call) -> str | None:
    """The debt that the file of the call names, in figures, or ``None``."""
    debt = call.info.debt
    return money(call, debt.amount, debt.currency) if debt else None
