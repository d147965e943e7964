"""Listening: reasons, acknowledgement, excuses answered, calm, empathy."""

from __future__ import annotations

import pytest

from callcoach.analysis.natures import nature
from callcoach.model.transcript import CallInfo

from .marked import call_of, judged

HELLO = """
A: {verification,question.closed|¿hablo con don Luis?}
C: sí, soy yo
A: le llamo por su recibo
C: dígame
"""
CO = CallInfo(jurisdiction="CO", debtor_type="consumer")


@pytest.mark.parametrize(("said", "info", "verdict"), [
    ("A: {question.open|¿qué ha pasado?}\nC: {excuse.no_funds|me quedé sin trabajo}", None, "met"),
    ("A: {question.open|que paso}\nC: pues mire\nA: ajá\n"
     "C: {excuse.personal|murio mi madre}", None, "met"),
    ("C: {excuse.no_funds|no tengo dinero}\nA: {question.closed|¿paga hoy?}\n"
     "C: no", None, "partly"),
    ("A: {self_answered|{question.open|¿por qué no paga?} porque no quiere}\n"
     "C: {excuse.no_funds|no tengo}", None, "partly"),
    ("A: {question.open,commitment_request|¿cuándo paga?} {question.closed|¿tiene tarjeta?}\n"
     "C: {excuse.prior_agreement|me di de baja}", None, "partly"),
    ("A: {question.closed|¿paga hoy?}\nC: no sé, ya veré qué hago", None, "missed"),
    ("A: son 300\nC: {promise.concrete|el viernes lo pago}", None, "not_applicable"),
    ("A: son 300\nC: {refusal|no voy a pagar}", None, "not_applicable"),
    ("A: {question.open|¿por qué no paga?}\nC: {excuse.no_funds|no tengo}", CO, "not_applicable"),
])
def test_real_reason(said: str, info: CallInfo | None, verdict: str) -> None:
    assert judged("real_reason", HELLO + said, info).verdict == verdict


def test_a_reason_already_told_is_not_new() -> None:
    told = HELLO + """
        C: {excuse.payment_sent|la última cuota la pagué en agosto}
        A: {question.open|¿qué parte reconoce usted?}
        C: {excuse.payment_sent|la cuota ya la pagué en agosto}"""
    assert judged("real_reason", told).verdict == "partly"
    asked = told.replace("¿qué parte reconoce usted?", "¿qué pasó con el pago?")
    other = asked.replace("la cuota ya la pagué en agosto", "mi hermano hizo una transferencia")
    assert judged("real_reason", asked).verdict == "partly"
    assert judged("real_reason", other).verdict == "met"


TOLD = HELLO + "C: {excuse.amount_dispute|en julio me subieron la luz sin avisar}\n"


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: {paraphrase|o sea que en julio le subieron la luz}\nC: eso es", "met"),
    ("A: {empathy|cansa que suban la luz sin avisar}\nC: ya", "met"),
    ("A: ya, ¿y cuándo paga?\nC: no sé", "partly"),
    ("A: {empathy|lamento escuchar eso}\nC: ya", "partly"),
    ("A: {confrontation|eso dicen todos}\nC: pues no pago", "missed"),
])
def test_active_listening(said: str, verdict: str) -> None:
    assert judged("active_listening", TOLD + said).verdict == verdict


@pytest.mark.parametrize(("starts", "verdict"), [
    ((8, 12), "met"), ((6.5, 12), "partly"), ((7.2, 12), "met"),
])
def test_interruptions_need_more_than_a_second(starts: tuple[float, ...], verdict: str) -> None:
    times = tuple(zip((0, 1, 2, 3, 4, *starts), (1, 2, 3, 4, 8, 11, 13), strict=True))
    said = TOLD + "A: {paraphrase|o sea que en julio le subieron la luz}\nC: eso es"
    assert judged("active_listening", said, times=times).verdict == verdict


def test_a_back_channel_over_the_customer_is_no_interruption() -> None:
    said = TOLD + "A: ajá\nA: {paraphrase|o sea que en julio le subieron la luz}"
    times = ((0.0, 1.0), (1.0, 2.0), (2.0, 3.0), (3.0, 4.0), (4.0, 8.0), (6.0, 7.5), (9.0, 12.0))
    assert judged("active_listening", said, times=times).verdict == "met"


def test_complaints_of_being_cut_off_count_without_times() -> None:
    said = TOLD + """
        A: tiene que pagarlo
        C: ¡Déjeme hablar!
        A: lo que tiene que hacer es pagar
        C: que me deje terminar, no me interrumpa"""
    assert judged("active_listening", said).verdict == "missed"


@pytest.mark.parametrize(("reply", "verdict"), [
    ("A: {question.open|¿cuándo lo detectó?}", "met"),
    ("A: {offer_documents|le mando la factura}", "met"),
    ("A: {empathy|qué faena}\nC: sí\nA: {question.closed|¿conserva la factura?}", "met"),
    ("A: mándeme el comprobante por correo", "met"),
    ("A: puede comprobarlo en nuestra página", "met"),
    ("A: {question.open,commitment_request|¿cuándo va a pagar?}", "missed"),
    ("A: {confrontation|a mí no me cuente} {question.closed|¿paga o no?}", "missed"),
    ("A: eso es lo que hay", "missed"),
])
def test_a_claim_is_answered_by(reply: str, verdict: str) -> None:
    assert judged("excuses_probed", TOLD + reply).verdict == verdict


def test_evasions_may_be_answered_by_asking_for_a_day() -> None:
    said = HELLO + "C: {excuse.postpone|luego le digo}\n"
    asked = said + "A: {question.open,commitment_request|¿qué día lo dejo anotado?}"
    assert judged("excuses_probed", asked).verdict == "met"


def test_excuses_that_do_not_count() -> None:
    promise = HELLO + "C: {excuse.forgot|se me olvidó}, {promise.concrete|mañana lo pago}\nA: bien"
    assert judged("excuses_probed", promise).verdict == "not_applicable"
    last = HELLO + "A: son 300\nC: {excuse.postpone|tengo que colgar}"
    assert judged("excuses_probed", last).verdict == "not_applicable"
    again = TOLD + "A: {question.open|¿desde cuándo?}\n" + TOLD.splitlines()[-1] + "\nA: ya lo veo"
    assert judged("excuses_probed", again).verdict == "met"


def test_advice_asks_what_the_catalogue_asks() -> None:
    outcome = judged("excuses_probed", TOLD + "A: eso es lo que hay, señor")
    assert outcome.advice is not None and outcome.advice.key.endswith("advice_catalogue")
    assert outcome.advice.words["ask"].startswith("¿")
    said = "A: vos tenés que pagarlo, vos sos grande, vos sabés y podés"
    informal = judged("excuses_probed", TOLD + said)
    assert informal.advice is not None and informal.advice.key.endswith(".vos")


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: le entiendo, y el recibo sigue pendiente", "met"),
    ("A: {confrontation|no es mi problema}\nC: ya", "partly"),
    ("A: {confrontation|no es mi problema}\nC: {insult|es usted un payaso}", "missed"),
    ("A: {insult|no sea ridícula}\nC: oiga", "missed"),
    ("A: {confrontation|no es mi problema}\nC: ya\nA: {confrontation|usted miente}", "missed"),
    ("A: {notice|si no se paga, el acreedor podrá demandar}\nC: ya", "met"),
])
def test_composure(said: str, verdict: str) -> None:
    assert judged("composure", TOLD + said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    ("A: {empathy|perder el trabajo así es muy duro}", "met"),
    ("A: {empathy|lamento escuchar eso señor Soto}", "partly"),
    ("A: {empathy|entiendo su situación}, pero hay que pagar", "partly"),
    ("A: entiendo, pero hay que pagar", "partly"),
    ("A: {paraphrase|o sea que perdió el trabajo en marzo}", "met"),
    ("A: {question.open|¿cuándo paga?}", "missed"),
])
def test_empathy(said: str, verdict: str) -> None:
    told = HELLO + "C: {excuse.no_funds|me despidieron en marzo}\n"
    assert judged("empathy", told + said).verdict == verdict


def test_empathy_before_the_hardship_is_none_for_it() -> None:
    said = HELLO + """
        A: {empathy|comprendo que cansa tanta llamada}
        C: {excuse.personal|mi madre está ingresada}
        A: {question.open|¿cuándo paga?}"""
    assert judged("empathy", said).verdict == "missed"
    despair = HELLO + "C: {threat.self_harm|pienso en no seguir}\nA: {question.closed|¿paga?}"
    assert judged("empathy", despair).verdict == "missed"


def test_natures_come_from_the_catalogue() -> None:
    assert nature("excuse.no_funds") == "hardship" and nature("excuse.postpone") == "evasion"
    assert nature("excuse.nonsense") is None and nature("refusal") is None
    assert call_of(TOLD).excuses
