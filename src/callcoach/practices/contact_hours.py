"""The agent calls at permitted hours and days.

What it checks
    Whether the call began inside the contact policy of the debtor's jurisdiction, in the debtor's
    local time: day of the week, national holiday, hour.

Why it matters
    "Llamadas amenazantes, persistentes y a deshora": the document names the hour among the marks
    of harassment, and many countries set it by law.

When it does not apply
    The debtor called. Without a start time, a time zone or a policy it cannot be judged.

How to improve
    Plan calls by the debtor's clock, and check the calendar of their country.

Known limits
    Regional and local holidays are not known, nor a later hour that the debtor agreed to. Each
    policy has its source and certainty; none of it is legal advice.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from callcoach.analysis.policy import Local, Policy, barred_why, holiday, local_time, policy_for
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.practices.base import Example, Practice, Section, Source

_TURNS = (
    ("C", "¿Diga?"), ("A", "Buenos días, soy Marta, de Luz Sur. ¿Hablo con don Luis?"),
    ("C", "Sí, soy yo, pero no tengo dinero."),
)


class ContactHours(Practice):
    """Calls at permitted hours and days."""

    code: ClassVar[str] = "contact_hours"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 40
    critical: ClassVar[bool] = True
    without_contact: ClassVar[bool] = True
    ease: ClassVar[float] = 0.9
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Llamadas amenazantes, persistentes y a deshora."),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a weekday morning in Spain", "met", _TURNS, info=(
            ("jurisdiction", "ES"), ("started_at", "2026-03-10T11:42:00+01:00"))),
        Example("Saturday afternoon in Spain", "missed", _TURNS, info=(
            ("jurisdiction", "ES"), ("started_at", "2026-03-14T15:40:00+01:00"))),
        Example("a national holiday in Mexico, as a recogniser writes it", "missed", (
            ("C", "bueno"), ("A", "buenas tardes la señora maricruz"), ("C", "si quien habla"),
        ), info=(("jurisdiction", "MX"), ("started_at", "2026-03-16T18:20:00-06:00"))),
        Example("nobody knows when", "not_observable", _TURNS, info=(("jurisdiction", "ES"),)),
        Example("nobody knows by which clock", "not_observable", _TURNS, info=(
            ("jurisdiction", "ES"), ("started_at", "2026-03-10T11:42:00"))),
        Example("the debtor called", "not_applicable", _TURNS, info=(
            ("jurisdiction", "ES"), ("direction", "inbound"))),
    )

    policies: dict[str, Policy] = Field(
        default_factory=dict, description="a firm's own policies by jurisdiction")

    def check(self, call: Call) -> Outcome:
        """Holds the start of the call against the policy of its jurisdiction."""
        if not call.transcript.utterances:
            return self.outcome("not_applicable", "empty")
        if call.info.direction == "inbound":
            return self.outcome("not_applicable", "inbound")
        policy = policy_for(call.info, self.policies)
        if policy is None:
            return self.outcome("not_observable", "no_policy")
        began = local_time(call.info, policy)
        if began.missing:
            return self.outcome("not_observable", began.missing)
        return self._judged(policy, began)

    def _judged(self, policy: Policy, began: Local) -> Outcome:
        reasons = [barred_why(policy, local) for local in began.times]
        if len({reason is None for reason in reasons}) > 1:
            return self.outcome("not_observable", "many_zones")
        return self._told(policy, began.times[0], reasons[0])

    def _told(self, policy: Policy, local: datetime, reason: str | None) -> Outcome:
        window, basis = policy.window(local.date()), policy.basis.get("hours")
        advice = "advice_hour" if reason == "hour" else "advice_day"
        return self.outcome(
            "missed" if reason else "met", reason or "met", looked_at=(0, 0),
            sure=policy.sure("hours"), advice=advice if reason else None,
            time=f"{local:%H:%M}", date=f"{local:%Y-%m-%d}",
            window=f"{window[0]:%H:%M}–{window[1]:%H:%M}" if window else "",
            holiday=holiday(policy, local.date()) or "", source=basis.source if basis else "",
        )
