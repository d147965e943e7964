"""Opening and amount: the hard cases of the definitions, on given labels."""

from __future__ import annotations

import pytest

from callcoach.model.transcript import CallInfo

from .marked import judged

ASK = "C: diga\nA: {verification,question.closed|hablo con don luis}\n"
HELLO = ASK + "C: si soy yo\n"
WHY = "C: es que {excuse.no_funds|no tengo dinero}\n"
FILLER = "A: ya\nC: pues eso\nA: vamos a ver\nC: dígame\n"
DEBT = CallInfo.model_validate({"debt": {"amount": "540.20", "currency": "EUR"},
                                "creditor": "Luz Sur, S.L."})


@pytest.mark.parametrize(("said", "verdict"), [
    (HELLO + "A: {identification|soy marta de luz sur}\n" + WHY, "met"),
    ("C: diga\nA: {identification|soy marta}\nC: no esta soy su madre\nA: bien\nC: adios", "met"),
    (HELLO + "A: es por la deuda\n" + WHY + "A: ya\nC: y usted\nA: {identification|marta}",
     "partly"),
    (HELLO + "A: es por la deuda\n" + WHY + "A: pues pague", "missed"),
    ("C: diga\nC: hay alguien", "not_applicable"),
])
def test_identify_agent(said: str, verdict: str) -> None:
    assert judged("identify_agent", said).verdict == verdict


def test_the_name_in_the_file_identifies_the_agent() -> None:
    info = CallInfo(agent_name="Noelia Pardo")
    said = HELLO + "A: le atiende noelia pardo\n" + WHY
    assert judged("identify_agent", said, info).verdict == "met"
    assert judged("identify_agent", said).verdict == "missed"


@pytest.mark.parametrize(("said", "verdict"), [
    (HELLO + "A: es por {amount:300|trescientos}\n" + WHY, "met"),
    (ASK + "C: no esta soy su madre\nA: su hijo {disclosure|debe dinero}\nC: ay", "met"),
    (ASK + "C: quien es\nA: es por {amount:300|trescientos}\n" + WHY, "partly"),
    ("C: si\nA: {verification|don luis} es por {disclosure|su deuda}\nC: si\n" + WHY, "partly"),
    ("C: diga\nA: es por {amount:300|trescientos}\n" + WHY, "missed"),
    (HELLO + "A: le cuento\nC: {promise.vague|ya pagare}", "met"),
    (ASK + "C: se ha equivocado de numero\nA: perdone", "not_applicable"),
])
def test_verify_identity(said: str, verdict: str) -> None:
    assert judged("verify_identity", said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    (HELLO + "A: {creditor|su deuda con luz sur}\n" + WHY, "met"),
    (HELLO + "C: de parte de quien\nA: {creditor|su deuda con luz sur}\n" + WHY, "met"),
    (HELLO + "A: es una deuda\nC: deuda con quien\nA: {creditor|con luz sur}\n" + WHY, "partly"),
    (HELLO + "A: tiene una deuda\n" + WHY, "missed"),
])
def test_name_creditor(said: str, verdict: str) -> None:
    assert judged("name_creditor", said).verdict == verdict


def test_a_lender_that_introduces_itself_has_named_the_creditor() -> None:
    said = ASK + "C: si soy yo\nA: soy marta de luz sur\nC: ah\nA: su deuda sigue pendiente\n" + WHY
    assert judged("name_creditor", said, DEBT).verdict == "met"


@pytest.mark.parametrize(("said", "verdict"), [
    (HELLO + "A: son {amount:540.20|540,20}\n" + WHY, "met"),
    (HELLO + "A: {amount.vague|unos quinientos}\n" + WHY, "partly"),
    (HELLO + "A: es su deuda\n" + WHY + "A: son {amount:540.20|540,20}\nC: ya", "partly"),
    (HELLO + "A: su deuda\n" + WHY + "A: {amount.vague|unos quinientos}\nC: ya", "missed"),
    (HELLO + "A: su deuda\nC: {promise.vague|pago}\nA: son {amount:540.20|540,20}", "missed"),
    (HELLO + "A: su deuda\nC: son {amount:540.20|540,20}\n" + WHY, "missed"),
])
def test_amount_opening(said: str, verdict: str) -> None:
    assert judged("amount_opening", said, DEBT).verdict == verdict


@pytest.mark.parametrize(("middle", "verdict"), [
    ("A: de los {amount:540.20|540,20} cuánto puede", "met"),
    ("A: de los {amount:540|quinientos cuarenta} cuánto puede", "met"),
    ("A: seis cuotas de {amount:90.03|90,03}", "partly"),
    ("A: son {amount.vague|unos quinientos}", "partly"),
    ("A: cuánto puede\nC: {amount:540.20|540,20} no", "missed"),
])
def test_amount_during(middle: str, verdict: str) -> None:
    said = HELLO + "A: su deuda\n" + WHY + middle + "\nC: ya\n" + FILLER
    said += "C: {refusal|no pago}\nA: bien"
    assert judged("amount_during", said, DEBT).verdict == verdict


def test_without_a_file_the_sum_of_the_opening_is_the_debt() -> None:
    start = HELLO + "A: son {amount:487300|487.300}\n" + WHY
    end = "C: ya\n" + FILLER + "C: {refusal|no pago}\nA: bien"
    offer, debt = "A: con {amount:195000|195.000} queda\n", "A: los {amount:487300|487.300}\n"
    assert judged("amount_during", start + offer + end).verdict == "partly"
    assert judged("amount_during", start + debt + end).verdict == "met"


@pytest.mark.parametrize(("after", "verdict"), [
    ("A: entonces {amount:300|300} el viernes", "met"),
    ("A: entonces {amount.vague|eso}", "partly"),
    ("A: perfecto\nC: {amount:300|300} entonces", "partly"),
    ("A: perfecto adiós", "missed"),
    ("C: adiós", "not_observable"),
    ("A: son {amount:300|300}\nC: {promise.concrete|le pago el lunes}\nA: gracias", "missed"),
])
def test_amount_closing(after: str, verdict: str) -> None:
    said = HELLO + "A: su deuda\n" + WHY + "C: {promise.vague|ya le pagaré}\n" + after
    assert judged("amount_closing", said).verdict == verdict
    assert judged("amount_closing", HELLO + WHY + "A: vaya").verdict == "not_applicable"


def test_advice_gives_the_sum_of_the_file_and_no_other() -> None:
    said = HELLO + "A: su deuda\n" + WHY + "A: ya"
    known, unknown = judged("amount_opening", said, DEBT), judged("amount_opening", said)
    assert known.advice and "540,20" in known.advice.words["sum"]
    assert unknown.advice and unknown.advice.key.endswith("amount_opening.advice.usted")
