"""Questions of both speakers: found by their marks, or by grammar and dialogue without them.

In a call that writes question marks they show the questions, and only requests that need none
(``dígame cuándo``, ``necesito saber qué ha pasado``) are looked for besides. In raw recognition
output every clause is weighed: its word order, person and question words, what the other said
before and answers next. What a question asks for is told by ``question_forms`` in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.clauses import Clause
from callcoach.annotate.question_askers import Reading
from callcoach.annotate.question_cues import Cues, around
from callcoach.annotate.question_forms import Place, read
from callcoach.annotate.question_places import Candidate, candidates, core_start
from callcoach.annotate.question_scorer import Score, Scorer, scorer
from callcoach.annotate.question_spans import marked
from callcoach.annotate.question_unmarked import unmarked
from callcoach.annotate.question_words import Word, words_of
from callcoach.lang.schema import Pack
from callcoach.text.tokens import Line

ASKS, SEEKS_NOTHING = 0.30, 0.40
"""How probable a place of raw text must be a question, and one that seeks nothing."""

_ACCENTS = frozenset("áéíóúÁÉÍÓÚ")


class QuestionAnnotator(Annotator):
    """Yields ``question.open``, ``question.closed`` and ``question.other``, with their form."""

    labels: ClassVar[tuple[str, ...]] = ("question.open", "question.closed", "question.other")

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        self._scorer: Scorer = scorer()

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The questions of a call, line by line."""
        lines = context.lines
        shown = any("?" in line.text or "¿" in line.text for line in lines)
        accents = shown and any(not _ACCENTS.isdisjoint(line.text) for line in lines)
        asked = [False] * len(lines)
        for n, line in enumerate(lines):
            if not line.norms:
                continue
            before = context.previous(n)
            if shown:
                made = list(self._shown(lines, n, before, accents))
            else:
                made = self._raw(lines, n, before, before is not None and asked[before])
            asked[n] = any(m.label != "question.other" for m in made)
            yield from made

    def _shown(
        self, lines: Sequence[Line], n: int, before: int | None, accents: bool
    ) -> Iterator[Mark]:
        line = lines[n]
        words = words_of(line.words)
        spans = marked(line, words) if "?" in line.text or "¿" in line.text else []
        heard = _heard(lines, before) if spans else frozenset()
        for span in spans:
            inner = words[span.i : span.j]
            echoes = any(w.norm in heard for w in inner)
            on = span.j < len(words) and "¿" not in line.gaps[span.j]
            told = read(inner, Place(on, echoes, n < 5, True, accents))
            yield _mark(n, span.i, span.j, told, 0.97, span.lead, span.trail)
        for i, j, told in unmarked(line, words, spans):
            yield _mark(n, i, j, told, 0.85)

    def _raw(self, lines: Sequence[Line], n: int, before: int | None, asked: bool) -> list[Mark]:
        line = lines[n]
        words = words_of(line.words)
        places, found = candidates(words, line)
        if not places:
            return []
        cues = Cues(words, found, around(lines, n, asked, before))
        kept: list[_Kept] = []
        for place in places:
            told, at = cues.of(place)
            score = self._scorer.score(told, lambda: cues.reading(told, at, place.j))  # noqa: B023
            if score and (score.asks >= ASKS or score.other >= SEEKS_NOTHING):
                kept.append(_Kept(score, place, at, self._scorer.why(told)))
        return _chosen(n, words, found, kept, cues)


class _Kept(NamedTuple):
    """A place that asks: its score, where its core begins, which cues carried it."""

    score: Score
    place: Candidate
    at: int
    why: str


def _heard(lines: Sequence[Line], before: int | None) -> frozenset[str]:
    if before is None:
        return frozenset()
    return frozenset(w for w in lines[before].norms if len(w) > 2)


def _mark(
    n: int, i: int, j: int, told: Reading, sure: float, lead: int = 0, trail: int = 0
) -> Mark:
    return Mark(n, i, j, told.label, sure, told.rule, told.why, told.form, lead=lead, trail=trail)


def _chosen(
    n: int,
    words: Sequence[Word],
    found: Sequence[Clause],
    kept: list[_Kept],
    cues: Cues,
) -> list[Mark]:
    """The marks of a raw line: the surest of overlapping places, tags with their statement."""
    made: list[Mark] = []
    for score, place, at, carried in sorted(kept, key=lambda k: -max(k.score.asks, k.score.other)):
        i, j = _extent(words, found, place, at)
        if any(m.i < j and i < m.j for m in made):
            continue
        echoes = any(w.norm in cues.heard for w in words[i:j])
        low = i - 1 if i and words[i - 1].norm == "y" else i
        told = read(words[low:j], Place(j < len(words), echoes, n < 5, False))
        told = _settled(told, score, place, words)
        sure = min(0.95, max(0.5, score.asks, score.other))
        why = f"{told.why} ({carried})" if carried else told.why
        made.append(Mark(n, i, j, told.label, round(sure, 2), told.rule, why, told.form))
    return sorted(made, key=lambda m: m.i)


def _settled(told: Reading, score: Score, place: Candidate, words: Sequence[Word]) -> Reading:
    """What grammar read, unless the clause or the dialogue speaks clearly for another reading."""
    asks = place.kind == "W" and words[place.at + 1].norm not in ("si", "no")
    asks = asks and not (place.at and words[place.at - 1].norm in ("sea", "osea"))
    if asks and told.rule in ("question.polar", "question.inversion"):
        return Reading("question.open", "direct", "question.interrogative", told.why)
    if (
        told.label == "question.other"
        and score.asks > 2 * score.other
        and told.rule in ("question.echo", "question.request")
    ):
        return Reading("question.closed", "polar", told.rule, told.why)
    if told.label != "question.other" and score.other > 1.5 * score.asks:
        return Reading("question.other", None, told.rule, told.why)
    return told


def _extent(
    words: Sequence[Word], found: Sequence[Clause], place: Candidate, at: int
) -> tuple[int, int]:
    """The clause of a question with its complements; a tag reaches back over its clause."""
    if place.kind == "T":
        clause = next((c for c in reversed(found) if c.start < place.i), None)
        start = core_start(words, clause.start, place.i) if clause else 0
        return min(start, place.i), place.j
    end = place.j
    for clause in found:
        if clause.start == end and clause.link == "q":
            end = clause.end
    return at, max(end, at + 1)
