"""Who is on the line, when identity is settled, and the phases that follow from it."""

from __future__ import annotations

import pytest

from .marked import call_of

ASK = "C: diga\nA: {verification,question.closed|hablo con don luis}\n"
DEBT = "A: es por {amount:300|trescientos euros}\nC: ya {excuse.no_funds|no tengo dinero}\n"


@pytest.mark.parametrize(("said", "why"), [
    (ASK + "C: si soy yo\n" + DEBT, "debtor"),
    (ASK + "C: con el\n" + DEBT, "debtor"),
    (ASK + "C: depende {question.open|quien llama}\n" + DEBT, "debtor"),
    (ASK + "C: no esta soy su madre\nA: vuelvo a llamar\nC: bueno", "third_party"),
    (ASK + "C: no señor\nA: ah disculpe\nC: no pasa nada", "third_party"),
    (ASK + "C: se ha equivocado de numero\nA: perdone\nC: nada nada", "third_party"),
    (ASK + "C: ya no vive aqui\nA: y {question.open|donde lo encuentro}\nC: ni idea",
     "third_party"),
    (ASK + "C: el señor fallecio en marzo\nA: lo siento mucho\nC: gracias", "third_party"),
    (ASK + "C: un momento ahora se pone\nC: digame\n" + DEBT, "debtor"),
    (ASK + "C: no esta soy su mujer\nA: cuando vuelve\nC: ya entra\nC: si soy yo\n" + DEBT,
     "debtor"),
    (ASK + "C: depende de para que es\nA: {verification,question.open|digame los ultimos del dni}\n"
     "C: siete tres\n" + DEBT, "debtor"),
    ("C: talleres gil buenos dias\nA: me pasa con administracion\nC: esta en una reunion\n"
     "A: llamo luego\nC: vale", "third_party"),
    ("C: Deje su mensaje después de la señal.\nA: soy marta llameme", "voicemail"),
    ("A: hola\nA: hay alguien", "nobody"),
    (ASK + "C: si\nA: le llamo de luz sur\nA: oiga", "hung_up"),
])
def test_contact(said: str, why: str) -> None:
    assert call_of(said).contact_why == f"contact.{why}"


def test_a_debtor_who_speaks_of_somebody_absent_is_reached() -> None:
    call = call_of(ASK + "C: si soy yo\n" + DEBT + "A: y su socio\nC: mi socio no esta ahora mismo")
    assert call.contact == "debtor" and call.stranger is None


def test_strangers_listen_until_the_debtor_comes() -> None:
    call = call_of(ASK + "C: le paso con el\nC: si digame soy yo\n" + DEBT)
    assert call.stranger == (0, 2) and call.verification.answered == 3


@pytest.mark.parametrize(("said", "asked", "answered", "named"), [
    (ASK + "C: si\n" + DEBT, 1, 2, 3),
    (ASK + "C: quien es\n" + DEBT, 1, None, 3),
    (ASK + "C: cuatro uno siete\n" + DEBT, 1, 2, 3),
    ("C: cuentas por pagar habla ana paula\n" + DEBT, None, 0, 1),
    ("C: diga\nA: le llamo por la deuda que tiene\nC: {question.open|que deuda}", None, None, 1),
    (ASK + "C: no le voy a decir nada\n" + DEBT, 1, None, 3),
])
def test_verification(said: str, asked: int | None, answered: int | None, named: int) -> None:
    seen = call_of(said).verification
    assert (seen.asked, seen.answered, seen.debt_named) == (asked, answered, named)


def test_the_opening_starts_where_identity_is_settled() -> None:
    call = call_of(ASK + "C: si soy yo\nA: {verification,question.open|me dice su dni}\n"
                   "C: siete tres\nA: soy marta\nC: ah\n" + DEBT)
    assert call.verification.answered == 2 and call.verification.settled == 4
    assert call.opening == (4, 7)


def test_without_verification_the_opening_has_four_turns() -> None:
    call = call_of("A: uno\nC: a\nA: dos\nC: b\nA: tres\nC: c\nA: cuatro\nC: d\nA: cinco\nC: e")
    assert call.opening == (0, 6) and call.middle == (7, 7) and call.close == (8, 9)


def test_a_promise_opens_the_close() -> None:
    call = call_of(ASK + "C: si\n" + DEBT + "A: y {question.open|cuando}\n"
                   "C: {promise.vague|ya le pagare}\nA: vale\nC: adios")
    assert (call.opening, call.middle, call.close) == ((2, 3), (4, 6), (7, 8))


def test_short_calls_have_no_middle() -> None:
    assert call_of(ASK + "C: si\n" + DEBT).middle is None
