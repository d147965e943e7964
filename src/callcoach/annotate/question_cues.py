"""What speaks for a question in text without marks.

``Cues`` tells of one candidate what grammar and dialogue show, as named values: order and person,
mood, the question word and what governs it, what stood before, what the other said and says next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from callcoach.annotate.clauses import Clause
from callcoach.annotate.question_forms import Place, read
from callcoach.annotate.question_places import Candidate, core_start
from callcoach.annotate.question_shells import verb_kinds
from callcoach.annotate.question_words import FIRST, PAST, WE, Word, data, word_set, words_of
from callcoach.lang.morphology import analyse
from callcoach.text.tokens import Line

_WHOLE = frozenset("qkcdwnBsXyobjraltUTYEfhG")
_ARTICLES = frozenset("lo la los las".split())
_POSSESSIVE = frozenset("su sus tu tus".split())
_PERSONS = {"V": "2", "v": "3", "u": "1", "p": "4", "g": "6", "m": "m", "a": "3"}
_TENSES = ("cond", "fut", "impf", "pret", "past", "pres", "hay", "subj", "imper")


class Around(NamedTuple):
    """The dialogue around a line: words before and after it by the other speaker."""

    speaker: str
    number: int
    asked: bool
    before: Sequence[Word]
    after: Sequence[Word]
    goes_on: bool


def around(lines: Sequence[Line], n: int, asked: bool, before: int | None) -> Around:
    """The dialogue around line ``n``; ``before``: the other's last line, ``asked``: does it ask?"""
    speaker = lines[n].speaker
    after: Sequence[Word] = ()
    for k in range(n + 1, min(n + 3, len(lines))):
        if lines[k].speaker != speaker and lines[k].norms:
            after = words_of(lines[k].words[:14])
            break
    goes_on = n + 1 < len(lines) and lines[n + 1].speaker == speaker
    back = words_of(lines[before].words) if before is not None else ()
    return Around("a" if speaker == "agent" else "c", n, asked, back, after, goes_on)


class Cues:
    """What one line and its surroundings show; ``of`` tells it of a candidate."""

    def __init__(self, words: Sequence[Word], found: Sequence[Clause], place: Around) -> None:
        self.words, self.found, self.place = words, found, place
        self.symbols = ["<", "<", *[symbol(w) for w in words], ">", ">", ">", ">"]
        self.kinds = "<<" + "".join([w.kind for w in words]) + ">>>>"
        self.heard = {w.norm for w in place.before if _content(w) and len(w.norm) > 2}
        self.replied = {w.norm for w in place.after[:12] if _content(w) and len(w.norm) > 3}
        self.replied_verbs = {w.lemma for w in place.after[:10] if w.flags and w.lemma}
        self.reply = _reply(place.after)
        self.common = self._common()

    def _common(self) -> dict[str, str]:
        place, after, before = self.place, self.place.after, self.place.before
        norms = [w.norm for w in after]
        verb = next((w.kind for w in after if w.flags & 31), "-")
        return {
            "sp": place.speaker,
            "n4": str(min(place.number, 4)),
            "pa": "01"[place.asked],
            "A0": norms[0] if norms else "END",
            "A01": " ".join(norms[:2]),
            "A012": " ".join(norms[:3]),
            "Ak": "".join([w.kind for w in after[:3]]),
            "Ak1": self.reply[0].kind if self.reply else "END",
            "An": self.reply[0].norm if self.reply else "END",
            "AL": str(min(len(norms), 12)),
            "AL3": str(min(len(norms), 12) // 3),
            "yes": _polarity(self.reply),
            "Av": verb,
            "Aq": "01"[any(w.kind in "qkcdwn" for w in after[:2])],
            "Asame": "01"[place.goes_on],
            "Anum": str(min(2, sum(w.kind == "#" for w in after))),
            "Abut": "01"[any(w in ("pero", "gracias", "ah") for w in norms[:4])],
            "Aes": "01"["es que" in " ".join(norms[:3]) or norms[:1] == ["porque"]],
            "P1": before[-1].norm if before else "-",
            "P0": before[0].norm if before else "-",
            "PL": str(min(len(before), 12) // 3),
            "L": str(min(len(self.words), 16) // 2),
        }

    def of(self, one: Candidate) -> tuple[dict[str, str], int]:
        """The named values of a candidate, and the token where its core begins."""
        words, size = self.words, len(self.words)
        at = core_start(words, one.i, one.j)
        if at >= one.j:
            at = one.i
        made = dict(self.common)
        made.update(self._place(one, at, size))
        made.update(self._content(one, at))
        if one.clause is not None:
            self._verb(made, one.clause, at, one.j)
            if one.clause.asker >= 0:
                self._asker(made, one.clause)
        elif one.kind == "w":
            self._bare_asker(made, one.at)
        return made, at

    def _place(self, one: Candidate, at: int, size: int) -> dict[str, str]:
        sym, kin, words = self.symbols, self.kinds, self.words
        left = self._left(one.i)
        opening = left in ("BEG", "LEAD")
        pos = "O" if opening else "B" if kin[at + 1] in "fhy" else "F" if left == "FRAG" else "C"
        after = next((c for c in self.found if c.start >= one.j), None)
        link = "-"
        if after is not None and after.start == one.j:
            link = (after.link or "root") + ("a" if after.asker >= 0 else "")
        return {
            "t": one.kind,
            "left": left,
            "pos": pos,
            "r": "E" if one.j == size else "M",
            "s0": sym[at + 2],
            "s1": sym[at + 3],
            "s2": sym[at + 4],
            "m1": sym[at + 1],
            "k0": kin[at + 2],
            "k1": kin[at + 3],
            "k2": kin[at + 4],
            "k3": kin[at + 5],
            "mk1": kin[at + 1],
            "mk2": kin[at],
            "e1": sym[one.j + 1],
            "e2": sym[one.j],
            "nx": sym[one.j + 2],
            "len": str(min(one.j - at, 9)),
            "w0": words[at].norm,
            "wl": words[one.j - 1].norm,
            "nl": link,
            "y": "01"[sym[at + 1] == "y" or sym[at + 2] == "y"],
        }

    def _left(self, i: int) -> str:
        if i == 0:
            return "BEG"
        if core_start(self.words, 0, i) >= i:
            return "LEAD"
        return "CL" if any(c.verb < i for c in self.found) else "FRAG"

    def _content(self, one: Candidate, at: int) -> dict[str, str]:
        inner = self.words[at : one.j]
        norms = {w.norm for w in inner}
        heavy = {w.norm for w in inner if _content(w) and len(w.norm) > 3}
        return {
            "indef": "01"[not norms.isdisjoint(word_set("indefinite"))],
            "num": str(min(3, sum(w.kind == "#" for w in inner))),
            "aov": str(min(2, len(heavy & self.replied))),
            "pov": str(min(2, len(heavy & self.heard))),
            "poss": "01"[not norms.isdisjoint(_POSSESSIVE)],
            "dat": "01"[not norms.isdisjoint(word_set("datum"))],
            "or": "or" if "o" in norms else "-",
        }

    def _verb(self, made: dict[str, str], clause: Clause, at: int, end: int) -> None:
        words, kin, verb = self.words, self.kinds, clause.verb
        word = words[verb]
        clitics = [
            w.norm
            for w in words[max(clause.start, verb - 3) : verb]
            if w.kind == "l" or w.norm in _ARTICLES
        ]
        kind = verb_kinds().get(word.lemma, "x")
        if word.lemma in ("venir", "ir") and not {"le", "te", "les", "os"}.isdisjoint(clitics):
            kind = "suit"
        infinitive = next((w for w in words[verb + 1 : min(verb + 4, end)] if w.kind == "i"), None)
        before = list(words[at:verb])
        made.update(
            {
                "v": word.kind,
                "P": _person(word),
                "T": tense(word.norm),
                "sem": kind,
                "vl": word.lemma,
                "vn": self.symbols[verb + 3],
                "vn2": self.symbols[verb + 4],
                "vnk": kin[verb + 3],
                "vp": self.symbols[verb + 1],
                "clit": "+".join(clitics[-2:]) or "-",
                "d1": clitics[0] if clitics else "-",
                "link": clause.link or "0",
                "neg": "01"[any(w.kind == "X" for w in before)],
                "pr": self._order(clause, end),
                "lem": "01"[bool(word.lemma) and word.lemma in self.replied_verbs],
                "inf": verb_kinds().get(infinitive.lemma, "x") if infinitive else "-",
                "bare": "01"[all(w.kind in "lXfyhbs" or w.norm in _ARTICLES for w in before)],
                "gov": self._governor(clause),
            }
        )

    def _order(self, clause: Clause, end: int) -> str:
        """Where the subject stands: usted before or behind the verb, yo, a pronoun, a noun."""
        kin, verb = self.kinds, clause.verb
        before, after = kin[clause.start + 2 : verb + 2], kin[verb + 3 : min(verb + 6, end + 2)]
        if "U" in before or "T" in before:
            return "U"
        if after[:1] in ("U", "T"):
            return "up"
        if "U" in after or "T" in after:
            return "up2"
        if "Y" in before or "Y" in after[:2]:
            return "Y"
        return "E" if "E" in before else "N" if clause.topic else "-"

    def _governor(self, clause: Clause) -> str:
        """The verb before: what it does, its person, how near it is."""
        earlier = [c for c in self.found if c.verb < clause.start]
        if not earlier:
            return "-"
        word = self.words[earlier[-1].verb]
        near = min(clause.start - earlier[-1].verb, 3)
        return f"{verb_kinds().get(word.lemma, 'x')}-{_person(word)}-{near}"

    def _asker(self, made: dict[str, str], clause: Clause) -> None:
        words, at = self.words, clause.asker
        between = words[at + 1 : clause.verb]
        if not between:
            shape = "v"
        elif all(w.kind in "lX" or w.norm in _ARTICLES or w.norm in ("mas", "ya") for w in between):
            shape = "cl"
        else:
            shape = "n" if between[0].kind in ".zt" else "u" if between[0].kind in "UTY" else "o"
        made["st"] = shape
        self._ask(made, at, between[0] if between else None)

    def _bare_asker(self, made: dict[str, str], at: int) -> None:
        made["st"] = self.kinds[at + 3]
        self._ask(made, at, self.words[at + 1] if at + 1 < len(self.words) else None)

    def _ask(self, made: dict[str, str], at: int, after: Word | None) -> None:
        before = self.words[at - 1] if at else None
        prep = before.norm if before is not None and before.kind == "r" else "-"
        made["ask"], made["prep"] = self.words[at].norm, prep
        made["pa_"] = "01"[prep != "-" and bool(self.reply) and self.reply[0].norm == prep]
        made["exc"] = "01"[after is not None and after.norm in word_set("exclaimed")]
        made["echo"] = "01"[after is not None and after.norm in self.heard]

    def reading(self, made: dict[str, str], at: int, end: int) -> None:
        """Adds what grammar reads in a candidate, were it a question."""
        inner = self.words[at:end]
        echoes = any(w.norm in self.heard for w in inner)
        told = read(inner, Place(end < len(self.words), echoes, self.place.number < 5, False))
        made["rule"] = f"{told.label[9:11]}.{told.rule[9:]}.{(told.form or '')[:3]}"
        made["rulew"] = f"{made['rule']}/{told.why.partition(' ')[0]}"


def _reply(after: Sequence[Word]) -> Sequence[Word]:
    """The other's next words without their fillers."""
    start = 0
    while (
        start < len(after) - 1
        and after[start].kind == "f"
        and after[start].norm
        not in ("claro", "exacto", "correcto", "aja", "vale", "listo", "dale", "perfecto")
    ):
        start += 1
    return after[start : start + 7]


def _polarity(reply: Sequence[Word]) -> str:
    norms = [w.norm for w in reply[:2]]
    for name, listed in (("y", "yes_words"), ("n", "no_words")):
        if any(n in word_set(listed) for n in norms):
            return name
    if norms and norms[0] in ("eso", "ese", "esa", "asi", "esos"):
        return "e"
    return "f" if reply and reply[0].kind == "f" else "-"


def _content(word: Word) -> bool:
    return word.kind in ".z#i" or word.flags > 0


@cache
def _symbols() -> frozenset[str]:
    return frozenset(data()["symbols"].split())


def symbol(word: Word) -> str:
    """A word as the scorer sees it: itself if it is a function word, else its kind."""
    return word.norm if word.kind in _WHOLE or word.norm in _symbols() else word.kind


def _person(word: Word) -> str:
    if word.kind == "x":
        return "3" if word.flags & PAST and word.flags & FIRST and not word.flags & WE else "3x"
    return _PERSONS.get(word.kind, "?")


@cache
def tense(norm: str) -> str:
    """The tense of a verb form; the rarest of its readings, ``pp`` present or preterite."""
    tags = {tag.partition(".")[2] for _, tag in analyse(norm)}
    if {"pres", "pret"} <= tags:
        return "pp"
    if norm in ("ha", "has", "han", "he", "hemos", "habeis"):
        return "perf"
    return next((t for t in _TENSES if t in tags), "-")
