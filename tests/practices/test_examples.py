"""Every example of every practice gives its verdict and shows its quotes, through the pipeline."""

from __future__ import annotations

from functools import cache

import pytest

from callcoach.pipeline import Coach
from callcoach.practices.base import Example, Practice
from callcoach.practices.catalogue import practices

from .examples import transcript_of

CASES = [(kind, example) for kind in practices().values() for example in kind.examples]


@cache
def coach() -> Coach:
    return Coach()


@pytest.mark.parametrize(
    ("kind", "example"), CASES, ids=[f"{k.code}: {e.name}" for k, e in CASES])
def test_example(kind: type[Practice], example: Example) -> None:
    outcome = coach().judge(coach().analyse(transcript_of(example)))[kind.code]
    assert outcome.verdict == example.verdict, outcome.reason
    shown = [e.quote for e in (*outcome.evidence, *outcome.near_misses)]
    for quote in example.quotes:
        assert any(quote in s or s in quote for s in shown), (quote, shown)
