"""The bridge to spaCy: component, training data, trained models."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from callcoach.bridges.spacy import KEY, SpacyAnnotator, from_docbin, to_docbin
from callcoach.pipeline import Coach
from callcoach.readers.read import from_turns


def _pipeline(speaker: str) -> Language:
    nlp = spacy.blank("es")
    nlp.add_pipe("callcoach", config={"speaker": speaker})
    return nlp


def test_the_component_writes_spans_with_rule_and_confidence() -> None:
    doc = _pipeline("agent")("Buenos días. ¿Ha enviado usted el cheque?")
    group = doc.spans[KEY]
    closed = [s for s in group if s.label_ == "question.closed"]
    assert [s.text for s in closed] == ["¿Ha enviado usted el cheque?"]
    assert closed[0].id_.startswith("question")
    assert len(group.attrs["scores"]) == len(group)
    html = spacy.displacy.render(doc, style="span", options={"spans_key": KEY}, jupyter=False)
    assert "question.closed" in html


def test_labelled_calls_go_to_docbin_and_back() -> None:
    call = from_turns([("agente", "¿Cuándo va a pagar los 300 euros?"), ("cliente", "No tengo dinero.")], id="c1")
    labels = tuple(a for a in Coach().annotate(call) if not a.label.startswith("cue."))
    ((again, found),) = from_docbin(to_docbin([(call, labels)]))
    assert [u.text for u in again.utterances] == [u.text for u in call.utterances]
    assert [u.speaker for u in again.utterances] == ["agent", "customer"]
    assert [(a.utterance, a.start, a.end, a.label) for a in found] == [
        (a.utterance, a.start, a.end, a.label) for a in labels]


@Language.component("every_word_shouts")
def every_word_shouts(doc: Doc) -> Doc:
    doc.spans["sc"] = SpanGroup(doc, name="sc", spans=[Span(doc, 0, 1, label="firm.shout")], attrs={"scores": [0.8]})
    return doc


def test_a_trained_pipeline_is_one_more_annotator() -> None:
    nlp = spacy.blank("es")
    nlp.add_pipe("every_word_shouts")
    coach = Coach(annotators=[SpacyAnnotator(nlp)])
    found = [a for a in coach.label("Páguelo ya", speaker="agent") if a.label == "firm.shout"]
    assert [(a.quote, a.confidence, a.rule) for a in found] == [("Páguelo", 0.8, "spacy.firm.shout")]
