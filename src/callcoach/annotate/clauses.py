"""Clauses of an utterance, with punctuation and without it.

Where punctuation stands it is believed: sentences end, commas part two verbs. Where it is missing,
grammar tells: every finite verb opens a clause that begins with its pronouns, its negation, its
subject, its question word or its conjunction. Complements (``que``) hang on the clause before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callcoach.annotate.question_words import FINITE, MOOD, PAST, Word, words_of
from callcoach.text.tokens import Line

_VERBS = frozenset("vVugpx")
_BEFORE_NOUN = frozenset("lUTYXE")
_ADVERBS = frozenset(
    "ya siempre tambien tampoco solo nunca aun todavia casi si ahora hoy mas".split()
)
_ARTICLES = frozenset("la lo los las".split())
_SUBJECTS = frozenset("UTYE")
_JOINS = frozenset("yobjsB")
_ASKS = frozenset("kcdwnKCDWNQq")
_NOMINAL = frozenset(".z#thG")
_SUBORDINATE = frozenset("qsjBcdkwn")
_AFTER_ESTA = frozenset("Uerz")
_DEMONSTRATIVES = frozenset({"esta", "estas"})
_PARTING = (",", ";", ":", "…", "...", " - ", "–", "—")


@dataclass(slots=True)
class Clause:
    """Tokens ``[start, end)`` around the finite verb at ``verb`` (-1: none).

    ``link`` is the kind of the word that joins it to what stands before (empty: nothing does),
    ``asker`` the token of its question word or relative (-1: none), ``topic`` whether a noun phrase
    stands before its verb.
    """

    start: int
    verb: int
    end: int
    link: str = ""
    asker: int = -1
    topic: bool = False


def clauses(line: Line) -> list[tuple[int, int]]:
    """The clauses of a line as token ranges; together they cover it.

    Complements, relatives and what a preposition or question word subordinates stay inside.

    >>> line = Line(0, "customer", "si soy yo pero no tengo la factura que me piden")
    >>> [" ".join(line.norms[i:j]) for i, j in clauses(line)]
    ['si soy yo', 'pero no tengo la factura que me piden']
    """
    words = words_of(line.words)
    if not words:
        return []
    starts = {0, *stops(line)}
    starts |= {c.start for c in parse(words, line) if c.link != "q"}
    cuts = sorted(starts)
    return list(zip(cuts, [*cuts[1:], len(words)], strict=True))


def stops(line: Line) -> list[int]:
    """The tokens before which a sentence ends (never the first)."""
    gaps = line.gaps
    return [t for t in range(1, len(line)) if gaps[t] != " " and line.sentence_ends(t)]


def parse(words: Sequence[Word], line: Line | None = None) -> list[Clause]:
    """The clauses that have a finite verb, in order; ``line`` tells the punctuation."""
    made: list[Clause] = []
    ends = stops(line) if line else []
    low, last = 0, 0
    for verb in finite(words):
        last = max([low, *[t for t in ends if t <= verb]])
        if line and made:
            last = max(last, _comma(line, made[-1].verb, verb) or 0)
        clause = _open(words, last, verb)
        if made:
            made[-1].end = clause.start
        made.append(clause)
        low = verb + 1
    for clause, end in zip(made, _ends(made, ends, len(words)), strict=True):
        clause.end = end
    return made


def _ends(made: Sequence[Clause], ends: Sequence[int], size: int) -> Iterator[int]:
    for n, clause in enumerate(made):
        after = made[n + 1].start if n + 1 < len(made) else size
        yield min([after, *[t for t in ends if t > clause.verb]])


def finite(words: Sequence[Word]) -> list[int]:
    """The tokens that act as finite verbs.

    >>> finite(words_of("el pago esta hecho y lo pago yo".split()))
    [2, 6]
    """
    return [i for i, w in enumerate(words) if w.flags and acts(words, i)]


def acts(words: Sequence[Word], i: int) -> bool:
    """Whether token ``i``, which may be a verb, acts as one where it stands."""
    word = words[i]
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.kind == "a":
        return word.norm in _DEMONSTRATIVES and _esta(before, after)
    if word.kind == "m":
        if word.norm == "sea" and before and before.norm == "o":
            return False
        return bool(word.flags & MOOD) and not (before and before.kind in "ar")
    if word.kind not in _VERBS or not word.flags & FINITE:
        return False
    if word.noun:
        return bool(
            before and (before.kind in _BEFORE_NOUN or before.norm in ("ya", "lo"))
        ) or bool(after and after.kind in "UT")
    if before is None or before.kind != "a" or before.norm in _ARTICLES or before.norm == "tu":
        return True
    if before.norm in _DEMONSTRATIVES and acts(words, i - 1):
        return True
    return before.norm == "el" and bool(word.flags & PAST)


def _esta(before: Word | None, after: Word | None) -> bool:
    if before and before.kind in "XlUTEYfsjcdkKCDqQ":
        return True
    return bool(
        after and (after.kind in _AFTER_ESTA or after.norm in ("bien", "ahi", "aqui", "en"))
    )


def _comma(line: Line, first: int, second: int) -> int | None:
    """The first comma-like gap between two verbs."""
    for t in range(first + 1, second + 1):
        gap = line.gaps[t]
        if gap != " " and any(mark in gap for mark in _PARTING):
            return t
    return None


def _open(words: Sequence[Word], low: int, verb: int) -> Clause:
    """The clause of a verb, opened as far left as grammar lets it; never before ``low``."""
    clause = Clause(_cluster(words, low, verb), verb, verb + 1)
    while clause.start > low:
        at = clause.start - 1
        word = words[at]
        if word.kind in _ASKS and clause.asker < 0:
            if not _take_asker(words, low, at, clause):
                break
        elif clause.asker >= 0 and word.kind in "UTE" and not clause.topic:
            if at == low > 0 or (at > low and words[at - 1].kind not in "yobfh"):
                break
            clause.start, clause.topic = at, True
        elif word.kind in _JOINS and not (word.kind == "s" and clause.asker >= 0):
            clause.link = clause.link or word.kind
            clause.start = at
            if word.kind not in "ob" and not (at > low and words[at - 1].kind in "yob"):
                break
        elif clause.topic or clause.link or not _take_phrase(words, low, clause):
            break
    return clause


def _take_asker(words: Sequence[Word], low: int, at: int, clause: Clause) -> bool:
    """Takes a question word (with its preposition); a bare ``que`` after words is a complement."""
    prep = at > low and words[at - 1].kind == "r"
    if at + 1 < len(words) and words[at + 1].norm == "tal":
        return False
    if words[at].kind == "q" and not prep and at and not _frees(words, low, at - 1):
        clause.link, clause.start = "q", at
        return False
    clause.asker = at
    clause.start = at - 1 if prep else at
    return True


def _frees(words: Sequence[Word], low: int, at: int) -> bool:
    """Whether a bare ``que`` behind this token may ask: a filler, or ``y eso``, ``y ahora``."""
    if at < low and not words[at].flags & FINITE:
        return True
    if words[at].kind in "yobfh":
        return words[at].norm not in ("ya", "sea")
    return words[at].kind in "UTEt" and (at == low == 0 or (at > low and words[at - 1].kind == "y"))


def _cluster(words: Sequence[Word], low: int, verb: int) -> int:
    """The leftmost token of a verb with its clitics, negation, adverbs and pronoun subject."""
    at = verb
    while at > low:
        word = words[at - 1]
        if word.kind in "lX" or word.norm in _ARTICLES or word.norm in _ADVERBS:
            at -= 1
        elif word.kind in _SUBJECTS and (at - 1 <= low or words[at - 2].kind != "r"):
            at -= 1
        else:
            break
    return at


def _take_phrase(words: Sequence[Word], low: int, clause: Clause) -> bool:
    """Takes the noun phrase (or prepositional one) before a verb: its subject or topic."""
    at = clause.start
    while (
        at > low
        and clause.start - at < 5
        and (words[at - 1].kind in _NOMINAL or words[at - 1].noun)
    ):
        at -= 1
    if at == low:
        return False
    head = words[at - 1]
    if head.kind in _ASKS and at < clause.start:
        return _take_asker(words, low, at - 1, clause)
    if head.kind not in "aE":
        return False
    start = at - 1
    while start > low and words[start - 1].kind == "a":
        start -= 1
    free = start == 0 or (start > low and words[start - 1].kind in "yobfh")
    if start > low and words[start - 1].kind == "r":
        start -= 1
        if (start > low and words[start - 1].kind not in "yobf") or start == low > 0:
            return False
        free = start > low
    if (clause.asker >= 0 and not free) or start == low > 0:
        return False
    clause.start, clause.topic = start, True
    return True
