"""Contact policies: hours at their edges, clocks, holidays, caps, and broken data."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from callcoach.analysis.policy import (
    Policy,
    barred_why,
    holiday,
    local_time,
    policies,
    policy_for,
)
from callcoach.model.transcript import CallInfo


def info(start: str | None, zone: str | None = None, where: str = "ES") -> CallInfo:
    return CallInfo.model_validate({"started_at": start, "time_zone": zone, "jurisdiction": where})


@pytest.mark.parametrize(("where", "local", "why"), [
    ("ES", "2026-03-10T09:00:00", None), ("ES", "2026-03-10T08:59:59", "hour"),
    ("ES", "2026-03-10T20:59:59", None), ("ES", "2026-03-10T21:00:00", "hour"),
    ("ES", "2026-03-14T13:59:59", None), ("ES", "2026-03-14T14:00:00", "hour"),
    ("ES", "2026-03-15T12:00:00", "day"), ("ES", "2026-04-03T12:00:00", "holiday"),
    ("MX", "2026-03-17T07:00:00", None), ("MX", "2026-03-17T06:59:59", "hour"),
    ("MX", "2026-03-14T12:00:00", "day"), ("MX", "2026-03-16T18:20:00", "holiday"),
    ("CO", "2026-03-14T14:59:00", None), ("CO", "2026-03-14T15:00:00", "hour"),
    ("CO", "2026-03-13T19:00:00", "hour"), ("CO", "2026-03-23T10:00:00", "holiday"),
    ("CL", "2026-03-14T19:59:00", None), ("CL", "2026-09-18T10:00:00", "holiday"),
    ("PE", "2026-05-22T07:00:00", None), ("PE", "2026-05-23T10:05:00", "day"),
    ("PE", "2026-07-28T10:00:00", "holiday"),
    ("AR", "2026-03-07T11:20:00", None), ("AR", "2026-03-07T12:00:00", "hour"),
    ("AR-C", "2026-03-07T10:00:00", None), ("AR-C", "2026-05-25T10:00:00", "holiday"),
    ("US", "2026-07-04T08:00:00", None), ("US", "2026-03-15T20:59:00", None),
    ("US", "2026-03-15T21:00:00", "hour"),
])
def test_windows(where: str, local: str, why: str | None) -> None:
    assert barred_why(policies()[where], datetime.fromisoformat(local)) == why


@pytest.mark.parametrize(("start", "zone", "where", "times"), [
    ("2026-03-10T11:42:00+01:00", None, "ES", ["11:42"]),
    ("2026-03-10T11:42:00", "Europe/Madrid", "ES", ["11:42"]),
    ("2026-03-10T11:42:00+01:00", "Atlantic/Canary", "ES", ["10:42"]),
    # The clocks of Madrid go forward on 29 March 2026: 20:30 UTC is 21:30, then 22:30.
    ("2026-03-28T20:30:00Z", "Europe/Madrid", "ES", ["21:30"]),
    ("2026-03-29T20:30:00Z", "Europe/Madrid", "ES", ["22:30"]),
    ("2026-03-29T02:30:00", "Europe/Madrid", "ES", ["02:30"]),
    # A clock in UTC: no zone of Colombia has that offset, and Colombia has one zone.
    ("2026-03-10T13:00:00Z", None, "CO", ["08:00"]),
    # A call centre in Spain that calls Peru.
    ("2026-03-10T20:00:00+01:00", None, "PE", ["14:00"]),
    # In summer, neither Madrid nor the Canaries have UTC.
    ("2026-07-10T19:30:00Z", None, "ES", ["21:30", "20:30"]),
])
def test_clocks(start: str, zone: str | None, where: str, times: list[str]) -> None:
    found = local_time(info(start, zone, where), policies()[where])
    assert [f"{t:%H:%M}" for t in found.times] == times and found.missing is None


@pytest.mark.parametrize(("start", "zone", "missing"), [
    (None, None, "no_start"), ("2026-03-10T11:42:00", None, "no_zone"),
    ("2026-03-10T11:42:00", "Europa/Madriz", "bad_zone"),
    ("2026-03-10T11:42:00", "../x", "bad_zone"),
])
def test_what_is_missing(start: str | None, zone: str | None, missing: str) -> None:
    assert local_time(info(start, zone), policies()["ES"]).missing == missing


def test_every_policy_says_on_what_it_rests() -> None:
    for code, policy in policies().items():
        assert {"hours", "contacts"} <= set(policy.basis), code
        assert policy.time_zones and all(
            local_time(info("2026-03-10T11:42:00", zone), policy).times
            for zone in policy.time_zones), code
        assert policy.holidays is None or holiday(policy, date(2026, 1, 1)), code


def test_lookup() -> None:
    own = {"DO": Policy(hours={"mon-fri": "08:00-18:00"})}
    assert policy_for(CallInfo(jurisdiction="AR-C")) is policies()["AR-C"]
    assert policy_for(CallInfo(jurisdiction="ar-b")) is policies()["AR"]
    assert policy_for(CallInfo(jurisdiction="DO")) is None
    assert policy_for(CallInfo(jurisdiction="DO"), own) is own["DO"]
    assert policy_for(CallInfo()) is None


def test_barred_topics() -> None:
    bars = policies()["CO"].bars
    assert bars("reason_for_default", "consumer") and not bars("reason_for_default", "business")
    assert not policies()["ES"].bars("reason_for_default", "consumer")


@pytest.mark.parametrize("data", [
    {"hours": {"mon-fri": "21:00-09:00"}}, {"hours": {"mon-fri": "9 to 5"}},
    {"hours": {"fri-mon": "09:00-21:00"}}, {"hours": {"lunes": "09:00-21:00"}},
    {"hours": {"mon-fri": "09:00-21:00", "wed": "09:00-12:00"}},
    {"hours": {}, "days": 3}, {"hours": {}, "contacts": -1}, {"hours": {}, "horas": "x"},
])
def test_broken_policies_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate(data)
