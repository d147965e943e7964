"""Claims: facts and papers, apologies, undertakings."""

from __future__ import annotations

import pytest

from .marked import judged

HELLO = """
A: {verification,question.closed|¿hablo con don Luis?}
C: sí, soy yo
A: le llamo por su recibo
C: dígame
"""
DISPUTE = HELLO + "C: {excuse.amount_dispute|esa cantidad no es correcta}\n"


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: corresponde al consumo de marzo, {offer_documents|le mando copia}", "met"),
    ("A: corresponde al consumo de marzo", "partly"),
    ("A: los interes se generaron por el atraso", "partly"),
    ("A: son {amount:300|trescientos} de capital\nC: ya\n"
     "A: {offer_documents|le mando la copia}", "met"),
    ("A: {offer_documents|le mando una copia}", "partly"),
    ("A: usted sabrá", "missed"),
    ("A: {confrontation|aquí consta que debe {amount:300|300 euros} y punto}", "missed"),
    ("A: {offer_documents|no le puedo mandar nada}", "missed"),
])
def test_a_dispute_wants_facts_and_papers(said: str, verdict: str) -> None:
    assert judged("informs_debtor", DISPUTE + said).verdict == verdict


@pytest.mark.parametrize(("question", "verdict"), [
    ("{question.open|¿Y esa factura de cuándo es?}", "partly"),
    ("{question.closed|y no me van a cobrar recargos}", "partly"),
    ("{question.open|¿Quién habla?}", "not_applicable"),
    ("eso ya se pagó", "partly"),
    ("El viernes se lo pago.", "not_applicable"),
])
def test_what_is_a_doubt(question: str, verdict: str) -> None:
    said = f"{HELLO}C: {question}\nA: la factura es de marzo, la 2207"
    assert judged("informs_debtor", said).verdict == verdict


def test_a_question_is_not_answered_by_saying_nothing() -> None:
    said = HELLO + "C: {question.open|¿De dónde sale ese importe?}\nA: no se lo sé decir"
    assert judged("informs_debtor", said).verdict == "missed"


CLAIM = HELLO + "C: {excuse.prior_agreement|yo pedí la baja en marzo}\n"


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: aquí aparece la baja, {apology|le pido disculpas}", "met"),
    ("A: tiene usted razón\nC: pues claro\nA: {apology|una disculpa}", "met"),
    ("A: {apology|le pido perdón por cómo se ha llevado esto}", "met"),
    ("A: aqui aparece la baja\nC: ya\nA: es una lastima que haya pasado", "partly"),
    ("A: aquí aparece la baja, eso lo lleva otro departamento", "missed"),
    ("A: fue un error nuestro\nC: vaya\nA: bueno, adiós", "missed"),
    ("A: {question.open|¿con quién habló?}", "not_applicable"),
    ("A: aquí no me aparece la baja", "not_applicable"),
    ("A: {confrontation|usted miente}\nC: oiga\n"
     "A: {apology|disculpe, estuve mal}", "not_applicable"),
    ("C: ¡déjeme hablar!\nA: {apology|perdone}, siga", "not_applicable"),
])
def test_apologies(said: str, verdict: str) -> None:
    assert judged("apologises_for_valid_claim", CLAIM + said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: {agent_promise|se la mando hoy mismo}", "met"),
    ("A: {agent_promise|el jueves doce le llamo yo}", "met"),
    ("A: {agent_promise|le llega en cinco días hábiles}", "met"),
    ("A: {agent_promise|le llamo antes de las cinco}", "met"),
    ("A: {agent_promise|déjeme revisar el expediente}", "met"),
    ("A: {agent_promise|le llamo con la nota}\nC: ya\nA: {agent_promise|el lunes le llamo}", "met"),
    ("A: {agent_promise|ya te llamaré}", "partly"),
    ("A: {agent_promise|yo lo averiguo}", "partly"),
    ("A: {agent_promise|cuando tenga algo le llamo}", "partly"),
    ("A: {agent_promise|le mando por carta el detalle de los pagos}", "partly"),
    ("C: me dijeron que me mandaban la copia y nunca llegó\n"
     "A: {agent_promise|se la mando hoy}", "missed"),
    ("C: quedaron en llamarme. Y yo sigo esperando.\nA: vaya", "missed"),
    ("C: le mandé un correo y hasta hoy\nA: ya", "not_applicable"),
    ("A: le mandé la copia el lunes, como quedamos\nC: sí", "met"),
])
def test_keeps_word(said: str, verdict: str) -> None:
    assert judged("keeps_word", HELLO + said).verdict == verdict


def test_a_day_of_another_sentence_dates_nothing() -> None:
    said = HELLO + "A: El viernes usted paga. {agent_promise|Yo le mando el contrato.}"
    assert judged("keeps_word", said).verdict == "partly"
