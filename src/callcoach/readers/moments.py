"""Dates with times of day, and time zones, as tables write them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_TIME = (
    r"(?:[ T,]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2}))?(?:\.\d+)?\s*(?P<half>[ap])?\W*m?\W*)?"
)
_SLASHED = re.compile(
    rf"(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y>\d{{4}}|\d{{2}}){_TIME}", re.I
)
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})[/.](?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}}){_TIME}", re.I)


class DateOnly(ValueError):
    """A date without a time of day: midnight would be an invention."""


class AmbiguousDate(ValueError):
    """``10/03/2026``: October or March?"""


def parse_moment(text: str, *, day_first: bool | None = None) -> datetime:
    """The moment in ``text``: ISO 8601, or ``31/12/2026 17:05``, ``12/31/2026 5:05 pm``.

    Raises DateOnly, AmbiguousDate (without ``day_first``) or ValueError.

    >>> parse_moment("2026-03-10T11:42:00+01:00").hour, parse_moment("31/12/2026 5:05 p. m.").hour
    (11, 17)
    """
    text = text.strip()
    match = _SLASHED.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match:
        return _from_match(match, day_first)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("not a date and time") from None
    if ":" not in text and "T" not in text:
        raise DateOnly("a date without a time of day")
    return moment


def shows_day_first(texts: Iterable[str]) -> bool | None:
    """Whether dates such as ``31/12/2026`` in one column put the day first; ``None``: no telling.

    Raises ValueError where they contradict one another.

    >>> shows_day_first(["01/02/2026", "25/02/2026"])
    True
    """
    found = set()
    for text in texts:
        match = _SLASHED.fullmatch(text.strip())
        if match and (int(match["a"]) > 12) != (int(match["b"]) > 12):
            found.add(int(match["a"]) > 12)
    if len(found) > 1:
        raise ValueError("some dates put the day first, others the month")
    return found.pop() if found else None


def zone(name: str) -> ZoneInfo:
    """The IANA time zone ``name``. Raises ValueError with the nearest right name.

    >>> zone("America/Bogota").key
    'America/Bogota'
    """
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name.strip(), sorted(available_timezones()), n=1)
        hint = f"did you mean {near[0]}?" if near else "use an IANA name such as America/Lima"
        raise ValueError(f"not a time zone; {hint}") from None


def _from_match(match: re.Match[str], day_first: bool | None) -> datetime:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match.re is _YEAR_FIRST:
        month, day = a, b
    else:
        first = a > 12 if a > 12 or b > 12 or a == b else day_first
        if first is None:
            raise AmbiguousDate("day or month first?")
        day, month = (a, b) if first else (b, a)
    if match["h"] is None:
        raise DateOnly("a date without a time of day")
    hour = int(match["h"])
    if half := match["half"]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    year += 2000 if year < 100 else 0
    return datetime(year, month, day, hour, int(match["mi"]), int(match["s"] or 0))
