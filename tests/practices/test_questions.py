"""What became of a question: its turn, its answer, its asker."""

from __future__ import annotations

import pytest

from callcoach.analysis.asked import gathered, information, stacked
from callcoach.analysis.register import register

from .marked import call_of

HELLO = "C: diga\nA: {verification,question.closed|hablo con don luis}\nC: si soy yo\n"


@pytest.mark.parametrize(("said", "ends"), [
    ("A: {question.open|¿cuándo va a pagar?}\nC: el viernes", True),
    ("A: {question.open|cuando va a pagar} don luis por favor\nC: el viernes", True),
    ("A: {question.open|¿cuándo va a pagar?} Se lo pregunto porque vence hoy.\nC: no sé", False),
    ("A: {question.open|¿cuándo?} {question.closed|¿hoy?}\nC: no sé", False),
    ("A: {question.open|cuando va a pagar}\nA: don luis\nC: no sé", True),
    ("A: {question.open|cuando va a pagar}\nA: {question.closed|puede hoy}\nC: no sé", False),
    ("A: {question.open|cuando va a pagar}", False),
    ("A: {question.open|¿lo paga hoy?}, {question.other|¿eh?}\nC: sí", True),
])
def test_the_end_of_a_turn(said: str, ends: bool) -> None:
    assert call_of(said).questions[0].ends_turn is ends


@pytest.mark.parametrize(("said", "own"), [
    ("A: {self_answered|{question.open|¿cuándo paga?} El viernes}\nC: no", True),
    ("A: {question.open|¿cuándo paga?}\nA: {self_answered|el viernes digo yo}\nC: no", True),
    ("A: {question.open|¿cuándo paga?}\nC: no sé\nA: {self_answered|{question.open|¿cómo?} así}",
     False),
])
def test_self_answers(said: str, own: bool) -> None:
    assert call_of(said).questions[0].self_answered is own


@pytest.mark.parametrize(("text", "counts"), [
    ("cuando va a pagar", True), ("que ha pasado con el recibo", True), ("tiene un minuto", False),
    ("a que correo se la mando", False), ("me confirma su correo", False),
    ("le llego nuestro correo del dia tres", True), ("como esta usted", False),
])
def test_information(text: str, counts: bool) -> None:
    assert bool(information(call_of("A: {question.open|" + text + "}\nC: bien"))) is counts


@pytest.mark.parametrize(("said", "where"), [
    (HELLO + "A: es por {amount|la deuda}\nC: {excuse.no_funds|no tengo dinero}", 4),
    (HELLO + "A: {question.open|que paso}\nC: que lo devolvieron", 4),
    (HELLO + "A: es por {amount|la deuda}\nC: {excuse.postpone|ahora no puedo}", None),
    (HELLO + "A: es por {amount|la deuda}\nC: pues mire a mi me llego la carta el lunes y la verdad"
     " es que todavia no he hablado con nadie de la oficina", 4),
    (HELLO + "A: es por {amount|la deuda}\nC: ya", None),
])
def test_where_information_was_gathered(said: str, where: int | None) -> None:
    assert gathered(call_of(said)) == where


@pytest.mark.parametrize(("said", "turns"), [
    ("A: {question.open|¿cuándo paga?} {question.closed|¿tiene tarjeta?}\nC: no", 1),
    ("A: {question.open|¿cuándo?} {question.open|¿cuándo paga?}\nC: no", 0),
    ("A: {question.open|cuándo paga}\nA: {question.closed|tiene tarjeta}\nC: no", 1),
    ("A: {question.open|cuándo paga}\nC: no\nA: {question.closed|tiene tarjeta}\nC: no", 0),
])
def test_stacked_questions(said: str, turns: int) -> None:
    assert len(stacked(call_of(said))) == turns


@pytest.mark.parametrize(("said", "expected"), [
    ("A: buenos días, ¿me dice usted su documento?", "usted"), ("A: hola", "usted"),
    ("A: oye, ¿cuándo me vas a pagar? que ya te lo dije, tienes dos recibos", "tu"),
    ("A: che, ¿vos cuándo podés pagar? decime", "vos"),
    ("A: hola te llamo de luz sur tu factura sigue sin pagar puedes hoy", "tu"),
])
def test_register(said: str, expected: str) -> None:
    assert register(call_of(said)) == expected
