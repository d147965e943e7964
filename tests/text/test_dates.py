"""Days, weeks and months as people name them, from the day of the call on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.text.date_math import (
    add_months,
    add_working_days,
    day_of_month,
    day_on_weekday,
    last_weekday,
    next_day,
    next_payday,
    next_weekday,
)
from callcoach.text.dates import DateMention, date_gate, find_dates, may_hold_date
from callcoach.text.tokens import tokenize

TODAY = date(2026, 3, 10)  # a Tuesday


def dates(text: str, reference: date | None = TODAY) -> list[DateMention]:
    line = tokenize(text)
    return find_dates(line.norms, line.gaps, reference=reference)


def told(text: str) -> list[str]:
    line = tokenize(text)
    return [
        f"{text[line.starts[d.i] : line.ends[d.j - 1]]} = {d.date} {d.granularity} {d.kind}"
        for d in find_dates(line.norms, line.gaps, reference=TODAY)
    ]


# the whole text is the date
WHOLE = [
    # weekdays
    ("el viernes", "2026-03-13", "day", "weekday"),
    ("el martes", "2026-03-17", "day", "weekday"),
    ("este viernes", "2026-03-13", "day", "weekday"),
    ("el viernes que viene", "2026-03-13", "day", "weekday"),
    ("el próximo lunes", "2026-03-16", "day", "weekday"),
    ("el otro viernes", "2026-03-20", "day", "weekday"),
    ("el viernes en ocho", "2026-03-20", "day", "weekday"),
    ("el jueves de la semana que viene", "2026-03-19", "day", "weekday"),
    ("el martes 17", "2026-03-17", "day", "weekday"),
    ("el viernes veintisiete", "2026-03-27", "day", "weekday"),
    ("el lunes día dieciséis", "2026-03-16", "day", "weekday"),
    ("el lunes 16 de marzo de 2026", "2026-03-16", "day", "day"),
    ("viernes, el 12 de septiembre de 2014", "2014-09-12", "day", "past"),
    ("el lunes pasado", "2026-03-09", "day", "past"),
    ("el martes pasado", "2026-03-03", "day", "past"),
    ("el pasado viernes", "2026-03-06", "day", "past"),
    ("desde el viernes", "2026-03-06", "day", "past"),
    ("cada lunes", "2026-03-16", "day", "recurring"),
    ("los sábados", "2026-03-14", "day", "recurring"),
    # counted from today
    ("hoy", "2026-03-10", "day", "today"),
    ("hoy mismo", "2026-03-10", "day", "today"),
    ("ahorita", "2026-03-10", "day", "today"),
    ("ahorita mismo", "2026-03-10", "day", "today"),
    ("ahora mismo", "2026-03-10", "day", "today"),
    ("al rato", "2026-03-10", "day", "today"),
    ("esta tarde", "2026-03-10", "day", "today"),
    ("mañana", "2026-03-11", "day", "relative"),
    ("mañana miércoles 11", "2026-03-11", "day", "relative"),
    ("mañana once", "2026-03-11", "day", "relative"),
    ("pasado mañana", "2026-03-12", "day", "relative"),
    ("ayer", "2026-03-09", "day", "past"),
    ("antier", "2026-03-08", "day", "past"),
    ("en tres días", "2026-03-13", "day", "relative"),
    ("dentro de diez días", "2026-03-20", "day", "relative"),
    ("de aquí a dos semanas", "2026-03-24", "week", "relative"),
    ("en una semana", "2026-03-17", "week", "relative"),
    ("dentro de un mes", "2026-04-10", "month", "relative"),
    ("en 48 horas", "2026-03-12", "day", "relative"),
    ("en un par de días", "2026-03-12", "day", "relative"),
    ("en cinco días hábiles", "2026-03-17", "day", "relative"),
    ("hace tres semanas", "2026-02-17", "day", "past"),
    # days of a month
    ("el 15", "2026-03-15", "day", "day"),
    ("el 10", "2026-04-10", "day", "day"),
    ("el quince", "2026-03-15", "day", "day"),
    ("el treinta y uno", "2026-03-31", "day", "day"),
    ("el próximo 5", "2026-04-05", "day", "day"),
    ("este cinco", "2026-04-05", "day", "day"),
    ("día 5", "2026-04-05", "day", "day"),
    ("el día quince", "2026-03-15", "day", "day"),
    ("el día uno", "2026-04-01", "day", "day"),
    ("el quince de marzo", "2026-03-15", "day", "day"),
    ("quince de marzo", "2026-03-15", "day", "day"),
    ("treinta y uno de marzo", "2026-03-31", "day", "day"),
    ("el primero de abril", "2026-04-01", "day", "day"),
    ("3 abril", "2026-04-03", "day", "day"),
    ("12 de marzo del 2026", "2026-03-12", "day", "day"),
    ("el cuatro de mayo de dos mil veintisiete", "2027-05-04", "day", "day"),
    ("el dos de marzo", "2026-03-02", "day", "past"),
    ("el 4 de diciembre", "2026-12-04", "day", "day"),
    ("el quince de este mes", "2026-03-15", "day", "day"),
    ("el quince del otro mes", "2026-04-15", "day", "day"),
    ("el 25 de cada mes", "2026-03-25", "day", "recurring"),
    ("los días 25", "2026-03-25", "day", "recurring"),
    ("veintiuno del tres del sesenta y cinco", "1965-03-21", "day", "past"),
    # figures
    ("12/03/2026", "2026-03-12", "day", "day"),
    ("12/3/26", "2026-03-12", "day", "day"),
    ("12/03", "2026-03-12", "day", "day"),
    ("12-03-2026", "2026-03-12", "day", "day"),
    ("12.03.2026", "2026-03-12", "day", "day"),
    ("31/10/74", "1974-10-31", "day", "past"),
    # edges of a month
    ("a fin de mes", "2026-03-31", "month", "month_end"),
    ("a finales de abril", "2026-04-30", "month", "month_end"),
    ("a fines del mes que viene", "2026-04-30", "month", "month_end"),
    ("a primeros de mes", "2026-04-01", "month", "month_start"),
    ("a principios de mayo", "2026-05-01", "month", "month_start"),
    ("a mediados de mes", "2026-03-15", "month", "day"),
    ("el último día del mes", "2026-03-31", "day", "month_end"),
    ("el día último", "2026-03-31", "day", "month_end"),
    ("el primero de mes", "2026-04-01", "day", "day"),
    # fortnights, weeks, months
    ("la quincena", "2026-03-15", "fortnight", "fortnight"),
    ("esta quincena", "2026-03-15", "fortnight", "fortnight"),
    ("la próxima quincena", "2026-03-15", "fortnight", "fortnight"),
    ("cada quincena", "2026-03-15", "fortnight", "recurring"),
    ("la semana que viene", "2026-03-16", "week", "week"),
    ("la próxima semana", "2026-03-16", "week", "week"),
    ("la semana que entra", "2026-03-16", "week", "week"),
    ("esta semana", "2026-03-09", "week", "week"),
    ("la semana pasada", "2026-03-02", "week", "past"),
    ("el fin de semana", "2026-03-14", "week", "week"),
    ("el mes que viene", "2026-04-01", "month", "month"),
    ("este mes", "2026-03-01", "month", "month"),
    ("el mes pasado", "2026-02-01", "month", "past"),
    ("en mayo", "2026-05-01", "month", "month"),
    ("para enero", "2027-01-01", "month", "month"),
]


@pytest.mark.parametrize(("text", "day", "granularity", "kind"), WHOLE)
def test_a_date(text: str, day: str, granularity: str, kind: str) -> None:
    assert told(text) == [f"{text} = {day} {granularity} {kind}"]


@pytest.mark.parametrize(
    ("text", "day", "granularity", "kind"), [row for row in WHOLE if "," not in row[0]]
)
def test_a_date_without_accents(text: str, day: str, granularity: str, kind: str) -> None:
    plain = text.translate(str.maketrans("áéíóú", "aeiou"))
    assert told(plain) == [f"{plain} = {day} {granularity} {kind}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se lo pago mañana por la mañana", ["mañana"]),
        ("el lunes a primera hora", ["el lunes"]),
        ("el diez noventa y cuatro mil y el veinticinco lo demás", ["el diez", "el veinticinco"]),
        ("mañana viernes veinte, el resto el 30", ["mañana viernes veinte", "el 30"]),
        ("pagamos los días quince y treinta", ["los días quince", "treinta"]),
        ("pagamos los quince y los treinta", ["los quince", "los treinta"]),
        ("antes del veinte", ["del veinte"]),
        ("que esté el jueves en casa", ["el jueves"]),
        ("el lunes veinticinco a qué hora", ["el lunes veinticinco"]),
        ("hoy veinte euros", ["hoy"]),
        ("el lunes dos mil pesos", ["el lunes"]),
        ("el jueves seis y media", ["el jueves"]),
        ("entre el catorce y hoy", ["el catorce", "hoy"]),
    ],
)
def test_dates_in_a_sentence(text: str, expected: list[str]) -> None:
    assert [t.split(" = ")[0] for t in told(text)] == expected


NONE = """
por la mañana
a la mañana siguiente
toda la mañana
mi teléfono es nuevo
el veinte por ciento
el 15%
el 024
el veinte mil
el siete tres cinco
el uno o el otro
buenos días
quince días
tres cuotas
la factura de marzo
de lunes a viernes
viernes santo
la quincena pasada
la quincena tres
son las diez y media
a las 10:30
10/45
45/12/2026
""".strip().splitlines()


@pytest.mark.parametrize("text", NONE)
def test_no_dates(text: str) -> None:
    assert told(text) == []


def test_a_weekday_that_does_not_fit_its_number_gives_way() -> None:
    assert dates("el jueves quince")[0].date == date(2026, 3, 15)


def test_without_a_reference_only_full_dates_have_a_day() -> None:
    assert [d.date for d in dates("el viernes o el 12 de marzo de 2026", None)] == [
        None,
        date(2026, 3, 12),
    ]


# --- counting -------------------------------------------------------------------------------

_DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(deadline=None, max_examples=100)
@given(_DAYS, st.integers(0, 6))
def test_weekdays_lie_within_a_week(day: date, weekday: int) -> None:
    after, before = next_weekday(day, weekday), last_weekday(day, weekday)
    assert after.weekday() == before.weekday() == weekday
    assert timedelta(0) < after - day <= timedelta(7)
    assert timedelta(0) < day - before <= timedelta(7)


@settings(deadline=None, max_examples=100)
@given(_DAYS, st.integers(1, 31))
def test_the_next_day_of_a_month(day: date, number: int) -> None:
    found = next_day(day, number)
    assert found > day
    assert found.day == number
    assert (found - day).days <= 62


@settings(deadline=None, max_examples=100)
@given(_DAYS, st.integers(0, 30))
def test_working_days_and_paydays(day: date, count: int) -> None:
    assert count == 0 or add_working_days(day, count).weekday() < 5
    assert next_payday(day) > day
    assert add_months(day, count) >= day


def test_days_that_do_not_exist() -> None:
    assert day_of_month(TODAY, 31, 4, None) is None
    assert dates("el 31 de abril")[0].date is None
    assert day_on_weekday(TODAY, 31, 1) == date(2026, 3, 31)


_SOUP = [
    "el",
    "viernes",
    "20",
    "de",
    "marzo",
    "mañana",
    "pasado",
    "que",
    "viene",
    "hoy",
    "los",
    "días",
    "y",
    "quince",
    "fin",
    "mes",
    "la",
    "semana",
    "en",
    "tres",
    "12/03",
    "del",
    "2026",
    "a",
    "quincena",
    "primero",
    ",",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(_SOUP), max_size=10))
def test_laws(soup: list[str]) -> None:
    line = tokenize(" ".join(soup))
    found = find_dates(line.norms, line.gaps, reference=TODAY)
    assert not found or may_hold_date(line.norms)
    past = 0
    for d in found:
        assert past <= d.i < d.j <= len(line)
        past = d.j


def test_the_gate_is_small() -> None:
    assert "casa" not in date_gate()
    assert not may_hold_date(["gracias", "por", "su", "tiempo"])
    assert not may_hold_date([])
