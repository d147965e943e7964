"""Ordinary talk: threats, insults, disclosures and promises stay silent on it.

Each file is heard as one long verified call. Known exceptions stand in ``KNOWN`` with a reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from callcoach.model.transcript import Transcript, Utterance
from callcoach.pipeline import Coach

FILES = sorted((Path(__file__).parent / "clean").glob("ordinary_*.txt"))
GRAVE = ("threat.", "insult", "disclosure")
PER_THOUSAND = 0.3
KNOWN: dict[str, str] = {}


@pytest.fixture(scope="module")
def heard() -> list[tuple[str, str]]:
    coach, found = Coach(), []
    for path in FILES:
        lines = [x for x in path.read_text("utf8").splitlines() if x.strip()]
        spoken = tuple(Utterance(index=n, speaker="agent" if x[0] == "A" else "customer", text=x[3:])
                       for n, x in enumerate(lines))
        for mark in coach.annotate(Transcript(id=path.stem, utterances=spoken)):
            found.append((mark.label, spoken[mark.utterance].text))
    return found


def test_there_is_enough_of_it() -> None:
    lines = [x for path in FILES for x in path.read_text("utf8").splitlines() if x.strip()]
    assert len(lines) >= 3000
    assert len(set(lines)) == len(lines)


def test_grave_labels_are_silent(heard: list[tuple[str, str]]) -> None:
    wrong = [x for x in heard if x[0].startswith(GRAVE) and x[1] not in KNOWN]
    assert len(wrong) / 3.63 <= PER_THOUSAND, wrong


def test_promises_are_nearly_silent(heard: list[tuple[str, str]]) -> None:
    wrong = [x for x in heard if x[0].startswith("promise.") and x[1] not in KNOWN]
    assert len(wrong) / 3.63 <= 5, wrong
