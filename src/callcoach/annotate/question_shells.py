"""Questions in a shell: ``me puede decir cuándo``, ``me da su correo``, ``me pasa con ella``.

A verb of saying, giving or knowing asks for what hangs on it; a verb of doing asks for an action.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from callcoach.annotate.clauses import acts
from callcoach.annotate.question_askers import INTERROGATIVE, LOW, Reading, closed, open_, other
from callcoach.annotate.question_words import (
    FIRST,
    MOOD,
    PAST,
    SECOND,
    THIRD,
    Word,
    data,
    word_set,
)

_CLITICS = frozenset("me nos te le les os se lo la los las".split())
_TO_OTHERS = frozenset({"le", "lo", "la", "les"})
_TO_SPEAKER = frozenset({"me", "nos"})
_HELPS = frozenset("ayudar colaborar pasar poner dar regalar".split())


@cache
def verb_kinds() -> dict[str, str]:
    """What each verb does in a question: ``{"decir": "tell", ...}``."""
    made: dict[str, str] = {}
    for kind, verbs in data()["verbs"].items():
        for verb in verbs.split():
            made.setdefault(verb, kind)
    return made


def shell(inner: Sequence[Word]) -> tuple[int, str] | None:
    """The verb of saying, giving or knowing that opens the question, and its kind."""
    kinds = verb_kinds()
    for i, word in enumerate(inner[:9]):
        if not word.flags or word.kind in INTERROGATIVE:
            if word.kind in INTERROGATIVE or word.kind == "q":
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
            return (
                None if past or (not _to_speaker(inner, i) and word.kind not in "im") else (i, kind)
            )
        if kind == "know" and (acts(inner, i) or word.kind in "iem"):
            return i, kind
        if (
            word.kind in "vVgpx"
            and acts(inner, i)
            and word.lemma
            not in ("necesitar", "gustar", "importar", "molestar", "ayudar", "colaborar")
        ):
            return None
    return None


def under_shell(inner: Sequence[Word], at: int, kind: str) -> Reading | None:
    """What a verb of saying or knowing asks for: a question word, ``si``, ``que``, a datum."""
    form = "imperative" if _imperative(inner[at]) else "indirect"
    rest = inner[at + 1 :]
    for i, word in enumerate(rest):
        if word.kind in INTERROGATIVE or (word.kind == "q" and i and rest[i - 1].kind == "r"):
            if word.kind in LOW and i > 4 and kind == "confirm":
                continue
            return open_(form, form, f"{inner[at].norm} … {word.norm}")
        if word.kind == "q":
            if i + 1 < len(rest) and rest[i + 1].kind in INTERROGATIVE:
                continue
            return _under_que(inner, at, kind, form, rest, i)
        if word.kind == "s" and (i <= 2 or not any(w.norm in word_set("datum") for w in rest[:i])):
            return closed("polar", form, f"{inner[at].norm} … si")
        if i > 5:
            break
    return _gives(inner, at, kind, form, rest)


def _under_que(
    inner: Sequence[Word], at: int, kind: str, form: str, rest: Sequence[Word], i: int
) -> Reading | None:
    after = rest[i + 1] if i + 1 < len(rest) else None
    if (
        after is not None
        and after.kind in ".z"
        and kind in ("tell", "know")
        and not (i and rest[i - 1].kind in ".a")
    ):
        return open_(form, form, f"{inner[at].norm} … que {after.norm}")
    if (
        kind in ("confirm", "tell", "give")
        and i <= 4
        and not (i and any(w.kind == "a" for w in rest[:i]))
    ):
        if inner[at].norm.endswith(("le", "les")) and kind == "tell":
            return other("request", inner[at].norm)
        asks = (
            after is not None and after.kind in "vlgxpu" and kind == "tell" and form != "indirect"
        )
        if asks:
            return open_(form, form, f"{inner[at].norm} … que")
        return closed("confirmation", "confirmation", f"{inner[at].norm} que")
    if kind == "know" and after is not None and after.kind in "vl":
        return open_(form, form, f"{inner[at].norm} … que") if i == 0 and not after.noun else None
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
        return open_(form, form, f"{inner[at].norm} … {datum}")
    if kind in ("tell", "give") and asked and rest and kind == "tell":
        return open_(form, form, inner[at].norm)
    if form == "imperative" and rest:
        return open_(form, form, inner[at].norm)
    return None


def _imperative(word: Word) -> bool:
    return bool(word.flags & MOOD) and not word.flags & (FIRST | THIRD | SECOND)


def _to_speaker(inner: Sequence[Word], at: int) -> bool:
    return any(w.norm in _TO_SPEAKER for w in inner[: at + 1]) or inner[at].norm.endswith(
        ("me", "nos", "melo", "mela", "melos", "melas")
    )


def action(inner: Sequence[Word]) -> str | None:
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
                addressed = word.kind in "vVgix" and not word.flags & PAST
                hands = able or word.lemma in ("dejar", "pasar", "llevar")
                other = hands and bool(clitics & _TO_OTHERS or _clitic_end(word.norm))
                return word.norm if addressed and (mine or other) else None
            elif kind not in ("want", "suit") or (not able and word.kind != "v"):
                return None
        elif word.kind not in "UTXfsyh" and word.norm not in ("por", "favor"):
            return None
    return None


def _helps(inner: Sequence[Word], at: int) -> bool:
    """``me ayuda con su correo``, ``me pasa su numero``: a datum is asked for."""
    rest = inner[at + 1 : at + 5]
    return (
        any(w.norm in word_set("datum") for w in rest)
        and any(w.norm in ("su", "sus", "tu", "tus", "el", "la", "un", "una") for w in rest)
        and inner[at].lemma in _HELPS
        and (inner[at].lemma != "poner" or bool(inner[at].flags & MOOD))
    )


def _clitic_end(norm: str) -> bool:
    return norm.endswith(("rle", "rles", "rlo", "rla"))


def helped(inner: Sequence[Word]) -> Reading | None:
    """``me ayuda con su correo``: open, for a datum is asked for."""
    at = next((i for i, w in enumerate(inner[:6]) if w.flags and _helps(inner, i)), None)
    if at is None or not _to_speaker(inner, at):
        return None
    form = "imperative" if _imperative(inner[at]) else "indirect"
    return open_(form, form, inner[at].norm)
