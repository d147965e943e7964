"""Whatever comes in: calls, or one clean error each, and never slowly."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.errors import CallcoachError, TranscriptError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_dict, read_transcripts

PIECES = ["Agente:", "Cliente: ", "hola", "[00:05] ", "\n", "\n\n", "WEBVTT", "<v Ana>", "- ", ";"]
PIECES += [",", "\t", '"', "speaker", "text", "1", "[música]", "{", "[", "Fecha: ", "SPEAKER_00: "]
PIECES += ["00:00:01,000 --> 00:00:02,000", "0:05 ", "**", "(Ana)", "call_id", "{'", "<c>", ": "]
KEYS = """text start end speaker words word segments chunks timestamp utterances results items id
transcripts Transcript Content Participants channel_labels speaker_labels channels audio_segments
meta schema info issues source turns confidence label"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None, max_examples=150)
@given(JSON)
def test_any_value_is_a_call_or_one_clean_error(value: Any) -> None:
    try:
        assert isinstance(from_dict(value), Transcript)
    except CallcoachError as error:
        assert str(error)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes_are_calls_or_clean_errors(data: bytes) -> None:
    try:
        assert all(isinstance(c, (Transcript, TranscriptError)) for c in read_transcripts(data))
    except CallcoachError as error:
        assert str(error)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    )
)
def test_any_text_is_read_or_refused_cleanly(pieces: list[str]) -> None:
    try:
        list(read_transcripts("".join(pieces).encode()))
    except CallcoachError as error:
        assert str(error)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "a" * 200_000,
        "Agente " * 20_000,
        "Agente: " * 20_000,
        "(((" * 20_000 + "hola",
        "[música] " * 20_000 + "x",
        "- " * 50_000,
        "00:01 " * 20_000,
        "<v " * 30_000,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v A" * 20_000,
        "a:" * 50_000,
        "Ana Paz " * 10_000 + ":",
        ";" * 100_000,
        ",".join(["1"] * 50_000),
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    began = time.perf_counter()
    with suppress(CallcoachError):
        list(read_transcripts(text.encode()))
    assert time.perf_counter() - began < 3.0
