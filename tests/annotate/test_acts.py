"""Promises, requests for them and summaries, which the turns around decide."""

from __future__ import annotations

import re
from functools import cache

import pytest

from callcoach.annotate.acts import CommitmentAnnotator, RecapAnnotator
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.lexical import LexicalAnnotator
from callcoach.annotate.promises import PromiseAnnotator
from callcoach.lang.fold import fold
from callcoach.lang.loader import load_pack
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line

SPEAKERS = {"A": "agent", "C": "customer"}


@cache
def annotators() -> tuple[Annotator, ...]:
    kinds = (LexicalAnnotator, CommitmentAnnotator, PromiseAnnotator, RecapAnnotator)
    return tuple(kind(load_pack()) for kind in kinds)


def heard(*said: str) -> Context:
    """A call with the marks of the rules; sentences in ``¿…?`` and ``{…}`` (a sum) are marked."""
    rows = [(SPEAKERS[s[0]], s[2:].strip()) for s in said]
    lines = [Line(n, who, re.sub(r"[{}]", "", text)) for n, (who, text) in enumerate(rows)]
    context = Context(lines, CallInfo(), [[] for _ in lines])
    for line, (_, text) in zip(lines, rows, strict=True):
        context.marks[line.index] += _given(line, text)
    for annotator in annotators():
        for mark in list(annotator.annotate(context)):
            context.marks[mark.utterance].append(mark)
    return context


def _given(line: Line, text: str) -> list[Mark]:
    found = [("question.closed", m.group(1)) for m in re.finditer(r"¿([^?]*)\?", text)]
    found += [("amount", m.group(1)) for m in re.finditer(r"{([^}]*)}", text)]
    return [mark for label, part in found for mark in _spans(line, label, part)]


def _spans(line: Line, label: str, part: str) -> list[Mark]:
    words = Line(0, "agent", re.sub(r"[{}]", "", part)).norms
    size = len(words)
    starts = [k for k in range(len(line)) if line.norms[k : k + size] == words]
    return [Mark(line.index, k, k + size, label, 1.0, "given") for k in starts[:1]]


def labels(context: Context, n: int) -> set[str]:
    return {m.label for m in context.marks[n] if m.confidence >= 0.5}


@pytest.mark.parametrize("text", [
    "Le ingreso {300} el viernes",
    "El lunes 23 te completo",
    "mañana paso a la caja y le dejo los {doscientos}",
    "ahora mismo se lo pago con la tarjeta",
    "el jueves por la mañana le hago la transferencia",
    "Si me quita el recargo, el martes le deposito todo",
])
def test_a_payment_with_a_day_is_a_concrete_promise(text: str) -> None:
    for form in (text, fold_words(text)):
        context = heard("A: ¿Cuándo me los puede pagar?", f"C: {form}")
        assert "promise.concrete" in labels(context, 1)


def fold_words(text: str) -> str:
    return " ".join(fold(w) for w in re.findall(r"[{}\w]+", text.lower()))


@pytest.mark.parametrize("text", [
    "Ya le voy a ir pagando de a poco",
    "En cuanto tenga algo le pago",
    "A ver si la semana que viene puedo darle algo",
])
def test_a_payment_without_a_day_is_a_vague_promise(text: str) -> None:
    context = heard("A: ¿Cuándo me los puede pagar?", f"C: {text}")
    assert "promise.vague" in labels(context, 1)
    assert "promise.concrete" not in labels(context, 1)


@pytest.mark.parametrize("text", [
    "Cuando cobre",
    "No le pago el viernes ni nunca",
    "¿Puedo pagar el viernes?",
    "El viernes me pagan a mí",
    "El viernes pagó mi marido",
    "A ver si el lunes le consigo algo",
    "El viernes le mando el comprobante",
])
def test_what_is_no_dated_promise(text: str) -> None:
    context = heard("A: Buenos días.", f"C: {text}")
    assert "promise.concrete" not in labels(context, 1)


def test_a_day_answers_when() -> None:
    context = heard("A: ¿Para qué día lo dejamos?", "C: El lunes seis, sin falta.")
    assert labels(context, 0) == {"question.closed", "commitment_request"}
    assert "promise.concrete" in labels(context, 1)


def test_yes_agrees_to_a_dated_proposal() -> None:
    context = heard("A: ¿Le parece que lo dejemos para el viernes?", "C: Sí, de acuerdo.")
    assert "promise.concrete" in labels(context, 1)
    refused = heard("A: ¿Le parece que lo dejemos para el viernes?", "C: Sí, pero no puedo.")
    assert "promise.concrete" not in labels(refused, 1)


@pytest.mark.parametrize(("text", "asks"), [
    ("¿Cuándo va a pagar?", True),
    ("¿Qué cantidad podría abonar esta semana?", True),
    ("¿Cómo lo va a pagar?", True),
    ("¿Podría pagar el viernes?", True),
    ("¿Cuándo lo pagó?", False),
    ("¿Cuándo le pagan a usted?", False),
    ("¿Por qué no ha pagado?", False),
])
def test_questions_that_ask_for_a_payment(text: str, asks: bool) -> None:
    assert ("commitment_request" in labels(heard(f"A: {text}"), 0)) is asks


def test_a_sum_and_a_day_after_a_promise_sum_up() -> None:
    context = heard(
        "A: ¿Cuándo me los puede pagar?", "C: El viernes le hago la transferencia.",
        "A: Perfecto, {540 euros} el viernes, por transferencia.", "C: Así es.",
    )
    assert "recap" in labels(context, 2)
    assert "recap" not in labels(heard("A: Son {540 euros}."), 0)
    assert "recap" not in labels(heard("A: ¿Son {540 euros} el viernes?"), 0)


@pytest.mark.parametrize("text", ["No pienso pagar", "a ustedes no les pago nada",
                                  "los intereses no se los pago"])
def test_refusals(text: str) -> None:
    assert "refusal" in labels(heard(f"C: {text}"), 0)


@pytest.mark.parametrize("text", ["No puedo pagar", "No pago nada hasta que me lo arreglen",
                                  "No es que no quiera pagar"])
def test_inability_and_conditions_are_no_refusals(text: str) -> None:
    assert "refusal" not in labels(heard(f"C: {text}"), 0)
