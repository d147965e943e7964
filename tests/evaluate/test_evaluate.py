"""Agreement with people: counting, intervals, verdicts, noise."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from callcoach.errors import TranscriptError, UsageError
from callcoach.evaluate.gold import read_gold
from callcoach.evaluate.measure import kappa, measure
from callcoach.evaluate.noise import CHANGES, changed, swapped
from callcoach.evaluate.page import comparison, errors, page
from callcoach.evaluate.run import by_part, evaluate
from callcoach.model.annotation import Annotation
from callcoach.model.review import Review
from callcoach.pipeline import Coach

CALL = {
    "id": "g-1", "variety": "es-ES", "style": "punctuated", "meta": {},
    "utterances": [
        {"speaker": "agent", "start": 0.0, "end": 2.0, "text": "¿Cuándo va a pagar los 300 euros?",
         "labels": [{"label": "question.open", "quote": "¿Cuándo va a pagar los 300 euros?", "form": "direct"},
                    {"label": "amount", "quote": "300 euros", "value": "300.00", "currency": "EUR"}]},
        {"speaker": "customer", "start": 2.2, "end": 4.0, "text": "No tengo dinero.",
         "labels": [{"label": "excuse.no_funds", "quote": "No tengo dinero"}]},
    ],
    "practices": {"amount_opening": "met"},
}


@pytest.fixture(scope="module")
def coach() -> Coach:
    return Coach(lang="en")


def _gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(CALL, ensure_ascii=False) + "\n", "utf8")
    return path


def _review(coach: Coach, labels: tuple[Annotation, ...], path: Path) -> Review:
    call = next(iter(read_gold(path)))
    return coach.review(call.transcript).model_copy(update={"labels": labels})


def _mark(utterance: int, label: str, value: str | None = None) -> Annotation:
    return Annotation.model_validate({"utterance": utterance, "start": 0, "end": 2, "quote": "xx", "label": label,
                                      "confidence": 1, "rule": "t", "value": value})


def test_hits_misses_and_false_alarms_are_counted(tmp_path: Path, coach: Coach) -> None:
    path = _gold(tmp_path)
    gold = next(iter(read_gold(path)))
    labels = (_mark(0, "question.closed"), _mark(0, "amount", "300"), _mark(0, "amount", "5"),
              _mark(1, "excuse.forgot"))
    result = measure([(gold, _review(coach, labels, path))])
    question, amount, excuse = result.of("question"), result.of("amount=value"), result.of("excuse")
    assert question and (question.precision, question.recall) == (1, 1)
    assert amount and (amount.precision, amount.recall) == (0.5, 1)
    assert excuse and excuse.f1 == 1
    wrong = {c.name: c for c in result.choices}
    assert wrong["open vs closed"].share == 0
    assert wrong["excuse category"].confusions == (("excuse.no_funds", "excuse.forgot", 1),)
    assert {(m.label, m.kind) for m in result.mistakes} >= {("question.open", "missed"), ("question.closed", "false")}
    assert "excuse.forgot" in errors(result.mistakes)
    assert "| `question` | 1 | 1.00 | 1.00 | 1.000 |" in page(result)


def test_intervals_hold_the_value(coach: Coach) -> None:
    calls = list(read_gold(Path(__file__).parents[2] / "training" / "gold" / "dev.jsonl"))[:6]
    result = evaluate(coach, calls)
    assert all(row.low <= row.f1 + 1e-9 and row.f1 <= row.high + 1e-9 for row in result.labels if row.people > 5)
    table = comparison(by_part(coach, calls, "style"))
    assert "asr" in table and "punctuated" in table
    with pytest.raises(UsageError, match="style"):
        list(by_part(coach, calls, "weather"))


def test_kappa_is_chance_corrected() -> None:
    assert kappa([(0, 0), (0, 0), (2, 2), (2, 2)]) == 1
    assert kappa([(0, 2), (2, 0)]) == -1
    assert kappa([]) is None


@pytest.mark.parametrize("line", [
    "{", "[]", '{"id": "x"}',
    '{"id": "x", "utterances": [{"speaker": "agent", "text": "a", "labels": [1]}]}',
])
def test_bad_gold_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n", "utf8")
    with pytest.raises(TranscriptError, match=r"bad\.jsonl"):
        list(read_gold(path))


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_noise_is_repeatable_and_keeps_utterances(tmp_path: Path, name: str) -> None:
    call = next(iter(read_gold(_gold(tmp_path)))).transcript
    once, again = changed(call, CHANGES[name]), changed(call, CHANGES[name])
    assert once == again
    assert len(once.utterances) == len(call.utterances)
    assert [u.speaker for u in swapped(call).utterances] == ["customer", "agent"]


def test_raw_noise_takes_marks_and_accents_but_not_sums() -> None:
    assert CHANGES["raw (all three)"]("¿Pagará 1.234,50 €?", random.Random(1)) == "pagara 1.234,50 €"
