"""Bytes → text → values: encodings, JSON, Python dumps, times."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.errors import TranscriptError
from callcoach.readers.clock import milliseconds, seconds
from callcoach.readers.decoding import Decoded, decode, repair
from callcoach.readers.json_text import parse
from callcoach.readers.python_repr import looks_like_repr, parse_repr

SPANISH = "¿Aló? Sí, señora Núñez; «mañana» pagaré cien €."


@pytest.mark.parametrize(
    ("encoding", "issue"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", None),
        ("utf-32", None),
        ("cp1252", "ENCODING_GUESSED"),
    ],
)
def test_every_encoding_gives_the_same_text(encoding: str, issue: str | None) -> None:
    found = decode(SPANISH.encode(encoding), "a.txt")
    assert found.text == SPANISH
    assert [entry.code for entry in found.issues] == ([issue] if issue else [])


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_old_computers_are_guessed_by_their_accents(encoding: str) -> None:
    text = "Sí, señora, mañana pagaré la liquidación. ¿Cuánto es?"
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"PK\x03\x04rest", "Excel"),
        (b"RIFF0000WAVE", "audio"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"hola\x00adi\xc3\xb3s, buenos dias a todos y todas las personas", "NUL"),
        ("你好，我们想谈谈您的债务问题".encode("gb2312"), "Western"),
        (b"\xff\xfeh\x00o", "utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(TranscriptError, match=found):
        decode(data, "a.bin")


def test_mojibake_is_repaired_only_as_a_whole() -> None:
    broken = SPANISH.encode().decode("cp1252", "replace")
    whole = "sí, ¿quién? Él pagó".encode().decode("latin-1")
    assert repair(Decoded(whole)).text == "sí, ¿quién? Él pagó"
    assert [issue.code for issue in repair(Decoded(whole)).issues] == ["ENCODING_REPAIRED"]
    assert repair(Decoded(broken + "ó")).text == broken + "ó"
    assert repair(Decoded("SÃO PAULO, niño")).text == "SÃO PAULO, niño"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "'a' stands twice"),
        ("[" * 200_000, "nested too deeply"),
        ('{"n": ' + "9" * 5000 + "}", "thousands of digits"),
        ('{"a": "cort', "Unterminated"),
        ('{"a": 1,}', "x.json:1"),
        ("", "not valid JSON"),
    ],
)
def test_broken_json_is_one_clean_error(text: str, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        parse(text, "x.json")


def test_nan_is_unknown_and_counted() -> None:
    parsed = parse('{"a": NaN, "b": [-Infinity]}', "x.json")
    assert parsed.documents == [{"a": None, "b": [None]}]
    assert len(parsed.constants) == 2


def test_lone_surrogates_are_replaced_and_pairs_are_kept() -> None:
    parsed = parse(r'{"t": "a\ud83d b \ud83d\ude00"}', "x.json")
    assert parsed.documents == [{"t": "a\ufffd b 😀"}]
    assert [issue.code for issue in parsed.issues] == ["SURROGATE_REPLACED"]
    assert parse(r'{"t": "\ud83d\ude00"}', "x.json").issues == ()


def test_documents_that_follow_one_another() -> None:
    assert parse('{"a": 1}\n{"a": 2}\n', "x").documents == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "{'t': 'no es \"eso\"', 'x': None, 'n': -1.5}",
            {"t": 'no es "eso"', "x": None, "n": -1.5},
        ),
        ("[Segment(start=np.float64(0.5), end=nan)]", [{"start": 0.5, "end": None}]),
        ("({'a': (1, 2)},)", [{"a": [1, 2]}]),
    ],
)
def test_python_dumps(text: str, value: object) -> None:
    assert looks_like_repr(text)
    assert parse_repr(text, "x.txt") == value


@pytest.mark.parametrize("text", ["[open('x')]", "{'a': b}", "['a' * 9**9]", "{'a': ", "[f(1, 2)]"])
def test_a_dump_runs_nothing(text: str) -> None:
    if text == "[open('x')]":
        assert parse_repr(text, "x.txt") == ["x"]
        return
    with pytest.raises(TranscriptError):
        parse_repr(text, "x.txt")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (3, 3.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("2,5", 2.5),
        ("0:05", 5.0),
        ("75:10", 4510.0),
        ("1:02:03", 3723.0),
        ("00:00:02,5", 2.5),
        ("0:0:7.23", 7.23),
        ("00:00:01.660", 1.66),
        ("PT1M2.5S", 62.5),
        ("1m 5s", 65.0),
        ("83s", 83.0),
        ("", None),
        ("NA", None),
        ("-", None),
        (None, None),
        (-0.0, 0.0),
    ],
)
def test_times(written: object, value: float | None) -> None:
    assert seconds(written) == value


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (-1, "negative"),
        ("-0:05", "negative"),
        (86_401, "over 24 hours"),
        (1_742_043_317_000, "over 24 hours"),
        (float("nan"), "finite"),
        ("1:99", "not a time"),
        ("1:75:00", "not a time"),
        ("pronto", "not a time"),
        (True, "not a time"),
        ([1], "not a time"),
    ],
)
def test_what_is_no_time(written: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        seconds(written)


def test_milliseconds_keep_what_they_cannot_read() -> None:
    assert milliseconds(2760) == 2.76
    assert milliseconds("x") == "x"
    assert milliseconds(None) is None


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_read_back(text: str) -> None:
    text = "Agente: " + text
    assert decode(text.encode("utf-8"), "a").text == text
    assert decode(text.encode("utf-16"), "a").text == text
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize(
        "NFC", decode(unicodedata.normalize("NFD", text).encode(), "a").text
    )
