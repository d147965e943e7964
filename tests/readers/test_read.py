"""The entry: what is accepted, caps, ids, unknown and known-but-unread formats."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from callcoach.errors import TranscriptError, UsageError
from callcoach.model.transcript import Transcript
from callcoach.readers.dispatch import all_formats, format_named
from callcoach.readers.read import read_transcript, read_transcripts

FIXTURES = Path(__file__).parent / "fixtures"
CALLS = sorted(p.name for p in FIXTURES.iterdir() if p.name != "gestiones.csv")


@pytest.mark.parametrize("name", CALLS)
def test_the_name_of_a_file_does_not_matter(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    named = [c.utterances for c in read_transcripts(FIXTURES / name) if isinstance(c, Transcript)]
    assert named
    for other in ("x.bin", "x.csv", "x.json", "x.srt"):
        found = [
            c.utterances for c in read_transcripts(data, name=other) if isinstance(c, Transcript)
        ]
        assert found == named


@pytest.mark.parametrize("name", CALLS)
def test_laws_of_every_transcript(name: str) -> None:
    for call in read_transcripts(FIXTURES / name):
        if isinstance(call, TranscriptError):
            continue
        assert [u.index for u in call.utterances] == list(range(len(call.utterances)))
        starts = [u.start for u in call.utterances if u.start is not None]
        assert starts == sorted(starts)
        assert all(u.end is None or u.start is None or u.end >= u.start for u in call.utterances)
        assert all((u.end is None) == (u.end_kind is None) for u in call.utterances)
        assert all((u.speaker == "unknown") == (u.role_source == "none") for u in call.utterances)
        assert all(i.utterance is None or i.utterance < len(call.utterances) for i in call.issues)
        assert call.source is not None and call.source.file == name
        assert Transcript.model_validate_json(call.model_dump_json(by_alias=True)) == call


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_do_not_matter(name: str, end: bytes) -> None:
    data = (FIXTURES / name).read_bytes()
    if name == "tabla_unicode.txt" or (end == b"\r" and name.endswith("jsonl")):
        return
    plain = data.replace(b"\r\n", b"\n")
    first = [c.utterances for c in read_transcripts(plain) if isinstance(c, Transcript)]
    other = [
        c.utterances
        for c in read_transcripts(plain.replace(b"\n", end))
        if isinstance(c, Transcript)
    ]
    texts = [[" ".join(u.text.split()) for u in call] for call in first]
    assert [[" ".join(u.text.split()) for u in call] for call in other] == texts


def test_paths_bytes_and_streams() -> None:
    path = FIXTURES / "plano.txt"
    from_path = read_transcript(path)
    with path.open("rb") as stream:
        assert read_transcript(stream).utterances == from_path.utterances
        assert not stream.closed
    assert read_transcript(str(path)) == from_path
    assert read_transcript(io.BytesIO(path.read_bytes()), name="plano.txt") == from_path


@pytest.mark.parametrize(
    ("name", "call_id"),
    [
        ("20260310-0915_5512.mp3.words.json", "20260310-0915_5512"),
        ("v1.2 final.txt", "v1.2 final"),
        (None, hashlib.sha256(b"Agente: hola").hexdigest()[:12]),
    ],
)
def test_where_the_id_comes_from(name: str | None, call_id: str) -> None:
    assert read_transcript(b"Agente: hola", name=name).id == call_id


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("no/such/file.json", "no such file"),
        (str(FIXTURES), "folder"),
        ("Agente: hola\nCliente: sí", "this is text"),
        (io.StringIO("Agente: hola"), "open as text"),
        (5, "a path, bytes"),
    ],
)
def test_what_is_no_source(source: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(read_transcripts(source))


def test_wrong_arguments_are_refused_before_reading() -> None:
    with pytest.raises(UsageError, match="did you mean 'webvtt'"):
        read_transcripts(b"", format="webvt")
    with pytest.raises(UsageError, match="no such role"):
        read_transcripts(b"", roles={"S0": "vendedor de humo"})  # type: ignore[dict-item]
    with pytest.raises(UsageError, match="no such file"):
        read_transcripts("no/such/file.json")


def test_a_format_can_be_forced() -> None:
    text = b"WEBVTT\n\n00:01.000 --> 00:02.000\nAgente: hola\n"
    forced = read_transcript(text, format="plain_text")
    assert forced.source is not None and forced.source.format == "plain_text"
    with pytest.raises(TranscriptError):
        read_transcript(b"Agente: hola", format="whisper")


def test_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TranscriptError, match="more than 100 bytes"):
        read_transcript(b"Agente: hola\n" * 20, max_bytes=100)
    with pytest.raises(TranscriptError, match="more than 100 bytes"):
        read_transcript(b'{"utterances": [' + b" " * 200, max_bytes=100)
    monkeypatch.setattr("callcoach.readers.assemble.MAX_UTTERANCES", 5)
    with pytest.raises(TranscriptError, match="6 utterances; at most 5"):
        read_transcript(b"speaker,text\n" + b"agent,si\n" * 6)


def test_the_cap_is_per_line_in_jsonl_and_a_long_line_costs_one_call() -> None:
    line = '{"id": "%s", "utterances": [{"speaker": "agent", "text": "%s"}]}\n'
    data = "".join(line % (i, "a" * (500 if i == 2 else 5)) for i in range(1, 6)).encode()
    found = list(read_transcripts(data, name="a.jsonl", max_bytes=200))
    assert [type(call).__name__ for call in found] == ["Transcript", "TranscriptError"] + [
        "Transcript"
    ] * 3
    assert "a.jsonl:2: more than 200 bytes in one line" in str(found[1])


def test_jsonl_is_streamed() -> None:
    line = b'{"id": "1", "utterances": [{"speaker": "agent", "text": "hola"}]}\n'

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[: len(line)] = line
            return len(line)

    found = read_transcripts(io.BufferedReader(Endless(), buffer_size=128), name="x.jsonl")
    assert [type(next(found)) for _ in range(50)] == [Transcript] * 50


def test_more_than_one_call() -> None:
    with pytest.raises(TranscriptError, match="use read_transcripts"):
        read_transcript(FIXTURES / "tabla.csv")


def test_a_list_of_calls_in_one_file() -> None:
    call = {"id": "1", "utterances": [{"speaker": "agent", "text": "hola"}]}
    data = json.dumps([call, {"id": "2", "utterances": []}, {**call, "id": "3"}]).encode()
    first, second, third = read_transcripts(data, name="a.json")
    assert isinstance(first, Transcript) and isinstance(third, Transcript) and third.id == "3"
    assert isinstance(second, TranscriptError) and "a.json" in str(second)


def test_every_format_has_its_own_name() -> None:
    names = [entry.name for entry in all_formats()]
    assert len(set(names)) == len(names)
    assert all(format_named(name) for name in names)
