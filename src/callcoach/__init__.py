"""callcoach: listens to debt-collection calls in Spanish the way a good trainer would.

    from callcoach import Coach
    review = Coach().review("call.vtt", roles={"S1": "agent"})
    review.score, review.practice("amount_opening").advice, review.labels

Names are imported when they are first used, so that importing the package costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from callcoach._version import __version__
from callcoach.errors import (
    CallcoachError,
    MissingExtraError,
    PackError,
    ScorecardError,
    TranscriptError,
    UnknownFormatError,
    UsageError,
)

if TYPE_CHECKING:
    from callcoach.model.annotation import Annotation
    from callcoach.model.review import Review
    from callcoach.model.transcript import CallInfo, Transcript, Utterance
    from callcoach.pipeline import Coach
    from callcoach.readers.read import read_transcript, read_transcripts

__all__ = [
    "Annotation",
    "CallInfo",
    "CallcoachError",
    "Coach",
    "MissingExtraError",
    "PackError",
    "Review",
    "ScorecardError",
    "Transcript",
    "TranscriptError",
    "UnknownFormatError",
    "UsageError",
    "Utterance",
    "__version__",
    "read_transcript",
    "read_transcripts",
]

_WHERE = {
    "Annotation": "callcoach.model.annotation",
    "CallInfo": "callcoach.model.transcript",
    "Coach": "callcoach.pipeline",
    "Review": "callcoach.model.review",
    "Transcript": "callcoach.model.transcript",
    "Utterance": "callcoach.model.transcript",
    "read_transcript": "callcoach.readers.read",
    "read_transcripts": "callcoach.readers.read",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'callcoach' has no attribute {name!r}")
    value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
