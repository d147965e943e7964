"""Conduct: the hard cases of the definitions, on given labels and given files."""

from __future__ import annotations

from typing import Any

import pytest

from callcoach.analysis.policy import Policy
from callcoach.model.transcript import CallInfo
from callcoach.practices.contact_hours import ContactHours
from callcoach.practices.ends_abusive_call import EndsAbusiveCall

from .marked import call_of, judged

HELLO = "C: diga\nA: {verification,question.closed|hablo con don luis}\n"
DEBTOR = HELLO + "C: si soy yo\nA: es por {amount:300|300 euros}\nC: {excuse.no_funds|no tengo}\n"
INSULT = "C: {insult|es usted un imbécil}\n"
WARN = "A: {ends_call|si vuelve a insultarme tendré que colgar}\n"
END = "A: {ends_call|doy por terminada la llamada}"
CALM = "A: {question.open|cuándo podría pagar}\nC: nunca\nA: y en dos veces\nC: tampoco\n"


@pytest.mark.parametrize(("code", "said", "verdict"), [
    ("no_threats", DEBTOR + "A: {threat.seizure|mañana le embargamos}", "missed"),
    ("no_threats", DEBTOR + "A: {notice|el acreedor podrá reclamar}", "met"),
    ("no_threats", DEBTOR + "C: {threat.violence|le voy a buscar}\nA: adiós", "met"),
    ("no_insults", DEBTOR + "A: {insult|sinvergüenza}", "missed"),
    ("no_insults", DEBTOR + INSULT + "A: adiós", "met"),
    ("no_threats", "C: diga\nC: oiga", "not_applicable"),
    ("no_insults", "C: diga\nC: oiga", "not_applicable"),
])
def test_threats_and_insults(code: str, said: str, verdict: str) -> None:
    assert judged(code, said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    (DEBTOR, "met"),
    ("C: si\nA: {verification|don luis} por {disclosure|su deuda}\nC: soy yo\nA: bien", "met"),
    (HELLO + "C: no esta soy su madre\nA: {disclosure|su hijo debe dinero}\nC: ay", "missed"),
    (HELLO + "C: no esta soy su madre\nA: debe {amount:300|300 euros}\nC: ay", "missed"),
    (HELLO + "C: no esta soy su madre\nA: es un tema personal\nC: ya", "met"),
    ("C: diga\nA: llamo por {disclosure|la deuda de luis}\nC: no esta soy su madre\nA: ah",
     "missed"),
    (HELLO + "C: le paso con el\nC: si soy yo\nA: son {amount:300|300 euros}\nC: ya", "met"),
    (HELLO + "A: {disclosure|es por su deuda}\nC: le paso con el\nC: soy yo\nA: ya", "missed"),
    ("A: don luis debe usted {amount:300|300 euros} llamenos", "missed"),
    ("C: diga\nA: le llamo por {disclosure|su deuda}\nA: oiga", "not_observable"),
])
def test_no_disclosure(said: str, verdict: str) -> None:
    assert judged("no_disclosure", said).verdict == verdict


@pytest.mark.parametrize(("said", "verdict"), [
    (DEBTOR + INSULT + END, "met"),
    (DEBTOR + INSULT + WARN + "C: ja\n" + CALM + INSULT + END, "met"),
    (DEBTOR + INSULT + WARN + "C: ja\n" + CALM + INSULT + WARN + CALM + INSULT + END, "partly"),
    (DEBTOR + INSULT + "A: no podemos seguir así buenas tardes\nC: hala", "met"),
    (DEBTOR + INSULT + CALM, "partly"), (DEBTOR + INSULT + WARN + "C: perdone\n" + CALM, "partly"),
    (DEBTOR + INSULT + "A: {insult|imbécil usted}", "missed"),
    (DEBTOR + INSULT + "A: {confrontation|a mí no me levante la voz}\n" + END, "missed"),
    (DEBTOR + "A: {confrontation|siempre igual}\n" + INSULT + END, "met"),
    (DEBTOR + INSULT, "not_applicable"),
    (DEBTOR + "C: {threat.complaint|voy a consumo}\nA: bien", "not_applicable"),
    (DEBTOR + "C: {threat.legal|le voy a demandar}\nA: bien", "not_applicable"),
    (DEBTOR + "C: {threat.self_harm|me quito de en medio}\nA: ay", "not_applicable"),
    (DEBTOR + "C: {threat.violence|te voy a buscar}\n" + END, "met"),
])
def test_ends_abusive_call(said: str, verdict: str) -> None:
    assert judged("ends_abusive_call", said).verdict == verdict


def test_the_policy_of_abuse_can_be_changed() -> None:
    warned = call_of(DEBTOR + INSULT + WARN + "C: ja\n" + CALM + INSULT + END)
    heeded = call_of(DEBTOR + INSULT + WARN + "C: perdone\n" + CALM)
    assert EndsAbusiveCall(warnings=0).check(warned).verdict == "partly"
    assert EndsAbusiveCall(heeded=True).check(heeded).verdict == "met"


@pytest.mark.parametrize(("said", "reported", "verdict"), [
    (DEBTOR + INSULT + "A: dejo constancia de lo ocurrido", None, "met"),
    (DEBTOR + INSULT + "A: {ends_call|cuelgo} y {escalates|se lo digo a mi jefa}", None, "met"),
    (DEBTOR + INSULT + END, None, "not_observable"), (DEBTOR + INSULT + END, True, "met"),
    (DEBTOR + INSULT + END, False, "missed"), (DEBTOR + "A: bien", False, "not_applicable"),
    (DEBTOR + "A: {escalates|lo paso a reclamos}\n" + INSULT + END, None, "not_observable"),
])
def test_reports_abuse(said: str, reported: bool | None, verdict: str) -> None:
    assert judged("reports_abuse", said, CallInfo(abuse_reported=reported)).verdict == verdict


def file(**known: Any) -> CallInfo:
    return CallInfo.model_validate({"jurisdiction": "ES", **known})


@pytest.mark.parametrize(("info", "verdict"), [
    (file(started_at="2026-03-10T11:42:00+01:00"), "met"),
    (file(started_at="2026-03-14T15:40:00+01:00"), "missed"),
    (file(started_at="2026-03-16T18:20:00-06:00", jurisdiction="MX"), "missed"),
    (file(started_at="2026-05-23T10:05:00-05:00", jurisdiction="PE"), "missed"),
    (file(started_at="2026-07-04T20:00:00-05:00", jurisdiction="US"), "met"),
    (file(started_at="2026-03-10T11:42:00"), "not_observable"),
    (file(started_at="2026-03-10T11:42:00", time_zone="Europe/Madrid"), "met"),
    (file(started_at="2026-07-10T19:30:00Z"), "not_observable"),
    (file(started_at="2026-07-10T12:30:00Z"), "met"),
    (file(started_at="2026-03-10T11:42:00-06:00", jurisdiction="GT"), "not_observable"),
    (file(started_at="2026-03-10T11:42:00+01:00", jurisdiction=None), "not_observable"),
    (file(), "not_observable"), (file(direction="inbound"), "not_applicable"),
])
def test_contact_hours(info: CallInfo, verdict: str) -> None:
    assert judged("contact_hours", DEBTOR, info).verdict == verdict


def test_a_firm_brings_its_own_policy() -> None:
    own = Policy(hours={"mon-fri": "10:00-12:00"})
    call = call_of(DEBTOR, file(started_at="2026-03-10T12:30:00-04:00", jurisdiction="DO"))
    assert ContactHours(policies={"DO": own}).check(call).verdict == "missed"


@pytest.mark.parametrize(("info", "verdict"), [
    (file(calls_last_7_days=6), "met"), (file(calls_last_7_days=7), "partly"),
    (file(calls_last_7_days=8), "missed"), (file(), "not_observable"),
    (file(calls_last_30_days=5), "met"), (file(calls_last_30_days=20), "not_observable"),
    (file(calls_today=9), "missed"), (file(calls_today=2), "not_observable"),
    (file(jurisdiction="CL", calls_last_7_days=0), "met"),
    (file(jurisdiction="CL", calls_last_7_days=1), "partly"),
    (file(jurisdiction="CL", calls_last_7_days=2), "missed"),
    (file(jurisdiction="CO", calls_today=0), "met"),
    (file(jurisdiction="CO", calls_today=1), "partly"),
    (file(jurisdiction="CO", calls_today=2), "missed"),
    (file(jurisdiction="CO", calls_last_7_days=0), "met"),
    (file(jurisdiction="CO", calls_last_7_days=4), "not_observable"),
    (file(jurisdiction="CO", calls_last_7_days=8), "missed"),
    (file(jurisdiction="GT", calls_last_7_days=8), "not_observable"),
    (file(direction="inbound", calls_last_7_days=9), "not_applicable"),
])
def test_contact_frequency(info: CallInfo, verdict: str) -> None:
    assert judged("contact_frequency", DEBTOR, info).verdict == verdict
