"""Plain text: labels, wrapped lines, times, dumps, copies from meeting programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.events import is_event
from callcoach.readers.labels import repeated_labels, split_label
from callcoach.readers.read import read_transcript

FIXTURES = Path(__file__).parent / "fixtures"


def _read(text: str) -> Transcript:
    return read_transcript(text.encode(), name="a.txt")


def _said(call: Transcript) -> list[tuple[str, str]]:
    return [(u.speaker, u.text) for u in call.utterances]


def _codes(call: Transcript) -> set[str]:
    return {issue.code for issue in call.issues}


def test_wrapped_lines_and_colons_in_speech() -> None:
    call = read_transcript(FIXTURES / "plano.txt")
    assert _said(call) == [
        (
            "agent",
            "Buenos días, le habla Marta Quiles, de Recobros Ancla. Le digo: pague"
            " cuando pueda, a las 10:30 estoy.",
        ),
        ("customer", 'No me diga más. Mi marido dice: "no hay dinero".'),
        ("agent", "Entiendo."),
        ("customer", "Adiós."),
    ]
    assert call.utterances[0].ref == "lines 1-3"
    assert _codes(call) == {"TIMES_MISSING"}


def test_times_events_and_lines_without_speaker() -> None:
    call = read_transcript(FIXTURES / "plano_tiempos.txt")
    assert [u.speaker for u in call.utterances] == [
        "agent", "customer", "system", "customer", "agent", "unknown", "customer",
    ]  # fmt: skip
    assert [u.start for u in call.utterances] == [1, 6, 9, 15, 3725, 3729, 3731]
    assert call.utterances[1].end == 8.0 and call.utterances[1].end_kind == "next_start"
    assert call.utterances[3].text == "[suspiro] Es que ya pagué."
    assert call.utterances[-1].text == "[inaudible]" and call.utterances[-1].end is None
    assert {"EVENTS_LEFT_OUT", "ROLE_UNKNOWN"} == _codes(call)


def test_markdown_with_a_header() -> None:
    call = read_transcript(FIXTURES / "plano_markdown.txt")
    assert call.id == "5541"
    assert _said(call)[0] == ("agent", "Buenos días, ¿don Luis?")
    assert call.utterances[0].speaker_label == "Agente 1 (María)"
    assert call.info.creditor == "Óptica Llano"
    assert call.info.started_at is not None and call.info.started_at.month == 3
    assert call.info.debt is None and call.info.extra["Deuda"] == "1.500"
    assert {"AMOUNT_AMBIGUOUS", "TIMES_MISSING"} == _codes(call)


def test_all_turns_in_one_line() -> None:
    call = read_transcript(FIXTURES / "plano_volcado.txt")
    assert len(call.utterances) == 5
    assert _said(call)[2] == ("agent", "Le llamo de Cobros Sur, por su factura.")


@pytest.mark.parametrize(
    "text",
    [
        "agente: buenas le llamo de cobros sur cliente: quien habla agente: marta",
        "[00:01] Agente: buenas le llamo de cobros sur [00:04] Cliente: quien habla"
        " [00:06] Agente: marta",
        "Agente 1: buenas le llamo de cobros sur Cliente 1: quien habla Agente 1: marta",
        "**Agente:** buenas le llamo de cobros sur **Cliente:** quien habla **Agente:** marta",
    ],
)
def test_dumps_of_other_shapes(text: str) -> None:
    assert _said(_read(text)) == [
        ("agent", "buenas le llamo de cobros sur"),
        ("customer", "quien habla"),
        ("agent", "marta"),
    ]


def test_a_role_word_in_the_middle_of_a_line_is_speech() -> None:
    call = _read("Agente: se lo dije al cliente: pague ya\nCliente: ¿a qué cliente?\n")
    assert len(call.utterances) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Agente: hola",
        "AGENTE : hola",
        "agente：hola",
        "Agente 2: hola",
        "Agente (Luis): hola",
        "[Agente]: hola",
        "**Agente**: hola",
        "**Agente:** hola",
        "__Agente__: hola",
        "- Agente: hola",
        "* Agente: hola",
        "00:05 Agente: hola",
        "[00:05] Agente: hola",
        "(0:05) Agente: hola",
        "00:05 - Agente: hola",
        "[00:05 - 00:09] Agente: hola",
        "[00:00:05.250] Agente: hola",
        "Agente [00:05]: hola",
        "Agente (00:05): hola",
        "Asesora María: hola",
        "Agente - María: hola",
        "Agente - hola",
        "AGENTE — hola",
        "Agente> hola",
        "Agente 1\thola",
    ],
)
def test_ways_to_write_a_label(line: str) -> None:
    call = _read(f"{line}\nCliente: qué\n")
    assert _said(call) == [("agent", "hola"), ("customer", "qué")]
    if "05" in line:
        assert call.utterances[0].start is not None and int(call.utterances[0].start) == 5


def test_names_as_labels_need_to_come_back() -> None:
    call = _read("Ana Ruiz: hola\nLeo Paz: sí\nAna Ruiz: mire, le explico\nel trato: pagar\n")
    assert [u.speaker_label for u in call.utterances] == ["Ana Ruiz", "Leo Paz", "Ana Ruiz"]
    assert call.utterances[2].text == "mire, le explico el trato: pagar"


def test_labels_of_diarisers_and_lower_case_names() -> None:
    assert [u.speaker_label for u in _read("SPEAKER_00: hola\nSPEAKER_01: sí\n").utterances] == [
        "SPEAKER_00",
        "SPEAKER_01",
    ]
    call = _read("SPEAKER: S1\nhola que tal\nSPEAKER: S2\nbien\n")
    assert [(u.speaker_label, u.text) for u in call.utterances] == [
        ("S1", "hola que tal"),
        ("S2", "bien"),
    ]
    lower = "maria: hola\njuan: si\nmaria: le llamo\njuan: ya\nmaria: bien\njuan: bueno\n"
    assert len(_read(lower).utterances) == 6


def test_no_labels_from_speech() -> None:
    lines = [
        "Nota: llamó dos veces",
        "Nota: no contestó",
        "10:30 quedamos",
        "Fecha: hoy",
        "Fecha: ayer",
    ]
    assert repeated_labels(lines) == frozenset()
    for line in (
        "le digo: pague",
        "a las 10:30",
        "son 3: uno, dos",
        "¿Sabe qué?: no",
        "http://x.y",
    ):
        assert split_label(line) is None


def test_copies_from_teams() -> None:
    call = read_transcript(FIXTURES / "plano_teams.txt")
    assert [u.start for u in call.utterances] == [3.0, 9.0, 3735.0]
    assert call.utterances[0].text.endswith("Recuperaciones Tajo por su factura pendiente.")
    assert [u.role_source for u in call.utterances] == ["guessed"] * 3


def test_copied_times_that_may_be_of_the_clock_are_unknown() -> None:
    call = _read("Ana Paz   09:01\nhola\n\nLeo Gil   09:05\nsí, dígame\n")
    assert [u.start for u in call.utterances] == [None, None]
    assert {"TIMES_AMBIGUOUS", "TIMES_MISSING"} <= _codes(call)


def test_clock_times_in_brackets() -> None:
    call = _read("[11:42:05] Agente: hola\n[11:42:09] Cliente: sí\n")
    assert [u.start for u in call.utterances] == [0.0, 4.0]
    assert "TIMES_CLOCK" in _codes(call)


def test_a_header_that_says_who_is_who() -> None:
    call = _read(
        "TRANSCRIPCIÓN LLAMADA 4471\nFecha y hora: 03/02/2026 10:15\n"
        "Agente: Pedro Salas\nCliente: Marina Gil\n-----\n"
        "(00:00:02) Pedro Salas: Buenos días.\n(00:00:05) Marina Gil: Sí.\n"
        "(00:00:07) Pedro Salas: Le llamo de Sur.\n(00:00:09) Marina Gil: Ya.\n"
    )
    assert [u.speaker for u in call.utterances] == ["agent", "customer"] * 2
    assert {u.role_source for u in call.utterances} == {"given"}
    assert call.info.started_at is not None and call.info.started_at.day == 3


def test_printed_spans() -> None:
    for line in ("[0.00s -> 3.20s] hola", "[00:00:00.000 --> 00:00:03.200]   hola"):
        first = _read(f"{line}\n").utterances[0]
        assert (first.text, first.start, first.end) == ("hola", 0.0, 3.2)


@pytest.mark.parametrize(
    "text",
    [
        "Agente\nhola\n\nCliente\nsí\nclaro\n",
        "00:02\nAgente\nhola\n00:06\nCliente\nsí\nclaro\n",
        "00:02\nAgente: hola\n00:06\nCliente: sí\nclaro\n",
        "**Agente**\nhola\n**Cliente**\nsí\nclaro\n",
        "Agente:\nhola\nCliente:\nsí\nclaro\n",
        "### Agente\nhola\n### Cliente\nsí\nclaro\n",
    ],
)
def test_labels_and_times_on_their_own_lines(text: str) -> None:
    call = _read(text)
    assert _said(call) == [("agent", "hola"), ("customer", "sí claro")]
    assert call.utterances[1].start == (6.0 if "00:06" in text else None)


def test_text_without_any_speaker() -> None:
    call = _read("buenas tardes le llamo de cobros sur\nno se escucha bien\n")
    assert [(u.speaker, u.ref) for u in call.utterances] == [
        ("unknown", "line 1"),
        ("unknown", "line 2"),
    ]
    assert "ROLE_UNKNOWN" in _codes(call)


def test_a_list_of_lines_in_json() -> None:
    call = read_transcript('["Agente: hola", "Cliente:sí, diga"]'.encode())
    assert _said(call) == [("agent", "hola"), ("customer", "sí, diga")]


def test_the_text_of_a_call_in_json() -> None:
    obj = {"id": "c9", "acreedor": "Sur", "transcript": "Agente: hola\\nCliente: sí, diga"}
    text = json.dumps(obj, ensure_ascii=False).replace("\\\\n", "\\n")
    call = _read(text)
    assert (call.id, call.info.creditor) == ("c9", "Sur")
    assert _said(call) == [("agent", "hola"), ("customer", "sí, diga")]
    lines = _read('{"text": "[00:01] Agente: hola [00:03] Cliente: sí Agente: ya"}')
    assert [u.start for u in lines.utterances] == [1.0, 3.0, None]


def test_a_company_as_a_label_is_no_header() -> None:
    call = _read("Banco: buenas tardes\nCliente: sí\nBanco: le llamo por su deuda\n")
    assert [u.speaker_label for u in call.utterances] == ["Banco", "Cliente", "Banco"]
    assert call.utterances[0].speaker == "agent"


def test_nothing_said() -> None:
    with pytest.raises(TranscriptError, match="nobody speaks"):
        _read("[00:01] [música]\n[00:05] [ruido]\n")
    with pytest.raises(TranscriptError, match="empty"):
        _read("  \n\n")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("[música]", True),
        ("[Suspiro] ...", True),
        ("(risas)", True),
        ("♪ ♪", True),
        ("[MUSIC]", True),
        ("*tos*", True),
        ("[PII]", False),
        ("[NOMBRE]", False),
        ("[inaudible]", False),
        ("[no se entiende]", False),
        ("(mhm)", False),
        ("[tos] sí", False),
        ("...", False),
        ("", False),
    ],
)
def test_events(text: str, event: bool) -> None:
    assert is_event(text) is event
