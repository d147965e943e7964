"""The cues of listening, claims and result: every phrase is proven, every exception too."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest

from callcoach.annotate.lexical import ScopeMatcher
from callcoach.lang.loader import load_pack
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Entry, Scope
from callcoach.lang.yaml_source import Document
from callcoach.text.phrases import Compiler, PhraseIndex
from callcoach.text.tokens import Line

FILE = files("callcoach.lang").joinpath("es", "labels", "cues_result.yaml")
NAMES = list(Document(FILE.read_text("utf8"), FILE.name).data)

BARE = str.maketrans("áéíóúü", "aeiouu", "¿?¡!.,:«»")


@cache
def compiler() -> Compiler:
    return Compiler(load_pack().lexicon, forms)


def scopes(entry: Entry) -> tuple[Scope, ...]:
    named = load_pack().scopes
    return tuple(named[u] if isinstance(u, str) else u for u in entry.unless)


def hits(entry: Entry, text: str) -> set[int]:
    """The phrases of an entry that a text hits and no exception cancels."""
    index = PhraseIndex([compiler().compile(p.say) for p in entry.phrases])
    matcher, line = ScopeMatcher(compiler(), set(scopes(entry))), Line(0, "agent", text)
    return {h.id for h in index.find(line)
            if not any(matcher.cancels(s, line, h.i, h.j) for s in scopes(entry))}


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_proven(name: str) -> None:
    entry = load_pack().entries[name]
    assert entry.label == name and name.startswith("cue.")
    heard = [hits(entry, text) for text in entry.match]
    assert all(heard), [t for t, h in zip(entry.match, heard, strict=True) if not h]
    assert set().union(*heard) == set(range(len(entry.phrases)))
    assert not [text for text in entry.no_match if hits(entry, text)]
    assert all(hits(entry, text.lower().translate(BARE)) for text in entry.match)
