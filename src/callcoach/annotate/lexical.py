"""Labels said in known ways: the entries of the pack and the catalogue of excuses.

Phrases find candidates; named exceptions (negation, reported speech, somebody else's trouble)
cancel them; the evidence is stretched to its clause where the entry says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Entry, Excuse, Pack, Phrase, Scope
from callcoach.text.phrases import Compiler, Found, PhraseIndex
from callcoach.text.tokens import Line

_SIDES = {"customer": frozenset({"customer", "third_party", "other", "unknown"}),
          "agent": frozenset({"agent", "supervisor", "unknown"})}
_AHEAD = ("agent_promise", "offer_documents", "escalates", "ends_call", "promise.", "threat.")
_BREAKS = frozenset("pero porque aunque sino entonces pues".split())


class _Rule(NamedTuple):
    label: str
    speaker: str
    confidence: float
    extend: str
    id: str
    say: str
    scopes: tuple[Scope, ...]


class LexicalAnnotator(Annotator):
    """Yields a mark for every phrase that no exception cancels."""

    labels: ClassVar[tuple[str, ...]] = ("lexical",)

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack)
        compiler = Compiler(pack.lexicon, forms)
        self._rules = [r for owner in _owners(pack) for r in _rules(owner, pack)]
        self._index = PhraseIndex([compiler.compile(r.say) for r in self._rules])
        self._scopes = ScopeMatcher(compiler, {s for r in self._rules for s in r.scopes})

    def annotate(self, context: Context) -> Iterable[Mark]:
        """Marks of all lines, the longest phrase of each rule family first."""
        for line in context.lines:
            yield from self.line(line)

    def line(self, line: Line) -> list[Mark]:
        """The marks of one line: overlapping finds of one label are merged."""
        kept: list[Mark] = []
        for hit in sorted(self._index.find(line), key=lambda h: (h.i, -h.j)):
            rule = self._rules[hit.id]
            if not may_say(line.speaker, rule.speaker):
                continue
            if _is_past(line, hit, rule.label):
                continue
            if any(self._scopes.cancels(s, line, hit.i, hit.j) for s in rule.scopes):
                continue
            _add(kept, _mark(line, hit, rule))
        return kept


def _owners(pack: Pack) -> list[Entry | Excuse]:
    return [*pack.entries.values(), *pack.excuses.values()]


def _rules(owner: Entry | Excuse, pack: Pack) -> Iterable[_Rule]:
    excuse = isinstance(owner, Excuse)
    label = f"excuse.{owner.id}" if excuse else owner.label  # type: ignore[union-attr]
    speaker = "customer" if excuse else owner.speaker  # type: ignore[union-attr]
    scopes = tuple(pack.scopes[u] if isinstance(u, str) else u for u in owner.unless)
    for phrase in owner.phrases:
        sure = phrase.confidence or owner.confidence
        name = f"excuse.{owner.id}" if excuse else owner.id
        yield _Rule(label, speaker, sure, owner.extend, name, _said(phrase), scopes)


def _said(phrase: Phrase) -> str:
    return phrase.say


def may_say(speaker: str, wanted: str) -> bool:
    """Whether a speaker stands on the wanted side: ``agent``, ``customer`` or ``any``.

    >>> may_say("third_party", "customer"), may_say("supervisor", "agent")
    (True, True)
    """
    return wanted == "any" or speaker in _SIDES[wanted]


def _is_past(line: Line, hit: Found, label: str) -> bool:
    """Whether an accent tells ``mandó`` from ``mando`` where a label looks ahead."""
    if line.text.isascii() or not label.startswith(_AHEAD):
        return False
    return any(w[-1] in "óÓ" for w in line.words[hit.i : hit.j])


def _mark(line: Line, hit: Found, rule: _Rule) -> Mark:
    i, j = hit.i, hit.j
    if rule.extend != "phrase":
        i, j = stretch(line, i, j, whole=rule.extend == "sentence")
    return Mark(line.index, i, j, rule.label, rule.confidence, rule.id, why=rule.say)


def _add(kept: list[Mark], new: Mark) -> None:
    """Keeps one mark per stretch and label: the surer, then the longer."""
    for n, old in enumerate(kept):
        if old.label == new.label and old.i < new.j and new.i < old.j:
            if (new.confidence, new.j - new.i) > (old.confidence, old.j - old.i):
                kept[n] = new
            return
    kept.append(new)


def stretch(line: Line, i: int, j: int, *, whole: bool = False) -> tuple[int, int]:
    """The clause (or the whole sentence) around tokens ``[i, j)``.

    A clause ends at a sentence end, a comma or a conjunction such as ``pero``; without any
    punctuation it reaches at most eight words further on either side.
    """
    far = len(line) if whole else 8
    low, high = max(0, i - far), min(len(line), j + far)
    while i > low and not _breaks(line, i, whole):
        i -= 1
    while j < high and not _breaks(line, j, whole):
        j += 1
    return i, j


def _breaks(line: Line, token: int, whole: bool) -> bool:
    if line.sentence_ends(token):
        return True
    return not whole and ("," in line.gaps[token] or line.norms[token] in _BREAKS)


class ScopeMatcher:
    """Finds named exceptions around a find."""

    def __init__(self, compiler: Compiler, scopes: Iterable[Scope]) -> None:
        self._before = {s: _index(compiler, s.before) for s in scopes}
        self._after = {s: _index(compiler, s.after) for s in self._before}
        self._inside = {s: _index(compiler, s.inside) for s in self._before}

    def cancels(self, scope: Scope, line: Line, i: int, j: int) -> bool:
        """Whether the exception stands near tokens ``[i, j)``, in the same sentence.

        It may reach into the find: ``no le`` before ``le vamos a demandar``.
        """
        near = scope.within
        for at, end in _places(self._before[scope], line):
            if at < i <= end + near and not _crosses(line, min(end, i), i):
                return True
        for at, end in _places(self._after[scope], line):
            if i <= at <= j + near and j < end and not _crosses(line, j, max(at, j)):
                return True
        return any(i <= at and end <= j for at, end in _places(self._inside[scope], line))


def _index(compiler: Compiler, patterns: Sequence[str]) -> PhraseIndex | None:
    return PhraseIndex([compiler.compile(p) for p in patterns]) if patterns else None


def _places(index: PhraseIndex | None, line: Line) -> list[tuple[int, int]]:
    return [(h.i, h.j) for h in index.find(line)] if index else []


def _crosses(line: Line, a: int, b: int) -> bool:
    return any(line.sentence_ends(t) for t in range(a, b + 1) if t < len(line))
