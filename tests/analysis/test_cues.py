"""Every cue of a call's analysis is proven: phrases by sentences, with and without punctuation."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import pytest

from callcoach.annotate.lexical import LexicalAnnotator
from callcoach.lang.loader import load_pack
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Entry
from callcoach.lang.yaml_source import Document
from callcoach.text.phrases import Compiler, PhraseIndex
from callcoach.text.tokens import Line

FILE = files("callcoach.lang").joinpath("es", "labels", "cues.yaml")
NAMES = sorted(Document(FILE.read_text("utf8"), FILE.name).data)


@cache
def annotator() -> LexicalAnnotator:
    pack = load_pack()
    cues = {name: pack.entries[name] for name in NAMES}
    return LexicalAnnotator(pack.model_copy(update={"entries": cues, "excuses": {}}))


@cache
def compiler() -> Compiler:
    return Compiler(load_pack().lexicon, forms)


def bare(text: str) -> str:
    """As a recogniser writes it: lower case, no accents, no punctuation."""
    plain = (c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def heard(entry: Entry, text: str) -> bool:
    side = "customer" if entry.speaker == "any" else entry.speaker
    return any(m.label == entry.label for m in annotator().line(Line(0, side, text)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [str, bare], ids=["punctuated", "bare"])
def test_sentences(name: str, form: type[str]) -> None:
    entry = load_pack().entries[name]
    assert [t for t in entry.match if not heard(entry, form(t))] == []
    assert [t for t in entry.no_match if heard(entry, form(t))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_is_hit(name: str) -> None:
    entry = load_pack().entries[name]
    for phrase in entry.phrases:
        index = PhraseIndex([compiler().compile(phrase.say)])
        assert any(index.find(Line(0, "any", text)) for text in entry.match), phrase.say
