"""What a practice is: one class, one file, one pure method; thresholds are its fields.

The module's docstring is its page, with fixed headings: What it checks, Why it matters, When it
does not apply, How to improve, Known limits. Its examples are its tests, its documentation, and
what ``callcoach explain CODE`` prints. Sentences for people stand in the pack's messages under
``practice.<code>.<name>``; a practice names them with :meth:`Practice.say`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal, NamedTuple

from callcoach.analysis.find import evidence
from callcoach.model.annotation import Annotation
from callcoach.model.base import Frozen
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Evidence, Message, Outcome, Verdict

Section = Literal["opening", "amount", "control", "listening", "claims", "result", "conduct"]


class Source(NamedTuple):
    """The document a practice rests on, and its words. ``C``: Consejos (III); ``G``: Claves."""

    document: Literal["C", "G", "C G"]
    quote: str


class Example(NamedTuple):
    """A small call with the verdict expected: (speaker, text) pairs, ``A`` agent, ``C`` customer.

    ``quotes`` must stand in the evidence; ``info`` sets fields of the call's info; ``times``
    gives (start, end) per utterance where timing matters.
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
        self, verdict: Verdict, name: str, shown: Iterable[Annotation] = (), *,
        looked_at: Span | None = None, near: Iterable[Annotation] = (),
        extra: Iterable[Evidence] = (), advice: str | None = None, sure: float | None = None,
        **words: object,
    ) -> Outcome:
        """An outcome whose reason is sentence ``name`` and advice sentence ``advice``."""
        marks = tuple(shown)
        certain = min((a.confidence for a in marks), default=1.0) if sure is None else sure
        return Outcome(
            verdict=verdict, reason=self.say(name, **words), sure=certain,
            evidence=(*evidence(marks), *extra), looked_at=looked_at,
            near_misses=evidence(near), advice=self.say(advice, **words) if advice else None,
        )
