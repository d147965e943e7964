"""All annotators over a transcript: the folder is scanned once, order follows what each needs."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter

import callcoach.annotate as package
from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.combine import Combiner
from callcoach.annotate.pieces import Piece, in_pieces
from callcoach.annotate.spans import characters
from callcoach.errors import PackError
from callcoach.lang.schema import Pack
from callcoach.model.annotation import Annotation
from callcoach.model.transcript import CallInfo, Transcript
from callcoach.text.tokens import Line


class Annotators:
    """Every annotator of the package, built once from a pack; safe to share between threads.

    ``extra`` are annotators of your own, such as a trained model; they see all marks made before.
    """

    def __init__(self, pack: Pack, extra: Sequence[Annotator] = ()) -> None:
        self._annotators = [*(kind(pack) for kind in _ordered()), *extra]
        self._combiner = Combiner(pack)

    def annotate(self, transcript: Transcript) -> tuple[Annotation, ...]:
        """The annotations of a call, by utterance, start, end and label."""
        heard = in_pieces(_lines(transcript))
        context = self.marked([p.line for p in heard], transcript.info)
        made = (a for p in heard for a in _finished(p, self._combiner.decide(context, p.line.index)))
        return tuple(sorted(made, key=lambda a: (a.utterance, a.start, a.end, a.label, a.rule)))

    def context(self, transcript: Transcript) -> Context:
        """The call with the marks of every rule, before they are weighed."""
        return self.marked(_lines(transcript), transcript.info)

    def marked(self, lines: Sequence[Line], info: CallInfo) -> Context:
        """Lines with the marks of every rule."""
        context = Context(lines, info, [[] for _ in lines])
        for annotator in self._annotators:
            for mark in list(annotator.annotate(context)):
                context.marks[mark.utterance].append(mark)
        return context


def _lines(transcript: Transcript) -> list[Line]:
    return [Line(u.index, u.speaker, u.text) for u in transcript.utterances]


def _finished(piece: Piece, marks: Iterable[Mark]) -> list[Annotation]:
    """The annotations of a piece; of two that say the same of the same words, the surer one."""
    best: dict[tuple[object, ...], tuple[int, int, Mark]] = {}
    for mark in marks:
        if mark.j > mark.i:
            start, end = characters(piece, mark)
            key = (start, end, mark.label, mark.value)
            if key not in best or mark.confidence > best[key][2].confidence:
                best[key] = start, end, mark
    return [_annotation(piece.whole, *found) for found in best.values()]


def _annotation(line: Line, start: int, end: int, mark: Mark) -> Annotation:
    return Annotation(
        utterance=line.index, start=start, end=end, quote=line.text[start:end],
        label=mark.label, confidence=round(min(1.0, max(0.0, mark.confidence)), 3), rule=mark.rule,
        why=mark.why, form=mark.form, value=mark.value,
        currency=mark.currency, date=mark.date,
    )


@cache
def _ordered() -> tuple[type[Annotator], ...]:
    """The annotator classes, each after those whose labels it needs."""
    kinds = [c for m in pkgutil.iter_modules(package.__path__) for c in _classes(m.name)]
    graph = {k: {o for o in kinds if o is not k and _feeds(o, k)} for k in kinds}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise PackError(f"annotators need each other: {error.args[1]}") from None


def _feeds(one: type[Annotator], other: type[Annotator]) -> bool:
    return any(label.startswith(need) or need.startswith(label)
               for label in one.labels for need in other.needs)


def _classes(name: str) -> list[type[Annotator]]:
    if name == "run":
        return []
    module = importlib.import_module(f"{package.__name__}.{name}")
    return [c for c in vars(module).values()
            if isinstance(c, type) and issubclass(c, Annotator) and c.__module__ == module.__name__
            and c is not Annotator]
