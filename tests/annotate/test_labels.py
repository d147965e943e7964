"""Laws over all entries of the pack: their sentences prove them, also as raw recognition output."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from callcoach.annotate.lexical import LexicalAnnotator, ScopeMatcher
from callcoach.lang.fold import fold
from callcoach.lang.loader import load_pack
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Entry
from callcoach.text.phrases import Compiler, PhraseIndex
from callcoach.text.tokens import Line

CLEAN = sorted((Path(__file__).parents[1] / "clean").glob("ordinary_*.txt"))
SPEAKERS = {"A": "agent", "C": "customer"}
FALSE_PER_THOUSAND = 0.3
_WORD = re.compile(r"\w+(?:[.,:]\d+)*")


def as_written(text: str) -> str:
    return text


def as_recognised(text: str) -> str:
    """Lower case, without accents and punctuation."""
    return " ".join(fold(w) for w in _WORD.findall(text.lower()))


FORMS = (as_written, as_recognised)


@cache
def compiler() -> Compiler:
    return Compiler(load_pack().lexicon, forms)


@cache
def annotator() -> LexicalAnnotator:
    return LexicalAnnotator(load_pack())


class Proof:
    """The phrases of one entry by themselves."""

    def __init__(self, entry: Entry) -> None:
        scopes = load_pack().scopes
        self.entry = entry
        self.scopes = [scopes[u] if isinstance(u, str) else u for u in entry.unless]
        self.matcher = ScopeMatcher(compiler(), self.scopes)
        self.index = PhraseIndex([compiler().compile(p.say) for p in entry.phrases])

    def hits(self, text: str) -> set[int]:
        """The phrases that a sentence hits and no exception cancels."""
        speaker = "agent" if self.entry.speaker == "any" else self.entry.speaker
        line = Line(0, speaker, text)
        return {h.id for h in self.index.find(line)
                if not any(self.matcher.cancels(s, line, h.i, h.j) for s in self.scopes)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", sorted(load_pack().entries))
def test_sentences_prove_an_entry(name: str, form: Callable[[str], str]) -> None:
    entry = load_pack().entries[name]
    proof = Proof(entry)
    hit = [proof.hits(form(text)) for text in entry.match]
    silent = [t for t, found in zip(entry.match, hit, strict=True) if not found]
    assert not silent, "these sentences hit nothing"
    unproven = set(range(len(entry.phrases))) - set().union(*hit)
    assert not unproven, [entry.phrases[k].say for k in unproven]
    assert entry.no_match
    assert not [t for t in entry.no_match if proof.hits(form(t))], "these sentences must be silent"


@pytest.mark.parametrize("name", sorted(load_pack().entries))
def test_entries_name_scopes_that_exist_and_explain_hostility(name: str) -> None:
    pack = load_pack()
    entry = pack.entries[name]
    assert all(u in pack.scopes for u in entry.unless if isinstance(u, str))
    if entry.label.startswith(("threat.", "insult", "disclosure")):
        assert entry.confidence >= 0.8
    if name.endswith(".weak"):
        assert entry.confidence < 0.5


def test_every_conduct_family_is_explained_in_both_languages() -> None:
    explained = {e.label.split(".")[0] for e in load_pack().entries.values()
                 if {"es", "en"} <= set(e.why)}
    wanted = {"threat", "insult", "notice", "confrontation", "identification", "verification",
              "creditor", "apology", "empathy", "paraphrase", "commitment_request", "recap",
              "offer_documents", "agent_promise", "ends_call", "escalates", "refusal", "promise"}
    assert wanted <= explained


@pytest.mark.parametrize("form", FORMS)
def test_ordinary_calls_hold_no_threats_and_insults(form: Callable[[str], str]) -> None:
    said = [row for path in CLEAN for row in path.read_text("utf8").splitlines()
            if row[:2] in ("A:", "C:")]
    if not said:
        pytest.skip("no ordinary calls here")
    false = [row for row in said if _hostile(SPEAKERS[row[0]], form(row[2:].strip()))]
    assert len(false) * 1000 <= FALSE_PER_THOUSAND * len(said), false


def _hostile(speaker: str, text: str) -> bool:
    marks = annotator().line(Line(0, speaker, text))
    return any(m.label.startswith(("threat.", "insult")) for m in marks)


@pytest.mark.parametrize(("speaker", "text", "label"), [
    ("agent", "O paga hoy o va preso", "threat.criminal"),
    ("agent", "No es una amenaza, pero mañana va a saber de nosotros", "threat.unspecified"),
    ("agent", "Ya le llamaremos a su trabajo, digo, voy a hablar con su jefe", "threat.exposure"),
    ("customer", "como me vuelvas a llamar te parto la cara", "threat.violence"),
    ("customer", "me dan ganas de matarme", "threat.self_harm"),
    ("customer", "los voy a denunciar en profeco", "threat.complaint"),
    ("customer", "Eres un imbécil", "insult"),
    ("customer", "¡Vete a la mierda!", "insult"),
    ("agent", "Eso no es mi problema", "confrontation"),
])
def test_hostile_words_are_found(speaker: str, text: str, label: str) -> None:
    for form in FORMS:
        assert label in {m.label for m in annotator().line(Line(0, speaker, form(text)))}


@pytest.mark.parametrize(("speaker", "text"), [
    ("customer", "¿Me está usted amenazando?"),
    ("customer", "Ayer me dijeron que me iban a embargar"),
    ("customer", "Me van a embargar, ¿verdad?"),
    ("customer", "No le voy a denunciar"),
    ("customer", "Voy al banco a reclamar"),
    ("customer", "Me llamó ladrón el de la tienda"),
    ("customer", "Joder, se me olvidó"),
    ("customer", "Le juro que le pago, ya verá como le pago"),
    ("customer", "Me muero de la vergüenza"),
    ("agent", "No, nadie le va a embargar por esta llamada"),
    ("agent", "¿Le dijeron que le iban a embargar? Lamento eso"),
    ("agent", "Solo un juez puede ordenar un embargo"),
    ("agent", "No hemos iniciado ninguna acción judicial"),
    ("agent", "Le llamo el jueves, como quedamos"),
])
def test_denied_reported_and_feared_harm_is_no_threat(speaker: str, text: str) -> None:
    for form in FORMS:
        assert not _hostile(speaker, form(text))
