"""Numbers in words and figures, as people say and machines write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.text.figures import parse_figures
from callcoach.text.number_words import number_data, number_words, starters
from callcoach.text.numbers import Number, find_numbers
from callcoach.text.tokens import tokenize


def read(text: str) -> list[Number]:
    line = tokenize(text)
    return find_numbers(line.norms, line.gaps)


def values(text: str) -> list[str]:
    return [f"{n.value}{'~' if n.vague else ''}{'!' if n.corrected else ''}" for n in read(text)]


SPOKEN = [
    # cardinals
    ("cero", "0"),
    ("veintiún mil", "21000"),
    ("treinta y uno", "31"),
    ("ciento uno", "101"),
    ("quinientas treinta y dos", "532"),
    ("mil trece", "1013"),
    ("dos mil noventa y nueve", "2099"),
    ("novecientos noventa y nueve mil novecientos noventa y nueve", "999999"),
    ("dos millones trescientos mil cuatro", "2300004"),
    ("mil millones", "1000000000"),
    ("un mil", "1000"),
    ("un millón", "1000000"),
    # parts and halves
    ("medio millón", "500000"),
    ("millón y medio", "1500000"),
    ("dos millones y medio", "2500000"),
    # decimals
    ("mil doscientos treinta y cuatro con cincuenta", "1234.50"),
    ("cuatro mil trescientos diez con veinte", "4310.20"),
    ("ochocientos con cinco", "800.05"),
    ("setenta con cero cinco", "70.05"),
    ("mil cien coma cinco", "1100.5"),
    ("noventa punto veinticinco", "90.25"),
    ("nueve punto cinco millones", "9500000.0"),
    # read out
    ("seis tres dos con quince", "632.15"),
    ("nueve uno cero doce treinta y cuatro", "9101234"),
    ("cero cuatro uno siete", "417"),
    # left open
    ("dos mil y pico", "2000~"),
    ("sesenta y pico mil", "60000~"),
    ("cuatrocientos y tantos", "400~"),
    ("mil y un pico", "1000~"),
    ("veintitantos", "20~"),
    # left out
    ("ocho quinientos", "8500"),
    ("doce mil seis cuarenta", "12640"),
    ("setecientos cuarenta y dos ochenta", "742.80"),
    ("noventa y dos mil cuatro veinticuatro ochenta", "92424.80"),
    # misheard and misspelt
    ("sincuenta", "50"),
    ("beinte", "20"),
    ("seisientos", "600"),
    ("dosientos treinta i dos", "232"),
    ("kinientos", "500"),
    ("veinti uno", "21"),
    ("dieci seis", "16"),
    ("cuatro cientos", "400"),
    ("treintaicinco", "35"),
    ("dosmil", "2000"),
    ("tre mil", "3000"),
    ("siento ochenta", "180"),
    ("mil eh doscientos", "1200"),
    # mixed
    ("2 mil 300", "2300"),
    ("3 millones 200 mil", "3200000"),
    ("1,5 millones", "1500000.0"),
    ("1 234,50", "1234.50"),
    ("1 234 567", "1234567"),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_one_number_is_read_whole(text: str, expected: str) -> None:
    found = read(text)
    assert values(text) == [expected]
    assert (found[0].i, found[0].j) == (0, len(tokenize(text)))


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_accents_and_case_change_nothing(text: str, expected: str) -> None:
    plain = text.upper().replace("Ú", "U").replace("Ó", "O")
    assert values(plain) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mañana dieciocho setenta mil", ["18", "70000"]),
        ("lunes dieciséis cien soles", ["16", "100"]),
        ("el doce doscientos", ["12", "200"]),
        ("jueves doce dos mil quinientos", ["12", "2500"]),
        ("treinta y dos treinta y cinco", ["32", "35"]),
        ("dos mil tres mil", ["2000", "3000"]),
        ("mil mil doscientos", ["1000!", "1200"]),
        ("mil cuatro cientos mil cuatrocientos doce", ["1400!", "1412"]),
        ("doscientos, trescientos", ["200", "300"]),
    ],
)
def test_neighbours_are_told_apart(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "lo siento mucho",
        "siento un montón",
        "quinientasmente",
        "un día de estos",
        "una casa",
        "el segundo piso",
        "por la mañana",
        "10:30",
        "12/03/2026",
        "12.03.2026",
    ],
)
def test_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["veinte por ciento", "15 %", "15%", "cien por cien", "5 por ciento"]
)
def test_percentages_are_told(text: str) -> None:
    assert [n.kind for n in read(text)] == ["percent"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("doscientos", "cardinal"),
        ("84,560", "figures"),
        ("medio millón", "fraction"),
        ("uno dos tres", "digits"),
        ("600 123 456", "digits"),
        ("007", "digits"),
        ("tres cincuenta", "elided"),
        ("dos con diez", "decimal"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [n.kind for n in read(text)] == [kind]


def test_the_other_reading_is_kept() -> None:
    assert read("tres cincuenta")[0].alt == Decimal("3.50")
    assert read("tres millones seiscientos doce")[0].alt == 3_612_000


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("7.846,32", "7846.32"),
        ("84,560", "84560"),
        ("23.480.500", "23480500"),
        ("487.300", "487300"),
        ("43,33", "43.33"),
        ("16.4", "16.4"),
        ("0.500", "0.500"),
        ("1,284,50", "1284.50"),
        ("2207", "2207"),
    ],
)
def test_figures(token: str, value: str) -> None:
    entry = parse_figures(token)
    assert entry is not None
    assert Decimal(entry[1]) == Decimal(value)


# --- laws -----------------------------------------------------------------------------------

_UNITS = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_WORDS = _UNITS.split()
_TENS = [
    "",
    "",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
]
_HUNDREDS = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]


def spell(n: int) -> str:
    if n < 16:
        return _WORDS[n]
    if n < 20:
        return "dieci" + _WORDS[n - 10]
    if 20 < n < 30:
        return "veinti" + _WORDS[n - 20]
    if n < 100:
        return _TENS[n // 10] + (f" y {_WORDS[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return _HUNDREDS[n // 100] + (f" {spell(n % 100)}" if n % 100 else "")
    if n < 1_000_000:
        head = "" if n // 1000 == 1 else _short(spell(n // 1000)) + " "
        return f"{head}mil" + (f" {spell(n % 1000)}" if n % 1000 else "")
    head = "un millón" if n // 1_000_000 == 1 else _short(spell(n // 1_000_000)) + " millones"
    return head + (f" {spell(n % 1_000_000)}" if n % 1_000_000 else "")


def _short(text: str) -> str:
    return text[:-1] if text.endswith("uno") else text


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 999_999_999))
def test_every_number_is_read_back(n: int) -> None:
    assert values(spell(n)) == [str(n)]


@settings(deadline=None, max_examples=100)
@given(st.integers(1000, 999_999), st.integers(0, 99), st.sampled_from([".,", ",."]))
def test_every_sum_in_figures_is_read_back(whole: int, cents: int, marks: str) -> None:
    text = f"{whole:,}.{cents:02}".translate(str.maketrans(",.", marks))
    assert [n.value for n in read(text)] == [Decimal(f"{whole}.{cents:02}")]


_SOUP = [
    *sorted(starters())[:80],
    "mil",
    "y",
    "con",
    "coma",
    "un",
    "medio",
    "cientos",
    "casa",
    "12",
    "1.5",
    "%",
]


@settings(deadline=None, max_examples=250)
@given(st.lists(st.sampled_from(_SOUP), max_size=12))
def test_spans_are_ordered_and_never_empty(soup: list[str]) -> None:
    line = tokenize(" ".join(soup))
    past = 0
    for number in find_numbers(line.norms, line.gaps):
        assert past <= number.i < number.j <= len(line)
        past = number.j


def test_the_pack_is_read_once() -> None:
    assert number_data() is number_data()
    assert number_words() is number_words()
