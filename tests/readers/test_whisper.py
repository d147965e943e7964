"""The Whisper family and WhisperX."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_dict, read_transcript, read_transcripts

FIXTURES = Path(__file__).parent / "fixtures"


def _codes(call: Transcript) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.utterance) for issue in call.issues]


def test_the_api_and_the_command_line() -> None:
    call = read_transcript(FIXTURES / "whisper_api.json")
    assert [u.text for u in call.utterances] == [
        "Buenas tardes, le llamo de Cobros Sur.",
        "¿Quién habla?",
        "Subtítulos realizados por la comunidad.",
    ]
    assert call.source is not None and call.source.language == "es"
    assert call.utterances[0].confidence == pytest.approx(math.exp(-0.2))
    assert {u.speaker for u in call.utterances} == {"unknown"}
    assert ("HALLUCINATION", 2) in _codes(call) and ("ROLE_UNKNOWN", None) in _codes(call)
    assert {"EMPTY_TEXT", "EVENTS_LEFT_OUT"} <= {code for code, _ in _codes(call)}


def test_confidences_of_whisper_timestamped_and_stuck_loops() -> None:
    call = read_transcript(FIXTURES / "whisper_timestamped.json")
    assert call.utterances[0].confidence == 0.4
    assert ("HALLUCINATION", 1) in _codes(call) and ("LOW_CONFIDENCE", None) in _codes(call)


def test_chunks_of_hugging_face() -> None:
    call = read_transcript(FIXTURES / "hf_chunks.json")
    assert [(u.text, u.start, u.end) for u in call.utterances] == [
        ("Buenas.", 0.0, 1.5),
        ("Sí.", 2.0, None),
    ]


def test_word_chunks_become_turns() -> None:
    words = ["le", "llamo", "de", "Sur", "¿Quién?"]
    times = [(0.0, 0.2), (0.2, 0.5), (0.5, 0.6), (0.6, 0.9), (4.0, 4.5)]
    chunks = [{"text": f" {w}", "timestamp": list(t)} for w, t in zip(words, times, strict=True)]
    call = from_dict({"text": "x", "chunks": chunks})
    assert [(u.text, u.start, u.end) for u in call.utterances] == [
        ("le llamo de Sur", 0.0, 0.9),
        ("¿Quién?", 4.0, 4.5),
    ]


def test_printed_segments_of_faster_whisper() -> None:
    call = read_transcript(FIXTURES / "faster_whisper.txt")
    assert [u.text for u in call.utterances] == ["Buenas tardes.", "No es 'aquí'."]
    assert call.utterances[0].ref == "/segments/0"


@pytest.mark.parametrize(
    "obj",
    [
        [{"text": " hola", "start": 0.5, "end": 1.0, "seek": 0}],
        [[1, 0, 0.5, 1.0, " hola", [1], -0.1, 1.0, 0.01, None, 0.0]],
        [[1, 0, 0.5, 1.0, " hola", [1], 0.0, -0.1, 1.0, 0.01, None]],
        [[{"text": " hola", "start": 0.5, "end": 1.0, "seek": 0}], {"language": "es"}],
        {"segments": [{"text": " hola", "start": 0.5, "end": 1.0}], "info": {}},
        {"text": "hola", "words": [{"word": "hola", "start": 0.5, "end": 1.0}], "language": "es"},
        {
            "segments": [{"text": " hola", "start": 0.5, "end": 1.0, "no_speech": 0.1}],
            "ori_dict": {},
        },
    ],
)
def test_other_shapes(obj: Any) -> None:
    call = read_transcript(json.dumps(obj).encode())
    assert call.source is not None and call.source.format == "whisper"
    assert [(u.text, u.start, u.end) for u in call.utterances] == [("hola", 0.5, 1.0)]
    printed = read_transcript(repr(obj).encode())
    assert [u.text for u in printed.utterances] == ["hola"]


def test_text_alone_and_nothing_at_all() -> None:
    call = from_dict({"text": "hola, le llamo de Sur", "segments": []})
    assert len(call.utterances) == 1 and call.utterances[0].start is None
    for empty in ({"text": "", "segments": []}, {"text": " ", "segments": [], "language": "es"}):
        with pytest.raises(TranscriptError, match="nobody speaks"):
            from_dict(empty)


def test_a_clock_that_starts_anew_is_not_sorted() -> None:
    texts = [("a", 0.0), ("b", 20.0), ("c", 0.0), ("d", 15.0)]
    segments = [{"text": text, "start": start, "end": start + 5} for text, start in texts]
    call = from_dict({"text": "", "segments": segments})
    assert [u.text for u in call.utterances] == ["a", "b", "c", "d"]
    assert {u.start for u in call.utterances} == {None}
    assert ("TIME_INVALID", None) in _codes(call)


def test_several_results_in_one_file() -> None:
    result = {
        "text": " hola",
        "segments": [{"id": 0, "seek": 0, "text": " hola", "start": 0, "end": 1}],
    }
    for data in (json.dumps([result, result]), f"{json.dumps(result)}\n{json.dumps(result)}\n"):
        calls = [
            c for c in read_transcripts(data.encode(), name="dia.json") if isinstance(c, Transcript)
        ]
        assert [call.id for call in calls] == ["dia", "dia-2"]


def test_nan_is_unknown_here_and_only_here() -> None:
    call = read_transcript(b'{"text": "a", "segments": [{"text": "a", "start": NaN, "end": 1.0}]}')
    assert (call.utterances[0].start, call.utterances[0].end) == (None, 1.0)
    with pytest.raises(TranscriptError, match="NaN"):
        read_transcript(b'{"utterances": [{"speaker": "agent", "text": "a", "start": NaN}]}')


def test_whisperx_splits_where_the_speaker_changes() -> None:
    call = read_transcript(FIXTURES / "whisperx.json")
    assert [(u.speaker_label, u.text, u.start, u.end) for u in call.utterances] == [
        ("SPEAKER_02", "Le debe $410 a la tienda.", 0.5, 2.2),
        ("SPEAKER_04", "¿A cuál tienda?", 2.6, 3.9),
        (None, "410", None, None),
        ("SPEAKER_02", "La de siempre.", 5.0, 6.0),
    ]
    assert {u.confidence for u in call.utterances} == {None}
    assert call.source is not None and call.source.engine == "whisperx"


def test_whisperx_words_without_any_time() -> None:
    words = [
        {"word": "410", "speaker": "A"},
        {"word": "¿qué?", "speaker": "B", "start": 2.0, "end": 2.5},
    ]
    segment = {"start": 0.0, "end": 2.5, "text": "410 ¿qué?", "speaker": "A", "words": words}
    call = from_dict({"segments": [segment], "word_segments": []})
    assert [(u.text, u.start, u.end) for u in call.utterances] == [
        ("410", None, None),
        ("¿qué?", 2.0, 2.5),
    ]


def test_segments_with_speakers_of_other_makers() -> None:
    segments = [
        {"type": "s", "speaker": "A", "start": 0.0, "end": 3.0, "text": " Buenos días."},
        {"type": "s", "speaker": "B", "start": 3.5, "end": 9.0, "text": " Dígame."},
    ]
    call = from_dict({"duration": 9.0, "segments": segments}, roles={"A": "agent", "B": "customer"})
    assert [u.speaker for u in call.utterances] == ["agent", "customer"]
    assert len(from_dict(segments).utterances) == 2
