"""Edges are spaCy's: on punctuation, emoji, accents apart, marks of direction, sums, addresses."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from callcoach.text.edges import SPECIAL, edges, is_edge

SIGNS = [*"¿?¡!.,;:…\"'«»“”‘’()[]{}<>-—–_#*&%$€£₡=/+@^°²~|\\´`", "...", "..", "……"]
ODD = ["\u00a0", "\t", "\n", "\u200f", "\u202e", "\u0301", "\u0303", "😀", "👍🏽", "\u200d", "\ufe0f", "中", "ع", "ß", "ª"]
WORDS = ["pago", "no", "PAGO", "A", "é", "e\u0301", "ñ", "pal", "etc", "Sr", "EE", "UU", "EE. UU.", "8", "0", "12",
         "50", "1.234,50", "21:00", "5m", "10am", "km", "p.m.", "www.banco.es", "ana@correo.es", "http://"]
soup = st.lists(st.tuples(st.sampled_from([*SIGNS, *ODD, *WORDS, *sorted(SPECIAL)]), st.sampled_from(["", "", "", " "])),
                min_size=1, max_size=9).map(lambda pairs: "".join(a + b for a, b in pairs))


@cache
def tokenizer() -> Tokenizer:
    return spacy.blank("es").tokenizer


def cuts(text: str) -> set[int]:
    """Where spaCy's words begin and end."""
    words = [t for t in tokenizer()(text) if not t.text.isspace()]
    return {t.idx for t in words} | {t.idx + len(t) for t in words}


@pytest.mark.parametrize(("text", "parts"), [
    ("¿Cuándo va a pagar?", "¿|Cuándo|va|a|pagar|?"),
    ("Debe 1.234,50€, ¿no?", "Debe|1.234,50|€|,|¿|no|?"),
    ("son $1,234.50.", "son|$|1,234.50|."),
    ("¡¡No!!... y ya…", "¡|¡|No|!|!|...|y|ya|…"),
    ("sí,claro:bueno", "sí|,|claro|:|bueno"),
    ("(«Sí, el 50%»)", "(|«|Sí|,|el|50%|»|)"),
    ("S.L. y a@b.es", "S.L.|y|a@b.es"),
    ("EE. UU.", "EE. UU."),
    ("el Sr. Pérez, Ud. etc.", "el|Sr.|Pérez|,|Ud.|etc."),
    ("le manda 8) xD :)", "le|manda|8)|xD|:)"),
    ("voy pal. norte", "voy|pal.|norte"),
    ("y... digo", "y|...|digo"),
])
def test_texts_are_cut_here(text: str, parts: str) -> None:
    found = edges(text)
    pieces = [text[a:b] for a, b in zip(found, found[1:], strict=False)]
    assert "|".join(p for p in pieces if not p.isspace()) == parts


def test_the_special_cases_are_spacys() -> None:
    assert {rule for rule in tokenizer().rules if len(rule) > 1} <= SPECIAL


@settings(max_examples=1200, deadline=None)
@given(soup)
def test_every_edge_is_one_of_spacys(text: str) -> None:
    found = edges(text)
    assert found == sorted(set(found))
    assert set(found) <= cuts(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_every_edge_of_any_text_is_one_of_spacys(text: str) -> None:
    assert set(edges(text)) <= cuts(text)


@settings(max_examples=300, deadline=None)
@given(soup)
def test_white_space_alone_tells_the_same(text: str) -> None:
    found = set(edges(text))
    inner = [p for p in range(1, len(text)) if is_edge(text, p) and not text[p - 1:p + 1].isspace()]
    assert set(inner) <= found


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("sí no pago mañana, euros. ¿cuándo? ¡hombre! 300 el viernes; ¿vale?".split()), min_size=1))
def test_nothing_of_plain_talk_is_missed(words: list[str]) -> None:
    text = " ".join(words)
    assert set(edges(text)) == cuts(text)
