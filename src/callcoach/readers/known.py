"""Formats that are recognised and not read: the refusal names them, and says what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

Test = Callable[[dict[str, Any]], bool]


class Known(NamedTuple):
    """A format that is not read yet: its name, and how its content is told."""

    title: str
    test: Test


def _keys(*names: str) -> Test:
    """All of ``names`` are top-level keys."""
    wanted = frozenset(names)
    return lambda obj: wanted <= obj.keys()


def _first(obj: dict[str, Any], *path: str) -> dict[str, Any]:
    """The first object along ``path``, stepping into lists; empty where there is none."""
    value: Any = obj
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
        value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _under(*path: str, has: str) -> Test:
    """The (first) object along ``path`` has the key ``has``."""
    return lambda obj: has in _first(obj, *path)


JSON_FORMATS = (
    Known("a callcoach review or another SARIF report", _keys("runs", "version")),
    Known("a JSON Schema", lambda obj: "$schema" in obj or {"properties", "type"} <= obj.keys()),
    Known("an Amazon Connect evaluation (scores, no words)", _keys("evaluationId", "questions")),
    Known("Amazon post-call analytics (PCA)", _keys("SpeechSegments")),
    Known("Azure Speech batch transcription", _keys("recognizedPhrases")),
    Known("Azure Speech batch transcription (v2)", _keys("AudioFileResults")),
    Known("Azure fast transcription", _keys("combinedPhrases", "phrases")),
    Known("Azure real-time recognition", _keys("RecognitionStatus", "NBest")),
    Known("Deepgram", _under("results", "channels", has="alternatives")),
    Known(
        "AssemblyAI", lambda obj: "audio_url" in obj and bool({"words", "utterances"} & obj.keys())
    ),
    Known("Genesys Cloud", _under("transcripts", has="phrases")),
    Known("Google CCAI conversation upload", _under("entries", has="start_timestamp_usec")),
    Known("Google Insights conversation", _under("transcript", has="transcriptSegments")),
    Known("vCon", lambda obj: "vcon" in obj or {"parties", "dialog"} <= obj.keys()),
    Known("vCon", _keys("parties", "uuid")),
    Known("whisper.cpp", _under("transcription", has="offsets")),
    Known(
        "Speechmatics",
        lambda obj: (
            (str(obj.get("format", "")).startswith("2.") and "results" in obj)
            or ({"job", "words"} <= obj.keys() and "speakers" in obj)
        ),
    ),
    Known("Rev AI", _keys("monologues")),
    Known("Twilio Intelligence", _under("sentences", has="media_channel")),
    Known("Gladia", _under("result", "transcription", has="utterances")),
    Known("IBM Watson", _under("results", "alternatives", has="timestamps")),
    Known("IBM Watson", _under("results", "results", has="alternatives")),
    Known("Google Speech-to-Text", _under("results", has="alternatives")),
    Known("Google Speech-to-Text", _under("response", "results", has="alternatives")),
    Known("vosk", _under("result", has="conf")),
    Known("vosk", lambda obj: obj.keys() <= {"partial", "text", "result"} and "partial" in obj),
    Known("vosk", _under("alternatives", has="result")),
    Known(
        "BBC Kaldi", lambda obj: "segmentation" in obj or "segmentation" in _first(obj, "retval")
    ),
    Known("SegLST", _keys("session_id", "words", "start_time")),
    Known("ConvoKit", _keys("conversation_id", "reply_to", "speaker")),
    Known("ConvoKit", _keys("conversation_id", "reply-to", "speaker")),
    Known("single words with speakers", _keys("speaker_name", "word", "start")),
)

_XML = r"\s*(?:<\?xml[^>]*\?>\s*)?"
_LINE = r"(?:\s*;;[^\n]*\n)*"
_END = r"[ \t]*(?:\n|$)"
TEXT_FORMATS = (
    (
        "ELAN (.eaf)",
        re.compile(r"[^<]{0,10}<\?xml[^>]*\?>\s*<ANNOTATION_DOCUMENT\b|<ANNOTATION_DOCUMENT\b"),
    ),
    ("TTML captions", re.compile(r"(?:[^<]{0,10}<\?xml[^>]*\?>\s*)?<tt[\s:>]")),
    ("HTML", re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)),
    ("XML", re.compile(r"\s*<(?:\?xml|!DOCTYPE)\b")),
    ("Praat TextGrid", re.compile(r'\s*File type = "ooTextFile')),
    ("CHAT (.cha)", re.compile(r"\s*@(?:UTF8|Begin|Font|Window)\b")),
    ("ASS/SSA subtitles", re.compile(r"\s*\[Script Info\]")),
    ("RTF (a word processor's file)", re.compile(r"\s*\{\\rtf")),
    ("YAML", re.compile(r"---\s*\n")),
    ("RTTM (speakers without words)", re.compile(_LINE + r"SPEAKER \S+ \S+ [\d.]+ [\d.]+ <NA>")),
    ("STM", re.compile(_LINE + r"\S+ (?:\d+|[AB]) \S+ \d+(?:\.\d+)? \d+(?:\.\d+)? \S+")),
    (
        "CTM",
        re.compile(
            _LINE + r"\S+ (?:\d+|[AB]) \d+(?:\.\d+)? \d+(?:\.\d+)? \S+(?: [\d.]+)?[ \t]*(?:\n|$)"
        ),
    ),
    ("CTM", re.compile(_LINE + r"\S+ \S+ \d+\.\d+ \d+\.\d+ \S+ [\d.]+" + _END)),
    (
        "a label file (times and speakers without words)",
        re.compile(r"\d+\.\d+[ \t]\d+\.\d+[ \t]\S+[ \t]*\n"),
    ),
    ("YouTube SBV captions", re.compile(r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s*\n")),
)


def known_json(obj: Any) -> str | None:
    """The name of the known format that ``obj`` has the shape of.

    >>> known_json({"recognizedPhrases": []}), known_json({"color": 1})
    ('Azure Speech batch transcription', None)
    """
    sample = obj[0] if isinstance(obj, list) and obj else obj
    if not isinstance(sample, dict):
        return None
    return next((known.title for known in JSON_FORMATS if known.test(sample)), None)


def known_text(text: str) -> str | None:
    """The name of the known format that ``text`` starts like.

    >>> known_text("@UTF8\\n@Begin"), known_text("Agente: hola")
    ('CHAT (.cha)', None)
    """
    head = text[:5000]
    return next((title for title, pattern in TEXT_FORMATS if pattern.match(head)), None)


def keys_seen(obj: Any) -> str:
    """The keys of ``obj``, for an error: keys, never values.

    >>> keys_seen({"b": 1, "a": 2}), keys_seen([{"x": 1}])
    ('an object with the keys b, a', 'a list of objects with the keys x')
    """
    what, sample = "an object", obj
    if isinstance(obj, list):
        if not obj:
            return "an empty list"
        what, sample = "a list of objects", obj[0]
    if not isinstance(sample, dict):
        return "a list without objects" if isinstance(obj, list) else "a single value"
    names = [str(key)[:30] for key in sample]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return (
        f"{what} with the keys {', '.join(names[:12])}{more}" if names else f"{what} without keys"
    )
