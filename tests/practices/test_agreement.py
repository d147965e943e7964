"""Verdicts of listening, claims and result on labelled calls, with the labels given."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from callcoach.analysis.build import build_call
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.practices.catalogue import practices
from callcoach.readers.read import from_dict

from .marked import cues

FILE = Path(__file__).resolve().parents[2] / "training" / "gold" / "dev.jsonl"
CODES = [c for c, k in practices().items() if k.section in ("listening", "claims", "result")]
LEAST = 0.92


@cache
def labelled() -> tuple[tuple[Call, dict[str, str]], ...]:
    rows = [json.loads(line) for line in FILE.read_text("utf8").splitlines() if line.strip()]
    return tuple((call_of(row), row["practices"]) for row in rows)


def call_of(row: dict[str, Any]) -> Call:
    transcript = from_dict({k: v for k, v in row.items() if k != "practices"})
    marks = [m for u, spoken in zip(transcript.utterances, row["utterances"], strict=True)
             for m in (*given(u.index, u.text, spoken["labels"]), *cues(u))]
    return build_call(transcript, marks)


def given(n: int, text: str, labels: list[dict[str, Any]]) -> list[Annotation]:
    """Labels with their quotes found in order, the same label never twice in one place."""
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for row in labels:
        key = row["label"], row["quote"]
        start = text.index(row["quote"], seen[key])
        seen[key] = start + 1
        made.append(Annotation(
            utterance=n, start=start, end=start + len(row["quote"]), quote=row["quote"],
            label=row["label"], confidence=1.0, rule="given", form=row.get("form"),
            value=row.get("value"), currency=row.get("currency")))
    return made


@pytest.mark.skipif(not FILE.exists(), reason="the labelled calls are not in this copy")
@pytest.mark.parametrize("code", CODES)
def test_agreement(code: str) -> None:
    practice = practices()[code]()
    pairs = [(expected[code], practice.check(call).verdict) for call, expected in labelled()
             if call.contact == "debtor"]
    different = [p for p in pairs if p[0] != p[1]]
    assert len(pairs) > 10 and 1 - len(different) / len(pairs) >= LEAST, different
