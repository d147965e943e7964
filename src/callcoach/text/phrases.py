"""Phrase patterns: what a pack writes, compiled to linear expressions over folded words.

===============  ==================================================================
``no tengo``     words, in order, whatever their case, accents and punctuation
``(a|b c)``      alternatives; ``x?`` and ``(a b)?`` may be missing
``pag*``         words that begin so
``@pagar``       any form of a verb; ``@pagar.1s``, ``@pagar.fut``, ``@pagar.1s.fut``;
                 infinitives, gerunds and commands with their pronouns too (``pagarselo``)
``_``            any one word
``...`` ``...2`` up to four words (up to two)
``{name}``       a list of the pack's lexicon
``<`` ``>``      the beginning and the end of a sentence
===============  ==================================================================

A pattern never crosses the end of a sentence. Gaps are bounded, so matching is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from callcoach.errors import PackError
from callcoach.lang.fold import fold
from callcoach.text.tokens import Line

_PIECE = re.compile(r"\(|\)\??|\||\{[a-z_0-9]+\}\??|\.\.\.\d{0,2}|<|>|_\??|@?[^\s()|{}<>?]+\??")
_LIMIT = 200_000
_MARKS = {"<": r"(?:^|(?<=\.))", ">": r"(?= $| \.)", "_": "(?: [^ .][^ ]*)"}
_PRONOUNS = "(?:(?:(?:me|te|se|nos|os)?l[aeo]s?|(?:te|se)?(?:me|nos)|te|se|os))?"
_ENCLITIC = re.compile(r"(?:(?:me|te|se|nos|os)?l[aeo]s?|(?:te|se)?(?:me|nos)|te|se|os)$")
VerbForms = Callable[[str, str | None], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of an expression and the words one of which it needs (``None``: needs nothing)."""

    regex: str
    needs: frozenset[str] | None


class Compiler:
    """Turns patterns into expressions, with a lexicon and a source of verb forms.

    >>> Compiler({"money": ("dinero", "plata")}).compile("no hay {money}").regex
    '(?: no)(?: hay)(?:(?: dinero)|(?: plata))(?= )'
    """

    def __init__(
        self, lexicon: Mapping[str, Sequence[str]], verbs: VerbForms | None = None
    ) -> None:
        self._lexicon, self._verbs = lexicon, verbs
        self._named: dict[str, _Part] = {}
        self._taking: dict[str, frozenset[str]] = {}

    def compile(self, pattern: str) -> _Part:
        """The expression of a pattern and the words one of which must stand in the text."""
        pieces = _PIECE.findall(pattern)
        if "".join(pieces) != "".join(pattern.split()):
            raise PackError(f"cannot read the pattern {pattern!r}", hint="see text/phrases.py")
        part, rest = self._alternatives(pieces, 0, pattern)
        if rest != len(pieces):
            raise PackError(f"a bracket too many in {pattern!r}")
        return _Part(part.regex + "(?= )", part.needs)

    def _alternatives(self, pieces: list[str], i: int, pattern: str) -> tuple[_Part, int]:
        options: list[_Part] = []
        while True:
            part, i = self._sequence(pieces, i, pattern)
            options.append(part)
            if i < len(pieces) and pieces[i] == "|":
                i += 1
                continue
            return _either(options), i

    def _sequence(self, pieces: list[str], i: int, pattern: str) -> tuple[_Part, int]:
        parts: list[_Part] = []
        while i < len(pieces) and pieces[i] != "|" and not pieces[i].startswith(")"):
            if pieces[i] == "(":
                inner, i = self._alternatives(pieces, i + 1, pattern)
                if i >= len(pieces) or not pieces[i].startswith(")"):
                    raise PackError(f"a bracket is not closed in {pattern!r}")
                parts.append(_optional(inner) if pieces[i] == ")?" else inner)
            else:
                parts.append(self._piece(pieces[i]))
            i += 1
        return _Part("".join(p.regex for p in parts), _rarest(parts)), i

    def _piece(self, piece: str) -> _Part:
        if piece.endswith("?") and len(piece) > 1:
            return _optional(self._piece(piece[:-1]))
        if piece.startswith("..."):
            return _Part(f"(?: [^ .][^ ]*){{0,{piece[3:] or 4}}}?", None)
        if piece in _MARKS:
            return _Part(_MARKS[piece], None)
        if piece.startswith("{"):
            return self._list(piece[1:-1])
        if piece.startswith("@"):
            return self._verb(piece[1:])
        return _word(piece)

    def _list(self, name: str) -> _Part:
        if name not in self._lexicon:
            raise PackError(f"no list {{{name}}} in the lexicon")
        if name not in self._named:
            options = [self.compile(p) for p in self._lexicon[name]]
            cut = [_Part(o.regex.removesuffix("(?= )"), o.needs) for o in options]
            self._named[name] = _either(cut)
        return self._named[name]

    def _verb(self, piece: str) -> _Part:
        if self._verbs is None:
            raise PackError(f"verbs are not available here: @{piece}")
        lemma, _, selector = piece.partition(".")
        words = frozenset(self._verbs(lemma, selector or None))
        hosts = words & self._hosts(lemma)
        regex = "|".join(sorted(words - hosts))
        if hosts:
            regex += f"{'|' if regex else ''}(?:{'|'.join(sorted(hosts))}){_PRONOUNS}"
        return _Part(f"(?: (?:{regex}))", words | {f"{h}+" for h in hosts})

    def _hosts(self, lemma: str) -> frozenset[str]:
        """The forms of a verb that take pronouns at their end."""
        if lemma not in self._taking:
            found: set[str] = set()
            for tag in ("inf", "ger", "imper"):
                with suppress(PackError):
                    found.update(self._verbs(lemma, tag))  # type: ignore[misc]
            self._taking[lemma] = frozenset(found)
        return self._taking[lemma]


def _word(piece: str) -> _Part:
    norm = fold(piece)
    if norm.endswith("*"):
        return _Part(f"(?: {re.escape(norm[:-1])}[^ ]*)", frozenset([norm]))
    return _Part(f"(?: {re.escape(norm)})", frozenset([norm]))


def _optional(part: _Part) -> _Part:
    return _Part(f"(?:{part.regex})?", None)


def _either(options: list[_Part]) -> _Part:
    if len(options) == 1:
        return options[0]
    needs: frozenset[str] | None = frozenset()
    for option in options:
        needs = None if needs is None or option.needs is None else needs | option.needs
    return _Part("(?:" + "|".join(o.regex for o in options) + ")", needs)


COMMON = frozenset(
    "de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le"
    " ha me si sin sobre este ya entre cuando todo esta ser son dos tambien fue habia era muy hasta"
    " desde mi nos te he va hay eso yo usted tu ese esa esto ahora aqui pues bueno".split()
)


def _cost(needs: frozenset[str]) -> float:
    common = sum(1 for w in needs if w in COMMON)
    return common * 50 + min(len(needs), 100) / 4


def _rarest(parts: Iterable[_Part]) -> frozenset[str] | None:
    options = [p.needs for p in parts if p.needs]
    return min(options, key=_cost) if options else None


class Found(NamedTuple):
    """Pattern ``id`` found over tokens ``[i, j)`` of a line."""

    id: int
    i: int
    j: int


class PhraseIndex:
    """Many patterns at once: only those whose rarest word occurs are tried.

    >>> index = PhraseIndex([Compiler({}).compile("no pag*")])
    >>> index.find(Line(0, "customer", "¡Que no pagaré!"))
    [Found(id=0, i=1, j=3)]
    """

    def __init__(self, parts: Sequence[_Part]) -> None:
        self._sources = [p.regex for p in parts]
        self._patterns: list[re.Pattern[str] | None] = [None] * len(parts)
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._hosts: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._memo: dict[str, tuple[int, ...]] = {}
        self._targets = {"*": self._stems, "+": self._hosts}
        for number, part in enumerate(parts):
            self._index(number, part.needs)

    def _index(self, number: int, needs: frozenset[str] | None) -> None:
        if needs is None:
            self._always.append(number)
            return
        for word in needs:
            target = self._targets.get(word[-1], self._words)
            target.setdefault(word.rstrip("*+"), []).append(number)

    def _wakes(self, word: str) -> tuple[int, ...]:
        woken = list(self._words.get(word, ()))
        for cut in range(1, len(word) + 1):
            woken += self._stems.get(word[:cut], ())
            if word[:cut] in self._hosts and _ENCLITIC.match(word, cut):
                woken += self._hosts[word[:cut]]
        if len(self._memo) >= _LIMIT:
            self._memo.clear()
        self._memo[word] = made = tuple(woken)
        return made

    def find(self, line: Line) -> list[Found]:
        """Every match of every pattern, by pattern, then by place (not overlapping itself)."""
        memo, woken = self._memo, set(self._always)
        for norm in line.norms:
            ids = memo.get(norm)
            if ids is None:
                ids = self._wakes(norm)
            if ids:
                woken.update(ids)
        if not woken:
            return []
        return [hit for number in sorted(woken) for hit in self._matches(number, line)]

    def _pattern(self, number: int) -> re.Pattern[str]:
        """The expression of a pattern, compiled when it is first needed: few ever are."""
        made = self._patterns[number]
        if made is None:
            self._patterns[number] = made = re.compile(self._sources[number])
        return made

    def _matches(self, number: int, line: Line) -> Iterable[Found]:
        for match in self._pattern(number).finditer(line.flat):
            start, end = match.span()
            if end > start:
                yield Found(number, line.token_at(start + 1), line.token_at(end - 1) + 1)
