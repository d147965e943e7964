"""Evidence is exact and falls on spaCy's words: on every call we have, and on odd texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from callcoach.annotate.base import Mark
from callcoach.annotate.pieces import LONGEST, Piece, in_pieces
from callcoach.annotate.spans import characters
from callcoach.model.annotation import Annotation
from callcoach.model.transcript import Transcript, Utterance
from callcoach.pipeline import Coach
from callcoach.text.tokens import Line

ROOT = Path(__file__).resolve().parents[2]
CALLS = sorted((ROOT / "training" / "calls").glob("*.jsonl"))
CLEAN = sorted((ROOT / "tests" / "clean").glob("*.txt"))
SAID = ["no puedo pagar", "¿cuándo va a pagar?", "son 1.234,50€", "debe $3,500.00", "le pago el viernes", "es usted un ladrón",
        "le vamos a embargar", "soy Ana de Banco Sol", "¿hablo con don Luis?", "disculpe", "un 50%", "EE. UU.", "S.A."]
BETWEEN = [" ", ", ", ". ", "... ", "…", " — ", "-", "/", ":", ";", "\n", " 😀 ", "😀", "\u200f", "\u202e ", "\u0301 ", " (", ") ", "«", "»", "\"",
           "'", "!", "¡", "€ ", " a@b.es ", " www.x.com/y?z=1 ", " :) ", "8) ", " Sr. ", " etc. ", "\u00a0", "_", "*", "#", ""]
odd = st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from(BETWEEN)), min_size=1, max_size=5).map(
    lambda pairs: "".join(a + b for a, b in pairs))


@cache
def coach() -> Coach:
    return Coach()


@cache
def spanish() -> spacy.language.Language:
    return spacy.blank("es")


def call(texts: Iterable[str]) -> Transcript:
    sides = ("agent", "customer")
    return Transcript(id="t", utterances=tuple(
        Utterance(index=n, speaker=sides[n % 2], text=t) for n, t in enumerate(texts)))  # type: ignore[arg-type]


def crooked(transcript: Transcript, found: Iterable[Annotation]) -> list[tuple[str, str]]:
    """The labels whose quote or span is not right."""
    docs: dict[int, Doc] = {}
    wrong = []
    for mark in found:
        text = transcript.utterances[mark.utterance].text
        doc = docs.setdefault(mark.utterance, spanish().make_doc(text))
        if text[mark.start:mark.end] != mark.quote or doc.char_span(mark.start, mark.end) is None:
            wrong.append((mark.label, mark.quote))
    return wrong


@pytest.mark.parametrize("path", CALLS, ids=lambda p: p.stem)
def test_evidence_in_calls(path: Path) -> None:
    lines = path.read_text("utf8").splitlines()
    heard = 0
    for row in lines[:: max(1, len(lines) // 4)]:
        transcript = call(u["text"] for u in json.loads(row)["utterances"])
        found = coach().annotate(transcript)
        heard += len(found)
        assert crooked(transcript, found) == []
    assert heard > 20


def test_evidence_in_ordinary_talk() -> None:
    lines = [x[3:] for path in CLEAN for x in path.read_text("utf8").splitlines() if x.strip()]
    transcript = call(lines[::6])
    assert crooked(transcript, coach().annotate(transcript)) == []


@settings(max_examples=250, deadline=None)
@given(st.lists(odd, min_size=1, max_size=3))
def test_evidence_in_odd_texts(texts: list[str]) -> None:
    transcript = call(texts)
    assert crooked(transcript, coach().annotate(transcript)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=50), min_size=1, max_size=3))
def test_evidence_in_any_text(texts: list[str]) -> None:
    transcript = call(texts)
    assert crooked(transcript, coach().annotate(transcript)) == []


@settings(max_examples=200, deadline=None)
@given(odd, st.data())
def test_any_stretch_of_words_becomes_a_span(text: str, data: st.DataObject) -> None:
    line = Line(0, "agent", text)
    if not line.norms:
        return
    i = data.draw(st.integers(0, len(line) - 1))
    j = data.draw(st.integers(i + 1, len(line)))
    lead, trail = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    start, end = characters(Piece(line, line, 0), Mark(0, i, j, "x", 1.0, "r", lead=lead, trail=trail))
    assert spanish().make_doc(text).char_span(start, end) is not None
    assert start <= line.starts[i] and line.ends[j - 1] <= end
    assert text[start:end].strip() == text[start:end]


def test_two_marks_of_one_label_over_one_stretch_are_one() -> None:
    found = coach().annotate(call(["no puedo pagar porque no tengo dinero, no puedo pagar"]))
    said = [(a.utterance, a.start, a.end, a.label, a.value) for a in found]
    assert len(said) == len(set(said))


def test_a_very_long_utterance_is_heard_in_pieces() -> None:
    text = "Hoy no puedo pagar nada. " * 200 + "Le pago el viernes los 300 euros."
    transcript = call(["¿Cuándo va a pagar?", text])
    pieces = in_pieces([Line(0, "agent", "¿Cuándo va a pagar?"), Line(1, "customer", text)])
    assert len(pieces) > 2 and max(len(p.line) for p in pieces) <= LONGEST
    assert [p.line.index for p in pieces] == list(range(len(pieces)))
    assert all(p.whole.text[p.offset:].startswith(p.line.text) for p in pieces)
    assert "".join(p.line.text for p in pieces[1:]) == text
    found = coach().annotate(transcript)
    assert crooked(transcript, found) == []
    assert {a.utterance for a in found} == {0, 1}
    assert any(a.label == "amount" and a.start > len(text) - 40 for a in found)


@settings(max_examples=40, deadline=None)
@given(st.integers(300, 900), st.sampled_from([" ", ". ", ",", " ¿", "-", "\n"]))
def test_pieces_are_the_whole(words: int, between: str) -> None:
    line = Line(0, "agent", between.join(["pago"] * words))
    pieces = in_pieces([line])
    assert "".join(p.line.text for p in pieces) == line.text
    assert [w for p in pieces for w in p.line.words] == line.words
