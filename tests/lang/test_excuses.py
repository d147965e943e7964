"""The catalogue of excuses proves itself: every phrase is hit, every near miss stays silent."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from callcoach.annotate.lexical import LexicalAnnotator, ScopeMatcher
from callcoach.lang.loader import load_pack
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Excuse, Scope, Texts
from callcoach.text.phrases import Compiler, PhraseIndex
from callcoach.text.tokens import Line

SOURCES = Path(__file__).resolve().parents[2] / "src"
NATURES = {
    "no_funds": "hardship", "waiting_for_income": "evasion", "payment_sent": "administrative",
    "invoice_missing": "claim", "invoice_defect": "claim", "approval_pending": "administrative",
    "payment_terms": "administrative", "system_problem": "administrative",
    "goods_dispute": "claim", "amount_dispute": "claim", "prior_agreement": "claim",
    "unaware": "claim", "time_barred": "claim", "distrust": "claim",
    "not_responsible": "evasion", "third_party": "claim", "personal": "hardship",
    "insolvency": "hardship", "other_priorities": "hardship", "bargaining": "evasion",
    "minimising": "evasion", "forgot": "administrative", "postpone": "evasion",
}
REGIONS = {"ES", "MX", "CO", "AR", "CL", "PE", "US", "CA"}
LEVELS = {0.45, 0.55, 0.65, 0.75, 0.9}
FILLERS = ("eh pues mire", "bueno este", "ay señorita", "no sé qué decirle", "a ver es que")


@cache
def excuses() -> dict[str, Excuse]:
    return load_pack().excuses


@cache
def annotator(name: str) -> LexicalAnnotator:
    """Hears one category, alone."""
    pack = load_pack()
    alone = {"entries": {}, "excuses": {name: pack.excuses[name]}}
    return LexicalAnnotator(pack.model_copy(update=alone))


def hears(name: str, text: str, speaker: str = "customer") -> bool:
    return bool(annotator(name).line(Line(0, speaker, text)))


def bare(text: str) -> str:
    """As a recogniser writes it: lower case, no accents, no punctuation."""
    plain = (c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def cut(text: str) -> str:
    """Without accents and inner marks, but still in sentences."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spellings(texts: tuple[str, ...]) -> list[str]:
    return [form for text in texts for form in (text, cut(text), bare(text))]


@pytest.mark.parametrize("name", sorted(NATURES))
def test_an_entry_proves_itself_however_it_is_written(name: str) -> None:
    excuse = excuses()[name]
    assert [t for t in spellings(excuse.match) if not hears(name, t)] == []
    assert [t for t in spellings(excuse.no_match) if hears(name, t)] == []
    assert unproven(excuse) == []


def unproven(excuse: Excuse) -> list[str]:
    """Phrases that no sentence of ``match`` hits."""
    compiler = Compiler(load_pack().lexicon, forms)
    index = PhraseIndex([compiler.compile(phrase.say) for phrase in excuse.phrases])
    scopes = tuple(scope_of(unless) for unless in excuse.unless)
    matcher = ScopeMatcher(compiler, scopes)
    hit = {number for text in excuse.match for number in hits(index, matcher, scopes, text)}
    return [p.say for n, p in enumerate(excuse.phrases) if n not in hit]


def scope_of(unless: str | Scope) -> Scope:
    return load_pack().scopes[unless] if isinstance(unless, str) else unless


def hits(
    index: PhraseIndex, matcher: ScopeMatcher, scopes: tuple[Scope, ...], text: str
) -> Iterator[int]:
    line = Line(0, "customer", text)
    for found in index.find(line):
        if not any(matcher.cancels(scope, line, found.i, found.j) for scope in scopes):
            yield found.id


@pytest.mark.parametrize("name", sorted(NATURES))
def test_fillers_before_it_do_not_hide_an_excuse(name: str) -> None:
    excuse = excuses()[name]
    for filler, text in zip(FILLERS * 99, excuse.match, strict=False):
        assert hears(name, f"{filler} {bare(text)}"), (filler, text)


@pytest.mark.parametrize("name", sorted(NATURES))
def test_an_agent_gives_no_excuses(name: str) -> None:
    assert not any(hears(name, text, "agent") for text in excuses()[name].match)


def test_the_categories_are_those_of_the_task_with_their_natures() -> None:
    assert {name: e.nature for name, e in excuses().items()} == NATURES


@pytest.mark.parametrize("name", sorted(NATURES))
def test_an_entry_is_complete(name: str) -> None:
    excuse = excuses()[name]
    reply = excuse.reply
    texts = (excuse.name, excuse.gist, reply.open, reply.closed, reply.good)
    assert all(spoken(text) for text in texts)
    assert re.match(r"S\d", excuse.source)
    assert len(excuse.phrases) >= 25 and len(excuse.no_match) >= 6
    assert {p.region for p in excuse.phrases} - {None} <= REGIONS
    assert {p.confidence or excuse.confidence for p in excuse.phrases} <= LEVELS


def spoken(text: Texts) -> bool:
    return set(text) == {"es", "en"} and all(len(t) > 5 for t in text.values())


@pytest.mark.parametrize("name", sorted(NATURES))
def test_the_advice_asks_as_a_polite_agent_would(name: str) -> None:
    reply = excuses()[name].reply
    for question in (reply.open["es"], reply.closed["es"]):
        assert "¿" in question and question.endswith("?")
        assert not re.search(r"\b(tú|te|tu|tus|ti|contigo|vos)\b", question.lower())
    assert "?" not in reply.good["es"] and reply.good["es"].endswith(".")
    assert not re.search(r"\bmiente|mentir|moros", reply.good["es"])


def test_no_phrase_stands_twice() -> None:
    said = [p.say for e in excuses().values() for p in e.phrases]
    assert len(said) == len(set(said))


def test_no_category_is_named_in_the_code() -> None:
    roles = {"third_party"}  # also who speaks
    unwanted = {f"excuse.{name}" for name in NATURES} | (NATURES.keys() - roles)
    named = {f"{file.name}: {text}" for file in SOURCES.rglob("*.py") for text in strings(file)
             if text in unwanted}
    assert not named


def strings(file: Path) -> set[str]:
    """The string constants of a module."""
    nodes = ast.walk(ast.parse(file.read_text("utf8")))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
