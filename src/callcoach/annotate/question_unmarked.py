"""Questions that need no mark: requests to tell (``dígame cuándo``, ``necesito saber qué pasó``).

Also plain questions whose marks were left out of a marked call, where an accent on the question
word gives them away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callcoach.annotate.clauses import acts
from callcoach.annotate.question_askers import Reading
from callcoach.annotate.question_forms import read
from callcoach.annotate.question_shells import verb_kinds
from callcoach.annotate.question_spans import Span
from callcoach.annotate.question_words import MOOD, Word, word_set
from callcoach.text.tokens import Line

_TELLS = frozenset({"tell", "give", "confirm", "act"})
_WANT_TO_KNOW = frozenset("necesito quiero quisiera queria gustaria necesitamos querria".split())
_KNOW = frozenset("saber entender conocer preguntar preguntarle preguntarte consultar".split())
_ARTICLES = frozenset("una un el la los las su sus tu tus".split())
_ASKERS = frozenset("KCDWNQkcdwn")
_ACCENTED = frozenset("CDWN")


def unmarked(
    line: Line, words: Sequence[Word], spans: Sequence[Span]
) -> Iterator[tuple[int, int, Reading]]:
    """The requests to tell outside the marked questions, as token ranges with their reading."""
    if not any(_may_open(w) for w in words):
        return
    for low, high in _sentences(line, len(words), spans):
        for i in range(low, high):
            if _may_open(words[i]):
                told = _request(line, words, i, high)
                if told:
                    yield told
                    break


def _may_open(word: Word) -> bool:
    if word.kind in _ACCENTED:
        return True
    if word.norm in _WANT_TO_KNOW:
        return True
    return word.flags & MOOD > 0 and word.norm.endswith(("me", "melo", "mela", "nos"))


def _sentences(line: Line, size: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    taken = {t for s in spans for t in range(s.i, s.j)}
    low = 0
    for t in range(1, size + 1):
        if t == size or line.sentence_ends(t) or t in taken or t - 1 in taken:
            if low < t and low not in taken:
                yield low, t
            low = t


def _request(
    line: Line, words: Sequence[Word], i: int, high: int
) -> tuple[int, int, Reading] | None:
    word = words[i]
    if word.kind in _ACCENTED:
        return _accented(line, words, i, high)
    before = words[i - 1] if i else None
    if before is not None and before.kind in "qXr":
        return None
    if word.norm in _WANT_TO_KNOW:
        return _wants(words, i, high)
    if verb_kinds().get(word.lemma) not in _TELLS:
        return None
    rest = words[i + 1 : high]
    if not rest or not _asks_for(word, rest):
        return None
    told = read(words[i:high])
    if told.label == "question.other" or told.rule == "question.tag":
        return None
    if told.form not in ("imperative", "polar", "confirmation"):
        told = Reading("question.open", "imperative", "question.imperative", word.norm)
    if told.label == "question.closed" and told.rule != "question.imperative":
        return None
    return i, _cut(line, words, i, high), told


def _asks_for(word: Word, rest: Sequence[Word]) -> bool:
    """A question word, or a datum: ``dígame cuándo``, ``deme una fecha``."""
    if any(w.kind in _ASKERS or w.kind == "s" for w in rest[:3]):
        return True
    kind = verb_kinds().get(word.lemma)
    if kind == "act":
        return any(w.norm in word_set("datum") for w in rest[:3]) and word.lemma in (
            "poner",
            "pasar",
        )
    if any(w.norm in word_set("datum") for w in rest[:5]):
        return True
    return word.lemma in ("leer", "explicar", "contar", "platicar", "dictar") or (
        kind == "tell" and any(w.norm in _ARTICLES for w in rest[:2])
    )


def _wants(words: Sequence[Word], i: int, high: int) -> tuple[int, int, Reading] | None:
    """``necesito saber qué …``, ``quisiera que me dijera cuándo …``."""
    rest = words[i + 1 : min(high, i + 7)]
    known = next((k for k, w in enumerate(rest) if w.norm in _KNOW), None)
    if known is None or known > 2 or known + 1 >= len(rest):
        return None
    after = rest[known + 1]
    if after.kind == "s":
        return i, high, Reading("question.closed", "polar", "question.indirect", rest[known].norm)
    asks = after.kind in _ASKERS or (
        after.kind == "r" and known + 2 < len(rest) and rest[known + 2].kind in "qQwWdDcCnN"
    )
    if asks or after.kind == "q":
        return i, high, Reading("question.open", "indirect", "question.indirect", rest[known].norm)
    return None


def _accented(
    line: Line, words: Sequence[Word], i: int, high: int
) -> tuple[int, int, Reading] | None:
    """A question without its marks: an accented question word opens the sentence."""
    openers = word_set("openers")
    low = i
    while low > 0 and not line.sentence_ends(low) and words[low - 1].norm in openers:
        low -= 1
    start = i
    if i and words[i - 1].kind == "r":
        start, low = i - 1, low - 1 if low == i else low
    opened = low == 0 or line.sentence_ends(low)
    if not opened or "!" in line.gaps[high] or "¡" in line.gaps[start]:
        return None
    if words[i].kind == "N" and i + 1 < high and words[i + 1].kind in "lau":
        return None
    if not any(w.flags and acts(words, k) for k, w in enumerate(words[i:high], i)):
        return None
    told = read(words[start:high])
    return (start, high, told) if told.label == "question.open" else None


def _cut(line: Line, words: Sequence[Word], i: int, high: int) -> int:
    """Where a request ends: before a comma with a reason (``, que si no …``)."""
    for t in range(i + 2, high):
        if "," in line.gaps[t] and words[t].kind in "qBfp":
            return t
    return high
