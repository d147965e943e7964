"""The agent's firm calls seldom, and to some effect.

What it checks
    How often the debtor had been contacted before this call, against the policy's cap: below it
    is met, at it half met, above it a fault.

Why it matters
    "Puedes hacer mil llamadas a un moroso", says the document, "unas pocas llamadas efectivas y
    profesionales empiezan a ver resultados". Many calls are harassment, and in some countries
    more than the law allows.

When it does not apply
    The debtor called. Without a count of previous contacts or a policy it cannot be judged.

How to improve
    Fewer attempts at better hours, and a dated next contact agreed at the end of each call.

Known limits
    Counts come from the call's file and leave this call out. A weekly total proves a daily cap
    only where it is nought, or more than the days can hold.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from callcoach.analysis.policy import Policy, policy_for
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.model.transcript import CallInfo
from callcoach.practices.base import Example, Practice, Section, Source

_TURNS = (
    ("C", "¿Diga?"), ("A", "Buenos días, soy Marta, de Luz Sur. ¿Hablo con don Luis?"),
    ("C", "Sí, soy yo, pero no tengo dinero."),
)
_Grade = Literal["met", "partly", "missed"]


class ContactFrequency(Practice):
    """Makes few, effective calls."""

    code: ClassVar[str] = "contact_frequency"
    section: ClassVar[Section] = "conduct"
    order: ClassVar[int] = 50
    without_contact: ClassVar[bool] = True
    ease: ClassVar[float] = 0.6
    sources: ClassVar[tuple[Source, ...]] = (
        Source("G", "Puedes hacer mil llamadas a un moroso y ni siquiera necesitará dar de baja el"
                    " teléfono para reírse del recobrador."),
        Source("G", "unas pocas llamadas efectivas y profesionales empiezan a ver resultados"),
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example("the second call of the week", "met", _TURNS, info=(
            ("jurisdiction", "ES"), ("calls_last_7_days", 1))),
        Example("at the cap", "partly", _TURNS, info=(
            ("jurisdiction", "ES"), ("calls_last_7_days", 7))),
        Example("twice a week in Chile, as a recogniser writes it", "missed", (
            ("C", "alo"), ("A", "don patricio buenas tardes"), ("C", "no me llamen mas"),
        ), info=(("jurisdiction", "CL"), ("calls_last_7_days", 2))),
        Example("a weekly total, a daily cap", "not_observable", _TURNS, info=(
            ("jurisdiction", "CO"), ("calls_last_7_days", 3))),
        Example("no history", "not_observable", _TURNS, info=(("jurisdiction", "ES"),)),
        Example("the debtor called", "not_applicable", _TURNS, info=(
            ("jurisdiction", "ES"), ("direction", "inbound"))),
    )

    policies: dict[str, Policy] = Field(
        default_factory=dict, description="a firm's own policies by jurisdiction")

    def check(self, call: Call) -> Outcome:
        """Holds the counts of previous contacts against the policy's cap."""
        if not call.transcript.utterances:
            return self.outcome("not_applicable", "empty")
        if call.info.direction == "inbound":
            return self.outcome("not_applicable", "inbound")
        policy = policy_for(call.info, self.policies)
        if policy is None or policy.contacts is None:
            return self.outcome("not_observable", "no_policy")
        judged = _daily(call.info, policy.contacts) if policy.days == 1 else _weekly(
            call.info, policy.contacts)
        if judged is None:
            known = call.info.calls_last_7_days if policy.days == 1 else call.info.calls_today
            return self.outcome("not_observable", "no_history" if known is None else "not_settled",
                                count=known)
        return self._told(policy, *judged)

    def _told(self, policy: Policy, grade: _Grade, count: int) -> Outcome:
        basis = policy.basis.get("contacts")
        period = "day" if policy.days == 1 else "week"
        return self.outcome(
            grade, f"{grade}_{period}", looked_at=(0, 0), sure=policy.sure("contacts"),
            advice=None if grade == "met" else "advice", count=count, cap=policy.contacts,
            source=basis.source if basis else "",
        )


def _grade(count: int, cap: int) -> tuple[_Grade, int]:
    return ("met" if count < cap else "partly" if count == cap else "missed"), count


def _weekly(info: CallInfo, cap: int) -> tuple[_Grade, int] | None:
    """By the week's count; by the month's or today's where they settle it."""
    if info.calls_last_7_days is not None:
        return _grade(info.calls_last_7_days, cap)
    if info.calls_last_30_days is not None and info.calls_last_30_days < cap:
        return "met", info.calls_last_30_days
    if info.calls_today is not None and info.calls_today > cap:
        return "missed", info.calls_today
    return None


def _daily(info: CallInfo, cap: int) -> tuple[_Grade, int] | None:
    """By today's count; by a longer one that is below the cap, or more than its days can hold."""
    if info.calls_today is not None:
        return _grade(info.calls_today, cap)
    for count, days in ((info.calls_last_7_days, 7), (info.calls_last_30_days, 30)):
        if count is not None and (count < cap or count > cap * days):
            return ("met" if count < cap else "missed"), count
    return None
