"""callcoach's own JSON and the plain form: exact texts, one broken call costs only itself."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_dict, from_turns, read_transcript, read_transcripts

FIXTURES = Path(__file__).parent / "fixtures"


def test_native_is_kept_as_it_is() -> None:
    call = read_transcript(FIXTURES / "native.json")
    assert call.id == "n-1"
    assert call.utterances[1].text == " ¿De parte de quién? "
    assert call.utterances[0].ref == "x"
    assert call.source is not None and call.source.format == "whisper"
    assert [(issue.code, issue.message) for issue in call.issues] == [("LOW_CONFIDENCE", "kept")]
    assert call.info.debt is not None and call.info.debt.amount == Decimal("1520.40")


def test_reading_twice_changes_nothing() -> None:
    for name in ("tabla.csv", "plano_tiempos.txt", "teams.vtt", "whisper_api.json", "whisperx.srt"):
        for call in read_transcripts(FIXTURES / name):
            assert isinstance(call, Transcript)
            data = call.model_dump_json(by_alias=True).encode()
            assert read_transcript(data, name=name) == call


def test_plain_form_fills_the_facts() -> None:
    calls = list(read_transcripts(FIXTURES / "calls.jsonl"))
    first = calls[0]
    assert isinstance(first, Transcript)
    assert first.info.variety == "es-MX"
    assert first.info.calls_last_7_days == 2 and first.info.abuse_reported is False
    assert first.info.started_at is not None and first.info.started_at.utcoffset() is not None
    assert first.info.extra == {"style": "asr", "turno": "tarde", "intentos": '{"sms": 2}'}
    assert [u.speaker for u in first.utterances] == ["customer", "agent"]
    assert {u.role_source for u in first.utterances} == {"given"}


def test_a_broken_line_costs_one_call() -> None:
    first, second, third = read_transcripts(FIXTURES / "calls.jsonl")
    assert isinstance(first, Transcript) and isinstance(third, Transcript)
    assert (first.id, third.id) == ("c-1", "c-3")
    assert isinstance(second, TranscriptError)
    assert str(second.where).endswith("calls.jsonl:2:51")
    assert "cut off" in str(second)


def test_a_broken_first_line_too() -> None:
    good = b'{"id": "2", "utterances": [{"speaker": "agent", "text": "a"}]}'
    lines = b'{"id": "1", "utterances": [\n' + good + b"\n"
    first, second = read_transcripts(lines)
    assert isinstance(first, TranscriptError)
    assert isinstance(second, Transcript) and second.id == "2"


@pytest.mark.parametrize(
    ("obj", "place", "what"),
    [
        ({"utterances": [{"speaker": "agent", "text": 5}]}, "/utterances/0/text", "found a number"),
        ({"utterances": [{"speaker": "agent"}]}, "/utterances/0/text", "found null"),
        ({"utterances": ["Agente: hola"]}, None, "an object with the keys utterances"),
        ({"utterances": [{"text": "a"}, 5]}, "/utterances/1", "an object expected"),
        ({"utterances": []}, None, "nobody speaks"),
        (
            {"utterances": [{"speaker": "agent", "text": "a"}], "meta": {"debt": "mucho"}},
            "/meta/debt",
            "dict",
        ),
        ({"schema": "callcoach.transcript/2", "utterances": []}, "/schema", "not known"),
        ({"schema": "callcoach.transcript/1", "utterances": {}}, "/utterances", "a list expected"),
        (
            {"schema": "callcoach.transcript/1", "utterances": [], "color": 1},
            None,
            "unknown keys color",
        ),
        (
            {"utterances": [{"speaker": "agent", "text": "a", "confidence": 7}]},
            "/utterances/0/confidence",
            "less than or equal to 1",
        ),
    ],
)
def test_faults_say_where(obj: dict[str, Any], place: str | None, what: str) -> None:
    with pytest.raises(TranscriptError, match=what) as caught:
        from_dict(obj, name="x.json")
    assert place is None or str(caught.value.where).endswith(f"x.json#{place}")


def test_errors_never_show_the_words() -> None:
    secret = "tengo una amante secreta"
    for obj in (
        {"utterances": [{"speaker": "agent", "text": secret, "confidence": secret}]},
        {"utterances": [{"speaker": "agent", "text": [secret]}]},
        {"meta": {"debt": secret}, "utterances": [{"speaker": "agent", "text": secret}]},
        {"palabras": secret},
    ):
        with pytest.raises(TranscriptError) as caught:
            from_dict(obj)
        assert "secreta" not in str(caught.value)


def test_keys_by_other_names() -> None:
    call = from_dict(
        {
            "call_id": 7,
            "turns": [{"role": "user", "content": "¿Sí?"}, {"rol": "Gestor", "texto": "Hola"}],
        }
    )
    assert call.id == "7"
    assert [(u.speaker, u.speaker_label) for u in call.utterances] == [
        ("customer", "user"),
        ("agent", "Gestor"),
    ]


def test_times_that_cannot_be_right_are_unknown_and_said() -> None:
    turns = [
        {"speaker": "agent", "text": "a", "start": -2.0, "end": 1.0},
        {"speaker": "agent", "text": "b", "start": 5.0, "end": 4.0},
        {"speaker": "agent", "text": "c", "start": 6.0, "end": 90_000},
        {"speaker": "agent", "text": "d", "start": "luego", "end": None},
    ]
    call = from_dict({"id": "1", "utterances": turns})
    assert [(u.start, u.end) for u in call.utterances] == [
        (None, 1.0),
        (5.0, None),
        (6.0, None),
        (None, None),
    ]
    found = {
        issue.utterance: issue.message for issue in call.issues if issue.code == "TIME_INVALID"
    }
    assert set(found) == {0, 1, 2, 3}
    assert "negative" in found[0] and "end before start" in found[1] and "24 hours" in found[2]


def test_unsorted_is_sorted_and_said() -> None:
    turns = [("b", 5.0), ("sin hora", None), ("a", 1.0)]
    data = [{"speaker": "agent", "text": text, "start": start} for text, start in turns]
    call = from_dict({"id": "1", "utterances": data})
    assert [u.text for u in call.utterances] == ["a", "b", "sin hora"]
    assert [u.index for u in call.utterances] == [0, 1, 2]
    assert "UNSORTED" in {issue.code for issue in call.issues}


def test_only_starts_give_an_upper_bound() -> None:
    turns = [{"speaker": "agent", "text": "a", "start": s} for s in (1.0, 3.5, None, 9.0)]
    call = from_dict({"id": "1", "utterances": turns})
    assert [(u.end, u.end_kind) for u in call.utterances] == [
        (3.5, "next_start"),
        (9.0, "next_start"),
        (None, None),
        (None, None),
    ]
    assert call.source is not None and call.source.times == "start_only"


def test_no_times_is_said() -> None:
    call = from_turns([("agent", "Hola")], id="1")
    assert [(issue.code, issue.level) for issue in call.issues] == [("TIMES_MISSING", "info")]


def test_low_confidence_is_said() -> None:
    turns = [{"speaker": "agent", "text": "hola", "confidence": 0.3}] * 3
    assert "LOW_CONFIDENCE" in {i.code for i in from_dict({"id": "1", "utterances": turns}).issues}


def test_surrogates_in_python_values() -> None:
    call = from_dict({"id": "1", "utterances": [{"speaker": "agent", "text": "a\ud83d"}]})
    assert call.utterances[0].text == "a\ufffd"
    assert "SURROGATE_REPLACED" in {issue.code for issue in call.issues}


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(["agent", "customer", "system"]), TEXT), min_size=1))
def test_texts_survive_exactly(turns: list[tuple[str, str]]) -> None:
    data = [{"speaker": speaker, "text": text} for speaker, text in turns]
    obj = {"id": "x", "utterances": data}
    texts = [text for _, text in turns]
    assert [u.text for u in from_dict(obj).utterances] == texts
    assert [u.text for u in from_turns(turns, id="x").utterances] == texts
    for ascii_only in (True, False):
        line = json.dumps({"schema": "callcoach.transcript/1", **obj}, ensure_ascii=ascii_only)
        assert [u.text for u in read_transcript(line.encode()).utterances] == texts
    native = from_dict(obj)
    assert (
        read_transcript(native.model_dump_json(by_alias=True).encode()).utterances
        == native.utterances
    )
