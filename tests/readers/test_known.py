"""Known formats that are not read yet, and unknown ones: named, refused, with what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from callcoach.errors import UnknownFormatError
from callcoach.readers.read import read_transcript

KNOWN: list[tuple[str, Any]] = [
    ("Azure Speech batch", {"source": "x", "recognizedPhrases": [{"nBest": []}]}),
    ("Azure real-time", [{"RecognitionStatus": "Success", "NBest": []}]),
    ("Deepgram", {"metadata": {}, "results": {"channels": [{"alternatives": []}]}}),
    ("AssemblyAI", {"id": "x", "audio_url": "x", "words": [], "utterances": None, "text": "x"}),
    ("Genesys", {"conversationId": "x", "transcripts": [{"phrases": []}], "participants": []}),
    ("Google CCAI", {"entries": [{"text": "x", "role": "AGENT", "start_timestamp_usec": 1}]}),
    ("Google Insights", {"transcript": {"transcriptSegments": []}}),
    ("Google Speech", {"results": [{"alternatives": [{"transcript": "x", "words": []}]}]}),
    ("vCon", {"vcon": "0.0.1", "parties": [], "dialog": []}),
    ("whisper.cpp", {"result": {}, "transcription": [{"offsets": {"from": 0}, "text": "x"}]}),
    ("Speechmatics", {"format": "2.9", "results": [], "metadata": {}}),
    ("Rev AI", {"monologues": [{"speaker": 0, "elements": []}]}),
    ("Twilio", {"sentences": [{"media_channel": 1, "transcript": "x"}], "meta": {}}),
    ("Gladia", {"result": {"transcription": {"utterances": []}}}),
    ("IBM Watson", {"results": [{"alternatives": [{"timestamps": [], "transcript": "x"}]}]}),
    ("vosk", {"result": [{"conf": 1.0, "word": "x", "start": 0, "end": 1}], "text": "x"}),
    ("vosk", {"partial": "hola"}),
    ("post-call analytics", {"ConversationAnalytics": {}, "SpeechSegments": []}),
    ("SegLST", [{"session_id": "a", "words": "x", "start_time": "0", "speaker": "A"}]),
    (
        "ConvoKit",
        [{"id": "1", "conversation_id": "1", "reply_to": None, "speaker": "a", "text": "x"}],
    ),
    ("JSON Schema", {"$schema": "x", "properties": {}}),
]


@pytest.mark.parametrize(("title", "obj"), KNOWN, ids=[title for title, _ in KNOWN])
def test_known_formats_are_named_with_what_to_do(title: str, obj: Any) -> None:
    for data in (json.dumps(obj), json.dumps(obj, indent=1)):
        with pytest.raises(UnknownFormatError, match=title) as caught:
            read_transcript(data.encode())
        assert "convert it to one of" in str(caught.value)
        assert "CSV" in str(caught.value) and "callcoach.transcript/1" in str(caught.value)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ELAN", '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT AUTHOR="">'),
        ("TTML", '<tt xmlns="http://www.w3.org/ns/ttml">'),
        ("HTML", "<!DOCTYPE html><p>Agente: hola</p>"),
        ("XML", "<?xml version='1.0'?><a/>"),
        ("TextGrid", 'File type = "ooTextFile"\nObject class = "TextGrid"\n'),
        ("CHAT", "@UTF8\n@Begin\n*AGE:\thola ."),
        ("ASS/SSA", "[Script Info]\nTitle: x\n"),
        ("RTF", r"{\rtf1\ansi Agente: hola}"),
        ("RTTM", "SPEAKER llamada 1 0.5 1.2 <NA> <NA> A <NA> <NA>\n"),
        ("STM", "llamada 1 Ana 0.5 1.2 hola buenas\n"),
        ("CTM", "llamada 1 0.5 0.2 hola 0.9\nllamada 1 0.8 0.2 si 0.9\n"),
        ("SBV", "0:00:01.000,0:00:03.000\nhola\n"),
    ],
)
def test_known_text_formats_are_named(title: str, text: str) -> None:
    with pytest.raises(UnknownFormatError, match=title):
        read_transcript(text.encode())
    with pytest.raises(UnknownFormatError, match=title):
        read_transcript(text.encode("utf-16"))


def test_unknown_json_shows_keys_and_no_values() -> None:
    with pytest.raises(UnknownFormatError, match="the keys palabra, otra") as caught:
        read_transcript(b'{"palabra": "secreto", "otra": ["secreto"]}')
    assert "secreto" not in str(caught.value)
    for odd in (b"[]", b"{}", b"[1, 2]", b'{"a": 1}'):
        with pytest.raises(UnknownFormatError):
            read_transcript(odd)
