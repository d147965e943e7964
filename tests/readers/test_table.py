"""CSV and TSV, and rows in JSON."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcoach.errors import TranscriptError, UnknownFormatError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import read_transcript, read_transcripts

FIXTURES = Path(__file__).parent / "fixtures"


def _calls(source: Path | bytes) -> list[Transcript]:
    found = list(read_transcripts(source))
    assert all(isinstance(call, Transcript) for call in found), found
    return [call for call in found if isinstance(call, Transcript)]


def _one(text: str) -> Transcript:
    return read_transcript(text.encode(), name="t.csv")


def _codes(call: Transcript) -> set[str]:
    return {issue.code for issue in call.issues}


def test_semicolons_decimal_commas_cp1252_and_two_calls_mixed() -> None:
    first, second = _calls(FIXTURES / "tabla.csv")
    assert (first.id, second.id) == ("L-01", "L-02")
    assert first.utterances[0].text == "Buenos días, ¿hablo con el señor Núñez?"
    assert [(u.start, u.end) for u in first.utterances] == [(0.5, 2.75), (3.1, 4.0), (4.4, 6.0)]
    assert (second.utterances[0].start, second.utterances[1].text) == (0.4, "«Dígame» —contestó.")
    assert [u.speaker for u in first.utterances] == ["agent", "customer", "agent"]
    assert first.info.debt is not None and first.info.debt.amount == Decimal("1250.50")
    assert (first.info.creditor, first.info.agent_id) == ("Banco Arrayán", "ag-3")
    assert first.info.extra == {}
    assert _codes(first) == {"ENCODING_GUESSED"}
    assert first.utterances[2].ref == "line 5"


def test_unicode_text_of_excel() -> None:
    call = read_transcript(FIXTURES / "tabla_unicode.txt")
    assert call.id == "U1"
    assert call.utterances[0].text == "Buenas tardes, ¿hablo con doña Inés?"
    assert call.utterances[0].end == 4.0


def test_nfd_headers_and_bom() -> None:
    call = read_transcript(FIXTURES / "tabla_nfd.csv")
    assert [(u.speaker, u.start) for u in call.utterances] == [("agent", 2.0), ("customer", 5.0)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    rows = [
        ["rol", "inicio", "texto"],
        ["Agente", "1:05", "Sí, no; tal vez"],
        ["Cliente", "1:09", "Ya"],
    ]
    lines = [separator.join(f'"{c}"' if separator in c else c for c in row) for row in rows]
    call = _one(end.join(lines))
    assert [u.text for u in call.utterances] == ["Sí, no; tal vez", "Ya"]
    assert call.utterances[0].start == 65.0


def test_unquoted_separators_in_the_last_column() -> None:
    call = _one(
        "id,speaker,text\n1,agent,hola, buenas, tardes\n1,customer,no, gracias, adios, ya\n"
    )
    assert [u.text for u in call.utterances] == ["hola, buenas, tardes", "no, gracias, adios, ya"]


def test_too_many_cells_cost_their_call_only() -> None:
    text = "call_id,text,speaker\n1,hola, buenas,agent\n2,sí,customer\n"
    first, second = read_transcripts(text.encode(), name="t.csv")
    assert isinstance(first, TranscriptError) and "t.csv:2" in str(first)
    assert isinstance(second, Transcript) and second.id == "2"


def test_an_open_quote_is_located() -> None:
    with pytest.raises(TranscriptError, match=r"t\.csv:3.*never closed"):
        _one('speaker,text\nagent,hola\ncustomer,"sí\nagent,bien\n')


def test_quotes_inside_words() -> None:
    call = _one('speaker\ttext\nagent\tdijo "mañana" y ya\ncustomer\tno\n')
    assert call.utterances[0].text == 'dijo "mañana" y ya'


def test_excel_separator_line() -> None:
    assert _one("sep=;\nhablante;texto\nAgente;hola\n").utterances[0].ref == "line 3"


def test_whispers_own_tables() -> None:
    seconds = read_transcript(FIXTURES / "whisper.csv")
    assert (seconds.utterances[0].start, seconds.utterances[0].end) == (0.38, 2.76)
    assert "HEADER_MISSING" not in _codes(seconds)
    thousandths = read_transcript(FIXTURES / "whisper.tsv")
    assert (thousandths.utterances[0].start, thousandths.utterances[0].end) == (0.38, 2.76)
    assert thousandths.utterances[0].text == '"Bueno", me dijo, y colgó.'
    fractions = read_transcript(b"start\tend\ttext\n0.38\t2.76\thola\n")
    assert fractions.utterances[0].end == 2.76


def test_milliseconds_by_header_or_by_size() -> None:
    named = _one("inicio_ms,fin (ms),rol,texto\n250,1500,Agente,hola\n1600,2000,Cliente,sí\n")
    assert (named.utterances[0].start, named.utterances[0].end) == (0.25, 1.5)
    assert "TIME_UNIT_GUESSED" not in _codes(named)
    large = _one("start,end,text\n250,1500,hola\n1600,2000,sí\n")
    assert large.utterances[0].end == 1.5
    assert "TIME_UNIT_GUESSED" in _codes(large)
    small = _one("start,end,text\n2,5,hola\n6,9,sí\n")
    assert small.utterances[0].end == 5.0


def test_durations_channels_and_confidences() -> None:
    call = _one("canal,inicio,duración,confianza,texto\n0,1.5,2,95%,hola\nch_1,4,1,0.5,sí\n")
    first, second = call.utterances
    assert (first.end, first.channel, first.confidence) == (3.5, 0, 0.95)
    assert (second.channel, second.confidence, second.speaker) == (1, 0.5, "unknown")
    mapped = read_transcript(b"canal,texto\n0,hola\n1,que\n", channels={0: "agent", 1: "customer"})
    assert [u.speaker for u in mapped.utterances] == ["agent", "customer"]


def test_clock_times_and_dates_are_counted_from_the_first() -> None:
    clock = _one("hora,rol,texto\n11:42:05,Agente,hola\n11:42:09,Cliente,sí\n")
    assert [u.start for u in clock.utterances] == [0.0, 4.0]
    assert "TIMES_CLOCK" in _codes(clock)
    night = _one("hora,rol,texto\n23:59:58,Agente,hola\n00:00:03,Cliente,sí\n")
    assert [u.start for u in night.utterances] == [0.0, 5.0]
    dated = _one(
        "timestamp,rol,texto\n2026-03-10 11:42:05,Agente,hola\n2026-03-10 11:42:09,Cliente,sí\n"
    )
    assert [u.start for u in dated.utterances] == [0.0, 4.0]
    assert dated.info.started_at is not None and dated.info.started_at.minute == 42


def test_whole_calls_in_a_cell() -> None:
    first, second = _calls(FIXTURES / "llamadas_enteras.csv")
    assert [u.speaker for u in first.utterances] == ["agent", "customer"]
    assert len(second.utterances) == 3
    assert second.utterances[0].ref == "line 4"
    assert first.info.creditor == "Tiendas Sur"


def test_a_table_without_header_is_read_by_what_it_holds() -> None:
    call = _one(
        "1;Agente;0,5;Buenos días, ¿don Luis?\n1;Cliente;2,5;Sí\n1;Agente;3,5;Le llamo de Sur\n"
    )
    assert [u.speaker for u in call.utterances] == ["agent", "customer", "agent"]
    assert call.utterances[0].text == "Buenos días, ¿don Luis?"
    assert "HEADER_MISSING" in _codes(call)


def test_a_table_without_text_names_its_columns_but_no_words() -> None:
    with pytest.raises(UnknownFormatError, match="cuenta, saldo, sucursal"):
        _one("cuenta;saldo;sucursal\nA;5;Centro\nB;6;Sur\n")
    for odd in ("telefono;saldo\n5;1\n6;2\n", "Agente,Cliente\nhola,sí\n"):
        with pytest.raises(UnknownFormatError, match="2 columns"):
            _one(odd)
    with pytest.raises(UnknownFormatError) as caught:
        _one("7;mi marido murió;x\n8;no tengo dinero;y\n")
    assert "marido" not in str(caught.value)


def test_facts_that_change_within_a_call_are_said() -> None:
    call = _one("call_id,speaker,text,creditor\n1,agent,hola,Sol\n1,customer,sí,Luna\n")
    assert call.info.creditor == "Sol"
    assert "INFO_CONFLICT" in _codes(call)


def test_an_ambiguous_amount_is_left_out_and_said() -> None:
    call = _one("speaker;text;monto\nagent;hola;1.500\n")
    assert call.info.debt is None and call.info.extra == {"monto": "1.500"}
    assert "AMOUNT_AMBIGUOUS" in _codes(call)


def test_na_and_ids_stay_text() -> None:
    call = _one("call_id,speaker,text\n001,agent,NA\n001,customer,null\n")
    assert call.id == "001"
    assert [u.text for u in call.utterances] == ["NA", "null"]


def test_huge_and_cut_cells() -> None:
    cut = _one(f"speaker,text\nagent,{'a' * 32_767}\ncustomer,no\n")
    assert "CELL_CUT" in _codes(cut)
    with pytest.raises(TranscriptError, match=r"t\.csv:2.*more than"):
        _one(f"speaker,text\nagent,{'a' * 140_000}\n")


def test_rows_in_json_and_jsonl() -> None:
    rows = [
        {"id_llamada": "9", "hablante": "Agente", "inicio": 0.5, "texto": "Hola"},
        {"id_llamada": "9", "hablante": "Cliente", "inicio": 2, "texto": "¿Sí?"},
        {"id_llamada": "8", "hablante": "Cliente", "inicio": None, "texto": "Otra"},
    ]
    for data in (json.dumps(rows), json.dumps(rows, indent=1), "\n".join(map(json.dumps, rows))):
        first, second = _calls(data.encode())
        assert (first.id, second.id) == ("9", "8")
        assert [(u.speaker, u.start) for u in first.utterances] == [
            ("agent", 0.5),
            ("customer", 2.0),
        ]


def test_whole_calls_in_jsonl() -> None:
    rows = [{"call_id": i, "transcript": "Agente: hola\nCliente: sí"} for i in ("1", "2")]
    first, second = _calls("\n".join(map(json.dumps, rows)).encode())
    assert (first.id, second.id) == ("1", "2")
    assert [u.speaker for u in second.utterances] == ["agent", "customer"]


CELL = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)
SPOKEN = st.one_of(CELL, st.tuples(CELL, CELL).map(" \n ".join), CELL.map(lambda c: f'"{c}";,\t|'))


@settings(deadline=None, max_examples=80)
@given(
    st.lists(SPOKEN.map(str.strip).filter(bool), min_size=2, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_csv_writes_is_read_back(texts: list[str], separator: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(["call_id", "speaker", "start", "text"])
    for i, text in enumerate(texts):
        writer.writerow(["x", ("agent", "customer")[i % 2], i, text])
    call = read_transcript(stream.getvalue().encode())
    assert [u.text for u in call.utterances] == texts
    assert [u.start for u in call.utterances] == [float(i) for i in range(len(texts))]
