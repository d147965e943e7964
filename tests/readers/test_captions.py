"""SRT and WebVTT."""

from __future__ import annotations

from pathlib import Path

import pytest

from callcoach.model.transcript import Transcript
from callcoach.readers.read import read_transcript

FIXTURES = Path(__file__).parent / "fixtures"


def _read(text: str) -> Transcript:
    return read_transcript(text.encode(), name="a.vtt")


def _codes(call: Transcript) -> set[str]:
    return {issue.code for issue in call.issues}


def test_teams_voices_unpadded_times_comments_entities() -> None:
    call = read_transcript(FIXTURES / "teams.vtt")
    first, second, third = call.utterances
    assert first.text == "Buenas tardes, le llamo de Gestora Roble & Pino por su factura."
    assert (first.start, first.end, first.ref) == (0.0, 7.23, "lines 12-16")
    assert (second.speaker_label, second.text, second.start) == ("Tomás Gil", "¿Qué factura?", 6.9)
    assert (third.speaker_label, third.text, third.end) == ("Elena Roca", "La de marzo.", 9.5)
    assert second.end is None and third.start is None
    assert call.source is not None and call.source.format == "webvtt"


def test_names_in_front_also_of_who_speaks_once() -> None:
    call = read_transcript(FIXTURES / "zoom.vtt")
    assert [u.speaker_label for u in call.utterances] == ["Nora Paz", "Beto Luna", "Nora Paz"]
    assert call.utterances[1].text == "No tengo con qué pagar."


def test_rolling_captions_are_said_once() -> None:
    call = read_transcript(FIXTURES / "rodante.vtt")
    assert [u.text for u in call.utterances] == [
        "buenas tardes le llamo",
        "de cobros del sur",
        "por su factura",
    ]
    assert "DUPLICATE_TEXT" in _codes(call)


def test_a_customer_who_repeats_himself_is_no_roll() -> None:
    cues = [f"00:0{i}.000 --> 00:0{i}.900\nCliente: sí\n" for i in range(1, 5)]
    assert len(_read("WEBVTT\n\n" + "\n".join(cues)).utterances) >= 1
    call = _read("WEBVTT\n\n" + "\n".join(cue.replace("sí", "Sí.") for cue in cues))
    assert [u.text for u in call.utterances] == ["Sí."] * 4


def test_srt_of_whisperx() -> None:
    call = read_transcript(FIXTURES / "whisperx.srt")
    said = [(u.speaker_label, u.start, u.end, u.text) for u in call.utterances]
    assert said == [
        ("SPEAKER_01", 0.5, 3.0, "Buenas tardes, le llamo de Banca Norte."),
        ("SPEAKER_00", 2.8, 4.0, "¿Quién habla?"),
        ("SPEAKER_01", 4.1, 6.5, "Es por su tarjeta, presenta un saldo vencido."),
        ("SPEAKER_01", None, None, "Texto sin tiempo."),
        (None, 9.0, None, "No puedo pagar."),
        (None, None, 11.0, "¿Cuándo podría?"),
    ]
    assert {"SPEAKER_CARRIED", "CUE_WITHOUT_TIME", "ROLE_GUESSED"} <= _codes(call)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhola\n", [(1.0, 2.0, "hola")]),
        ("00:00:01.000 --> 00:00:02.000\nhola\n", [(1.0, 2.0, "hola")]),
        ("1\n00:00:01,5 --> 00:00:02,25\nhola\n", [(1.5, 2.25, "hola")]),
        ("WEBVTT\n\nWEBVTT\n\n00:01.000 --> 00:02.000\nhola\n", [(1.0, 2.0, "hola")]),
        ("WEBVTT\n\n01:00:01.000 --> 01:00:02.000\nhola\n", [(3601.0, 3602.0, "hola")]),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nhola\n2\n00:00:03,000 --> 00:00:04,000\nadiós\n",
            [(1.0, 2.0, "hola"), (3.0, 4.0, "adiós")],
        ),
        (
            "WEBVTT\n\n00:07.000 --> 00:10.000\n00:07.000 --> 00:10.000\nhola\n",
            [(7.0, 10.0, "hola")],
        ),
        (
            "WEBVTT\n\n00:05.000 --> 00:09.000\nb\n\n00:01.000 --> 00:06.000\na\n",
            [(1.0, 6.0, "a"), (5.0, 9.0, "b")],
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n<font color='#fff'>2 &lt; 3</font>\n",
            [(1.0, 2.0, "2 < 3")],
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}hola\n", [(1.0, 2.0, "hola")]),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n\n\n2\n00:00:03,000 --> 00:00:04,000\nsí\n",
            [(3.0, 4.0, "sí")],
        ),
        ("1\n00:00:05,000 --> 00:00:02,000\nhola\n", [(5.0, None, "hola")]),
    ],
)
def test_times_and_tags(text: str, said: list[tuple[float, float | None, str]]) -> None:
    assert [(u.start, u.end, u.text) for u in _read(text).utterances] == said


def test_number_lines_that_are_speech() -> None:
    call = _read(
        "1\n00:00:01,000 --> 00:00:02,000\n¿Cuánto?\n\n2\n00:00:02,000 --> 00:00:03,000\n410\n"
    )
    assert call.utterances[1].text == "410"


def test_roles_in_the_text_and_change_marks() -> None:
    call = _read(
        "WEBVTT\n\n00:01.000 --> 00:03.000\nAgente: hola\nCliente: sí\n\n"
        "00:04.000 --> 00:05.000\n>> otra voz\n\n00:06.000 --> 00:07.000\n(Agente): bien\n"
    )
    assert [(u.speaker, u.text) for u in call.utterances] == [
        ("agent", "hola"),
        ("customer", "sí"),
        ("unknown", "otra voz"),
        ("agent", "bien"),
    ]


def test_sounds_are_left_out() -> None:
    call = _read("WEBVTT\n\n00:01.000 --> 00:03.000\n[Música]\n\n00:04.000 --> 00:05.000\nhola\n")
    assert [u.text for u in call.utterances] == ["hola"]
    assert "EVENTS_LEFT_OUT" in _codes(call)


def test_a_sentence_over_two_cues_is_joined_only_for_one_speaker() -> None:
    cue = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n{}le llamo de\n\n00:02.100 --> 00:03.000\n{}Banco Sur\n"
    )
    joined = _read(cue.format("<v Ana>", "<v Ana>"))
    assert [u.text for u in joined.utterances] == ["le llamo de Banco Sur"]
    assert len(_read(cue.format("<v Ana>", "<v Leo>")).utterances) == 2
    assert len(_read(cue.format("", "")).utterances) == 2
