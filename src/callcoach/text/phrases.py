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
from functools import lru_cache
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
class Part:
    """A compiled pattern, or a piece of one: an expression and the words one of which it needs.

    ``needs`` is ``None`` where nothing is needed; ``also`` are further sets of words, of each of
    which one must stand in the text.
    """

    regex: str
    needs: frozenset[str] | None
    also: tuple[frozenset[str], ...] = ()


class Compiler:
    """Turns patterns into expressions, with a lexicon and a source of verb forms.

    >>> Compiler({"money": ("dinero", "plata")}).compile("no hay {money}").regex
    '(?: no)(?: hay)(?: (?:dinero|plata))(?= )'
    """

    def __init__(
        self, lexicon: Mapping[str, Sequence[str]], verbs: VerbForms | None = None
    ) -> None:
        self._lexicon, self._verbs = lexicon, verbs
        self._named: dict[str, Part] = {}
        self._taking: dict[str, frozenset[str]] = {}

    def compile(self, pattern: str) -> Part:
        """The expression of a pattern and the words one of which must stand in the text."""
        pieces = _PIECE.findall(pattern)
        if "".join(pieces) != "".join(pattern.split()):
            raise PackError(f"cannot read the pattern {pattern!r}", hint="see text/phrases.py")
        part, rest = self._alternatives(pieces, 0, pattern)
        if rest != len(pieces):
            raise PackError(f"a bracket too many in {pattern!r}")
        return Part(part.regex + "(?= )", part.needs, part.also)

    def _alternatives(self, pieces: list[str], i: int, pattern: str) -> tuple[Part, int]:
        options: list[Part] = []
        while True:
            part, i = self._sequence(pieces, i, pattern)
            options.append(part)
            if i < len(pieces) and pieces[i] == "|":
                i += 1
                continue
            return _either(options), i

    def _sequence(self, pieces: list[str], i: int, pattern: str) -> tuple[Part, int]:
        parts: list[Part] = []
        while i < len(pieces) and pieces[i] != "|" and not pieces[i].startswith(")"):
            if pieces[i] == "(":
                inner, i = self._alternatives(pieces, i + 1, pattern)
                if i >= len(pieces) or not pieces[i].startswith(")"):
                    raise PackError(f"a bracket is not closed in {pattern!r}")
                parts.append(_optional(inner) if pieces[i] == ")?" else inner)
            else:
                parts.append(self._piece(pieces[i]))
            i += 1
        return _joined(parts), i

    def _piece(self, piece: str) -> Part:
        if piece.endswith("?") and len(piece) > 1:
            return _optional(self._piece(piece[:-1]))
        if piece.startswith("..."):
            return Part(f"(?: [^ .][^ ]*){{0,{piece[3:] or 4}}}?", None)
        if piece in _MARKS:
            return Part(_MARKS[piece], None)
        if piece.startswith("{"):
            return self._list(piece[1:-1])
        if piece.startswith("@"):
            return self._verb(piece[1:])
        return _word(piece)

    def _list(self, name: str) -> Part:
        if name not in self._lexicon:
            raise PackError(f"no list {{{name}}} in the lexicon")
        if name not in self._named:
            options = [self.compile(p) for p in self._lexicon[name]]
            cut = [Part(o.regex.removesuffix("(?= )"), o.needs, o.also) for o in options]
            self._named[name] = _either(cut)
        return self._named[name]

    def _verb(self, piece: str) -> Part:
        if self._verbs is None:
            raise PackError(f"verbs are not available here: @{piece}")
        lemma, _, selector = piece.partition(".")
        words = frozenset(self._verbs(lemma, selector or None))
        hosts = words & self._hosts(lemma)
        regex = "|".join(sorted(words - hosts))
        if hosts:
            regex += f"{'|' if regex else ''}(?:{'|'.join(sorted(hosts))}){_PRONOUNS}"
        return Part(f"(?: (?:{regex}))", words | {f"{h}+" for h in hosts})

    def _hosts(self, lemma: str) -> frozenset[str]:
        """The forms of a verb that take pronouns at their end."""
        if lemma not in self._taking:
            found: set[str] = set()
            for tag in ("inf", "ger", "imper"):
                with suppress(PackError):
                    found.update(self._verbs(lemma, tag))  # type: ignore[misc]
            self._taking[lemma] = frozenset(found)
        return self._taking[lemma]


@lru_cache(maxsize=20_000)
def _word(piece: str) -> Part:
    norm = fold(piece)
    if norm.endswith("*"):
        return Part(f"(?: {re.escape(norm[:-1])}[^ ]*)", frozenset([norm]))
    return Part(f"(?: {re.escape(norm)})", frozenset([norm]))


def _optional(part: Part) -> Part:
    return Part(f"(?:{part.regex})?", None)


def _either(options: list[Part]) -> Part:
    if len(options) == 1:
        return options[0]
    needs: frozenset[str] | None = frozenset()
    for option in options:
        needs = None if needs is None or option.needs is None else needs | option.needs
    return Part(_branches([o.regex for o in options]), needs)


def _branches(regexes: Sequence[str]) -> str:
    """Alternatives, their common first space taken out: a branch then fails at its first letter."""
    if all(r.startswith("(?: ") and r[4] != "[" for r in regexes):
        return "(?: (?:" + "|".join(_bare(r) for r in regexes) + "))"
    return "(?:" + "|".join(regexes) + ")"


def _bare(regex: str) -> str:
    """An expression without its first space, a single word without its brackets."""
    rest = regex[4:-1]
    return rest if regex[-1] == ")" and not set(rest) & set("()|? ") else f"(?:{regex[4:]}"


COMMON = frozenset(
    "que la el de y a no con en me lo le se por es si yo los un del mi usted ya eso las una esta"
    " para al como te dos su cuando pero tiene mil porque pues tengo ni tres va ese o asi entonces"
    " hoy mas voy nada todo aqui ha uno sin esa hay fue son este ahora soy nos puede otra".split()
)
_USUAL = frozenset(
    "ahi don quien dia hasta senora cuatro paso senor dias desde pago bien mismo bueno estoy manana"
    " cinco numero antes dice cuanto tu cuenta ver ustedes llamo mire dona gracias nombre treinta"
    " ah nosotros otro donde correo digo ella mes queda factura dijo sale buenas nadie hace banco"
    " muy fecha hora sea despues casa ay semana puedo algo telefono van vez habla era da mira sigue"
    " llama solo cosa paga cual anda luego aca siempre eh ser ir he algo entre sobre todos".split()
)


@lru_cache(maxsize=20_000)
def _cost(needs: frozenset[str]) -> float:
    """How often one of the words stands in an utterance, roughly."""
    common, usual = len(needs & COMMON), len(needs & _USUAL)
    return common * 50 + usual * 8 + min(len(needs), 100) / 4


def _joined(parts: Sequence[Part]) -> Part:
    """Parts one after the other: all of what they need is needed, the rarest first."""
    if len(parts) == 1:
        return parts[0]
    sets = {n for p in parts for n in (p.needs, *p.also) if n}
    order = sorted(sets, key=lambda n: (_cost(n), min(n)))
    also = tuple(n for n in order[1:4] if len(n & COMMON) < _USELESS)
    return Part("".join(p.regex for p in parts), order[0] if order else None, also)


_USELESS = 4
"""A set with so many common words is nearly always met."""


class Found(NamedTuple):
    """Pattern ``id`` found over tokens ``[i, j)`` of a line."""

    id: int
    i: int
    j: int


class PhraseIndex:
    """Many patterns at once: only those all of whose needed words occur are tried.

    >>> index = PhraseIndex([Compiler({}).compile("no pag*")])
    >>> index.find(Line(0, "customer", "¡Que no pagaré!"))
    [Found(id=0, i=1, j=3)]
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._sources = [p.regex for p in parts]
        self._also = [p.also for p in parts]
        self._patterns: list[re.Pattern[str] | None] = [None] * len(parts)
        self._wakes: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._memo: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {}
        for number, part in enumerate(parts):
            if part.needs is None:
                self._always.append(number)
            for word in part.needs or ():
                self._wakes.setdefault(word, []).append(number)
        keys = self._wakes.keys() | {w for sets in self._also for needs in sets for w in needs}
        self._stems = frozenset(w for w in keys if w[-1] == "*")
        self._hosts = frozenset(w for w in keys if w[-1] == "+")

    def _known(self, word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """What a word stands for (itself, stems, a verb under its pronouns) and what it wakes."""
        keys = [word]
        for cut in range(1, len(word) + 1):
            if word[:cut] + "*" in self._stems:
                keys.append(word[:cut] + "*")
            if word[:cut] + "+" in self._hosts and _ENCLITIC.match(word, cut):
                keys.append(word[:cut] + "+")
        if len(self._memo) >= _LIMIT:
            self._memo.clear()
        woken = tuple(n for key in keys for n in self._wakes.get(key, ()))
        self._memo[word] = made = tuple(keys), woken
        return made

    def find(self, line: Line) -> list[Found]:
        """Every match of every pattern, by pattern, then by place (not overlapping itself)."""
        woken, keys = self.woken(line)
        also, found = self._also, list[Found]()
        for number in woken:
            for needs in also[number]:
                if needs.isdisjoint(keys):
                    break
            else:
                found += self._search(number, line)
        found.sort()
        return found

    def woken(self, line: Line) -> tuple[set[int], set[str]]:
        """The patterns whose rarest word occurs, and what the words of the line stand for."""
        memo, woken = self._memo, set(self._always)
        keys: set[str] = set()
        for norm in line.norms:
            known = memo.get(norm) or self._known(norm)
            keys.update(known[0])
            woken.update(known[1])
        return woken, keys

    def matches(self, number: int, line: Line, keys: set[str]) -> list[Found]:
        """The matches of one woken pattern."""
        if any(needs.isdisjoint(keys) for needs in self._also[number]):
            return []
        return self._search(number, line)

    def _search(self, number: int, line: Line) -> list[Found]:
        pattern = self._patterns[number] or self._compiled(number)
        flat = line.flat
        match = pattern.search(flat)
        made = []
        while match:
            start, end = match.span()
            if end > start:
                made.append(Found(number, line.token_at(start + 1), line.token_at(end - 1) + 1))
            match = pattern.search(flat, max(end, start + 1))
        return made

    def _compiled(self, number: int) -> re.Pattern[str]:
        """The expression of a pattern, compiled when it is first needed: few ever are."""
        self._patterns[number] = made = re.compile(self._sources[number])
        return made
