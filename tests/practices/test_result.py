"""Result: commitment, evasions turned, summing up, writing."""

from __future__ import annotations

import pytest

from callcoach.analysis.steps import sentence
from callcoach.model.transcript import CallInfo, Money

from .marked import judged

HELLO = """
A: {verification,question.closed|¿hablo con don Luis?}
C: sí, soy yo
A: le llamo por su recibo
C: dígame
A: son {amount:96.20|96,20 euros}, {question.open,commitment_request|¿cuándo lo paga?}
"""
ENDED = """
C: {insult|es usted un imbécil}
A: {ends_call|doy por terminada la llamada}"""


@pytest.mark.parametrize(("said", "verdict"), [
    ("C: {promise.concrete|el viernes lo pago}\nA: bien", "met"),
    ("C: {promise.concrete|el viernes le ingreso algo}\nA: bien\nC: adiós", "partly"),
    ("C: {promise.concrete|el viernes le ingreso algo}\nA: {amount:50|cincuenta}, vale", "met"),
    ("C: {promise.concrete|el viernes}, pero no se fíe de mí\nA: bien", "partly"),
    ("C: {promise.vague|ya le pagaré}\nA: bien", "partly"),
    ("C: no sé\nA: {commitment_request,question.closed|¿le parece el viernes, 50 euros?}\n"
     "C: Sí, vale.", "met"),
    ("C: {refusal|no pienso pagar}\nA: bien", "missed"),
    ("C: {excuse.amount_dispute|eso está mal} y {promise.concrete|el viernes pago el resto}\n"
     "A: ya", "met"),
    ("C: {excuse.prior_agreement|pedí la baja}\nA: aquí aparece la baja\n"
     "C: claro", "not_applicable"),
    ("C: {excuse.prior_agreement|pedí la baja}\nA: aquí no aparece\nC: pues no pago", "missed"),
    ("C: {excuse.personal|mi marido falleció en marzo}\nA: lo siento", "not_applicable"),
    ("C: {excuse.third_party|hable con mi abogada}\nA: bien", "not_applicable"),
    ("C: {excuse.third_party|en Consumo me dijeron que no pague}\nA: ya", "missed"),
    ("C: {excuse.insolvency|estamos en concurso de acreedores}\nA: ya", "not_applicable"),
    ("C: no" + ENDED, "not_applicable"),
])
def test_payment_commitment(said: str, verdict: str) -> None:
    assert judged("payment_commitment", HELLO + said).verdict == verdict


def test_advice_holds_the_debt_of_the_file_only() -> None:
    said = HELLO + "C: {refusal|no pienso pagar}\nA: bien"
    known = judged("payment_commitment", said, CallInfo(debt=Money(amount="96.20", currency="EUR")))
    assert known.advice is not None and "96,20" in known.advice.words["sum"]
    unknown = judged("payment_commitment", said)
    assert unknown.advice is not None and unknown.advice.words["sum"] == ""


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: ¿y el viernes?\nC: {promise.concrete|el viernes pago}", "met"),
    ("A: {agent_promise|el jueves le llamo}\nC: vale", "met"),
    ("A: {agent_promise|ya le llamaré}\nC: vale", "partly"),
    ("A: {agent_promise|déjeme que lo busco}\nC: vale\nA: no está", "missed"),
    ("C: {promise.vague|ya pagaré}\nA: bueno", "partly"),
    ("A: bueno, pues nada\nC: adiós", "missed"),
])
def test_positive_turn(said: str, verdict: str) -> None:
    evasion = HELLO + "C: {excuse.postpone|luego le digo algo}\n"
    assert judged("positive_turn", evasion + said).verdict == verdict


def test_claims_and_paperwork_are_no_evasions() -> None:
    said = HELLO + "C: {excuse.invoice_missing|no llegó}\nA: ya\nC: {excuse.forgot|lo olvidé}"
    assert judged("positive_turn", said).verdict == "not_applicable"
    abuse = HELLO + "C: {excuse.postpone|luego le digo}" + ENDED
    assert judged("positive_turn", abuse).verdict == "not_applicable"


PROMISE = HELLO + "C: {promise.concrete|el viernes lo pago}\n"


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: {recap|el viernes, {amount:96.20|96,20 euros}}", "met"),
    ("A: el viernes entonces, por transferencia", "met"),
    ("A: listo {amount:96.20|96 euros} y el lunes le llamo", "met"),
    ("A: el lunes le llamo para ver si entró", "partly"),
    ("A: perfecto, el viernes entonces", "partly"),
    ("A: que tenga lindo finde", "missed"),
    ("A: {threat.unspecified|y si el viernes no está, aténgase}", "missed"),
    ("A: vale, adiós", "missed"),
])
def test_recap_after_a_promise(said: str, verdict: str) -> None:
    assert judged("recap", PROMISE + said).verdict == verdict


def test_recap_looks_after_the_last_promise() -> None:
    summed = PROMISE + "A: {recap|el viernes, {amount:96.20|96,20 euros}}\n"
    echo = summed + "C: {promise.concrete|sí, el viernes lo pago}\nA: adiós"
    assert judged("recap", echo).verdict == "met"
    new = summed + "C: espere\nA: diga\nC: {promise.concrete|mejor el lunes}\nA: adiós"
    assert judged("recap", new).verdict == "missed"


def test_recap_without_a_promise_begins_with_the_next_step() -> None:
    step = HELLO + "C: {refusal|no pago}\nA: {agent_promise|le mando por carta el detalle}\n"
    assert judged("recap", step + "C: mándelo").verdict == "missed"
    assert judged("recap", step + "C: ya\nA: {agent_promise|le llamo}").verdict == "partly"
    refused = HELLO + "C: {refusal|no pago}\nA: usted verá"
    assert judged("recap", refused).verdict == "not_applicable"
    assert judged("recap", HELLO + ENDED).verdict == "not_applicable"


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: {offer_documents|le mando copia de la factura}", "met"),
    ("A: le va a llegar un mensaje de texto con los datos", "met"),
    ("A: ¿a qué correo se la mando?", "met"),
    ("A: {threat.legal|por escrito le va a llegar la orden del juzgado}", "missed"),
    ("A: {offer_documents|no se lo puedo mandar por correo}", "missed"),
    ("A: muy bien, adiós", "missed"),
])
def test_written_follow_up(said: str, verdict: str) -> None:
    assert judged("written_follow_up", PROMISE + said).verdict == verdict


@pytest.mark.parametrize(("text", "quote", "around"), [
    ("Vale. Se lo mando hoy. Adiós.", "mando", "Se lo mando hoy."),
    ("se lo mando hoy y adios", "mando", "se lo mando hoy y adios"),
    ("¿Sí? Lo busco", "busco", "Lo busco"),
])
def test_sentences(text: str, quote: str, around: str) -> None:
    start = text.index(quote)
    low, high = sentence(text, start, start + len(quote))
    assert text[low:high].strip() == around
