"""Words, their offsets into the raw text, and the flat text that patterns read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.lang.fold import fold, has_accent
from callcoach.text.tokens import Line, tokenize

PIECES = ["pago", "¿", "?", "!", ".", "...", "…", ",", " ", "  ", "\n", "1.234,50", "€", "qué", "e\u0301l", "😀", "\u200f", "12:30",
          "d'or", "’", "3/4/2026", "-", "ñ", "Ñ", "_", "S.A."]
soup = st.lists(st.sampled_from(PIECES), max_size=15).map("".join)


@pytest.mark.parametrize(("text", "norms"), [
    ("¿Cuándo pagará?", ["cuando", "pagara"]),
    ("son 1.234,50 €", ["son", "1.234,50"]),
    ("el 3/4/2026 a las 12:30", ["el", "3/4/2026", "a", "las", "12:30"]),
    ("E\u0301l pago\u0301 man\u0303ana", ["el", "pago", "manana"]),
    ("pa'l banco", ["pal", "banco"]),
    ("100m y 2ª", ["100", "m", "y", "2", "a"]),
    ("guion_bajo", ["guion", "bajo"]),
    ("x" * 65 + " y", ["…", "y"]),
    ("7" * 5000, ["…"]),
    ("", []),
    ("¿?¡! …", []),
])
def test_words(text: str, norms: list[str]) -> None:
    assert tokenize(text).norms == norms


@pytest.mark.parametrize(("text", "flat"), [
    ("Bien. ¿Y usted?", " bien . y usted . "),
    ("son 1.234,50 euros", " son 1.234,50 euros "),
    ("espere... ya", " espere ya "),
    ("no, gracias", " no gracias "),
    ("debe 300. Pague", " debe 300 . pague "),
    ("", " "),
])
def test_flat(text: str, flat: str) -> None:
    assert tokenize(text).flat.strip() == flat.strip()


@settings(max_examples=300, deadline=None)
@given(st.one_of(soup, st.text(max_size=60)))
def test_offsets_are_exact(text: str) -> None:
    line = Line(3, "agent", text)
    assert [text[a:b] for a, b in zip(line.starts, line.ends, strict=True)] == line.words
    rebuilt = "".join(g + w for g, w in zip(line.gaps, [*line.words, ""], strict=True))
    assert rebuilt == text
    assert len(line) == len(line.norms) == len(line.words)
    assert all(norm and " " not in norm for norm in line.norms)


@settings(max_examples=300, deadline=None)
@given(st.one_of(soup, st.text(max_size=60)))
def test_the_flat_text_leads_back_to_the_words(text: str) -> None:
    line = Line(0, "agent", text)
    for token, norm in enumerate(line.norms):
        at = line.flat_at(token)
        assert line.flat[at:at + len(norm)] == norm
        assert line.token_at(at) == line.token_at(at + len(norm) - 1) == token


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcñáéíóúüÁÑ qrz", max_size=20))
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.upper())


@pytest.mark.parametrize(("word", "accent"), [("qué", True), ("que\u0301", True), ("año", False), ("que", False),
                                              ("pingüino", False), ("É", True)])
def test_accents_that_tell_words_apart(word: str, accent: bool) -> None:
    assert has_accent(word) is accent
    assert has_accent(unicodedata.normalize("NFC", word)) is accent
