"""What a question asks for: open, closed, or nothing, with its form, told from its grammar.

``Asked`` reads one question (the words between its marks, or the clause that asks). The order of
the tests is the order of strength: formulas, tags, offered options, question words, shells of
indirect questions, requests for an action, then the polar rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from callcoach.annotate.clauses import acts
from callcoach.annotate.question_words import FIRST, MOOD, PAST, SECOND, THIRD, WORDS, Word, data
from callcoach.annotate.question_words import word_set
from callcoach.lang.morphology import forms
from callcoach.text.phrases import Compiler

_INTERROGATIVE = frozenset("kcdwnKCDWNQ")
_LOW = frozenset("kcdwn")
_CLITICS = frozenset("me nos te le les os se lo la los las".split())
_TO_SPEAKER = frozenset({"me", "nos"})
_NOT_BEFORE_QUE = frozenset("lo el la los las ya sin hasta desde antes despues".split())
_NO_OPTION = frozenset("sea algo menos poco mas asi".split())
_FORMULAS = ("content", "phatic", "repair", "rhetorical", "courtesy")


class Reading(NamedTuple):
    """What a question is: label, form, the rule that said so, what it saw."""

    label: str
    form: str | None
    rule: str
    why: str


def _open(form: str, rule: str, why: str) -> Reading:
    return Reading("question.open", form, f"question.{rule}", why)


def _closed(form: str, rule: str, why: str) -> Reading:
    return Reading("question.closed", form, f"question.{rule}", why)


def _other(rule: str, why: str) -> Reading:
    return Reading("question.other", None, f"question.{rule}", why)


class Place(NamedTuple):
    """Where a question stands: whether its speaker talks on after it, whether its words echo the
    other's last ones, whether the call has just begun, whether marks surround it, whether accents
    are written."""

    talks_on: bool = False
    echoes: bool = False
    early: bool = False
    marked: bool = True
    accents: bool = False


def read(words: Sequence[Word], place: Place = Place()) -> Reading:
    """The reading of a question.

    >>> from callcoach.annotate.question_words import words_of
    >>> read(words_of("me podria decir cuando lo envio".split())).label
    'question.open'
    >>> read(words_of("ha enviado usted el cheque".split())).form
    'polar'
    """
    low, high = core(words)
    inner = words[low:high]
    said = " " + " ".join([w.norm for w in inner]) + " "
    return (
        _formula(said, inner, words, place)
        or _tag(words)
        or _offered(inner)
        or _echo(inner, place, words)
        or _asked(inner, place.accents or _concludes(words, low))
        or _polar(inner, said, place, words)
    )


def core(words: Sequence[Word]) -> tuple[int, int]:
    """The range of words without lead-in, vocatives and trailing particles (never empty)."""
    lead, calls, trail = word_set("lead_in"), word_set("vocatives"), word_set("trailing")
    low, high = 0, len(words)
    while low < high - 1 and _leads(words, low, lead, calls):
        low += 1
    while high - 1 > low and (words[high - 1].norm in trail or words[high - 1].norm in calls):
        high -= 1
    return low, high


def _leads(words: Sequence[Word], i: int, lead: frozenset[str], calls: frozenset[str]) -> bool:
    norm = words[i].norm
    if norm in ("no", "si", "es") or (norm == "o" and words[i + 1].norm != "sea"):
        return False
    if norm == "a" and words[i + 1].norm != "ver":
        return False
    return norm in lead or (norm in calls and i + 2 < len(words) and words[i + 1].kind != ".")


@cache
def _patterns() -> tuple[tuple[str, Any], ...]:
    """Compiled formulas by kind; each must match the whole question."""
    compiler = Compiler({}, forms)
    made = []
    for kind in (*_FORMULAS, "tags"):
        parts = [compiler.compile(p).regex.removesuffix("(?= )") for p in data()[kind]]
        made.append((kind, re.compile("(?:" + "|".join(parts) + ") $")))
    return tuple(made)


def _formula(
    said: str, inner: Sequence[Word], words: Sequence[Word], place: Place
) -> Reading | None:
    whole = " " + " ".join([w.norm for w in words]) + " "
    for kind, pattern in _patterns()[:-1]:
        if pattern.match(said) or (len(words) < 12 and pattern.match(whole)):
            if kind == "repair" and len(inner) == 1 and inner[0].kind == "c":
                return None
            if kind == "content":
                return _open("direct", "elliptic", inner[0].norm)
            return _other(kind, " ".join(w.norm for w in inner[:4]))
    return None


def _tag(words: Sequence[Word]) -> Reading | None:
    """A statement that ends in ``no``, ``verdad``, ``es asi`` ..."""
    size = len(words)
    if size > 1 and any(w.kind in _INTERROGATIVE for w in words[: size - 1]):
        return None
    for length in (1, 2, 3, 4):
        if length >= size or words[size - length - 1].kind in "rlao":
            continue
        tail = " " + " ".join([w.norm for w in words[size - length :]]) + " "
        if _patterns()[-1][1].match(tail) and not (length == 1 and size < 2):
            if tail in (" ya ", " bien ", " ok ", " si ") and size < 3:
                continue
            if tail == " ya " or tail.strip() in ("parece bien", "esta bien") and length == size:
                continue
            return _closed("tag", "tag", tail.strip())
    return None


def _concludes(words: Sequence[Word], low: int) -> bool:
    """``o sea que ...``: the ``que`` asks nothing."""
    return low > 0 and words[low - 1].norm in ("sea", "osea", "es")


def _offered(inner: Sequence[Word]) -> Reading | None:
    """``... si o no``, ``... o que``: yes or no is asked for, whatever stands before."""
    if len(inner) > 2 and inner[-2].norm == "o" and inner[-1].norm in ("no", "que", "si"):
        return _closed("alternative", "alternative", f"o {inner[-1].norm}")
    return None


def _echo(inner: Sequence[Word], place: Place, words: Sequence[Word]) -> Reading | None:
    """Words of the other's, thrown back: repair if the speaker talks on, else confirmation."""
    if len(inner) > 5 or words[0].norm == "y" or any(w.kind in _INTERROGATIVE or w.kind == "q" for w in inner):
        return None
    if any(w.flags and acts(inner, i) for i, w in enumerate(inner)):
        return None
    if any(w.kind == "o" for w in inner):
        return None
    if place.talks_on and not place.early:
        return _other("echo", inner[0].norm)
    if len(inner) == 1 and inner[0].kind in "YUTE":
        return _other("echo", inner[0].norm)
    return None


def _asked(inner: Sequence[Word], accents: bool) -> Reading | None:
    """Question words: in the clause itself, or under a verb of saying or knowing."""
    shell = _shell(inner)
    at = asker(inner, accents)
    options = _options(inner, at)
    if shell is not None:
        told = _under_shell(inner, *shell)
        if told:
            return told
    if at is None:
        return None
    if inner[at].norm == "que" and at + 1 < len(inner) and inner[at + 1].norm == "si":
        return None
    if options:
        return _closed("alternative", "alternative", f"{inner[at].norm} … {options}")
    return _open("direct", "interrogative", inner[at].norm)


def asker(inner: Sequence[Word], accents: bool = False) -> int | None:
    """The token of the question word that governs, or ``None``.

    A word with its accent asks; without it, it must open the question, follow a preposition that
    does, stand behind a topic without a verb, or end the question.
    """
    for i, word in enumerate(inner):
        if word.kind.isupper() and word.kind in _INTERROGATIVE:
            if inner[0].kind == "s" or i + 1 == len(inner) or not _verb_between(inner, 0, i):
                return i
    for i, word in enumerate(inner):
        if word.kind in _LOW and _low_asks(inner, i):
            return i
        if word.kind == "q" and not (accents and i == 0) and _que_asks(inner, i):
            return i
    return None


def _low_asks(inner: Sequence[Word], i: int) -> bool:
    word = inner[i]
    before = inner[i - 1] if i else None
    if before and before.norm in ("el", "lo", "la", "los", "las", "tal", "cada", "unos", "unas"):
        return False
    if word.norm == "como" and i + 1 < len(inner) and inner[i + 1].norm == "que":
        return i == 0
    if word.norm in ("cuando", "donde", "como") and i == 0 and _has_mood(inner, i + 1):
        return False
    return i + 1 == len(inner) or not _verb_between(inner, 0, i)


def _has_mood(inner: Sequence[Word], start: int) -> bool:
    """Whether the first verb from ``start`` on can only be a subjunctive (``cuando pueda``)."""
    for i in range(start, len(inner)):
        word = inner[i]
        if word.flags and acts(inner, i):
            return word.kind == "m"
    return False


def _que_asks(inner: Sequence[Word], i: int) -> bool:
    before = inner[i - 1] if i else None
    after = inner[i + 1] if i + 1 < len(inner) else None
    if before and (before.norm in _NOT_BEFORE_QUE or before.norm in ("o", "sea")):
        return False
    if after and after.norm in ("si", "no") and i == 0:
        return False
    if before and before.kind == "r" and not _verb_between(inner, 0, i):
        return not (after and after.kind == "m")
    if i == 0:
        return not (after and (after.kind == "m" or after.kind in "U"))
    return (after is None or i == 1 or before is not None and before.kind in "UTtE"
            ) and not _verb_between(inner, 0, i)


def _verb_between(inner: Sequence[Word], low: int, high: int) -> bool:
    return any(inner[k].flags and acts(inner, k) for k in range(low, high))


def _options(inner: Sequence[Word], at: int | None) -> str | None:
    """The ``o`` between offered options, behind the question word and its verb."""
    start = 1 if at is None else at + 2
    for i in range(start, len(inner) - 1):
        if inner[i].kind == "o" and inner[i].norm == "o" and inner[i + 1].norm not in _NO_OPTION:
            return f"o {inner[i + 1].norm}"
    return None


@cache
def verb_kinds() -> dict[str, str]:
    """What each verb does in a question: ``{"decir": "tell", ...}``."""
    made: dict[str, str] = {}
    for kind, verbs in data()["verbs"].items():
        for verb in verbs.split():
            made.setdefault(verb, kind)
    return made


def _shell(inner: Sequence[Word]) -> tuple[int, str] | None:
    """The verb of saying, giving or knowing that opens the question, and its kind."""
    kinds = verb_kinds()
    for i, word in enumerate(inner[:9]):
        if not word.flags or word.kind in _INTERROGATIVE:
            if word.kind in _INTERROGATIVE or word.kind == "q":
                return None
            continue
        kind = kinds.get(word.lemma)
        if kind in ("can", "want", "be", "go", "have", "stay") and not (kind == "have" and i > 2):
            if kind == "have" and not (i + 1 < len(inner) and inner[i + 1].norm == "idea"):
                return None
            if kind == "have":
                return i + 1, "know"
            continue
        if kind in ("tell", "give", "confirm") and (acts(inner, i) or word.kind in "iem"):
            past = word.flags & PAST and word.kind not in "m"
            return None if past or not _to_speaker(inner, i) and word.kind not in "im" else (i, kind)
        if kind == "know" and (acts(inner, i) or word.kind in "iem"):
            return i, kind
        if word.kind in "vVgpx" and acts(inner, i) and word.lemma not in (
                "necesitar", "gustar", "importar", "molestar", "ayudar", "colaborar"):
            return None
    return None


def _under_shell(inner: Sequence[Word], at: int, kind: str) -> Reading | None:
    """What a verb of saying or knowing asks for: a question word, ``si``, ``que``, a datum."""
    form = "imperative" if _imperative(inner[at]) else "indirect"
    rest = inner[at + 1 :]
    for i, word in enumerate(rest):
        if word.kind in _INTERROGATIVE or (word.kind == "q" and i and rest[i - 1].kind == "r"):
            if word.kind in _LOW and i > 4 and kind == "confirm":
                continue
            return _open(form, form, f"{inner[at].norm} … {word.norm}")
        if word.kind == "q":
            if i + 1 < len(rest) and rest[i + 1].kind in _INTERROGATIVE:
                continue
            return _under_que(inner, at, kind, form, rest, i)
        if word.kind == "s" and (i <= 2 or not any(w.norm in word_set("datum") for w in rest[:i])):
            return _closed("polar", form, f"{inner[at].norm} … si")
        if i > 5:
            break
    return _gives(inner, at, kind, form, rest)


def _under_que(
    inner: Sequence[Word], at: int, kind: str, form: str, rest: Sequence[Word], i: int
) -> Reading | None:
    after = rest[i + 1] if i + 1 < len(rest) else None
    if after is not None and after.kind in ".z" and kind in ("tell", "know") and not (
            i and rest[i - 1].kind in ".a"):
        return _open(form, form, f"{inner[at].norm} … que {after.norm}")
    if kind in ("confirm", "tell", "give") and i <= 4 and not (
            i and any(w.kind == "a" for w in rest[:i])):
        if inner[at].norm.endswith(("le", "les")) and kind == "tell":
            return _other("request", inner[at].norm)
        asks = after is not None and after.kind in "vlgxpu" and kind == "tell" and form != "indirect"
        if asks:
            return _open(form, form, f"{inner[at].norm} … que")
        return _closed("confirmation", "confirmation", f"{inner[at].norm} que")
    if kind == "know" and after is not None and after.kind in "vl":
        return _open(form, form, f"{inner[at].norm} … que") if i == 0 and not after.noun else None
    return _gives(inner, at, kind, form, rest)


def _gives(
    inner: Sequence[Word], at: int, kind: str, form: str, rest: Sequence[Word]
) -> Reading | None:
    """A datum asked for by a verb of giving: yes would not answer it."""
    if kind == "know":
        return None
    asked = form == "imperative" or _to_speaker(inner, at)
    datum = next((w.norm for w in rest if w.norm in word_set("datum")), None)
    if datum and asked:
        return _open(form, form, f"{inner[at].norm} … {datum}")
    if kind in ("tell", "give") and asked and rest and kind == "tell":
        return _open(form, form, inner[at].norm)
    if form == "imperative" and rest:
        return _open(form, form, inner[at].norm)
    return None


def _imperative(word: Word) -> bool:
    return bool(word.flags & MOOD) and not word.flags & (FIRST | THIRD | SECOND)


def _to_speaker(inner: Sequence[Word], at: int) -> bool:
    return any(w.norm in _TO_SPEAKER for w in inner[: at + 1]) or inner[at].norm.endswith(
        ("me", "nos", "melo", "mela", "melos", "melas"))


def _polar(
    inner: Sequence[Word], said: str, place: Place, words: Sequence[Word]
) -> Reading:
    """Neither formula nor question word: options, an action, a fact to confirm, yes or no."""
    options = _options(inner, None)
    if options:
        return _closed("alternative", "alternative", options)
    if _elliptic(inner, words):
        return _open("direct", "elliptic", f"y {inner[0].norm}")
    helped = next((i for i, w in enumerate(inner[:6]) if w.flags and _helps(inner, i)), None)
    if helped is not None and _to_speaker(inner, helped):
        form = "imperative" if _imperative(inner[helped]) else "indirect"
        return _open(form, form, inner[helped].norm)
    action = _action(inner)
    if action:
        return _other("request", action)
    if _confirms(inner, said):
        return _closed("confirmation", "confirmation", inner[0].norm)
    for i, word in enumerate(inner):
        if word.flags and acts(inner, i):
            turned = i + 1 < len(inner) and inner[i + 1].kind in "UT"
            return _closed("polar", "inversion" if turned else "polar", word.norm)
    form = "polar" if place.early or inner[0].kind in "y" else "confirmation"
    return _closed(form, "fragment", inner[0].norm)


def _elliptic(inner: Sequence[Word], words: Sequence[Word]) -> bool:
    """``y la tarjeta``, ``y si no contesta``: what about it, and what then."""
    if words[0].norm != "y" and not (len(words) > 1 and words[1].norm == "y"):
        return False
    if inner[0].kind == "s":
        first = next((w for i, w in enumerate(inner) if w.flags and acts(inner, i)), None)
        negated = any(w.kind == "X" for w in inner[1:6])
        return first is not None and (negated or first.kind == "v" and inner[1].kind == "a")
    if any(w.flags and acts(inner, i) for i, w in enumerate(inner)):
        return False
    return inner[0].norm in ("el", "la", "los", "las", "en", "para") and len(inner) < 8


def _action(inner: Sequence[Word]) -> str | None:
    """A request for an action: to the speaker (``me pasa con``), or through ``puede``."""
    kinds = verb_kinds()
    clitics: set[str] = set()
    able = False
    for i, word in enumerate(inner[:7]):
        if word.norm in _CLITICS and word.kind in "la":
            clitics.add(word.norm)
        elif word.flags and (acts(inner, i) or word.kind == "i"):
            kind = kinds.get(word.lemma, "")
            if kind == "can" and word.flags & (SECOND | THIRD) and not word.flags & PAST:
                able = True
            elif kind in ("act", "give"):
                if _helps(inner, i):
                    return None
                mine = bool(clitics & _TO_SPEAKER) or word.norm.endswith(("me", "melo", "mela"))
                addressed = word.kind in "vVgi" and not word.flags & PAST
                other = able and bool(clitics & {"le", "lo", "la", "les"} or _clitic_end(word.norm))
                return word.norm if addressed and (mine or other) else None
            elif kind not in ("want", "suit") or not able and word.kind != "v":
                return None
        elif word.kind not in "UTXfsyh" and word.norm not in ("por", "favor"):
            return None
    return None


def _helps(inner: Sequence[Word], at: int) -> bool:
    """``me ayuda con su correo``, ``me pasa su numero``: a datum is asked for."""
    rest = inner[at + 1 : at + 5]
    return any(w.norm in word_set("datum") for w in rest) and any(
        w.norm in ("su", "sus", "tu", "tus", "el", "la", "un", "una") for w in rest) and inner[
            at].lemma in ("ayudar", "colaborar", "pasar", "poner", "dar", "regalar")


def _clitic_end(norm: str) -> bool:
    return norm.endswith(("rle", "rles", "rlo", "rla"))


def _confirms(inner: Sequence[Word], said: str) -> bool:
    if any(f" {w} " in said for w in ("de acuerdo", "conforme", "correcto", "o sea", "sigue siendo")):
        return True
    return inner[0].kind == "#" or " entonces " in said[:12]


def told(written: Sequence[str]) -> Reading:
    """The reading of words as written; a shorthand for tests and consoles.

    >>> told("con quien hablo usted".split()).label
    'question.open'
    """
    return read([WORDS[w] for w in written])
