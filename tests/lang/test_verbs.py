"""Verb forms: spelling, stem changes, irregular verbs, compounds, voseo; analysis of forms."""

from __future__ import annotations

import pytest

from callcoach.errors import PackError
from callcoach.lang.morphology import analyse, forms, table
from callcoach.lang.verbs import Verb, conjugate


@pytest.mark.parametrize(
    ("form", "reading"),
    [
        ("pagué", ("pagar", "1s.pret")),
        ("saque", ("sacar", "3s.subj")),
        ("empecé", ("empezar", "1s.pret")),
        ("cojo", ("coger", "1s.pres")),
        ("sigo", ("seguir", "1s.pres")),
        ("durmió", ("dormir", "3s.pret")),
        ("pidieron", ("pedir", "3p.pret")),
        ("sintiendo", ("sentir", "ger")),
        ("conozco", ("conocer", "1s.pres")),
        ("venza", ("vencer", "3s.subj")),
        ("leyó", ("leer", "3s.pret")),
        ("construyo", ("construir", "1s.pres")),
        ("incluyeron", ("incluir", "3p.pret")),
        ("reúno", ("reunir", "1s.pres")),
        ("prohíbe", ("prohibir", "3s.pres")),
        ("supuso", ("suponer", "3s.pret")),
        ("mantendrá", ("mantener", "3s.fut")),
        ("deshecho", ("deshacer", "part")),
        ("fuese", ("ser", "3s.past2")),
        ("dijera", ("decir", "3s.past")),
        ("sos", ("ser", "2v.pres")),
        ("tenés", ("tener", "2v.pres")),
        ("podés", ("poder", "2v.pres")),
        ("estai", ("estar", "2c.pres")),
        ("cachai", ("cachar", "2c.pres")),
        ("hay", ("haber", "3s.hay")),
        ("dígame", ("decir", "3s.imper")),
        ("contame", ("contar", "2v.imper")),
        ("pagárselo", ("pagar", "inf")),
        ("quepo", ("caber", "1s.pres")),
        ("huele", ("oler", "3s.pres")),
        ("reduje", ("reducir", "1s.pret")),
        ("añadió", ("añadir", "3s.pret")),
        ("condujeron", ("conducir", "3p.pret")),
    ],
)
def test_forms_are_known_with_and_without_accents(form: str, reading: tuple[str, str]) -> None:
    assert reading in analyse(form)
    plain = form.translate(str.maketrans("áéíóúñ", "aeioun"))
    assert reading in analyse(plain)


@pytest.mark.parametrize("word", ["mesa", "contados", "xylofon", "una", "nada", ""])
def test_other_words_are_no_finite_verbs(word: str) -> None:
    assert not any(tag[:1].isdigit() for _, tag in analyse(word))


def test_accents_decide_between_readings() -> None:
    assert analyse("pagó") == frozenset({("pagar", "3s.pret")})
    assert {tag for _, tag in analyse("pago")} == {"1s.pres", "3s.pret"}


def test_unknown_verbs_are_guessed_by_their_ending() -> None:
    assert ("?", "3p.pret") in analyse("tuitearon")


def test_forms_by_selector_and_reflexive() -> None:
    assert forms("pagar", "1s.fut") == {"pagare"}
    assert {"quedar", "quedarse"} == forms("quedarse", "inf")
    assert "quedo" in forms("quedarse", "1s") and "pago" in forms("pagar", "1")
    with pytest.raises(PackError, match="verbs"):
        forms("inexistir")


def test_the_table_agrees_with_the_analysis() -> None:
    known = table()
    assert len(known) > 50_000
    for form in sorted(known)[::997]:
        assert analyse(form) == known[form]


def test_compounds_take_the_irregular_forms_of_their_verb() -> None:
    base = Verb("poner", first="pongo", preterite="pus", forms={"2s.imper": "pon"})
    made = {tag: form for form, tag in conjugate(base.compound("suponer"))}
    assert made["1s.pres"] == "supongo" and made["3s.pret"] == "supuso"
    assert made["2s.imper"] == "supon"
