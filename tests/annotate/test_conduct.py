"""Names at the start of a call, disclosure of the debt, and tense calls."""

from __future__ import annotations

from functools import cache

import pytest

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.conduct import DisclosureAnnotator, TensionAnnotator
from callcoach.annotate.lexical import LexicalAnnotator
from callcoach.annotate.opening import OpeningAnnotator
from callcoach.lang.loader import load_pack
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line

SPEAKERS = {"A": "agent", "C": "customer"}
CONSUMER = CallInfo(creditor="Luz Sur", debtor_type="consumer")


@cache
def annotators() -> tuple[Annotator, ...]:
    kinds = (LexicalAnnotator, OpeningAnnotator, DisclosureAnnotator, TensionAnnotator)
    return tuple(kind(load_pack()) for kind in kinds)


def heard(*said: str, info: CallInfo = CONSUMER) -> Context:
    lines = [Line(n, SPEAKERS[s[0]], s[2:].strip()) for n, s in enumerate(said)]
    context = Context(lines, info, [_asked(line) for line in lines])
    for annotator in annotators():
        for mark in list(annotator.annotate(context)):
            context.marks[mark.utterance].append(mark)
    return context


def _asked(line: Line) -> list[Mark]:
    """A closed question over the tokens between question marks."""
    low = next((k for k in range(len(line)) if "¿" in line.gaps[k]), None)
    if low is None:
        return []
    high = next((k for k in range(low, len(line)) if "?" in line.gaps[k + 1]), len(line) - 1) + 1
    return [Mark(line.index, low, high, "question.closed", 1.0, "given")]


def labels(context: Context, n: int) -> set[str]:
    return {m.label for m in context.marks[n] if m.confidence >= 0.5}


@pytest.mark.parametrize("text", ["¿Don Cirilo Benítez?", "Buenas tardes. ¿Marcos Quiroga?",
                                  "buenos dias don javier lahoz", "alo yesenia robles"])
def test_a_name_at_the_start_asks_who_is_there(text: str) -> None:
    assert "verification" in labels(heard(f"A: {text}"), 0)


@pytest.mark.parametrize("text", ["¿Trabaja con el banco todavía?", "¿De verdad?", "un momento",
                                  "¿Anotaste el número?", "buenas tardes"])
def test_other_beginnings_verify_nothing(text: str) -> None:
    assert "verification" not in labels(heard(f"A: {text}"), 0)


@pytest.mark.parametrize("text", ["De Luz Sur.", "gustavo de la administracion", "Brenda Ojeda."])
def test_who_is_asked_for_their_name_gives_it(text: str) -> None:
    context = heard("A: ¿Hablo con don Luis?", "C: ¿De parte de quién?", f"A: {text}")
    assert "identification" in labels(context, 2)
    assert "identification" not in labels(heard("C: Diga.", "A: ¿Y eso?", "C: Nada."), 1)


NAMED = "A: Es por una deuda de tres recibos sin pagar."


@pytest.mark.parametrize("calls", [
    ("A: Hola, ¿se encuentra doña Ana?", "C: No está, soy su hija.", NAMED),
    ("A: ¿Hablo con doña Ana?", "C: No, soy la hermana, ¿quién la busca?", NAMED),
    ("A: ¿Hablo con doña Ana?", "C: Depende, ¿quién habla?", NAMED),
])
def test_naming_the_debt_to_a_stranger_discloses_it(calls: tuple[str, ...]) -> None:
    assert "disclosure" in labels(heard(*calls), 2)


@pytest.mark.parametrize("calls", [
    ("A: ¿Hablo con doña Ana?", "C: Sí, soy yo.", NAMED),
    ("A: ¿Hablo con doña Ana?", "C: Con ella, ¿quién es?", NAMED),
    ("A: ¿Me indica su fecha de nacimiento?", "C: Nueve de mayo del ochenta.", NAMED),
    ("A: Hola, ¿se encuentra doña Ana?", "C: No está, soy su hija.", "A: Luego la llamo."),
])
def test_naming_the_debt_to_the_debtor_does_not(calls: tuple[str, ...]) -> None:
    assert "disclosure" not in labels(heard(*calls), 2)


def test_who_comes_to_the_telephone_is_known() -> None:
    context = heard("A: Hola, ¿se encuentra doña Ana?", "C: Un momento, se la paso.",
                    "C: ¿Sí, dígame?", NAMED)
    assert "disclosure" not in labels(context, 3)


def test_firms_answer_with_many_voices() -> None:
    calls = ("A: Hola, ¿se encuentra doña Ana?", "C: No está, soy su hija.", NAMED)
    context = heard(*calls, info=CallInfo(debtor_type="business"))
    assert "disclosure" not in labels(context, 2)


def test_lines_amid_hostile_ones_are_a_hint_only() -> None:
    context = heard("A: Eso no es mi problema.", "C: Oiga.", "A: Ya me sé ese cuento.",
                    "C: Señor…", "A: Muy bonito todo.")
    hints = [m for m in context.marks[4] if m.rule == "conduct.tension.weak"]
    assert [m.label for m in hints] == ["confrontation"]
    assert all(m.confidence < 0.5 for m in hints)
    calm = heard("A: Muy bonito todo.", "C: Gracias.")
    assert not [m for m in calm.marks[0] if m.rule == "conduct.tension.weak"]


def test_an_empty_call_has_no_marks() -> None:
    assert heard().marks == []
    assert labels(heard("A: ", "C: …"), 0) == set()
