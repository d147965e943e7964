"""Amazon Transcribe, Call Analytics, Contact Lens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_dict, read_transcript

FIXTURES = Path(__file__).parent / "fixtures"
CONTACT = "0a1b2c3d-1111-2222-3333-444455556666"


def _said(call: Transcript) -> list[tuple[str | None, str, float | None, float | None]]:
    return [(u.speaker_label, u.text, u.start, u.end) for u in call.utterances]


def test_speakers_punctuation_pauses_and_confidences() -> None:
    call = read_transcript(FIXTURES / "amazon_hablantes.json")
    assert call.id == "cobro-0007"
    assert _said(call) == [
        ("spk_1", "Buenas tardes.", 0.5, 1.5),
        ("spk_0", "¿Quién?", 1.8, 2.2),
        ("spk_1", "Cobros", 2.5, 3.0),
        ("spk_1", "Sur.", 5.5, 6.0),
    ]
    scores = [u.confidence for u in call.utterances]
    assert scores == [pytest.approx(0.966), pytest.approx(0.41), pytest.approx(0.9), None]


def test_channels_are_interleaved_without_complaint() -> None:
    call = read_transcript(FIXTURES / "amazon_canales.json")
    assert call.id == "amazon_canales"
    assert [(u.channel, u.text) for u in call.utterances] == [
        (0, "Bueno,"),
        (1, "Buenas tardes"),
        (0, "diga"),
    ]
    assert "UNSORTED" not in {issue.code for issue in call.issues}


def test_audio_segments() -> None:
    call = read_transcript(FIXTURES / "amazon_segmentos.json")
    assert _said(call) == [("spk_0", "Hola, buenas.", 0.1, 0.9), ("spk_1", "No.", 2.0, 2.4)]
    assert [u.confidence for u in call.utterances] == [pytest.approx(0.8), pytest.approx(0.6)]


def test_older_items_of_speakers_and_text_alone() -> None:
    item = {
        "start_time": "0.0",
        "end_time": "0.4",
        "speaker_label": "spk_0",
        "alternatives": [{"content": "Hola"}],
    }
    labels = {
        "segments": [
            {"start_time": "0.0", "end_time": "0.4", "speaker_label": "spk_0", "items": [item]}
        ]
    }
    text = [{"transcript": "Hola"}]
    call = from_dict({"results": {"transcripts": text, "speaker_labels": labels}})
    assert _said(call) == [("spk_0", "Hola", 0.0, 0.4)]
    alone = from_dict({"jobName": "x", "results": {"transcripts": text}})
    assert _said(alone) == [(None, "Hola", None, None)]


def test_a_job_that_failed_or_has_no_words() -> None:
    with pytest.raises(TranscriptError, match="did not finish"):
        from_dict({"jobName": "x", "status": "FAILED", "results": {"transcripts": []}})
    with pytest.raises(TranscriptError, match="nobody speaks"):
        from_dict({"jobName": "x", "results": {"transcripts": [{"transcript": ""}], "items": []}})


def test_call_analytics_roles_times_redaction() -> None:
    call = read_transcript(FIXTURES / "amazon_analytics.json")
    first, second = call.utterances
    assert (first.speaker, first.start, first.end) == ("agent", 0.04, 2.05)
    assert (second.speaker, second.confidence, second.role_source) == ("customer", None, "given")
    assert first.confidence == pytest.approx((0.9 * 0.46 + 0.8 * 0.2) / 0.66)
    assert call.source is not None and call.source.redacted == "yes"
    assert "REDACTED" in {issue.code for issue in call.issues}


def test_contact_lens_roles_and_the_name_of_its_file() -> None:
    data = (FIXTURES / "contact_lens.json").read_bytes()
    call = read_transcript(data, name=f"{CONTACT}_analysis_2026-03-10T15:42:07Z.json")
    assert [u.speaker for u in call.utterances] == ["agent", "customer"]
    assert call.id == CONTACT
    assert call.info.started_at is not None and call.info.started_at.isoformat().startswith(
        "2026-03-10T15:42"
    )
    assert call.source is not None and call.source.redacted == "no"


def test_real_time_segments() -> None:
    turns = [
        {
            "Transcript": {
                "ParticipantRole": "AGENT",
                "Content": "Hola",
                "BeginOffsetMillis": 0,
                "EndOffsetMillis": 500,
            }
        },
        {"Categories": {}},
        {
            "Transcript": {
                "ParticipantRole": "CUSTOMER",
                "Content": "Sí",
                "BeginOffsetMillis": 600,
                "EndOffsetMillis": 900,
            }
        },
    ]
    assert [u.speaker for u in from_dict({"Segments": turns}).utterances] == ["agent", "customer"]


@pytest.mark.parametrize("name", sorted(p.name for p in FIXTURES.glob("amazon_*.json")))
@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, [None], [5], [[]]])
def test_a_broken_structure_is_one_clean_error(name: str, wrong: Any) -> None:
    """Whatever stands where a list or an object should: a call, or one TranscriptError."""
    whole = json.loads((FIXTURES / name).read_text())
    for broken in _with(whole, wrong):
        try:
            assert isinstance(from_dict(broken, name=name), Transcript)
        except TranscriptError as error:
            assert str(error)


def _with(value: Any, wrong: Any) -> list[Any]:
    """Copies of ``value`` in which one thing (to a depth of three) is ``wrong``."""
    made = []
    for key in value if isinstance(value, dict) else range(len(value)):
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[key] = wrong
        made.append(copy)
        if isinstance(value[key], (dict, list)):
            for inner in _with(value[key], wrong)[:12]:
                made.append(
                    {**copy, key: inner}
                    if isinstance(copy, dict)
                    else [*copy[:key], inner, *copy[key + 1 :]]
                )
    return made
