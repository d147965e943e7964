"""Self-answers: questions that their own speaker settles, with marks and without them."""

from __future__ import annotations

import pytest

from callcoach.annotate.base import Context, Mark
from callcoach.annotate.question import QuestionAnnotator
from callcoach.annotate.self_answer import SelfAnswerAnnotator
from callcoach.lang.schema import Pack
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line

PACK = Pack(language="es", lexicon={}, scopes={}, entries={}, excuses={}, messages={}, sha256="")


def self_answers(*said: tuple[str, str]) -> list[Mark]:
    """The self-answers of lines given as speaker and text."""
    lines = [Line(n, speaker, text) for n, (speaker, text) in enumerate(said)]
    context = Context(lines, CallInfo(), [[] for _ in lines])
    for mark in QuestionAnnotator(PACK).annotate(context):
        context.marks[mark.utterance].append(mark)
    return list(SelfAnswerAnnotator(PACK).annotate(context))


@pytest.mark.parametrize(
    "text",
    [
        "¿Cuándo va a pagar? El viernes, ¿no?",
        "¿Por qué no ha pagado? Porque no ha querido.",
        "¿Con quién habló? Con mi compañera, me imagino.",
        "¿Cuánto puede ingresar? Cien euros, seguro.",
        "¿Qué fecha le pongo? Le pongo el treinta.",
        "por que no ha pagado porque no ha querido",
    ],
)
def test_own_answers_are_marked(text: str) -> None:
    made = self_answers(("agent", text), ("customer", "Pues no."))
    assert [m.label for m in made] == ["self_answered"]
    assert made[0].rule.startswith("self_answer.") and made[0].i == 0


def test_over_two_utterances_the_second_bears_it() -> None:
    made = self_answers(
        ("agent", "¿Cuándo me lo va a pagar?"),
        ("agent", "El viernes, supongo."),
        ("customer", "No, el lunes."),
    )
    assert [m.utterance for m in made] == [1]


@pytest.mark.parametrize(
    "said",
    [
        [("agent", "¿Cuándo lo envió? ¿Y a qué dirección?")],
        [("agent", "¿Cuándo lo envió? Se lo pregunto porque aquí no consta.")],
        [("agent", "¿Cuándo lo envió?"), ("customer", "El viernes."), ("agent", "El viernes.")],
        [("agent", "¿Me oye? Sí, ahora sí.")],
        [("customer", "¿Qué tarjeta es? Porque yo he tenido siete.")],
        [("agent", "¿Hablo con Ana Ruiz? Le llamo de Gestiones Norte.")],
        [("agent", "No ha pagado porque no ha querido.")],
    ],
)
def test_stacking_reasons_and_echoes_are_none(said: list[tuple[str, str]]) -> None:
    assert self_answers(*said) == []
