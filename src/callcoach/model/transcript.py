"""A call as it was heard: who said what and when, and what the file knows of the call.

Schema ``callcoach.transcript/1``. Unknown stays ``None``: a missing time is not zero.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from callcoach.model.base import Frozen

Speaker = Literal["agent", "customer", "system", "third_party", "supervisor", "other", "unknown"]
"""The role of a speaker. ``other`` is a third person on the line."""

RoleSource = Literal["given", "mapped", "channel", "guessed", "none"]
"""Where the role comes from: the file, ``roles=``, a channel map, a flagged guess, nowhere."""

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Money(Frozen):
    """A sum and its ISO 4217 currency (``None`` where nobody said which).

    >>> Money(amount="1234.50", currency="EUR").amount
    Decimal('1234.50')
    """

    amount: Annotated[Decimal, Field(allow_inf_nan=False)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None


class Issue(Frozen):
    """Something a reader of results must know: ``code`` is stable, ``message`` is for people.

    >>> Issue(code="TIMES_MISSING", message="no timestamps").level
    'warning'
    """

    code: Annotated[str, Field(pattern=r"^[A-Z][A-Z_]*$")]
    message: str
    utterance: int | None = None
    level: Literal["info", "warning", "error"] = "warning"


class Utterance(Frozen):
    """One stretch of speech by one speaker.

    ``text`` is kept exactly as given: every span counts Unicode code points into it.
    ``start`` and ``end`` are seconds from the start of the call, ``end_kind`` says whether the
    end was measured or is only the start of what follows (an upper bound). ``ref`` points into
    the source (a JSON pointer or ``line N``).

    >>> Utterance(index=0, speaker="agent", text="Buenos días").start is None
    True
    """

    index: Annotated[int, Field(ge=0)]
    speaker: Speaker
    text: str
    start: Seconds | None = None
    end: Seconds | None = None
    end_kind: Literal["measured", "next_start"] | None = None
    speaker_label: str | None = None
    role_source: RoleSource = "given"
    channel: int | None = None
    confidence: Share | None = None
    ref: str | None = None


class CallInfo(Frozen):
    """What is known about the call besides its words. All optional: unknown is ``None``.

    ``started_at`` carries its UTC offset where the source does; ``time_zone`` is the *debtor's*
    IANA zone. Contact counts exclude this call. ``jurisdiction`` is an ISO 3166-1 code, or a
    policy name such as ``AR-C``.

    >>> CallInfo(jurisdiction="MX").debt is None
    True
    """

    started_at: datetime | None = None
    time_zone: str | None = None
    agent_id: str | None = None
    agent_name: str | None = None
    creditor: str | None = None
    debt: Money | None = None
    jurisdiction: str | None = None
    variety: str | None = None
    debtor_type: Literal["consumer", "business"] | None = None
    direction: Literal["inbound", "outbound"] | None = None
    days_past_due: int | None = None
    calls_today: Annotated[int, Field(ge=0)] | None = None
    calls_last_7_days: Annotated[int, Field(ge=0)] | None = None
    calls_last_30_days: Annotated[int, Field(ge=0)] | None = None
    abuse_reported: bool | None = None
    campaign: str | None = None
    portfolio: str | None = None
    product: str | None = None
    queue: str | None = None
    extra: dict[str, str] = Field(default_factory=dict)


class Source(Frozen):
    """Where a transcript came from and how well it could be read.

    >>> Source(format="native_json").redacted
    'unknown'
    """

    format: str
    file: str | None = None
    sha256: str | None = None
    engine: str | None = None
    language: str | None = None
    redacted: Literal["yes", "no", "unknown"] = "unknown"
    times: Literal["measured", "start_only", "none", "unknown"] = "unknown"


class Transcript(Frozen):
    """One call. Utterances keep their order; ``utterances[i].index == i``.

    >>> Transcript(id="c1", utterances=[Utterance(index=0, speaker="agent", text="Hola")]).id
    'c1'
    """

    schema_: Annotated[
        Literal["callcoach.transcript/1"], Field(alias="schema", serialization_alias="schema")
    ] = "callcoach.transcript/1"
    id: Annotated[str, Field(min_length=1)]
    info: CallInfo = CallInfo()
    utterances: tuple[Utterance, ...]
    source: Source | None = None
    issues: tuple[Issue, ...] = ()
