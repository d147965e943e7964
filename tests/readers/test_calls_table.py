"""The table of calls: what transcripts do not say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from callcoach.errors import TranscriptError, UsageError
from callcoach.model.transcript import CallInfo
from callcoach.readers.calls_table import read_calls_table, with_info
from callcoach.readers.read import from_dict

FIXTURES = Path(__file__).parent / "fixtures"


def test_a_spanish_table() -> None:
    table = read_calls_table(FIXTURES / "gestiones.csv")
    assert list(table) == ["L-01", "L-02"]
    first, second = table["L-01"], table["L-02"]
    assert first.debt is not None and first.debt.amount == Decimal("1500")
    assert first.debt.currency == "ARS"
    assert (
        first.started_at is not None and first.started_at.isoformat() == "2026-03-10T11:42:00-03:00"
    )
    assert (first.jurisdiction, first.debtor_type, first.days_past_due) == ("AR", "consumer", 45)
    assert (first.calls_today, first.calls_last_7_days) == (0, 2)
    assert first.extra == {"Sucursal": "Centro"}
    assert (second.calls_last_7_days, second.extra) == (None, {})
    assert second.portfolio == "pyme"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    table = read_calls_table(f"call_id{separator}creditor\n7{separator}Sol\n".encode())
    assert table["7"].creditor == "Sol"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("id_llamada;monto\n1;1.500\n", "bytes:2", "two ways.*decimal="),
        ("id_llamada;monto\n1;1.500,00\n2;1,500.00\n", "bytes", "decimal comma"),
        ("call_id,started_at\n1,10/03/2026 9:00\n", "bytes:2", "day_first="),
        ("call_id,started_at\n1,25/03/2026 9:00\n2,03/25/2026 9:00\n", "bytes", "some dates"),
        ("call_id,time_zone\n1,America/Mexico\n", "bytes:2", "America/Mexico_City"),
        ("call_id,debtor_type\n1,gato\n", "bytes:2", "business, consumer"),
        ("call_id,monto,moneda\n1,5,doblones\n", "bytes:2", "ISO 4217"),
        ("call_id,creditor\n1,Sol\n\n1,Luna\n", "bytes:4", "already in line 2"),
        ("call_id,creditor\n,Sol\n", "bytes:2", "call id is empty"),
        ("call_id,creditor\n1,Sol,de más\n", "bytes:2", "3 cells where the header has 2"),
        ("id_llamda;acreedor\n1;Sol\n", "bytes:1", "is 'id_llamda' meant for 'id llamada'"),
        ("acreedor;monto\nSol;5\n", "bytes:1", "name one call_id"),
        ("call_id,monto,importe\n1,5,6\n", "bytes:1", "two columns mean debt"),
    ],
)
def test_faults_are_located(text: str, place: str, message: str) -> None:
    with pytest.raises(TranscriptError, match=message) as caught:
        read_calls_table(text.encode())
    assert caught.value.where == place


def test_the_caller_can_say_how_to_read() -> None:
    amounts = b"call_id;debt\n1;1.500\n"
    for mark, amount in ((",", "1500"), (".", "1.500")):
        info = read_calls_table(amounts, decimal=mark)["1"]  # type: ignore[arg-type]
        assert info.debt is not None and info.debt.amount == Decimal(amount)
    dates = b"call_id;started_at\n1;10/03/2026 9:00\n"
    info = read_calls_table(dates, day_first=False)["1"]
    assert info.started_at is not None and info.started_at.month == 10


def test_dates_of_spanish_columns_put_the_day_first() -> None:
    info = read_calls_table(b"id_llamada;fecha;hora_llamada\n1;10/03/2026;9:00\n")["1"]
    assert info.started_at is not None and (info.started_at.month, info.started_at.hour) == (3, 9)
    alone = read_calls_table(b"id_llamada;fecha\n1;10/03/2026\n")["1"]
    assert alone.started_at is None and alone.extra == {"fecha": "10/03/2026"}


def test_no_such_file() -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_calls_table("no/such.csv")


def test_the_table_wins_where_it_has_a_value() -> None:
    meta = {"creditor": "Sol", "agent_id": "a1", "debt": {"amount": "5"}, "turno": "tarde"}
    call = from_dict({"id": "1", "meta": meta, "utterances": [{"speaker": "agent", "text": "a"}]})
    info = CallInfo(creditor="Luna", calls_today=0, abuse_reported=False, extra={"sede": "Lima"})
    merged = with_info(call, info).info
    assert (merged.creditor, merged.agent_id, merged.calls_today) == ("Luna", "a1", 0)
    assert merged.abuse_reported is False and merged.debt is not None
    assert merged.extra == {"turno": "tarde", "sede": "Lima"}
    assert call.info.creditor == "Sol"
