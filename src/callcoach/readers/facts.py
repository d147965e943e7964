"""Facts of a call in text (a table's columns, a header's lines) → ``CallInfo``.

Column names are Spanish or English, compared without case, accents and punctuation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from callcoach.model.transcript import CallInfo, Money
from callcoach.readers.amounts import DecimalMark, currency_of, parse_amount
from callcoach.readers.clock import UNKNOWN_WORDS
from callcoach.readers.folding import fold
from callcoach.readers.moments import DateOnly, parse_moment, zone

CALL_ID = "call_id"
_SYNONYMS = {
    CALL_ID: """call id, id llamada, llamada, id de llamada, id de la llamada, llamada id, callid,
        id call, call, conversation id, id conversacion, conversacion, interaction id,
        id interaccion, contact id, id contacto, contactid, uniqueid, unique id, grabacion,
        id grabacion, recording, recording id, archivo, nombre archivo, file, filename, file name,
        audio, transcript id, session id, id sesion""",
    "started_at": """started at, inicio llamada, inicio de la llamada, fecha hora, fecha y hora,
        fechahora, fecha hora inicio, datetime, start datetime, call start, fecha inicio,
        hora inicio llamada, call started at, timestamp llamada, fecha llamada hora""",
    "date": "fecha, date, fecha llamada, fecha de llamada, fecha de la llamada, call date, dia",
    "time": "hora llamada, hora de llamada, hora de la llamada, call time, hora local",
    "time_zone": "time zone, timezone, zona horaria, huso horario, tz, zona",
    "agent_id": """agent id, agente, id agente, codigo agente, agent, id asesor, asesor, gestor,
        id gestor, operador, id operador, ejecutivo, legajo, usuario agente, collector id,
        user id""",
    "agent_name": "agent name, nombre agente, nombre del agente, nombre asesor, nombre gestor",
    "creditor": "creditor, acreedor, acreedora, empresa acreedora, banco, mandante, cedente",
    "debt": """debt, deuda, importe, monto, adeudo, saldo, debt amount, amount, monto deuda,
        monto adeudado, importe deuda, importe pendiente, saldo pendiente, saldo vencido, balance,
        total adeudado, total deuda, amount due, importe adeudado, monto vencido, deuda total""",
    "currency": "currency, moneda, divisa, debt currency",
    "jurisdiction": "jurisdiction, jurisdiccion, pais, country, pais deudor",
    "variety": "variety, variedad",
    "debtor_type": """debtor type, tipo deudor, tipo de deudor, tipo cliente, tipo de cliente,
        segmento""",
    "direction": "direction, direccion llamada, sentido, tipo llamada, tipo de llamada",
    "days_past_due": """days past due, dias mora, dias de mora, dias en mora, dpd, dias atraso,
        dias de atraso, dias vencido, dias vencidos, dias impago""",
    "calls_today": """calls today, llamadas hoy, contactos hoy, intentos hoy, llamadas del dia,
        llamadas dia""",
    "calls_last_7_days": """calls last 7 days, llamadas 7 dias, llamadas ultimos 7 dias, calls 7d,
        llamadas 7d, contactos 7 dias, intentos 7 dias, llamadas semana, llamadas ultima semana""",
    "calls_last_30_days": """calls last 30 days, llamadas 30 dias, llamadas ultimos 30 dias,
        calls 30d, llamadas 30d, contactos 30 dias, intentos 30 dias, llamadas mes""",
    "abuse_reported": "abuse reported, abuso reportado, maltrato reportado, queja por abuso",
    "campaign": "campaign, campana",
    "portfolio": "portfolio, cartera",
    "product": "product, producto, tipo producto, tipo de producto",
    "queue": "queue, cola, skill",
}
FACT_COLUMNS = {
    " ".join(name.split()): key for key, names in _SYNONYMS.items() for name in names.split(",")
}
"""Folded column name → field of ``CallInfo`` (and call_id, date, time, currency)."""

_COUNTRIES = {
    "espana": "ES", "spain": "ES", "mexico": "MX", "colombia": "CO", "argentina": "AR",
    "chile": "CL", "peru": "PE", "estados unidos": "US", "eeuu": "US", "united states": "US",
    "usa": "US", "guatemala": "GT", "honduras": "HN", "el salvador": "SV", "nicaragua": "NI",
    "costa rica": "CR", "panama": "PA", "ecuador": "EC", "bolivia": "BO", "uruguay": "UY",
    "paraguay": "PY", "venezuela": "VE", "republica dominicana": "DO", "cuba": "CU",
    "puerto rico": "PR",
}  # fmt: skip
_CHOICES: dict[str, dict[str, Any]] = {
    "debtor_type": {
        **dict.fromkeys(
            ("consumer", "consumidor", "particular", "persona", "persona fisica", "persona natural",
             "b2c", "individual"), "consumer"),
        **dict.fromkeys(
            ("business", "empresa", "persona juridica", "persona moral", "sociedad", "b2b",
             "company", "negocio", "pyme"), "business"),
    },
    "direction": {
        **dict.fromkeys(("inbound", "in", "entrante", "recibida", "incoming"), "inbound"),
        **dict.fromkeys(("outbound", "out", "saliente", "emitida", "outgoing"), "outbound"),
    },
    "abuse_reported": {
        **dict.fromkeys(("si", "s", "yes", "y", "true", "1", "verdadero"), True),
        **dict.fromkeys(("no", "n", "false", "0", "falso"), False),
    },
}  # fmt: skip
_SPANISH = frozenset(("fecha", "fechahora", "hora", "inicio", "dia", "llamada"))
_COUNTS = ("days_past_due", "calls_today", "calls_last_7_days", "calls_last_30_days")


class Conventions(NamedTuple):
    """How a file writes amounts and dates, where that is known."""

    mark: DecimalMark | None = None
    day_first: bool | None = None


def spanish_dates(columns: Iterable[str]) -> bool | None:
    """``True`` where a column of dates has a Spanish name: such tables put the day first.

    >>> spanish_dates(["Fecha y hora"]), spanish_dates(["call start"])
    (True, None)
    """
    dates = [column for column in columns if field_of(column)[0] in ("started_at", "date")]
    return True if any(_SPANISH & set(fold(column).split()) for column in dates) else None


class Fault(NamedTuple):
    """A fact that could not be read: its column, and why."""

    column: str
    reason: ValueError


@dataclass
class Facts:
    """Facts of one call as far as they could be read; ``faults`` are the others."""

    call_id: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def info(self) -> CallInfo:
        """The facts as ``CallInfo``."""
        return CallInfo(**self.values, extra=self.extra)


def field_of(column: str) -> tuple[str | None, str | None]:
    """The field that a column name means, and the currency in it (``Monto (MXN)``).

    >>> field_of("ID_Llamada"), field_of("Monto (MXN)"), field_of("color")
    (('call_id', None), ('debt', 'MXN'), (None, None))
    """
    name = fold(column)
    if name in FACT_COLUMNS:
        return FACT_COLUMNS[name], None
    head, _, last = name.rpartition(" ")
    if FACT_COLUMNS.get(head) == "debt" and (currency := currency_of(last)):
        return "debt", currency
    return None, None


def read_facts(row: Mapping[str, str], conventions: Conventions = Conventions()) -> Facts:  # noqa: B008
    """The facts in ``row`` (column name → text); unknown columns go to ``extra``.

    >>> read_facts({"Acreedor": "Banco Sol", "Monto": "1.250,50 €"}).info().debt.currency
    'EUR'
    """
    facts = Facts()
    raw: dict[str, tuple[str, str]] = {}
    for column, text in row.items():
        text = text.strip()
        if fold(text) in UNKNOWN_WORDS or not text:
            continue
        key, currency = field_of(column)
        if key is None:
            facts.extra[column.strip()] = text
        elif key == CALL_ID:
            facts.call_id = facts.call_id or text
        else:
            raw.setdefault(key, (column, text))
            if currency:
                raw.setdefault("currency", (column, currency))
    _read_all(facts, raw, conventions)
    return facts


def _read_all(facts: Facts, raw: dict[str, tuple[str, str]], conventions: Conventions) -> None:
    for key, (column, text) in raw.items():
        if key in ("currency", "date", "time", "debt", "started_at", "time_zone"):
            continue
        _try(facts, key, column, lambda key=key, text=text: _simple(key, text))  # type: ignore[misc]
    if "time_zone" in raw:
        column, text = raw["time_zone"]
        _try(facts, "time_zone", column, lambda: zone(text).key)
    _read_debt(facts, raw, conventions)
    _read_start(facts, raw, conventions)


def _try(facts: Facts, key: str, column: str, read: Callable[[], Any]) -> None:
    try:
        facts.values[key] = read()
    except ValueError as reason:
        facts.faults.append(Fault(column, reason))


def _simple(key: str, text: str) -> Any:
    if key in _COUNTS:
        return _count(key, text)
    if key in _CHOICES:
        if fold(text) not in _CHOICES[key]:
            allowed = sorted({str(value) for value in _CHOICES[key].values()})
            raise ValueError(f"not one of {', '.join(allowed)}")
        return _CHOICES[key][fold(text)]
    if key == "jurisdiction":
        return _COUNTRIES.get(fold(text), text.upper() if len(text) == 2 else text)
    return text


def _count(key: str, text: str) -> int:
    whole = text.removesuffix(".0").removesuffix(",0")
    if not whole.lstrip("-").isdecimal() or len(whole) > 9:
        raise ValueError("not a whole number")
    if int(whole) < 0 and key != "days_past_due":
        raise ValueError("negative")
    return int(whole)


def _read_debt(facts: Facts, raw: dict[str, tuple[str, str]], conventions: Conventions) -> None:
    def read() -> Money:
        amount, named = parse_amount(raw["debt"][1], conventions.mark)
        text = raw.get("currency", ("", ""))[1]
        currency = currency_of(text) if text else named
        if text and currency is None and fold(text) not in ("pesos", "peso", ""):
            raise ValueError("the currency is not known: use its ISO 4217 code, such as MXN")
        return Money(amount=amount, currency=currency)

    if "debt" in raw:
        _try(facts, "debt", raw["debt"][0], read)


def _read_start(facts: Facts, raw: dict[str, tuple[str, str]], conventions: Conventions) -> None:
    column, text = raw.get("started_at") or raw.get("date") or ("", "")
    if not text:
        return
    if "time" in raw and ":" not in text:
        text = f"{text} {raw['time'][1]}"
    try:
        moment = parse_moment(text, day_first=conventions.day_first)
    except DateOnly:
        facts.extra[column.strip()] = text
        return
    except ValueError as reason:
        facts.faults.append(Fault(column, reason))
        return
    facts.values["started_at"] = _local(moment, facts.values.get("time_zone"))


def _local(moment: datetime, time_zone: str | None) -> datetime:
    if moment.tzinfo is None and time_zone:
        return moment.replace(tzinfo=zone(time_zone))
    return moment
