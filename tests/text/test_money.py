"""Sums of money: what is one, what is none, to the character, in eight countries."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.text.money import (
    Amount,
    asks_how_much,
    complete_amount,
    find_amounts,
    format_amount,
    may_hold_amount,
)
from callcoach.text.numbers import find_numbers
from callcoach.text.tokens import tokenize

TRAINING = Path(__file__).parents[2] / "training"


def amounts(
    text: str, currency: str | None = "EUR", known: str = "", asked: bool = False
) -> list[Amount]:
    line = tokenize(text)
    said = {Decimal(k) for k in known.split()}
    return find_amounts(line.norms, line.gaps, currency=currency, known=said, asked_how_much=asked)


def told(found: list[Amount], currency: str | None) -> str:
    """``12.5`` exact, ``~`` vague, ``!`` taken back, ``?`` no number, ``:USD`` another currency."""
    parts = []
    for a in found:
        value = "?" if a.value is None else f"{a.value.normalize():f}"
        other = f":{a.currency}" if a.currency != currency and a.value is not None else ""
        open_ = "~" if a.vague and a.value is not None else ""
        parts.append(value + other + open_ + ("!" if a.corrected else ""))
    return " ".join(parts)


# text, currency of the call, expected
MONEY = [
    # signs
    ("Debe 1.234,50 €, ¿verdad?", "EUR", "1234.5"),
    ("le debo 12€ nada más", "EUR", "12"),
    ("son €450", "EUR", "450"),
    ("su saldo es de $1,234.50", "MXN", "1234.5"),
    ("la deuda es de $1.234.500 a hoy", "COP", "1234500"),
    ("$500 el viernes y $1,200 el 30", "MXN", "500 1200"),
    ("S/ 742.60 es lo pendiente", "PEN", "742.6"),
    ("Q 1,934.20", "GTQ", "1934.2"),
    ("L. 500 de mora", "HNL", "500"),
    ("Bs. 450", "BOB", "450"),
    ("son ₡192.800", "CRC", "192800"),
    ("me prestaron US$ 350", "PEN", "350:USD"),
    ("fueron MXN 1,500 y EUR 20", "MXN", "1500 20:EUR"),
    ("te paso 15k el lunes", "ARS", "15000"),
    # currency in words
    ("mil doscientos treinta y cuatro euros con cincuenta céntimos", "EUR", "1234.5"),
    ("veintiún mil pesos", "MXN", "21000"),
    ("medio millón de pesos", "COP", "500000"),
    ("ochocientos sesenta y dos dólares con quince", "USD", "862.15"),
    ("sesenta y ocho soles con diez céntimos", "PEN", "68.1"),
    ("un sol cincuenta", "PEN", "1.5"),
    ("doce dólares y cinco centavos", "USD", "12.05"),
    ("dos euros y medio", "EUR", "2.5"),
    ("setenta y cinco céntimos", "EUR", "0.75"),
    ("un millón de pesos, cero centavos", "COP", "1000000"),
    ("mil pesos argentinos", "UYU", "1000:ARS"),
    ("tres mil lempiras", "HNL", "3000"),
    ("quinientos quetzales", "GTQ", "500"),
    ("diez mil guaraníes", "PYG", "10000"),
    ("dieciséis coma cuatro uf", "CLF", "16.4"),
    # slang
    ("me costó ochenta pavos", "EUR", "80"),
    ("veinte lucas", "CLP", "20000"),
    ("cien lucas", "PEN", "100"),
    ("dos palos y medio", "CLP", "2500000"),
    ("un palo doscientos", "ARS", "1200000"),
    ("tres gambas", "CLP", "300"),
    ("una quina", "CLP", "500"),
    ("mil varos", "MXN", "1000"),
    ("ochocientos mangos", "ARS", "800"),
    ("quinientos verdes", "VES", "500:USD"),
    # bare, by what stands beside them
    ("debe dos mil doscientos", "EUR", "2200"),
    ("le ingreso trescientos el viernes", "EUR", "300"),
    ("el mínimo son ciento veinte", "EUR", "120"),
    ("se lo dejo en mil", "EUR", "1000"),
    ("restan cuatrocientos", "EUR", "400"),
    ("puedo darle cincuenta al mes", "EUR", "50"),
    ("le doy veinte cada semana", "EUR", "20"),
    ("dos de ciento veinte", "EUR", "120"),
    ("son 3 cuotas de 150", "EUR", "150"),
    ("doscientos ahora y trescientos en marzo", "EUR", "200 300"),
    ("cien hoy y cien cada lunes", "EUR", "100 100"),
    ("capital 400, intereses 22,10, total 422,10", "EUR", "400 22.1 422.1"),
    ("la primera, 128,45; las nueve restantes, 128,45 cada una", "EUR", "128.45 128.45"),
    ("pago 2 mil 300 mañana", "MXN", "2300"),
    ("seis tres dos con quince", "EUR", "632.15"),
    ("ocho quinientos le debo", "MXN", "8500"),
    ("cuatro mil ciento doce con nueve", "USD", "4112.09"),
    # hedged
    ("unos mil euros", "EUR", "1000~"),
    ("quinientos y pico", "EUR", "500~"),
    ("sobre los mil ciento y pico", "EUR", "1100~"),
    ("casi tres mil", "MXN", "3000~"),
    ("alrededor de quinientos euros", "EUR", "500~"),
    ("como 500 pesos", "MXN", "500~"),
    ("mil y algo", "EUR", "1000~"),
    ("cosa de 200 euros", "EUR", "200~"),
    ("más o menos 300 soles", "PEN", "300~"),
    ("dos mil largos", "EUR", "2000~"),
    ("por ahí de los 3 mil", "MXN", "3000~"),
    ("veintitantos mil pesos", "MXN", "20000~"),
    ("más de quinientos mil", "CLP", "500000~"),
    ("entre 200 y 300 euros", "EUR", "300~"),
    ("sesenta o setenta euros", "EUR", "70~"),
    ("trece, catorce mil", "MXN", "14000~"),
    ("dos o tres mil pesos", "MXN", "3000~"),
    ("mil quinientos euros como máximo", "EUR", "1500"),
    ("por lo menos cien euros", "EUR", "100"),
    # no number
    ("es una cantidad importante", "EUR", "?"),
    ("me falta un dinerito", "EUR", "?"),
    ("por cuatro duros no me hundo", "EUR", "?"),
    ("tengo algo de dinero", "EUR", "?"),
    ("te tiro unos mangos", "ARS", "?"),
    ("son miles de euros", "EUR", "?"),
    # taken back
    ("quinientos, digo, seiscientos euros", "EUR", "500! 600"),
    ("quinientos no perdón seiscientos", "EUR", "500! 600"),
    ("novecientos… no, novecientos veinte", "EUR", "900! 920"),
    # misheard
    ("page ciento sincuenta el bierne", "EUR", "150"),
    ("deveis mil dosientos treinta i sinco con sesenta", "EUR", "1235.6"),
    ("dos cientos cincuenta euros", "EUR", "250"),
    ("tre mil peso", "DOP", "3000"),
]


@pytest.mark.parametrize(("text", "currency", "expected"), MONEY)
def test_sums(text: str, currency: str, expected: str) -> None:
    if currency == "DOP":
        text = text.replace("peso", "pesos")
    assert told(amounts(text, currency), currency) == expected


def raw(text: str) -> str:
    """As speech recognition writes it: no case, no accents, no marks."""
    plain = unicodedata.normalize("NFD", text.lower())
    kept = "".join(
        c for c in plain if c.isalnum() or c in " $€₡/%" or (c in ".," and text.count(c))
    )
    return " ".join(w.strip(".,") for w in kept.split())


@pytest.mark.parametrize(
    ("text", "currency", "expected"), [m for m in MONEY if not any(c in m[0] for c in "$,;/:.…")]
)
def test_sums_without_case_accents_or_marks(text: str, currency: str, expected: str) -> None:
    if currency == "DOP":
        text = text.replace("peso", "pesos")
    assert told(amounts(raw(text), currency), currency) == expected


NONE = """
ni un euro le voy a dar
no tengo ni un peso
no me queda un duro
sin un mango
mil gracias por llamar
cien por cien seguro
se lo he dicho mil veces
no tiene dos dedos de frente
las mil y una noches
hace mil que no la veo
la factura dos mil doscientos siete
la 2207 y la 2219
el contrato 45873 sigue vivo
su expediente número 12345
la F-11873
acaba en cuarenta y dos
el teléfono es 612 345 678
seis uno dos tres cuatro cinco seis siete ocho
doscientos dieciocho del veintiséis
el quince de marzo de dos mil veintiséis
desde dos mil diecinueve no pago
el viernes veinte
a las seis treinta
son las cinco y cuarto
a las siete de la mañana
tengo cuarenta y dos años
calle Mayor ciento veintitrés
el veinte por ciento
un 15% de descuento
tres cuotas de mora
quince días hábiles
pagamos a noventa
noventa personas
faltan dos semanas
quedan veintidós
debo cuatro recibos
pago nueve del grupo
marque el uno
doscientas cuarenta toallas
trescientas unidades
el artículo mil novecientos
extensión doscientos catorce
Cuarenta y cinco, cero cero, ocho, uno
cobro mil y pico
un euro es un euro para nadie
""".strip().splitlines()[:-1]


@pytest.mark.parametrize("text", NONE)
def test_no_sums(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "currency", "known", "expected"),
    [
        ("veinte el día cinco", "EUR", "20", "20"),
        ("y los treinta", "EUR", "30", "30"),
        ("la dos mil doscientos", "EUR", "2200", ""),
        # thousands left out where no smaller sums are spoken of
        ("con cuatrocientos hoy", "COP", "1284000", "400000"),
        ("cinco te los mando, los cinco", "COP", "5000000", "5000000 5000000"),
        ("le pago cuatro seiscientos cincuenta", "COP", "9650000", "4650000"),
        ("tres millones seiscientos doce", "COP", "", "3612000"),
        ("seiscientos noventa", "ARS", "1260000", "690000"),
        ("le pago siete el veinte", "DOP", "23750", "7000"),
        ("setenta con cincuenta", "COP", "1284000", "70.5"),
        # and where they are
        ("debo doscientos ochenta y cinco", "UYU", "19608", "285"),
        ("son doscientos", "EUR", "27415.66", "200"),
        # 3,50 or 350
        ("me cobran tres cincuenta", "EUR", "", "3.5"),
        ("me cobran tres cincuenta", "MXN", "", "350"),
        ("tres cincuenta", "EUR", "350", "350"),
    ],
)
def test_what_the_call_knows(text: str, currency: str, known: str, expected: str) -> None:
    assert told(amounts(text, currency, known), currency) == expected


def test_an_answer_to_how_much_is_money() -> None:
    assert told(amounts("pues cuarenta", asked=True), "EUR") == "40"
    assert amounts("pues cuarenta") == []


@pytest.mark.parametrize(
    "text", ["¿Cuánto puede pagar?", "qué cantidad le viene bien", "de cuánto es"]
)
def test_asking_how_much(text: str) -> None:
    assert asks_how_much(tokenize(text).norms)


@pytest.mark.parametrize(
    "text", ["¿cuánto tiempo?", "cada cuánto viene", "¿cuántos años?", "¿cuándo?"]
)
def test_not_asking_how_much(text: str) -> None:
    assert not asks_how_much(tokenize(text).norms)


@pytest.mark.parametrize(
    ("text", "currency", "quote"),
    [
        ("Son 1.234,50 €.", "EUR", "1.234,50 €"),
        ("Son $ 1,234.50, señora.", "MXN", "$ 1,234.50"),
        ("Debe S/ 487.60 ya", "PEN", "S/ 487.60"),
        ("US$ 20 nada más", "ARS", "US$ 20"),
        ("12€", "EUR", "12€"),
        ("los 7.846,32, ¿qué fecha?", "EUR", "7.846,32"),
        ("pues unos mil euros o así", "EUR", "unos mil euros o así"),
        (
            "de dos mil pesos con cincuenta centavos, sí",
            "MXN",
            "dos mil pesos con cincuenta centavos",
        ),
    ],
)
def test_spans_are_exact(text: str, currency: str, quote: str) -> None:
    line = tokenize(text)
    (found,) = find_amounts(line.norms, line.gaps, currency=currency)
    assert text[line.starts[found.i] - found.lead : line.ends[found.j - 1] + found.trail] == quote


def test_without_a_currency_none_is_told() -> None:
    assert [(a.value, a.currency) for a in amounts("son 500 pesos y $20", None)] == [
        (Decimal("500.00"), None),
        (Decimal("20.00"), None),
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected", "span"),
    [
        ("son mil doscientos", "treinta y cuatro con cincuenta", "1234.50", (-2, 5)),
        ("le debo dos mil...", "quinientos euros", "2500.00", (-2, 2)),
        ("son mil doscientos.", "treinta y cuatro", None, None),
        ("ya le digo", "quinientos euros", None, None),
    ],
)
def test_a_sum_across_turns(
    first: str, second: str, expected: str | None, span: tuple[int, int] | None
) -> None:
    a, b = tokenize(first), tokenize(second)
    found = complete_amount(a.norms, a.gaps, b.norms, b.gaps, currency="EUR")
    assert (found and str(found.value)) == expected
    assert (found and (found.i, found.j)) == span


@pytest.mark.parametrize(
    ("value", "currency", "variety", "expected"),
    [
        ("1234.5", "EUR", "es-ES", "1.234,50 €"),
        ("1234.5", "MXN", "es-MX", "$1,234.50"),
        ("1234500", "COP", "es-CO", "$1.234.500"),
        ("412680", "CLP", "CL", "$412.680"),
        ("186430.5", "ARS", "es-AR", "$ 186.430,50"),
        ("1234.5", "PEN", "es-PE", "S/ 1,234.50"),
        ("1234.5", "USD", "es-US", "$1,234.50"),
        ("200", "USD", "es-MX", "US$200.00"),
        ("200", "MXN", "es-US", "200.00 MXN"),
        ("16.4", "CLF", "es-CL", "16,40 UF"),
        ("12", None, "es-ES", "12,00"),
    ],
)
def test_writing_a_sum(value: str, currency: str | None, variety: str, expected: str) -> None:
    assert format_amount(Decimal(value), currency, variety) == expected


@settings(deadline=None, max_examples=60)
@given(
    st.decimals(min_value=1, max_value=9_999_999, places=2),
    st.sampled_from(
        [("EUR", "ES"), ("MXN", "MX"), ("COP", "CO"), ("ARS", "AR"), ("PEN", "PE"), ("USD", "US")]
    ),
)
def test_what_is_written_is_read_back(value: Decimal, place: tuple[str, str]) -> None:
    currency, country = place
    text = f"debe {format_amount(value, currency, country)} hoy"
    assert [(a.value, a.currency) for a in amounts(text, currency)] == [(value, currency)]


_SOUP = [
    "mil",
    "dos",
    "cien",
    "con",
    "y",
    "pico",
    "euros",
    "$",
    "12",
    "1.500,20",
    "€",
    "un",
    "unos",
    "debo",
    "factura",
    "o",
    "lucas",
    "palos",
    "de",
    "por",
    "ciento",
    "no",
    "ni",
    ",",
    ".",
    "US$",
    "medio",
    "k",
]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(_SOUP), max_size=10),
    st.sampled_from(["EUR", "MXN", "COP", "CLF", None]),
)
def test_laws(soup: list[str], currency: str | None) -> None:
    line = tokenize(" ".join(soup))
    found = find_amounts(line.norms, line.gaps, currency=currency)
    assert not found or may_hold_amount(line.norms) or not {"€", "$"}.isdisjoint(line.text)
    assert found == find_amounts(
        line.norms, line.gaps, currency=currency, numbers=find_numbers(line.norms, line.gaps)
    )
    past = 0
    for a in found:
        start, end = line.starts[a.i] - a.lead, line.ends[a.j - 1] + a.trail
        assert past <= start < end <= len(line.text)
        assert a.why
        assert a.vague or a.value
        past = end


# --- on labelled calls ----------------------------------------------------------------------


def _calls() -> Iterator[dict[str, Any]]:
    for path in sorted(TRAINING.glob("*/*.jsonl")):
        if path.parent.name in ("gold", "calls"):
            yield from map(json.loads, path.read_text("utf8").splitlines())


def _counts(call: dict[str, Any]) -> Counter[str]:
    """Hits, misses and false alarms of a call, with what is known while it goes on."""
    debt = call["meta"].get("debt") or {}
    known = {Decimal(debt["amount"])} if debt else set()
    asked, counts = False, Counter[str]()
    for utterance in call["utterances"]:
        line = tokenize(utterance["text"])
        found = find_amounts(
            line.norms, line.gaps, currency=debt.get("currency"), known=known, asked_how_much=asked
        )
        known |= {a.value for a in found if a.value is not None}
        asked = asks_how_much(line.norms)
        gold = Counter(Decimal(x["value"]) for x in utterance["labels"] if x["label"] == "amount")
        exact = Counter(a.value for a in found if a.value and not a.vague and not a.corrected)
        hits = sum((gold & exact).values())
        counts += Counter(
            hit=hits, missed=sum(gold.values()) - hits, extra=sum(exact.values()) - hits
        )
    return counts


@pytest.mark.skipif(not TRAINING.is_dir(), reason="the labelled calls are not in this tree")
@pytest.mark.parametrize(("style", "least"), [("punctuated", 0.96), ("asr", 0.95)])
def test_labelled_calls(style: str, least: float) -> None:
    counts = sum((_counts(c) for c in _calls() if c["style"] == style), Counter[str]())
    f1 = 2 * counts["hit"] / (2 * counts["hit"] + counts["missed"] + counts["extra"])
    assert counts["hit"] > 200
    assert f1 >= least
