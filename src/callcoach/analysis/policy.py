"""Contact policies: when and how often a debtor may be called, and what may not be asked.

They are data (``lang/policies.yaml``), each rule with its source, the date it was read and how
sure we are of it. Nothing here is legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator

from callcoach.errors import PackError
from callcoach.lang.yaml_source import Document
from callcoach.model.base import Frozen
from callcoach.model.transcript import CallInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Certainty = Literal["confirmed", "conflicting", "analogy", "house"]
SURE: Mapping[str, float] = {"confirmed": 0.95, "conflicting": 0.75, "analogy": 0.7, "house": 0.7}
"""How sure a verdict can be that rests on a rule of such certainty."""


class Basis(Frozen):
    """On what a rule rests: its source, the month it was read, and how sure we are."""

    source: str
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    certainty: Certainty


class Barred(Frozen):
    """A topic that may not be asked about, for a type of debtor (``None``: for all)."""

    topic: str
    debtor_type: Literal["consumer", "business"] | None = None


class Policy(Frozen):
    """One jurisdiction's rules.

    ``hours`` maps days (``sat``) or runs of days (``mon-fri``) to a window of local time,
    ``"09:00-21:00"``; a day that is not named has none. ``holidays`` names the calendar of days
    without calls (``None``: they are allowed). ``contacts`` previous contacts in ``days`` days
    are the cap.

    >>> Policy(hours={"mon-fri": "08:00-20:00"}).window(date(2026, 3, 7)) is None
    True
    """

    hours: dict[str, str]
    holidays: str | None = None
    contacts: Annotated[int, Field(ge=0)] | None = None
    days: int = 7
    time_zones: tuple[str, ...] = ()
    barred: tuple[Barred, ...] = ()
    basis: dict[str, Basis] = Field(default_factory=dict)

    @field_validator("days")
    @classmethod
    def _day_or_week(cls, days: int) -> int:
        if days not in (1, 7):
            raise ValueError("the cap counts by 1 day or by 7")
        return days

    @field_validator("hours")
    @classmethod
    def _readable(cls, hours: dict[str, str]) -> dict[str, str]:
        named = [day for run, window in hours.items() if _window(window) for day in _run(run)]
        if len(named) != len(set(named)):
            raise ValueError("a day stands twice")
        return hours

    def window(self, day: date) -> tuple[time, time] | None:
        """From when until before when calls may begin on a weekday, or ``None``."""
        return next((_window(window) for run, window in self.hours.items()
                     if DAYS[day.weekday()] in _run(run)), None)

    def bars(self, topic: str, debtor_type: str | None) -> bool:
        """Whether a topic may not be asked about."""
        return any(b.topic == topic and b.debtor_type in (None, debtor_type) for b in self.barred)

    def sure(self, rule: str) -> float:
        """How sure a verdict by one of the rules can be, 0..1."""
        return SURE[self.basis[rule].certainty] if rule in self.basis else 0.95


@cache
def _run(run: str) -> tuple[str, ...]:
    first, _, last = run.partition("-")
    if first not in DAYS or (last and last not in DAYS) or (last and
                                                            DAYS.index(last) < DAYS.index(first)):
        raise ValueError(f"no days {run!r}: write mon, tue, … or mon-fri")
    return DAYS[DAYS.index(first):DAYS.index(last or first) + 1]


@cache
def _window(text: str) -> tuple[time, time]:
    try:
        opens, closes = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise ValueError(f"no window {text!r}: write 09:00-21:00") from None
    if opens >= closes:
        raise ValueError(f"the window {text!r} ends before it begins")
    return opens, closes


@cache
def policies() -> dict[str, Policy]:
    """The policies of the package by jurisdiction. Raises :class:`PackError` if one is broken.

    >>> policies()["CO"].bars("reason_for_default", "consumer")
    True
    """
    name = "lang/policies.yaml"
    text = files("callcoach.lang").joinpath("policies.yaml").read_text("utf8")
    document = Document(text, name)
    made = {}
    for code, data in document.data.items():
        try:
            made[code] = Policy.model_validate(data)
        except ValidationError as error:
            told = error.errors()[0]
            raise PackError(f"{code}: {told['msg']}", hint="correct the policy",
                            where=document.where((code, *told["loc"]))) from None
    return made


def policy_for(info: CallInfo, own: Mapping[str, Policy] | None = None) -> Policy | None:
    """The policy of a call's jurisdiction: ``own`` first, a subdivision before its country.

    >>> policy_for(CallInfo(jurisdiction="MX-CMX")) is policies()["MX"]
    True
    """
    code = (info.jurisdiction or "").strip().upper()
    for known in (own or {}, policies()):
        for key in (code, code.split("-")[0]):
            if key in known:
                return known[key]
    return None


class Local(NamedTuple):
    """When the call began for the debtor; several times where their zone is not known.

    ``missing`` says what is needed to know: ``no_start``, ``no_zone``, ``bad_zone``.
    """

    times: tuple[datetime, ...] = ()
    missing: str | None = None


def local_time(info: CallInfo, policy: Policy) -> Local:
    """The debtor's local time when the call began.

    The debtor's zone decides. Without it the offset of the start time counts as local, unless no
    zone of the jurisdiction has it: then the time is converted to each of them.
    """
    start = info.started_at
    if start is None:
        return Local(missing="no_start")
    if info.time_zone:
        zone = _zone(info.time_zone)
        if zone is None:
            return Local(missing="bad_zone")
        return Local((start.replace(tzinfo=zone) if start.tzinfo is None
                      else start.astimezone(zone),))
    if start.tzinfo is None:
        return Local(missing="no_zone")
    zones = [z for name in policy.time_zones if (z := _zone(name)) is not None]
    there = [start.astimezone(z) for z in zones]
    if not there or any(t.utcoffset() == start.utcoffset() for t in there):
        return Local((start,))
    return Local(tuple(there))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def barred_why(policy: Policy, local: datetime) -> Literal["day", "holiday", "hour"] | None:
    """Why a call may not begin at a local time, or ``None`` if it may."""
    window = policy.window(local.date())
    if window is None:
        return "day"
    if holiday(policy, local.date()):
        return "holiday"
    return None if window[0] <= local.time() < window[1] else "hour"


def holiday(policy: Policy, day: date) -> str | None:
    """The name of a national holiday on which the policy allows no calls, or ``None``.

    >>> holiday(policies()["MX"], date(2026, 3, 16)) is not None
    True
    """
    return None if policy.holidays is None else _calendar(policy.holidays, day.year).get(day)


@cache
def _calendar(code: str, year: int) -> dict[date, str]:
    import holidays

    country, _, part = code.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language="es")
    return dict(found.items())
