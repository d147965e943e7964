"""Questions their own speaker answers, in the same breath or in the next utterance.

An answer fits its question: ``por qué`` takes ``porque``, a preposition takes itself, ``cuándo`` a
day, ``cuánto`` a sum; or it guesses (``me imagino``, ``seguro``, a tag), or proposes (``le pongo
el lunes``). Two questions in a row, a reason for asking, and an echo are no answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.annotate.clauses import acts
from callcoach.annotate.question_words import Word, data, words_of
from callcoach.lang.fold import fold
from callcoach.text.tokens import Line

_SKIP = frozenset("pues bueno a ver eh este ah claro entonces ya mira mire o sea".split())
_SAME = frozenset("con de en por para a desde hasta".split())
_NONE = frozenset("nada nunca nadie ninguno ninguna".split())
_LONGEST = 14


class Answer(NamedTuple):
    """An own answer up to token ``j``: what told it and how sure that is."""

    j: int
    rule: str
    sure: float


class SelfAnswerAnnotator(Annotator):
    """Yields ``self_answered``; needs the questions."""

    labels: ClassVar[tuple[str, ...]] = ("self_answered",)
    needs: ClassVar[tuple[str, ...]] = ("question.open", "question.closed")

    def annotate(self, context: Context) -> Iterable[Mark]:
        """The self-answers of a call; over two utterances the mark sits on the second."""
        for n, line in enumerate(context.lines):
            if not line.norms:
                continue
            made = self._within(context, n)
            if made is None and not any(m.j >= len(line) - 1 for m in context.marks[n]):
                made = self._across(context, n)
            if made is not None:
                yield made

    def _within(self, context: Context, n: int) -> Mark | None:
        line = context.lines[n]
        words = words_of(line.words)
        raw = not _shown(context)
        for mark in context.of(n, "question."):
            if mark.label == "question.other":
                continue
            found = _after(line, words, mark, context.marks[n], raw)
            if found is None and raw:
                found = _inside(words, mark)
            if found is not None:
                return Mark(
                    n,
                    mark.i,
                    max(found.j, mark.j),
                    "self_answered",
                    found.sure,
                    f"self_answer.{found.rule}",
                    mark.why,
                    lead=mark.lead,
                )
        return None

    def _across(self, context: Context, n: int) -> Mark | None:
        """The same speaker, who asked last, answers at the beginning of this line."""
        before = n - 1
        if before < 0 or context.lines[before].speaker != context.lines[n].speaker:
            return None
        asked = [m for m in context.of(before, "question.") if m.label != "question.other"]
        if not asked or asked[-1].j < len(context.lines[before]):
            return None
        question = words_of(context.lines[before].words[asked[-1].i : asked[-1].j])
        line = context.lines[n]
        words = words_of(line.words)
        found = _answer(question, words, 0, _sentence_end(line, 0), asked[-1], False)
        if found is None:
            return None
        return Mark(
            n,
            0,
            found.j,
            "self_answered",
            found.sure - 0.1,
            f"self_answer.{found.rule}",
            "asked in the utterance before",
        )


def _shown(context: Context) -> bool:
    return any("?" in line.text for line in context.lines)


def _after(
    line: Line, words: Sequence[Word], mark: Mark, marks: Sequence[Mark], raw: bool
) -> Answer | None:
    """An answer in the words behind a question."""
    start = mark.j
    if start >= len(words):
        return None
    follower = next((m for m in marks if m.i >= start and m.label.startswith("question.")), None)
    end = _sentence_end(line, start)
    if follower is not None and follower.i == start:
        return _guessed(words, mark, follower)
    question = words[mark.i : mark.j]
    return _answer(question, words, start, end, mark, raw)


def _guessed(words: Sequence[Word], mark: Mark, follower: Mark) -> Answer | None:
    """A tag question right behind an open one: ``¿quién los pagaba? Tu jefe, ¿no?``"""
    if mark.label == "question.open" and follower.form == "tag":
        return Answer(follower.j, "guess", 0.85)
    question = words[mark.i : mark.j]
    amount = any(w.kind in "nN" for w in question)
    if (
        amount
        and follower.j - follower.i <= 3
        and any(w.kind == "#" for w in words[follower.i : follower.j])
    ):
        return Answer(follower.j, "guess", 0.7)
    return None


def _sentence_end(line: Line, start: int) -> int:
    size = len(line)
    return next((t for t in range(start + 1, size) if line.sentence_ends(t)), size)


def _answer(
    question: Sequence[Word], words: Sequence[Word], start: int, end: int, mark: Mark, raw: bool
) -> Answer | None:
    """Whether words ``[start, end)`` answer a question of the same speaker."""
    at = start
    while at < end - 1 and words[at].norm in _SKIP:
        at += 1
    told = words[at:end]
    if not told or (_reason(told) and not _why(question)):
        return None
    if [w.norm for w in told[:2]] == ["no", "es"] and len(told) == 3:
        return None
    if mark.label == "question.open":
        if mark.form == "imperative":
            return None
        rule = _fits(question, told) or _proposes(told) or _hedged(told, words[at : end + 3])
        return Answer(end, rule, 0.8 if rule == "fits" else 0.75) if rule else None
    rule = _settles(question, told)
    return Answer(end, rule, 0.7) if rule else None


def _reason(told: Sequence[Word]) -> bool:
    """``se lo pregunto porque …``, ``porque a mí …``: why it was asked."""
    text = " ".join(w.norm for w in told[:5])
    return any(fold(p) in text for p in data()["asking_reasons"])


def _asker(question: Sequence[Word]) -> tuple[str, str]:
    """The question word and the preposition before it (empty if there is none)."""
    for i, word in enumerate(question):
        if word.kind in "qkcdwnQKCDWN":
            prep = question[i - 1].norm if i and question[i - 1].kind == "r" else ""
            return word.norm, prep
    return "", ""


def _fits(question: Sequence[Word], told: Sequence[Word]) -> str | None:
    """Whether the first words have the shape the question word asks for."""
    asked, prep = _asker(question)
    first = told[0]
    why = _why(question)
    if first.norm == "porque" or (first.norm == "por" and len(told) > 1 and told[1].norm == "que"):
        return "fits" if why and not _about_me(told) else None
    if why and first.norm in ("por", "es") and len(told) < _LONGEST:
        return "fits" if first.norm == "por" or (told[1:2] and told[1].norm == "que") else None
    if first.norm in _NONE and len(told) <= 8:
        return "fits"
    if asked and prep and first.norm == prep and prep in _SAME and not _verb(told[:4]):
        return "fits"
    if first.norm == "que" and asked == "que" and not prep and _verb(told[:4]):
        return "fits" if any(w.lemma in ("pasar", "ocurrir") for w in question) else None
    if first.norm == "para" and why and len(told) < _LONGEST:
        return "fits"
    day = any(w.norm in ("dia", "fecha", "mes", "semana") or w.kind == "t" for w in question)
    return "fits" if _shape_fits("cuando" if asked == "que" and day else asked, told) else None


def _why(question: Sequence[Word]) -> bool:
    """Whether a reason is asked for."""
    asked, prep = _asker(question)
    return (asked == "que" and prep == "por") or any(w.norm == "motivo" for w in question)


def _about_me(told: Sequence[Word]) -> bool:
    return any(w.norm in ("mi", "yo", "me", "aca", "aqui") for w in told[:4])


def _shape_fits(asked: str, told: Sequence[Word]) -> bool:
    first = told[0]
    second = told[1] if len(told) > 1 else None
    if asked.startswith("cuant") and first.kind == "#":
        return True
    if _verb(told) and first.norm not in ("son", "es", "ha", "han"):
        return False
    if asked.startswith("cuant"):
        return first.kind == "#" or (
            first.norm in ("unos", "unas", "son") and (second is not None and second.kind == "#")
        )
    if asked == "cuando" or (asked == "que" and second is not None and second.kind == "t"):
        return first.kind in "t#" or (
            first.norm in ("el", "la")
            and second is not None
            and (second.kind in "t#" or second.norm in ("primer", "semana", "fin", "mes"))
        )
    if asked in ("quien", "quienes", "cual"):
        return first.norm in ("su", "tu", "el", "la", "los", "de") and len(told) <= 7
    return False


def _verb(told: Sequence[Word]) -> bool:
    return any(w.flags and acts(told, i) for i, w in enumerate(told))


def _proposes(told: Sequence[Word]) -> str | None:
    """The speaker's own proposal: ``le pongo el lunes``, ``yo le propongo …``, ``póngale …``."""
    text = " " + " ".join(w.norm for w in told[:5]) + " "
    return "proposal" if any(text.startswith(f" {p} ") for p in data()["proposals"]) else None


def _hedged(told: Sequence[Word], wider: Sequence[Word]) -> str | None:
    """A guess: ``el viernes, me imagino``, ``seguro Merlín``, ``su mujer, verdad``."""
    if len(told) > _LONGEST:
        return None
    text = " " + " ".join(w.norm for w in told) + " "
    if told[0].norm == "seguro" or told[-1].norm == "seguro":
        return "guess"
    return "guess" if any(f" {h} " in text for h in data()["guesses"]) else None


def _settles(question: Sequence[Word], told: Sequence[Word]) -> str | None:
    """A closed question settled by its speaker: its own verb again, denied or affirmed."""
    lemmas = {w.lemma for i, w in enumerate(question) if w.flags and acts(question, i)} - {""}
    if told[0].norm in _NONE or told[0].norm in ("no", "si", "ya"):
        verbs = [w.lemma for i, w in enumerate(told[:6]) if w.flags and acts(told, i)]
        if any(v in lemmas for v in verbs):
            return "settles"
        if told[0].norm in _NONE and len(told) <= 6:
            return "settles"
    if told[0].norm == "seguro" and len(told) <= 6:
        return "settles"
    if told[0].norm == "si" and any(w.norm in ("nadie", "nunca", "jamas") for w in told[:6]):
        return "settles"
    return None


def _inside(words: Sequence[Word], mark: Mark) -> Answer | None:
    """Raw text: the answer lies within what was taken for the question."""
    if mark.label != "question.open" or mark.form != "direct":
        return None
    question = words[mark.i :]
    verb = next((i for i, w in enumerate(question) if w.flags and acts(question, i)), None)
    if verb is None:
        verb = next((i + 1 for i, w in enumerate(question) if w.kind in "kcdwnq"), len(question))
    asked, prep = _asker(question)
    for k in range(verb + 1, len(question)):
        rest = question[k:]
        if rest[0].norm == "porque" and asked == "que" and prep == "por" and not _about_me(rest):
            return Answer(len(words), "fits", 0.8)
        denied = any(w.kind == "X" for w in question[verb:k])
        if rest[0].norm in _NONE and len(rest) <= 8 and not denied:
            return Answer(len(words), "fits", 0.75)
        if rest[0].norm == "seguro" and 1 < len(rest) <= 5 and question[k - 1].lemma != "tener":
            return Answer(len(words), "guess", 0.7)
        if _sum_follows(asked, question, k, verb):
            return Answer(len(words), "fits", 0.65)
    return _tail_guess(words, question, verb)


def _sum_follows(asked: str, question: Sequence[Word], k: int, verb: int) -> bool:
    """``cuánto tiene ahorita quinientos``: a bare sum behind its question."""
    if not asked.startswith("cuant") or k <= verb + 1 or len(question) - k > 6:
        return False
    return question[k].kind == "#" and question[k - 1].kind in "t.E" and question[k].norm != "mil"


def _tail_guess(words: Sequence[Word], question: Sequence[Word], verb: int) -> Answer | None:
    """An open question that runs into ``… verdad``, ``… me imagino``: the end was a guess."""
    tail = " ".join(w.norm for w in question[-2:])
    if len(question) - verb <= 2:
        return None
    ends = question[-1].norm == "no" and question[-2].kind not in "qysXoa"
    ends = ends or (question[-1].norm == "verdad" and question[-2].norm != "la")
    if ends or tail in ("me imagino", "no cierto"):
        return Answer(len(words), "guess", 0.75)
    return None
