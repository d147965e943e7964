"""spaCy: a pipeline component, spans for displaCy, training data and trained models.

    nlp = spacy.blank("es")
    nlp.add_pipe("callcoach", config={"speaker": "agent"})
    doc = nlp("¿Cuándo va a pagar?")
    doc.spans["callcoach"], doc.spans["callcoach"].attrs["scores"]

Each span bears its label, the rule as ``span.id_``, and its confidence in ``attrs["scores"]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.errors import MissingExtraError, UsageError
from callcoach.model.annotation import Annotation
from callcoach.model.transcript import Speaker, Transcript, Utterance
from callcoach.pipeline import Coach

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span, SpanGroup
except ImportError as missing:
    raise MissingExtraError("spaCy is not installed", hint="pip install 'callcoach[spacy]'") from missing

KEY = "callcoach"
_EXTENSIONS = {"speaker": "unknown", "call_id": None, "utterance": None}


def _extend() -> None:
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


class Component:
    """Labels a Doc as one utterance. ``doc._.speaker`` says who speaks (else the config's).

    A Doc made by hand keeps its own tokens; a label that does not fall on them is widened.
    """

    def __init__(self, nlp: Language, name: str, speaker: Speaker, key: str) -> None:
        self.name, self._speaker, self._key = name, speaker, key
        self._coach = Coach()
        _extend()

    def __call__(self, doc: Doc) -> Doc:
        own: Speaker = doc._.speaker
        speaker = own if own != "unknown" else self._speaker
        found = self._coach.label(doc.text, speaker=speaker)
        doc.spans[self._key] = spans(doc, found, self._key)
        return doc


def make(nlp: Language, name: str, speaker: Speaker = "unknown", key: str = KEY) -> Component:
    """The factory behind ``nlp.add_pipe("callcoach")``."""
    return Component(nlp, name, speaker, key)


Language.factory("callcoach", default_config={"speaker": "unknown", "key": KEY}, func=make)


def spans(doc: Doc, found: Iterable[Annotation], key: str = KEY) -> SpanGroup:
    """Annotations of one utterance as a span group, widened to tokens where needed."""
    kept: list[Span] = []
    scores: list[float] = []
    for mark in found:
        span = doc.char_span(mark.start, mark.end, label=mark.label, span_id=mark.rule,
                             alignment_mode="expand")
        if span is not None:
            kept.append(span)
            scores.append(mark.confidence)
    return SpanGroup(doc, name=key, spans=kept, attrs={"scores": scores})


def docs(transcript: Transcript, found: Iterable[Annotation], nlp: Language | None = None) -> Iterator[Doc]:
    """One Doc per utterance with its spans; ``doc._`` holds speaker, call id and index."""
    _extend()
    blank = nlp or spacy.blank("es")
    rows: dict[int, list[Annotation]] = {}
    for mark in found:
        rows.setdefault(mark.utterance, []).append(mark)
    for utterance in transcript.utterances:
        doc = blank.make_doc(utterance.text)
        doc._.speaker, doc._.call_id = utterance.speaker, transcript.id
        doc._.utterance = utterance.index
        doc.spans[KEY] = spans(doc, rows.get(utterance.index, ()))
        doc.cats = dict.fromkeys(sorted({m.label for m in rows.get(utterance.index, ())}), 1.0)
        yield doc


def to_docbin(calls: Iterable[tuple[Transcript, Iterable[Annotation]]]) -> DocBin:
    """Labelled calls as training data for ``spancat`` (spans) and ``textcat_multilabel`` (cats)."""
    blank = spacy.blank("es")
    made = DocBin(store_user_data=True)
    for transcript, found in calls:
        for doc in docs(transcript, found, blank):
            made.add(doc)
    return made


def from_docbin(data: DocBin) -> Iterator[tuple[Transcript, tuple[Annotation, ...]]]:
    """The calls of :func:`to_docbin`, with their labels (values and forms are not kept)."""
    blank = spacy.blank("es")
    _extend()
    spoken: list[Doc] = []
    for doc in data.get_docs(blank.vocab):
        if spoken and doc._.call_id != spoken[0]._.call_id:
            yield _call(spoken)
            spoken = []
        spoken.append(doc)
    if spoken:
        yield _call(spoken)


def _call(spoken: list[Doc]) -> tuple[Transcript, tuple[Annotation, ...]]:
    if spoken[0]._.call_id is None:
        raise UsageError("these docs do not say which call they belong to",
                         hint="make them with to_docbin()")
    lines = tuple(Utterance(index=n, speaker=doc._.speaker, text=doc.text)
                  for n, doc in enumerate(spoken))
    found = tuple(mark for n, doc in enumerate(spoken) for mark in _marks(doc, n))
    return Transcript(id=spoken[0]._.call_id, utterances=lines), found


def _marks(doc: Doc, n: int) -> Iterator[Annotation]:
    group = doc.spans.get(KEY)
    scores = (group.attrs.get("scores") if group is not None else None) or []
    for k, span in enumerate(group or ()):
        yield Annotation(utterance=n, start=span.start_char, end=span.end_char, quote=span.text,
                         label=span.label_, confidence=scores[k] if k < len(scores) else 1.0,
                         rule=span.id_ or "docbin")


class SpacyAnnotator(Annotator):
    """A trained pipeline as one more annotator: ``Coach(annotators=[SpacyAnnotator(nlp)])``.

    It reads ``doc.spans[key]`` (a ``spancat``) and, where ``cats`` is a threshold, categories of
    the whole utterance (a ``textcat_multilabel``).
    """

    labels: ClassVar[tuple[str, ...]] = ()

    def __init__(self, nlp: Language, *, key: str = "sc", cats: float | None = None) -> None:
        self._nlp, self._key, self._cats = nlp, key, cats

    def annotate(self, context: Context) -> Iterator[Mark]:
        """The marks of the pipeline, on the words of each line."""
        texts = [line.text for line in context.lines]
        for line, doc in zip(context.lines, self._nlp.pipe(texts), strict=True):
            if line.norms:
                yield from self._of(line, doc)

    def _of(self, line: Any, doc: Doc) -> Iterator[Mark]:
        group = doc.spans.get(self._key)
        scores = (group.attrs.get("scores") if group is not None else None)
        for k, span in enumerate(group or ()):
            i, j = _tokens(line, span.start_char, span.end_char)
            sure = float(scores[k]) if scores is not None and k < len(scores) else 1.0
            if i < j:
                yield Mark(line.index, i, j, span.label_, sure, f"spacy.{span.label_}")
        for label, share in doc.cats.items():
            if self._cats is not None and share >= self._cats:
                yield Mark(line.index, 0, len(line), label, float(share), f"spacy.{label}")


def _tokens(line: Any, start: int, end: int) -> tuple[int, int]:
    inside = [k for k in range(len(line)) if line.starts[k] < end and line.ends[k] > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
