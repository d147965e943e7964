"""Bytes → text, one routine for all text inputs, and what to say of bytes that are no text."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from callcoach.errors import TranscriptError
from callcoach.model.transcript import Issue

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip archive or an Excel/Word file", "save it as CSV UTF-8 or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Excel/Word file", "save it as CSV UTF-8 or plain text"),
    (b"\x1f\x8b", "gzip-compressed data", "decompress it first"),
    (b"%PDF", "a PDF", "copy its text into a plain text file"),
    (b"PAR1", "a Parquet file", "export it as CSV or JSONL"),
    (b"SQLite format 3", "an SQLite database", "export the table as CSV"),
    (b"RIFF", "audio", "transcribe it first"),
    (b"ID3", "audio", "transcribe it first"),
    (b"OggS", "audio", "transcribe it first"),
    (b"fLaC", "audio", "transcribe it first"),
)
_SAVE = "save the file again as UTF-8"
_SINGLE_BYTE = ("cp1252", "cp850", "mac_roman")
_SPANISH = re.compile(r"[a-z][áéíóúñü]|[áéíóúñü][a-z]", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\x00-\x7f]{4,}")
_SIGNS = ("\u00c2", "\u00c3", "\u00e2\u20ac")
_MOJIBAKE = re.compile("[\u00c2\u00c3][^\\x00-\\x7f]|\u00e2\u20ac")


class Decoded(NamedTuple):
    """Text and what was done to get it."""

    text: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, where: str) -> Decoded:
    """The text in ``data``: BOM, then UTF-8, then the likeliest one-byte encoding (flagged).

    Raises TranscriptError for what is no text (audio, archives, other alphabets).

    >>> decode("¿Aló?".encode("cp1252"), "a.txt").text
    '¿Aló?'
    """
    _refuse_binary(data, where)
    try:
        return Decoded(data.decode(_declared(data)).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        if _declared(data) != "utf-8":
            raise TranscriptError(
                f"not {_declared(data)} text: wrong bytes at {error.start}", where=where, hint=_SAVE
            ) from None
    return _guess(data, where)


def repair(decoded: Decoded) -> Decoded:
    """Undo UTF-8 that was read as Windows-1252 (``Ã³`` for ``ó``), if the whole text allows it.

    >>> repair(Decoded("sÃ­, dÃ­game")).text
    'sí, dígame'
    """
    if not any(sign in decoded.text for sign in _SIGNS) or not _MOJIBAKE.search(decoded.text):
        return decoded
    try:
        text = b"".join(_byte(char) for char in decoded.text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return decoded
    issue = Issue(
        code="ENCODING_REPAIRED",
        message="another program had read this UTF-8 text as Windows-1252; it was repaired",
    )
    return Decoded(text.removeprefix("\ufeff"), (*decoded.issues, issue))


def _byte(char: str) -> bytes:
    """Windows-1252 leaves five bytes undefined; programs write them as control characters."""
    return bytes([ord(char)]) if "\x80" <= char <= "\x9f" else char.encode("cp1252")


def _declared(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    head = data[:64]
    if head[1::2].count(0) * 4 > len(head) and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) * 4 > len(head) and not head[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def _refuse_binary(data: bytes, where: str) -> None:
    for magic, what, hint in _NOT_TEXT:
        if data.startswith(magic):
            raise TranscriptError(f"this is {what}, not a transcript", where=where, hint=hint)
    if _declared(data) == "utf-8" and b"\0" in data:
        raise TranscriptError(
            f"not a text file: a NUL byte at {data.index(0)}", where=where, hint=_SAVE
        )


def _guess(data: bytes, where: str) -> Decoded:
    """The one-byte encoding in which most accents stand beside letters; cp1252 when in doubt."""
    best, most = "", -1
    for name in _SINGLE_BYTE:
        try:
            found = len(_SPANISH.findall(data.decode(name)))
        except UnicodeDecodeError:
            continue
        if found > most:
            best, most = name, found
    text = data.decode(best)
    if any(_gibberish(run) for run in _FOREIGN.findall(text)):
        raise TranscriptError(
            "neither UTF-8 nor a Western encoding: the text cannot be read", where=where, hint=_SAVE
        )
    message = f"not UTF-8: read as {best}; if accents look wrong, {_SAVE}"
    return Decoded(text, (Issue(code="ENCODING_GUESSED", message=message),))


def _gibberish(run: str) -> bool:
    """Four different accented letters in a row: no word of a Western language has that."""
    return len({char for char in run if char.isalpha()}) > 3
