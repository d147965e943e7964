"""Laws that every practice obeys."""

from __future__ import annotations

import inspect
import json
import re
from functools import cache
from string import Formatter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callcoach.analysis.build import build_call
from callcoach.lang.loader import load_pack
from callcoach.lang.speak import LANGUAGES, Speaker
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.model.transcript import CallInfo, Transcript, Utterance
from callcoach.pipeline import Coach
from callcoach.practices.base import Practice
from callcoach.practices.catalogue import SECTIONS, practices

from .examples import transcript_of

KINDS = list(practices().values())
HEADINGS = ("What it checks", "Why it matters", "When it does not apply", "How to improve",
            "Known limits")
TEXTS = ("title", "what", "why", "when_not", "how", "limits")
REGISTERS = ("usted", "tu", "vos")
every = pytest.mark.parametrize("kind", KINDS, ids=[k.code for k in KINDS])


@cache
def coach() -> Coach:
    return Coach()


@cache
def example_calls(code: str) -> tuple[Call, ...]:
    return tuple(coach().analyse(transcript_of(e)) for e in practices()[code].examples)


def outcomes(kind: type[Practice]) -> list[tuple[Call, Outcome]]:
    return [(call, kind().check(call)) for call in example_calls(kind.code)]


def shows_what_stands(call: Call, outcome: Outcome) -> bool:
    return all(call.text(e.utterance)[e.start:e.end] == e.quote
               for e in (*outcome.evidence, *outcome.near_misses))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@every
def test_page(kind: type[Practice]) -> None:
    page = inspect.getdoc(inspect.getmodule(kind)) or ""
    places = [page.find(f"\n{heading}\n") for heading in HEADINGS]
    assert -1 not in places and places == sorted(places)
    assert kind.code == kind.__module__.rpartition(".")[2]
    assert kind.section in SECTIONS and kind.sources and kind.weight > 0 and 0 < kind.ease <= 1


@every
def test_options_say_what_they_are(kind: type[Practice]) -> None:
    assert all(field.description for field in kind.model_fields.values())


@every
def test_examples_cover_the_verdicts(kind: type[Practice]) -> None:
    verdicts = {e.verdict for e in kind.examples}
    assert {"met", "missed", "not_applicable"} <= verdicts
    assert len({e.name for e in kind.examples}) == len(kind.examples)
    assert any(not re.search(r"[A-ZÁÉÍÓÚ¿?.,]", " ".join(t for _, t in e.turns))
               for e in kind.examples), "one example as a recogniser writes it"


@every
def test_an_empty_call_is_not_applicable(kind: type[Practice]) -> None:
    empty = build_call(Transcript(id="empty", utterances=()), ())
    assert kind().check(empty).verdict == "not_applicable"


@every
def test_same_call_same_outcome(kind: type[Practice]) -> None:
    for call, outcome in outcomes(kind):
        before = repr(call)
        assert kind().check(call) == outcome
        assert repr(call) == before


@every
def test_evidence_stands_in_the_call(kind: type[Practice]) -> None:
    assert all(shows_what_stands(call, outcome) for call, outcome in outcomes(kind))


@every
def test_outcomes_survive_json(kind: type[Practice]) -> None:
    for _, outcome in outcomes(kind):
        assert Outcome.model_validate_json(outcome.model_dump_json()) == outcome
        json.loads(outcome.model_dump_json())


@every
def test_a_fault_says_where_it_looked(kind: type[Practice]) -> None:
    for call, outcome in outcomes(kind):
        if outcome.verdict not in ("missed", "partly"):
            continue
        assert outcome.looked_at is not None and outcome.advice is not None
        first, last = outcome.looked_at
        assert 0 <= first <= last < len(call.annotations)
        if kind.needs:
            assert outcome.evidence or outcome.near_misses


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(kind: type[Practice], language: str) -> None:
    voice = Speaker(load_pack(), language)
    for name in TEXTS:
        assert voice.say(f"practice.{kind.code}.{name}")
    for _, outcome in outcomes(kind):
        said = [outcome.reason, *([outcome.advice] if outcome.advice else [])]
        for message in said:
            assert voice.say(message.key, **message.words)


def test_messages_have_the_same_words_in_each_language() -> None:
    for key, texts in load_pack().messages.items():
        assert set(texts) == set(LANGUAGES), key
        assert len({frozenset(placeholders(t)) for t in texts.values()}) == 1, key


def test_registers_come_together() -> None:
    messages = load_pack().messages
    stems = {k.removesuffix(f".{r}") for k in messages for r in REGISTERS if k.endswith(f".{r}")}
    for stem in stems:
        words = {frozenset(placeholders(messages[f"{stem}.{r}"]["es"])) for r in REGISTERS}
        assert len(words) == 1, stem


@every
def test_named_sentences_exist(kind: type[Practice]) -> None:
    source = inspect.getsource(kind)
    messages = load_pack().messages
    for name in re.findall(r'for_register\(call, "(\w+)"\)', source):
        assert f"practice.{kind.code}.{name}.usted" in messages
    for name in re.findall(r'advice="(\w+)"', source):
        assert f"practice.{kind.code}.{name}" in messages


LABELS = ("question.open", "question.closed", "question.other", "self_answered", "amount",
          "amount.vague", "promise.concrete", "promise.vague", "refusal", "excuse.no_funds",
          "excuse.amount_dispute", "threat.legal", "threat.violence", "insult", "confrontation",
          "identification", "verification", "creditor", "apology", "empathy", "paraphrase",
          "commitment_request", "recap", "offer_documents", "agent_promise", "ends_call",
          "escalates", "disclosure", "notice", "cue.not_debtor", "cue.self_identified",
          "cue.asks_for", "cue.will_not_talk", "cue.asks_creditor", "cue.hands_over")
TEXT = st.sampled_from(["", "sí", "no tengo dinero", "¿Cuándo va a pagar?", "son 300 euros 😀"])


@st.composite
def calls(draw: st.DrawFn) -> Call:
    sides = st.sampled_from(["agent", "customer", "customer", "agent", "third_party", "unknown"])
    spoken = draw(st.lists(st.tuples(sides, TEXT), max_size=12))
    timed = draw(st.booleans())
    utterances = tuple(
        Utterance(index=n, speaker=side, text=text, start=float(n) if timed else None,
                  end=n + 1.4 if timed else None) for n, (side, text) in enumerate(spoken))
    marks = []
    for u in utterances:
        for label in draw(st.lists(st.sampled_from(LABELS), max_size=3, unique=True)):
            start = draw(st.integers(0, len(u.text)))
            end = draw(st.integers(start, len(u.text)))
            marks.append(Annotation(
                utterance=u.index, start=start, end=end, quote=u.text[start:end], label=label,
                confidence=0.8, rule="drawn", value=300 if label == "amount" else None))
    info = CallInfo(calls_last_7_days=draw(st.none() | st.integers(0, 9)),
                    jurisdiction=draw(st.sampled_from([None, "ES", "CO", "US"])))
    return build_call(Transcript(id="drawn", utterances=utterances, info=info), marks)


@settings(deadline=None, max_examples=60,
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(call=calls())
def test_any_call_gets_an_outcome(call: Call) -> None:
    voice = Speaker(load_pack(), "es")
    for kind in KINDS:
        outcome = kind().check(call)
        assert shows_what_stands(call, outcome), kind.code
        assert voice.say(outcome.reason.key, **outcome.reason.words)
        if outcome.verdict == "missed" and call.annotations:
            assert outcome.looked_at is not None, kind.code
