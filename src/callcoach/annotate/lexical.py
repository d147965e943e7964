"""Labels said in known ways: the entries of the pack and the catalogue of excuses.

Phrases find candidates; named exceptions (negation, reported speech, somebody else's trouble)
cancel them; the evidence is stretched to its clause where the entry says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from callcoach.annotate.base import Annotator, Context, Mark
from callcoach.lang.morphology import forms
from callcoach.lang.schema import Entry, Excuse, Pack, Phrase, Scope
from callcoach.text.phrases import Compiler, Found, Part, PhraseIndex
from callcoach.text.tokens import Line

_SIDES = {"customer": frozenset({"customer", "third_party", "other", "unknown"}),
          "agent": frozenset({"agent", "supervisor", "unknown"})}
_AHEAD = ("agent_promise", "offer_documents", "escalates", "ends_call", "promise.", "refusal",
          "threat.")
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
        self._parts = [compiler.compile(r.say) for r in self._rules]
        self._sides: dict[str, _Side] = {}
        self._scopes = ScopeMatcher(compiler, [s for r in self._rules for s in r.scopes])

    def annotate(self, context: Context) -> Iterable[Mark]:
        """Marks of all lines, the longest phrase of each rule family first."""
        for line in context.lines:
            yield from self.line(line)

    def line(self, line: Line) -> list[Mark]:
        """The marks of one line: overlapping finds of one label are merged."""
        kept: list[Mark] = []
        side = self._side(line.speaker)
        hits = side.index.find(line)
        if not hits:
            return kept
        near = self._scopes.on(line)
        for hit in sorted(hits, key=lambda h: (h.i, -h.j)):
            rule = side.rules[hit.id]
            if _is_past(line, hit, rule.label):
                continue
            if not any(near.cancels(s, hit.i, hit.j) for s in rule.scopes):
                _add(kept, _mark(line, hit, rule))
        return kept

    def _side(self, speaker: str) -> _Side:
        """The rules of a speaker's side, put together when it first speaks."""
        known = self._sides.get(speaker)
        if known is None:
            known = self._sides[speaker] = _Side(self._rules, self._parts, speaker)
        return known


class _Side:
    """The rules a speaker can fire, and their index."""

    def __init__(self, rules: Sequence[_Rule], parts: Sequence[Part], speaker: str) -> None:
        mine = [n for n, r in enumerate(rules) if may_say(speaker, r.speaker)]
        self.rules = [rules[n] for n in mine]
        self.index = PhraseIndex([parts[n] for n in mine])


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
    """Finds named exceptions around finds."""

    def __init__(self, compiler: Compiler, scopes: Iterable[Scope]) -> None:
        self._numbers: dict[tuple[int, str], range] = {}
        self._kept = {id(s): s for s in scopes}
        parts: list[Part] = []
        for key, scope in self._kept.items():
            for kind, patterns in _kinds(scope):
                self._numbers[key, kind] = range(len(parts), len(parts) + len(patterns))
                parts += [compiler.compile(p) for p in patterns]
        self._index = PhraseIndex(parts)

    def on(self, line: Line) -> Exceptions:
        """The exceptions of a line, looked up as they are asked for."""
        return Exceptions(line, self._index, self._numbers)

    def cancels(self, scope: Scope, line: Line, i: int, j: int) -> bool:
        """Whether the exception stands near tokens ``[i, j)``, in the same sentence."""
        return self.on(line).cancels(scope, i, j)


class Exceptions:
    """Where the exceptions of one line stand."""

    __slots__ = ("_index", "_keys", "_line", "_memo", "_numbers", "_woken")

    def __init__(
        self, line: Line, index: PhraseIndex, numbers: Mapping[tuple[int, str], range]
    ) -> None:
        self._line, self._index, self._numbers = line, index, numbers
        self._woken, self._keys = index.woken(line)
        self._memo: dict[int, list[Found]] = {}

    def _places(self, scope: Scope, kind: str) -> Iterable[tuple[int, int]]:
        for number in self._numbers[id(scope), kind]:
            if number in self._woken:
                if number not in self._memo:
                    self._memo[number] = self._index.matches(number, self._line, self._keys)
                for hit in self._memo[number]:
                    yield hit.i, hit.j

    def cancels(self, scope: Scope, i: int, j: int) -> bool:
        """Whether the exception stands near tokens ``[i, j)``, in the same sentence.

        It may reach into the find: ``no le`` before ``le vamos a demandar``.
        """
        near, line = scope.within, self._line
        for at, end in self._places(scope, "before"):
            if at < i <= end + near and not _crosses(line, min(end, i), i):
                return True
        for at, end in self._places(scope, "after"):
            if i <= at <= j + near and j < end and not _crosses(line, j, max(at, j)):
                return True
        return any(i <= at and end <= j for at, end in self._places(scope, "inside"))


def _kinds(scope: Scope) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ("before", scope.before), ("after", scope.after), ("inside", scope.inside)


def _crosses(line: Line, a: int, b: int) -> bool:
    return any(line.sentence_ends(t) for t in range(a, b + 1) if t < len(line))
