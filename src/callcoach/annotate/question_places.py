"""Where a question may begin in text without marks: the places that grammar allows.

Clauses, question words without a verb, tags at the end of a statement, verbless fragments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callcoach.annotate.clauses import Clause, parse
from callcoach.annotate.question_words import PAST, Word, word_set
from callcoach.text.tokens import Line

_ASKS = frozenset("qkcdwnQKCDWN")
_SAYING = frozenset("decir comentar explicar indicar mencionar".split())
_AS_EVER = frozenset("siempre minimo mucho maximo tal".split())
_TAGS = frozenset("verdad cierto correcto no".split())


class Candidate(NamedTuple):
    """Tokens ``[i, j)`` that may ask; ``kind`` P clause, Q complement, W with question word, w
    question word without a verb, F fragment, T tag; ``at`` the question word or tag."""

    kind: str
    i: int
    j: int
    clause: Clause | None
    at: int


def candidates(words: Sequence[Word], line: Line) -> tuple[list[Candidate], list[Clause]]:
    """Every place of a line where a question may stand, and its clauses."""
    found = parse(words, line)
    made = [_of_clause(words, c) for c in found if not _embedded(words, c)]
    made += _verbless(words, found)
    made += [
        Candidate("T", i, i + 1, None, i)
        for i, w in enumerate(words)
        if i and w.norm in _TAGS and (i + 1 == len(words) or w.kind == "G")
    ]
    made += _fragments(words, found)
    return made, found


def _of_clause(words: Sequence[Word], clause: Clause) -> Candidate:
    kind = "W" if clause.asker >= 0 else "Q" if clause.link == "q" else "P"
    if kind == "W" and _relates(words, clause):
        kind = "Q"
    return Candidate(kind, clause.start, clause.end, clause, clause.asker)


def _embedded(words: Sequence[Word], clause: Clause) -> bool:
    """``no sé cuándo podré``, ``ya sé quién fue``, ``cuando pueda``: nobody is asked."""
    at = clause.asker
    if at < 0:
        return False
    if words[at].kind in "cdkw" and words[clause.verb].kind == "m":
        return True
    verb = words[clause.verb]
    if words[at].kind == "k" and verb.kind in "ux" and verb.lemma in _SAYING:
        return True
    if words[at].kind == "n" and at and words[at - 1].norm == "en":
        return True
    before = words[clause.start - 1].norm if clause.start else ""
    if before == "se" and clause.start > 1:
        return words[clause.start - 2].norm in ("no", "ya", "yo", "lo", "si", "ni")
    return before in ("depende", "segun")


def _relates(words: Sequence[Word], clause: Clause) -> bool:
    """``el banco donde tengo la cuenta``: behind a noun, of what the speaker does."""
    at = clause.asker
    behind = at > 0 and words[at - 1].kind in ".z" and words[at].kind in "dcw"
    return behind and words[clause.verb].kind in "ux" and not words[clause.verb].flags & PAST


def _verbless(words: Sequence[Word], found: Sequence[Clause]) -> Iterator[Candidate]:
    used = {c.asker for c in found}
    covered = [(c.start, c.verb) for c in found if c.asker >= 0]
    for i, word in enumerate(words):
        if word.kind not in _ASKS and word.kind != "B":
            continue
        if i in used or any(a <= i <= b for a, b in covered):
            continue
        if word.kind == "k" and i + 1 < len(words) and words[i + 1].norm in _AS_EVER:
            continue
        prep = i > 0 and words[i - 1].kind == "r"
        if (
            word.kind == "q"
            and not prep
            and 0 < i < len(words) - 1
            and words[i + 1].kind not in ".#"
        ):
            continue
        end = min([c.start for c in found if c.start > i] + [len(words)])
        yield Candidate("w", i - 1 if prep else i, end, None, i)


def _fragments(words: Sequence[Word], found: Sequence[Clause]) -> Iterator[Candidate]:
    first = found[0].start if found else len(words)
    start = core_start(words, 0, first)
    if start < first:
        yield Candidate("F", start, first, None, -1)
        inner = _inner_fragment(words, start, first)
        if inner:
            yield Candidate("F", inner, first, None, -1)
    elif not found and words:
        yield Candidate("F", 0, len(words), None, -1)


def _inner_fragment(words: Sequence[Word], start: int, end: int) -> int | None:
    """A name with its title, or an indefinite, late in a fragment."""
    for i in range(start + 1, end):
        if words[i].kind == "h" and words[i - 1].kind != "h":
            while i - 1 > start and words[i - 1].norm in ("el", "la", "con"):
                i -= 1
            return i if i > start else None
        if words[i].norm in ("algun", "alguna", "algo") and end == len(words):
            return i
    return None


def core_start(words: Sequence[Word], i: int, j: int) -> int:
    """The first token of ``[i, j)`` that is no filler, title, greeting or answer."""
    greetings = word_set("greetings")
    while i < j and (
        words[i].kind in "fyGh"
        or words[i].norm in greetings
        or words[i].norm in ("si", "no", "pero")
    ):
        i += 1
    return i
