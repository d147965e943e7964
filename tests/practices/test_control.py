"""Control: the hard cases of the definitions, on given labels."""

from __future__ import annotations

import pytest

from .marked import judged

HELLO = "C: diga\nA: {verification,question.closed|hablo con don luis}\nC: si soy yo\n"
START = HELLO + "A: es por {amount:300|su recibo}\nC: ya es que {excuse.no_funds|no tengo dinero}\n"
OPEN = "A: {question.open|cuándo podría}\nC: el viernes quizá\n"
OTHER_OPEN = "A: {question.open|qué le impide pagar}\nC: el trabajo\n"
CLOSED = "A: {question.closed|puede pagar hoy}\nC: hoy no\n"
MAIL = "A: {question.open|a qué correo se lo mando}\nC: al de siempre\n"
OWN = "A: {self_answered|{question.open|cuándo paga} el viernes {question.closed|no}}\nC: bueno\n"


@pytest.mark.parametrize(("said", "verdict"), [
    (START + OPEN + OTHER_OPEN, "met"), (START + OPEN + OTHER_OPEN + CLOSED * 2, "met"),
    (START + OPEN + OTHER_OPEN + CLOSED * 3, "partly"), (START + OPEN, "partly"),
    (START + OPEN + MAIL, "partly"), (START + OPEN + OWN, "partly"), (START + OWN, "missed"),
    (START + CLOSED, "missed"), (START + "A: pague", "missed"),
    (HELLO + "A: es por {amount:300|su recibo}\nC: {promise.concrete|lo pago mañana}\nA: bien",
     "not_applicable"),
])
def test_open_questions(said: str, verdict: str) -> None:
    assert judged("open_questions", said).verdict == verdict


EARLY = HELLO + "A: es por {amount:300|su recibo}\nC: ajá\n"


@pytest.mark.parametrize(("said", "verdict"), [
    (START + CLOSED, "met"), (EARLY + OPEN + CLOSED, "met"), (EARLY + CLOSED + OPEN, "partly"),
    (EARLY + CLOSED + CLOSED + OPEN, "missed"), (EARLY + CLOSED, "partly"),
    (EARLY + "C: {excuse.distrust|no doy datos por teléfono}\n" + CLOSED + CLOSED, "missed"),
    (EARLY + "A: {question.open|cuándo}\nC: {question.open|cuándo qué}\n" + CLOSED, "partly"),
    (START + OPEN, "not_applicable"),
])
def test_closed_when_ready(said: str, verdict: str) -> None:
    assert judged("closed_when_ready", said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    (START + OPEN, "met"), (START + OWN, "partly"), (START + OWN + OWN, "missed"),
    (START + "C: {self_answered|{question.open|cuándo cobro} el lunes}\nA: ya", "met"),
    ("C: luis dígame\nA: nos debe {amount:300|300}\nC: {excuse.no_funds|no tengo}",
     "not_applicable"),
])
def test_no_self_answers(said: str, verdict: str) -> None:
    assert judged("no_self_answers", said).verdict == verdict


TALKS_ON = "A: {question.open|cuándo podría} se lo digo porque vence hoy\nC: no sé\n"


@pytest.mark.parametrize(("said", "verdict"), [
    (START + OPEN, "met"),
    (START + OPEN * 4 + TALKS_ON, "met"),
    (START + OPEN * 3 + TALKS_ON, "partly"),
    (START + OPEN + TALKS_ON, "partly"), (START + OPEN + TALKS_ON * 2, "missed"),
    (START + OWN, "missed"),
    (START + "A: {question.open|cuándo} {question.closed|puede hoy}\nC: no", "partly"),
    (START + MAIL, "not_applicable"),
])
def test_silence_after_question(said: str, verdict: str) -> None:
    outcome = judged("silence_after_question", said)
    assert outcome.verdict == verdict
    assert verdict == "not_applicable" or outcome.reason.key.endswith("_untimed")


def test_a_sound_is_no_answer_if_the_agent_goes_on() -> None:
    said = HELLO + "A: {question.open|cuándo podría}\nC: eh\nA: porque vence hoy\nC: no sé"
    times = ((0, 1), (1, 2), (2, 3), (3, 5), (5.5, 6), (6.2, 8), (9, 10))
    slow = (*times[:4], (7.0, 7.4), (9.0, 11), (11, 12))
    assert judged("silence_after_question", said, None, times).verdict == "missed"
    assert judged("silence_after_question", said, None, slow).verdict == "met"


@pytest.mark.parametrize(("said", "verdict"), [
    (START + OPEN + CLOSED, "met"),
    (START + "A: {question.open|cuándo} {question.closed|puede hoy}\nC: no", "partly"),
    (START + "A: {question.closed|reconoce la deuda}\nA: {question.closed|va a pagar}\nC: no",
     "partly"),
    (START + "A: {question.open|cuándo} {question.closed|puede hoy}\nC: no\n"
     "A: {question.open|cuánto} {question.open|cómo}\nC: no", "missed"),
    (START + OWN, "met"),
    (START + "A: {question.other|me oye} {question.open|cuándo podría}\nC: no", "met"),
    ("C: luis dígame\nA: nos debe {amount:300|300}\nC: {excuse.no_funds|no tengo}",
     "not_applicable"),
])
def test_one_question_at_a_time(said: str, verdict: str) -> None:
    assert judged("one_question_at_a_time", said).verdict == verdict
