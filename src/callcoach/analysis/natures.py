"""What kind of thing an excuse is before anyone verified it: the pack says so, once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from callcoach.analysis.find import is_side
from callcoach.lang.loader import load_pack
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call

HARDSHIP, EVASION, CLAIM, ADMINISTRATIVE = "hardship", "evasion", "claim", "administrative"
_FAMILY = "excuse."


@cache
def natures() -> Mapping[str, str]:
    """The nature of every category of excuse in the catalogue."""
    return {category: entry.nature for category, entry in load_pack().excuses.items()}


def nature(label: str) -> str | None:
    """The nature of an excuse by its label, or ``None`` for what is none.

    >>> nature("promise.vague") is None
    True
    """
    return natures().get(label.removeprefix(_FAMILY)) if label.startswith(_FAMILY) else None


def open_question(label: str) -> str | None:
    """The question in Spanish that the catalogue gives against an excuse, addressed as usted.

    >>> open_question("promise.vague") is None
    True
    """
    if not label.startswith(_FAMILY):
        return None
    entry = load_pack().excuses.get(label.removeprefix(_FAMILY))
    return entry.reply.open.get("es") if entry else None


def of_nature(call: Call, *wanted: str) -> tuple[Annotation, ...]:
    """The customer's excuses of these natures, in order."""
    return tuple(e for e in call.excuses if nature(e.label) in wanted)


def hardships(call: Call) -> tuple[Annotation, ...]:
    """What the customer tells of hardship: excuses of that nature and signs of despair."""
    told = [*of_nature(call, HARDSHIP), *(
        a for n, row in enumerate(call.annotations) if is_side(call.speaker(n), "customer")
        for a in row if a.label == "threat.self_harm")]
    return tuple(sorted(told, key=lambda a: (a.utterance, a.start)))
