"""How rules and the learned model become one answer: one stated way.

1. What only rules hear (questions where the call has question marks, sums, threats, insults,
   disclosures, cues) stands from a confidence of one half on.
2. In raw text the model decides which questions an utterance asks; a rule's span is kept.
3. For every other label the model decides: it has seen what the rules found. A label is said where
   its probability reaches the label's threshold, or where a rule is surer than ``SURE`` and the
   model does not rule it out (a third of the threshold).
4. The evidence is the rule's span where a rule found one, else the stretch that speaks most for the
   label; ``rule`` says which (``learned.<label>``). The confidence is the model's probability.
5. The category of an excuse: the rule's where a rule is surer than the model, else the model's;
   where both are sure and differ, both stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callcoach.annotate.base import Context, Mark
from callcoach.annotate.learned import Scores, Side, load_model
from callcoach.lang.schema import Pack

SURE = 0.9
HEARD = 0.5
CATEGORY_SURE = 0.6
_MODEL = "learned"
_WORDS_SHOWN = 3
EXCUSE = "excuse"
QUESTION = "question."
_FORMS = {"question.open": "direct", "question.closed": "polar"}


class Combiner:
    """Decides which marks of an utterance stand."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self._model = pack, load_model()

    @property
    def sha256(self) -> str:
        """What identifies the model; empty without one."""
        return self._model.sha256 if self._model else ""

    def decide(self, context: Context, n: int) -> list[Mark]:
        """The marks of line ``n`` that stand."""
        marks = context.marks[n]
        scored = self._model.scores(context, n) if self._model else None
        if scored is None:
            return [m for m in marks if m.confidence >= HEARD]
        side, scores = scored
        learned = {x for x in side.cut if context.raw or not x.startswith(QUESTION)}
        made = [m for m in marks if m.confidence >= HEARD and _family(m.label) not in learned]
        return made + list(_weighed(context, n, side, scores, marks))


def _family(label: str) -> str:
    return EXCUSE if label.startswith("excuse.") else label


def _weighed(
    context: Context, n: int, side: Side, scores: Scores, marks: list[Mark]
) -> Iterator[Mark]:
    values = scores.combined()
    chances = side.probability(values)
    if context.raw:
        yield from _questions(context, n, side, scores, marks)
    for column, label in enumerate(side.labels):
        if label not in side.cut or label.startswith(QUESTION):
            continue
        chance = float(chances[column])
        found = [m for m in marks if _family(m.label) == label]
        if not _stands(chance, side.cut[label], found):
            continue
        if label == EXCUSE:
            yield from _excuses(context, n, side, scores, chance, found)
        else:
            yield from _spans(context, n, side, scores, column, chance, found)


def _questions(
    context: Context, n: int, side: Side, scores: Scores, marks: list[Mark]
) -> Iterator[Mark]:
    """Questions of raw text: the model says which kinds there are, the rules where."""
    chances = side.probability(scores.combined())
    said = {x: float(chances[k]) for k, x in enumerate(side.labels)
            if x in side.cut and x.startswith(QUESTION) and chances[k] >= side.cut[x]}
    found = [m for m in marks if m.label.startswith(QUESTION) and m.confidence >= HEARD]
    heard = {m.label for m in found}
    for mark in found:
        if mark.label in said:
            mark.confidence = said[mark.label]
            yield mark
    spare = [m for m in found if m.label not in said]
    for label in sorted(set(said) - heard):
        column = side.labels.index(label)
        made = _own(context, n, side, scores, column, label, said[label])
        if spare:
            made.i, made.j = spare[0].i, spare[0].j
        made.form = _FORMS.get(label)
        yield made


def _stands(chance: float, cut: float, found: Iterable[Mark]) -> bool:
    if chance >= cut:
        return True
    return chance >= cut / 3 and any(m.confidence >= SURE for m in found)


def _spans(
    context: Context, n: int, side: Side, scores: Scores, column: int, chance: float,
    found: list[Mark],
) -> Iterator[Mark]:
    """The rules' spans with the model's confidence, or the model's own stretch."""
    heard = [m for m in found if m.confidence >= HEARD] or found[:1]
    for mark in heard:
        mark.confidence = max(chance, mark.confidence if mark.confidence >= SURE else 0.0)
        yield mark
    if not heard:
        yield _own(context, n, side, scores, column, side.labels[column], chance)


def _own(
    context: Context, n: int, side: Side, scores: Scores, column: int, label: str, chance: float
) -> Mark:
    unit = scores.best(column)
    words = carriers(context.lines[n].norms[unit.i : unit.j], side, column)
    return Mark(n, unit.i, unit.j, label, chance, f"{_MODEL}.{label}", why=" · ".join(words))


def carriers(norms: list[str], side: Side, column: int) -> list[str]:
    """The words that speak most for a label, the strongest first."""
    weighed = sorted({w: side.weight(w, column) for w in norms}.items(), key=lambda p: (-p[1], p[0]))
    return [w for w, weight in weighed[:_WORDS_SHOWN] if weight > 0]


def _excuses(
    context: Context, n: int, side: Side, scores: Scores, chance: float, found: list[Mark]
) -> Iterator[Mark]:
    """The excuse with its category: the rule's, the model's, or both."""
    column, likely = _category(side, scores)
    sure = [m for m in found if m.confidence >= max(HEARD, likely if not _agree(found, side, column) else 0)]
    for mark in sure:
        mark.confidence = max(chance, mark.confidence if mark.confidence >= SURE else 0.0)
        yield mark
    label = side.labels[column]
    if not sure or (likely >= CATEGORY_SURE and all(m.label != label for m in sure)):
        yield _own(context, n, side, scores, column, label, chance)


def _agree(found: list[Mark], side: Side, column: int) -> bool:
    return any(m.label == side.labels[column] for m in found)


def _category(side: Side, scores: Scores) -> tuple[int, float]:
    """The model's best category and how likely it is among all categories."""
    columns = [k for k, label in enumerate(side.labels) if label.startswith("excuse.")]
    chances = side.probability(scores.combined())[columns]
    best = int(chances.argmax())
    return columns[best], float(chances[best] / max(1e-6, float(chances.sum())))
