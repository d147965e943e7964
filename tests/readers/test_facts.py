"""Amounts, dates and columns: what a table or a header says of a call."""

from __future__ import annotations

from decimal import Decimal

import pytest

from callcoach.readers.amounts import AmbiguousAmount, decimal_mark, parse_amount
from callcoach.readers.facts import field_of, read_facts, spanish_dates
from callcoach.readers.moments import (
    AmbiguousDate,
    DateOnly,
    parse_moment,
    shows_day_first,
    zone,
)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1.500,00 €", "1500.00", "EUR"),
        ("MXN 1,500.00", "1500.00", "MXN"),
        ("$ 350", "350", None),
        ("1.500.000", "1500000", None),
        ("1'500.000,50", "1500000.50", None),
        ("S/ 99.90", "99.90", "PEN"),
        ("1500.5", "1500.5", None),
        ("0.500", "0.500", None),
        ("1234.567", "1234.567", None),
        ("1 234,50", "1234.50", None),
        ("-20", "-20", None),
        ("US$1,000,000", "1000000", "USD"),
        ("2500 pesos colombianos", "2500", "COP"),
    ],
)
def test_amounts(written: str, amount: str, currency: str | None) -> None:
    assert parse_amount(written) == (Decimal(amount), currency)


@pytest.mark.parametrize("written", ["1.500", "12,345", "$1.500"])
def test_an_amount_that_reads_two_ways_is_never_guessed(written: str) -> None:
    with pytest.raises(AmbiguousAmount):
        parse_amount(written)
    assert parse_amount(written, ",")[0] != parse_amount(written, ".")[0]


@pytest.mark.parametrize("written", ["", "mil", "1,2,3", "1.50.000", "12 manzanas", "1.5.00,0"])
def test_what_is_no_amount(written: str) -> None:
    with pytest.raises(ValueError):
        parse_amount(written, ",")


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1.500", "2.300,50"], ","),
        (["1.500", "20"], None),
        (["1,500", "1,500.25"], "."),
        ([], None),
    ],
)
def test_the_column_shows_its_decimal_mark(column: list[str], mark: str | None) -> None:
    assert decimal_mark(column) == mark


def test_a_column_that_contradicts_itself() -> None:
    with pytest.raises(ValueError, match="decimal comma"):
        decimal_mark(["1.500,50", "1,500.50"])


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-10T11:42:00+01:00", "2026-03-10T11:42:00+01:00"),
        ("2026-03-10 11:42", "2026-03-10T11:42:00"),
        ("31/12/2026 17:05", "2026-12-31T17:05:00"),
        ("12/31/2026 5:05 pm", "2026-12-31T17:05:00"),
        ("31-12-26, 12:05 a. m.", "2026-12-31T00:05:00"),
        ("2026/3/9 09:00:01", "2026-03-09T09:00:01"),
        ("03/03/2026 9:00", "2026-03-03T09:00:00"),
    ],
)
def test_moments(written: str, iso: str) -> None:
    assert parse_moment(written).isoformat() == iso


def test_dates_that_are_never_guessed() -> None:
    with pytest.raises(AmbiguousDate):
        parse_moment("10/03/2026 11:42")
    assert parse_moment("10/03/2026 11:42", day_first=True).month == 3
    assert parse_moment("10/03/2026 11:42", day_first=False).month == 10
    for date in ("10/03/2026", "2026-03-10"):
        with pytest.raises(DateOnly):
            parse_moment(date, day_first=True)
    with pytest.raises(ValueError, match="not a date"):
        parse_moment("mañana a las 10:00")


def test_which_comes_first() -> None:
    assert shows_day_first(["01/02/2026", "25/02/2026 10:00"]) is True
    assert shows_day_first(["01/02/2026", "02/25/2026"]) is False
    with pytest.raises(ValueError, match="some dates"):
        shows_day_first(["25/02/2026", "02/25/2026"])
    assert spanish_dates(["Fecha y hora", "Monto"]) is True
    assert spanish_dates(["started_at"]) is None


def test_zones_have_iana_names() -> None:
    with pytest.raises(ValueError, match="America/Bogota"):
        zone("America/Bogotá")
    with pytest.raises(ValueError):
        zone("../etc/passwd")


@pytest.mark.parametrize(
    ("column", "field", "currency"),
    [
        ("ID_Llamada", "call_id", None),
        ("Importe (EUR)", "debt", "EUR"),
        ("Días de mora", "days_past_due", None),
        ("  FECHA Y HORA ", "started_at", None),
        ("Llamadas últimos 7 días", "calls_last_7_days", None),
        ("Sucursal", None, None),
    ],
)
def test_columns(column: str, field: str | None, currency: str | None) -> None:
    assert field_of(column) == (field, currency)


def test_facts_of_a_row() -> None:
    facts = read_facts(
        {
            "Tipo de deudor": "Persona física",
            "Sentido": "saliente",
            "País": "México",
            "Queja por abuso": "No",
            "Días mora": "45.0",
            "Fecha": "2026-03-10",
            "Hora de la llamada": "09:05",
            "Zona horaria": "America/Mexico_City",
            "Color": "rojo",
            "Cartera": "NA",
        }
    )
    info = facts.info()
    assert not facts.faults
    assert (info.debtor_type, info.direction, info.jurisdiction) == ("consumer", "outbound", "MX")
    assert (info.abuse_reported, info.days_past_due, info.portfolio) == (False, 45, None)
    assert (
        info.started_at is not None and info.started_at.isoformat() == "2026-03-10T09:05:00-06:00"
    )
    assert info.extra == {"Color": "rojo"}


def test_a_date_without_time_is_no_midnight() -> None:
    facts = read_facts({"Fecha": "2026-03-10"})
    assert facts.info().started_at is None
    assert facts.extra == {"Fecha": "2026-03-10"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("tipo_deudor", "marciano"),
        ("llamadas_hoy", "muchas"),
        ("llamadas_hoy", "-1"),
        ("zona_horaria", "Centro"),
        ("monto", "mil"),
    ],
)
def test_faults_name_their_column(column: str, value: str) -> None:
    facts = read_facts({column: value})
    assert [fault.column for fault in facts.faults] == [column]
