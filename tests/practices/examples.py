"""Examples of practices as calls."""

from __future__ import annotations

from callcoach.model.transcript import CallInfo, Speaker, Transcript, Utterance
from callcoach.practices.base import Example

SIDES: dict[str, Speaker] = {"A": "agent", "C": "customer", "O": "third_party", "S": "system"}


def transcript_of(example: Example) -> Transcript:
    """The call of an example."""
    times = example.times or ((None, None),) * len(example.turns)
    return Transcript(
        id=example.name, info=CallInfo.model_validate(dict(example.info)),
        utterances=tuple(
            Utterance(index=n, speaker=SIDES[side], text=text, start=start, end=end)
            for n, ((side, text), (start, end)) in enumerate(zip(example.turns, times, strict=True))
        ),
    )
