"""Times as files write them: seconds from numbers, ``mm:ss``, ``hh:mm:ss,mmm``, ``PT1M2S``."""

from __future__ import annotations

import math
import re

MAX_SECONDS = 86_400.0
"""Longer calls do not exist: a larger number is a wrong unit or a time since 1970."""

UNKNOWN_WORDS = frozenset({"", "-", "--", "na", "n/a", "nan", "null", "none", "s/d", "nd"})

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,3})?")
_UNITS = re.compile(
    r"(?:PT)?(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:[.,]\d+)?)\s*s(?:eg|ec)?)?",
    re.IGNORECASE,
)
CLOCK_PATTERN = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"


def seconds(value: object) -> float | None:
    """Seconds from the start of the call; ``None`` where the file says nothing.

    Raises ValueError (a short reason) for what is no time of a call.

    >>> seconds("1:02:03,5"), seconds("0,5"), seconds("75:10"), seconds("PT1M2.5S"), seconds("NA")
    (3723.5, 0.5, 4510.0, 62.5, None)
    """
    if value is None:
        return None
    if isinstance(value, str):
        number = _from_text(value)
        if number is None:
            return None
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        number = value
    else:
        raise ValueError("not a time")
    return _in_range(number)


def milliseconds(value: object) -> float | str | None:
    """``value`` (milliseconds) as seconds; what is no number is handed on to be flagged.

    >>> milliseconds(1480), milliseconds("250"), milliseconds(None)
    (1.48, 0.25, None)
    """
    if value is None or isinstance(value, bool):
        return None if value is None else "true/false"
    try:
        return float(value) / 1000.0  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return str(value)[:20]


def _in_range(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    if number < 0:
        raise ValueError("negative")
    if number > MAX_SECONDS:
        raise ValueError("over 24 hours")
    return abs(float(number))


def _from_text(text: str) -> float | None:
    text = text.strip()
    if text.casefold() in UNKNOWN_WORDS:
        return None
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    sign = -1.0 if text.startswith("-") else 1.0
    if clock := _CLOCK.fullmatch(text.lstrip("-+")):
        return sign * _clock(clock)
    units = _UNITS.fullmatch(text)
    if units and any(units.groups()):
        h, m, s = units.groups()
        return int(h or 0) * 3600 + int(m or 0) * 60 + float((s or "0").replace(",", "."))
    raise ValueError("not a time")


def _clock(match: re.Match[str]) -> float:
    hours, minutes, secs, fraction = match.groups()
    if int(secs) > 59 or (hours and int(minutes) > 59):
        raise ValueError("not a time")
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(secs)
    return float(f"{whole}.{fraction or 0}")
