"""Looking things up in a call: annotations by label, speaker and place; evidence; turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from callcoach.model.annotation import Annotation
from callcoach.model.call import Call, Span
from callcoach.model.outcome import Evidence
from callcoach.model.transcript import Utterance

CUSTOMER_SIDE = frozenset({"customer", "third_party", "other"})


def is_side(speaker: str, side: str | None) -> bool:
    """Whether a speaker belongs to a side: ``agent``, ``customer`` (third persons too), any."""
    return side is None or speaker == side or (side == "customer" and speaker in CUSTOMER_SIDE)


def find(
    call: Call, *prefixes: str, side: str | None = None, within: Span | None = None
) -> tuple[Annotation, ...]:
    """Annotations whose label is, or begins with, one of ``prefixes``, in order.

    A prefix ending in a dot matches a family (``excuse.``); others match exactly.
    """
    first, last = within or (0, len(call.annotations) - 1)
    exact, families = split(prefixes)
    spoken = call.transcript.utterances
    return tuple(
        a for n in range(max(0, first), min(last, len(call.annotations) - 1) + 1)
        if call.annotations[n] and is_side(spoken[n].speaker, side)
        for a in call.annotations[n] if a.label in exact or a.label.startswith(families)
    )


@cache
def split(labels: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Labels that match exactly, and families (ending in a dot) that match by their beginning.

    >>> split(("refusal", "promise."))
    (frozenset({'refusal'}), ('promise.',))
    """
    families = tuple(label for label in labels if label.endswith("."))
    return frozenset(labels) - frozenset(families), families


def evidence(marks: Iterable[Annotation]) -> tuple[Evidence, ...]:
    """Annotations as evidence."""
    return tuple(
        Evidence(utterance=a.utterance, start=a.start, end=a.end, quote=a.quote, rule=a.rule)
        for a in marks
    )


def whole(call: Call, n: int) -> Evidence:
    """A whole utterance as evidence."""
    text = call.text(n)
    return Evidence(utterance=n, start=0, end=len(text), quote=text)


def turns(utterances: Sequence[Utterance]) -> Iterator[tuple[str, int, int]]:
    """Runs of utterances of one speaker: (speaker, first, last)."""
    first = 0
    for n in range(1, len(utterances) + 1):
        if n == len(utterances) or utterances[n].speaker != utterances[first].speaker:
            yield utterances[first].speaker, first, n - 1
            first = n
