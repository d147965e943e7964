"""The learned model: its file, its features, and how it is combined with the rules."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from callcoach.annotate.base import Context, Mark
from callcoach.annotate.features import (
    Unit,
    found_features,
    neighbours,
    pair_features,
    units,
    word_features,
)
from callcoach.annotate.learned import _counted, decode, encode, load_model
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line


def test_the_shipped_model_is_small_and_knows_both_sides() -> None:
    model = load_model()
    assert model is not None
    assert set(model.sides) == {"agent", "customer"}
    assert "excuse" in model.sides["customer"].cut
    assert len([x for x in model.sides["customer"].labels if x.startswith("excuse.")]) == 23


@pytest.mark.parametrize("word", ["a", "no", "pagaré", "1.234,50", "desafortunadamente"])
def test_features_are_counted_without_making_them(word: str) -> None:
    norm = Line(0, "agent", word).norms[0]
    assert _counted(norm) == len(word_features(norm))


def test_a_model_survives_its_file() -> None:
    head = {"labels": ["excuse"], "cut": {"excuse": 0.5}, "curve": [[1.0, 0.0]], "bias": [-1.0],
            "scale": [0.05]}
    data = encode({"customer": (head, ["w no", "w tengo"], np.array([[20], [40]], dtype=np.int8))})
    model = decode(data)
    line = Line(0, "customer", "no tengo")
    found = model.scores(Context([line], CallInfo(), [[]]), 0)
    assert found is not None
    side, scores = found
    size = (_counted("no") + _counted("tengo") + 3) ** 0.5
    assert scores.combined()[0] == pytest.approx(-1.0 + (1.0 + 2.0) / size)
    assert side.labels == ("excuse",)
    assert encode({"customer": (head, ["w no", "w tengo"], np.array([[20], [40]], dtype=np.int8))}) == data


def test_units_cover_the_line_and_are_not_tiny() -> None:
    line = Line(0, "customer", "Sí, soy yo, pero mire, no tengo la factura y el banco me devolvió el recibo de mayo.")
    made = units(line)
    assert made[0] == Unit(0, 0, len(line))
    assert made[1].i == 0 and made[-1].j == len(line)
    assert all(a.j == b.i for a, b in itertools.pairwise(made[1:]))


def test_neighbours_are_of_another_speaker() -> None:
    lines = [Line(0, "agent", "hola"), Line(1, "agent", "oiga"), Line(2, "customer", "diga"), Line(3, "agent", "bien")]
    assert neighbours(Context(lines, CallInfo())) == [(None, 2), (None, 2), (1, 3), (2, None)]


def test_pairs_have_edges_and_numbers_are_alike() -> None:
    assert pair_features(["son", "300"]) == ["b < son", "b son #", "b # >"]


def test_finds_outside_the_unit_do_not_count() -> None:
    mark = Mark(0, 5, 7, "excuse.forgot", 0.9, "r")
    assert found_features([mark], Unit(0, 0, 5)) == []
