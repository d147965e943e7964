"""Patterns: what each sign of them means, and that the index finds what a plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.errors import PackError
from callcoach.lang.morphology import forms
from callcoach.text.phrases import Compiler, PhraseIndex
from callcoach.text.tokens import Line

LEXICON = {"money": ("dinero", "plata"), "cl": ("me", "le (lo|la)", "lo"), "day": ("lunes", "el dia {day_number}"),
           "day_number": ("uno", "dos")}
COMPILER = Compiler(LEXICON, forms)
WORDS = "no tengo plata dinero pago pagare le lo la me hoy lunes el dia dos y pagarselo pague . ? ,".split()


def found(pattern: str, text: str) -> list[str]:
    line = Line(0, "customer", text)
    return [" ".join(line.words[f.i:f.j]) for f in PhraseIndex([COMPILER.compile(pattern)]).find(line)]


@pytest.mark.parametrize(("pattern", "text", "hits"), [
    ("no tengo", "Que NO tengo", ["NO tengo"]),
    ("no tengo", "no, tengo", ["no tengo"]),
    ("no tengo", "no. Tengo", []),
    ("no tengo", "no tengos", []),
    ("no (tengo|hay {money})", "no hay plata", ["no hay plata"]),
    ("no te? lo", "no lo y no te lo", ["no lo", "no te lo"]),
    ("no (le lo)? pago", "no pago", ["no pago"]),
    ("pag*", "pagaré y PAGÓ", ["pagaré", "PAGÓ"]),
    ("no _ hoy", "no pago hoy", ["no pago hoy"]),
    ("no _ hoy", "no hoy", []),
    ("no ...2 hoy", "no me la hoy", ["no me la hoy"]),
    ("no ...2 hoy", "no me lo la hoy", []),
    ("no ... hoy", "no. pago hoy", []),
    ("< pago", "Pago hoy. Pago mañana, pago", ["Pago", "Pago"]),
    ("pago >", "pago hoy, pago. Y pago", ["pago", "pago"]),
    ("{cl} pag*", "le la pagué", ["le la pagué"]),
    ("{day}", "el día dos y el lunes", ["el día dos", "lunes"]),
    ("@pagar.1s", "yo pago, él paga", ["pago"]),
    ("@pagar.inf", "voy a pagárselo", ["pagárselo"]),
    ("@pagar", "pagado, pagando, pagara", ["pagado", "pagando", "pagara"]),
])
def test_signs(pattern: str, text: str, hits: list[str]) -> None:
    assert found(pattern, text) == hits


@pytest.mark.parametrize("pattern", ["(no", "no)", "{monney}", "@pagarr", "a (b|c"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PackError):
        COMPILER.compile(pattern)


piece = st.sampled_from([*"no tengo plata hoy".split(), "pag*", "_", "...1", "{money}", "{cl}", "{day}", "@pagar.1s", "@pagar.inf",
                         "(no|le lo)", "lo?", "(el dia)?", "<", ">"])
word = st.sampled_from(["no", "tengo", "pag*", "{money}", "@pagar.inf", "(no|le lo)"])
pattern = st.tuples(st.lists(piece, max_size=2), word, st.lists(piece, max_size=2)).map(
    lambda parts: " ".join([*parts[0], parts[1], *parts[2]]))
patterns = st.lists(pattern, min_size=1, max_size=6)
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(patterns, texts)
def test_the_index_finds_what_a_plain_search_finds(wanted: list[str], text: str) -> None:
    parts = [COMPILER.compile(p) for p in wanted]
    line = Line(0, "customer", text)
    plain = [(n, line.token_at(m.start() + 1), line.token_at(m.end() - 1) + 1)
             for n, part in enumerate(parts) for m in re.finditer(part.regex, line.flat) if m.end() > m.start()]
    assert [tuple(f) for f in PhraseIndex(parts).find(line)] == plain


@settings(max_examples=100, deadline=None)
@given(patterns, texts)
def test_a_find_stays_in_its_sentence(wanted: list[str], text: str) -> None:
    line = Line(0, "customer", text)
    for hit in PhraseIndex([COMPILER.compile(p) for p in wanted]).find(line):
        assert 0 <= hit.i < hit.j <= len(line)
        assert not any(line.sentence_ends(t) for t in range(hit.i + 1, hit.j))
