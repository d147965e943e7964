"""What a Spanish word form can be: which verb, which person and tense.

>>> sorted(analyse("pagaré"))
[('pagar', '1s.fut')]
>>> ("decir", "3s.imper") in analyse("dígame")
True
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from callcoach.errors import PackError
from callcoach.lang.fold import fold, has_accent
from callcoach.lang.verbs import Verb, conjugate
from callcoach.lang.yaml_source import Document

Reading = tuple[str, str]
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")
_CLITICS = re.compile(r"(?:(?:me|te|se|nos|os)?(?:los?|las?|les?)|me|te|se|nos|os)$")
_LAST_CLITIC = re.compile(r"(?:me|te|se|nos|os|l[aoe]s?)$")
_GUESSED = (
    (re.compile(r"\w{2,}(?:ar|er|ir)$"), "inf"),
    (re.compile(r"\w{2,}(?:ando|iendo|yendo)$"), "ger"),
    (re.compile(r"\w{2,}[aei]re$"), "1s.fut"),
    (re.compile(r"\w{2,}[aei]remos$"), "1p.fut"),
    (re.compile(r"\w{2,}aste$"), "2s.pret"),
    (re.compile(r"\w{3,}iste$"), "2s.pret"),
    (re.compile(r"\w{2,}(?:aron|ieron)$"), "3p.pret"),
    (re.compile(r"\w{2,}aban$"), "3p.impf"),
)
_NONE: frozenset[Reading] = frozenset()


@cache
def table() -> dict[str, frozenset[Reading]]:
    """Every known form, as written and folded, with its readings (lemma, tag).

    Takes a few tenths of a second; ``analyse`` does without it.
    """
    made: dict[str, set[Reading]] = {}
    for lemma, verb in _verbs().items():
        for form, tags in _tails_of(verb).items():
            made.setdefault(form, set()).update((lemma, tag) for tag in tags)
    return {form: frozenset(readings) for form, readings in made.items()}


def _known(form: str) -> frozenset[Reading]:
    """What ``table()`` has for a form: listed for irregular verbs, else head by head."""
    heads, irregular = _index()
    found = irregular.get(form, _NONE)
    for cut in range(len(form)):
        for lemma, verb in heads.get(form[:cut], ()):
            tags = _tails(verb.infinitive, verb.change).get(form[cut:])
            if tags:
                found = found.union((lemma, tag) for tag in tags)
    return found


@cache
def _index() -> tuple[dict[str, list[tuple[str, Verb]]], dict[str, frozenset[Reading]]]:
    """Heads of the verbs that rules conjugate, and every form of the others."""
    heads: dict[str, list[tuple[str, Verb]]] = {}
    listed: dict[str, frozenset[Reading]] = {}
    for lemma, verb in _verbs().items():
        if verb == Verb(lemma, change=verb.change):
            cut = _head(verb)
            tail = Verb(lemma[cut:], change=verb.change)
            for head in {lemma[:cut], lemma[:cut].translate(_PLAIN)}:
                heads.setdefault(head, []).append((lemma, tail))
            continue
        for form, tags in _tails_of(verb).items():
            listed[form] = listed.get(form, _NONE).union((lemma, tag) for tag in tags)
    return heads, listed


def _head(verb: Verb) -> int:
    """How many letters of the infinitive no form changes."""
    changing = {"ie": "e", "i": "e", "ue": "o", "uue": "u", "íe": "i", "úe": "u"}
    vowel = changing.get(verb.change or "")
    stem = verb.infinitive[:-2]
    return min(stem.rfind(vowel) if vowel else len(stem), max(0, len(stem) - 2))


@cache
def _tails(end: str, change: str | None) -> dict[str, tuple[str, ...]]:
    """What verbs that end so (``agar``) have behind their head, with tags."""
    return _tails_of(Verb(end, change=change))


def _tails_of(verb: Verb) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for form, tag in conjugate(verb):
        folded = form if form.isascii() else form.translate(_PLAIN)
        made[folded] = (*made.get(folded, ()), tag)
        if folded != form and has_accent(form):
            made[form] = (*made.get(form, ()), tag)
    return made


@cache
def _verbs() -> dict[str, Verb]:
    name = "verbs.yaml"
    text = files("callcoach.lang").joinpath("es", name).read_text("utf8")
    data: dict[str, Any] = Document(text, f"lang/es/{name}").data
    known = {name: Verb(name, **parts) for name, parts in data["irregular"].items()}
    for base, words in data["like"].items():
        known.update((word, known[base].compound(word)) for word in words.split())
    for change, words in data["changes"].items():
        for word in words.split():
            known.setdefault(word, Verb(word, change=change))
    for word in data["regular"].split():
        known.setdefault(word, Verb(word))
    return known


@cache
def forms(lemma: str, selector: str | None = None) -> frozenset[str]:
    """Folded forms of a verb; ``selector`` keeps tags: ``1``, ``1s``, ``fut``, ``1s.fut``, ``inf``.

    A reflexive infinitive has the forms of its verb, and its own infinitive.

    >>> sorted(forms("pagar", "1s.fut")), "pago" in forms("pagar", "1")
    (['pagare'], True)
    """
    base = lemma[:-2] if lemma.endswith(("arse", "erse", "irse")) else lemma
    verb = _verbs().get(lemma) or _verbs().get(base)
    pairs = conjugate(verb) if verb else ()
    wanted = {fold(form) for form, tag in pairs if _selected(tag, selector)}
    if base != lemma and base in wanted:
        wanted.add(fold(lemma))
    if not wanted:
        raise PackError(
            f"no forms for the verb {lemma!r} ({selector or 'all'})",
            where="lang/es/verbs.yaml",
            hint="add the verb there",
        )
    return frozenset(wanted)


def _selected(tag: str, selector: str | None) -> bool:
    if selector is None or tag == selector:
        return True
    person, _, tense = tag.partition(".")
    if "." in selector:
        want_person, _, want_tense = selector.partition(".")
        return person.startswith(want_person) and tense == want_tense
    return selector == tense or (selector[:1].isdigit() and person.startswith(selector))


@lru_cache(maxsize=100_000)
def analyse(word: str) -> frozenset[Reading]:
    """The readings of a word as written (folded words get those of every accentuation).

    Enclitic pronouns are taken off (``pagárselo``); an unknown word may be guessed by its ending,
    with the lemma ``?``.
    """
    low = word.lower()
    known = _known(low)
    if not known and not low.isascii():
        low = fold(low)
        known = _known(low)
    return known or _with_clitics(low) or _guess(low)


def _with_clitics(word: str) -> frozenset[Reading]:
    """Readings of the verb under its enclitic pronouns: both, then only the last one."""
    for pattern in (_CLITICS, _LAST_CLITIC):
        found = pattern.search(word)
        if not found:
            break
        readings = _known(word[: found.start()])
        kept = frozenset(r for r in readings if _takes_clitics(r[1], word, found.start()))
        if kept:
            return kept
    return _NONE


def _takes_clitics(tag: str, word: str, cut: int) -> bool:
    """Infinitive, gerund, imperative; not ``contad-os``, which is spelt ``contaos``."""
    if tag == "2p.imper" and word[cut:] == "os":
        return False
    return tag in ("inf", "ger") or tag.endswith("imper")


def _guess(word: str) -> frozenset[Reading]:
    return frozenset(("?", tag) for pattern, tag in _GUESSED if pattern.match(word))
