"""Questions: what they ask for, with marks and accents and without them; where they stand."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.annotate.base import Context, Mark
from callcoach.annotate.clauses import clauses
from callcoach.annotate.question import QuestionAnnotator
from callcoach.annotate.question_forms import told
from callcoach.annotate.question_scorer import bare
from callcoach.annotate.question_spans import marked
from callcoach.annotate.question_words import words_of
from callcoach.lang.schema import Pack
from callcoach.model.transcript import CallInfo
from callcoach.text.tokens import Line

PACK = Pack(language="es", lexicon={}, scopes={}, entries={}, excuses={}, messages={}, sha256="")


def annotated(*said: str, first: str = "agent") -> list[list[Mark]]:
    """The marks of lines said in turns; a text that begins with ``+`` goes on for its speaker."""
    lines: list[Line] = []
    speaker = "customer" if first == "agent" else "agent"
    for n, text in enumerate(said):
        if not text.startswith("+"):
            speaker = "customer" if speaker == "agent" else "agent"
        lines.append(Line(n, speaker, text.lstrip("+")))
    found: list[list[Mark]] = [[] for _ in lines]
    for mark in QuestionAnnotator(PACK).annotate(Context(lines, CallInfo())):
        found[mark.utterance].append(mark)
    return found


def labels(marks: Sequence[Mark]) -> list[str]:
    return [m.label.removeprefix("question.") for m in marks]


SEED = [
    ("¿Dónde dice usted que envió el cheque?", "open"),
    ("¿Con quien habló usted sobre esta incidencia?", "open"),
    ("¿Cuándo tiene pensado pasarse por el banco para hacer el ingreso?", "open"),
    ("¿Ha enviado usted el cheque?", "closed"),
    ("¿Han aprobado las facturas para el pago?", "closed"),
    ("¿Puede usted confirmar que la mercancía fue recibida durante el mes de junio?", "closed"),
    ("¿Está usted de acuerdo con la cantidad que le acabo de mencionar?", "closed"),
]


@pytest.mark.parametrize(("text", "label"), SEED)
@pytest.mark.parametrize("strip", [False, True])
def test_the_examples_of_the_source_are_read_as_it_says(text: str, label: str, strip: bool) -> None:
    written = bare(text).split() if strip else Line(0, "agent", text).words
    assert told(written).label == f"question.{label}"


FORMS = [
    ("¿Me podría decir cuándo lo envió?", "open", "indirect"),
    ("Dígame qué día le viene bien", "open", "imperative"),
    ("¿Sabe usted quién lo aprueba?", "open", "indirect"),
    ("¿Me da su fecha de nacimiento?", "open", "indirect"),
    ("¿Me confirma que recibió la mercancía?", "closed", "confirmation"),
    ("¿Me puede decir si lo recibió?", "closed", "polar"),
    ("¿Lo paga hoy o mañana?", "closed", "alternative"),
    ("¿Va a pagar o no?", "closed", "alternative"),
    ("¿Cómo lo abona, con tarjeta o en efectivo?", "closed", "alternative"),
    ("Lo envió el lunes, ¿verdad?", "closed", "tag"),
    ("Usted firmó, ¿no?", "closed", "tag"),
    ("¿Te llegó el resumen?", "closed", "polar"),
    ("¿Podés pasar por la sucursal?", "closed", "polar"),
    ("¿Por qué no paga hoy?", "open", "direct"),
    ("¿Y eso por qué?", "open", "direct"),
    ("¿A qué hora le llamo?", "open", "direct"),
    ("¿Cómo que no tiene internet?", "open", "direct"),
    ("¿Qué tal?", "other", None),
    ("¿Me escucha bien?", "other", None),
    ("¿Cómo está usted?", "other", None),
    ("¿Cómo dice?", "other", None),
    ("¿Perdón?", "other", None),
    ("¿Me permite un momento?", "other", None),
    ("¿Me comunica con tesorería, por favor?", "other", None),
    ("¿Y a mí qué me importa?", "other", None),
    ("¿Qué quiere que le haga?", "other", None),
    ("¿Cuánto dice?", "open", "direct"),
]


@pytest.mark.parametrize(("text", "label", "form"), FORMS)
def test_function_and_form(text: str, label: str, form: str | None) -> None:
    for written in (Line(0, "agent", text).words, bare(text).split()):
        reading = told(written)
        assert (reading.label, reading.form) == (f"question.{label}", form), written


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Bien. ¿Y cuándo lo paga?", ["¿Y cuándo lo paga?"]),
        ("El lunes, ¿no? ¿A qué hora?", ["El lunes, ¿no?", "¿A qué hora?"]),
        ("Buenos días, hablo con Juan Soto?", ["hablo con Juan Soto?"]),
        ("De acuerdo. ¿Lo paga hoy o mañana", ["¿Lo paga hoy o mañana"]),
        ("Pues entonces, ¿qué hacemos?", ["¿qué hacemos?"]),
        ("¡¿Ya ve?!", ["¡¿Ya ve?"]),
        ("Nada que preguntar.", []),
    ],
)
def test_marks_show_where_a_question_stands(text: str, quotes: list[str]) -> None:
    line = Line(0, "agent", text)
    found = [
        text[line.starts[s.i] - s.lead : line.ends[s.j - 1] + s.trail]
        for s in marked(line, words_of(line.words))
    ]
    assert found == quotes


def test_requests_to_tell_need_no_mark() -> None:
    made = annotated(
        "¿Hablo con la señora Ruiz?",
        "Sí, diga.",
        "Necesito saber qué ha pasado con el pago.",
        "Deme usted un número de teléfono, por favor.",
        "Dígame.",
        "Cuando pueda me llama.",
    )
    assert [labels(m) for m in made] == [["closed"], [], ["open"], ["open"], [], []]
    assert made[2][0].form == "indirect" and made[3][0].form == "imperative"


RAW_ASKS = [
    (("con quien tengo el gusto", "con marta soto"), "open"),
    (("cuando tiene previsto hacer el ingreso", "el viernes que viene"), "open"),
    (("que ha pasado con el recibo de mayo", "pues que no me ha llegado"), "open"),
    (("bueno y por que no lo ha pagado", "porque no tengo trabajo"), "open"),
    (("ha enviado usted el cheque", "si lo mande el lunes"), "closed"),
    (("le llego la factura", "no a mi no me ha llegado nada"), "closed"),
    (("buenas tardes hablo con el señor perez", "si soy yo"), "closed"),
    (("va a pagar hoy o mañana", "mañana mejor"), "closed"),
    (("usted vive en la calle mayor verdad", "si señora"), "closed"),
]


@pytest.mark.parametrize(("said", "label"), RAW_ASKS)
def test_raw_questions_are_found_by_grammar_and_dialogue(said: tuple[str, str], label: str) -> None:
    assert label in labels(annotated(*said)[0])


@pytest.mark.parametrize(
    "text",
    [
        "cuando pueda me llama",
        "le pago cuando me paguen a mi",
        "el banco donde tengo la cuenta",
        "lo que usted diga",
        "ya le dije que no tengo dinero",
        "no se cuando podre pagar",
        "como le digo no hay dinero",
        "yo cobro el dia treinta",
        "me quede sin trabajo en marzo",
        "que pena con usted",
    ],
)
def test_relatives_and_conjunctions_do_not_ask(text: str) -> None:
    made = annotated("le llamo por la factura de abril", text, "entiendo vamos a ver")
    assert not {"open", "closed"} & set(labels(made[1]))


def test_marks_say_what_they_saw() -> None:
    for made in (annotated("¿Cuándo paga?"), annotated("cuando paga usted", "el lunes")):
        mark = made[0][0]
        assert mark.rule.startswith("question.") and mark.why
        assert 0.5 <= mark.confidence <= 0.99


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("si soy yo quien es usted", ["si soy yo", "quien es usted"]),
        ("no tengo dinero pero le pago el lunes", ["no tengo dinero", "pero le pago el lunes"]),
        ("me dijo que lo cancelaban", ["me dijo que lo cancelaban"]),
        ("Bien. ¿Lo paga? Mañana.", ["bien", "lo paga", "manana"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    line = Line(0, "customer", text)
    assert [" ".join(line.norms[i:j]) for i, j in clauses(line)] == parts


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("aeiouqnrs ¿?.,!áéqu", max_size=40), max_size=4))
def test_any_text_gives_marks_within_its_line(said: list[str]) -> None:
    lines = [Line(n, "agent" if n % 2 else "customer", text) for n, text in enumerate(said)]
    for mark in QuestionAnnotator(PACK).annotate(Context(lines, CallInfo())):
        line = lines[mark.utterance]
        assert 0 <= mark.i < mark.j <= len(line)
        assert mark.lead <= len(line.gaps[mark.i]) and mark.trail <= len(line.gaps[mark.j])
    for line in lines:
        ranges = clauses(line)
        assert [t for i, j in ranges for t in range(i, j)] == list(range(len(line)))


def test_long_utterances_take_linear_time() -> None:
    text = "y si me dice que cuando pueda lo paga usted o no lo paga "
    took = []
    for times in (20, 80):
        lines = [Line(0, "agent", text * times)]
        began = time.perf_counter()
        list(QuestionAnnotator(PACK).annotate(Context(lines, CallInfo())))
        took.append(time.perf_counter() - began)
    assert took[1] < 40 * took[0] + 0.2
