"""Spanish verb forms, made from infinitives and a table of irregularities.

Regular endings and stem changes are rules; what cannot be derived stands in ``es/verbs.yaml``.
Forms carry tags ``person.tense``: ``1s.pres``, ``2v.pres`` (vos), ``2c.pres`` (Chilean vos),
``3p.pret``, ``3s.fut``, ``1s.subj``, ``2s.imper`` ..., or ``inf``, ``ger``, ``part``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "ar": {
        "pres": ("o", "as", "a", "amos", "áis", "an"),
        "pret": ("é", "aste", "ó", "amos", "asteis", "aron"),
        "impf": ("aba", "abas", "aba", "ábamos", "abais", "aban"),
        "subj": ("e", "es", "e", "emos", "éis", "en"),
        "past": ("ara", "aras", "ara", "áramos", "arais", "aran"),
        "past2": ("ase", "ases", "ase", "ásemos", "aseis", "asen"),
    },
    "er": {
        "pres": ("o", "es", "e", "emos", "éis", "en"),
        "pret": ("í", "iste", "ió", "imos", "isteis", "ieron"),
        "impf": ("ía", "ías", "ía", "íamos", "íais", "ían"),
        "subj": ("a", "as", "a", "amos", "áis", "an"),
        "past": ("iera", "ieras", "iera", "iéramos", "ierais", "ieran"),
        "past2": ("iese", "ieses", "iese", "iésemos", "ieseis", "iesen"),
    },
}
_ENDINGS["ir"] = {**_ENDINGS["er"], "pres": ("o", "es", "e", "imos", "ís", "en")}
_FUTURE = {
    "fut": ("é", "ás", "á", "emos", "éis", "án"),
    "cond": ("ía", "ías", "ía", "íamos", "íais", "ían"),
}
_VOS = {"ar": ("ás", "á", "és", "ai"), "er": ("és", "é", "ás", "ís"), "ir": ("ís", "í", "ás", "ís")}
_STRESSED = (0, 1, 2, 5)
_THIRD = (2, 5)
_STRONG_PRET = ("e", "iste", "o", "imos", "isteis", "ieron")
_CHANGES = {
    "ie": ("e", "ie"),
    "ue": ("o", "ue"),
    "i": ("e", "i"),
    "uue": ("u", "ue"),
    "íe": ("i", "í"),
    "úe": ("u", "ú"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its infinitive, its stem change, and the forms that no rule gives."""

    infinitive: str
    change: str | None = None
    first: str | None = None
    preterite: str | None = None
    future: str | None = None
    participle: str | None = None
    forms: dict[str, str] = field(default_factory=dict)

    def compound(self, infinitive: str) -> Verb:
        """The verb that goes as this one behind a prefix.

        >>> Verb("poner", first="pongo").compound("suponer").first
        'supongo'
        """
        prefix = infinitive[: -len(self.infinitive)]

        def add(part: str | None) -> str | None:
            return prefix + part if part else part

        return replace(
            self,
            infinitive=infinitive,
            first=add(self.first),
            preterite=add(self.preterite),
            future=add(self.future),
            participle=add(self.participle),
            forms={tag: prefix + form if form else "" for tag, form in self.forms.items()},
        )


def conjugate(verb: Verb) -> Iterator[tuple[str, str]]:
    """Every form of a verb with its tag.

    >>> dict((t, f) for f, t in conjugate(Verb("pagar")))["1s.subj"]
    'pague'
    """
    made = dict(_regular(verb))
    made.update(verb.forms)
    for tag, form in made.items():
        if form:
            yield form, tag


def _regular(verb: Verb) -> Iterator[tuple[str, str]]:
    inf = verb.infinitive
    stem, kind = inf[:-2], inf[-2:].replace("í", "i")
    changed = _change(stem, verb.change)
    yield "inf", inf
    yield "ger", _gerund(verb, stem, kind)
    yield "part", verb.participle or stem + ("ado" if kind == "ar" else "ido")
    yield from _present(verb, stem, changed, kind)
    yield from _subjunctive(verb, stem, changed, kind)
    yield from _preterite(verb, stem, kind)
    for person, end in zip(PERSONS, _ENDINGS[kind]["impf"], strict=True):
        yield f"{person}.impf", stem + end
    base = verb.future or inf.replace("í", "i")
    for tense, ends in _FUTURE.items():
        for person, end in zip(PERSONS, ends, strict=True):
            yield f"{person}.{tense}", base + end


def _change(stem: str, change: str | None) -> str:
    if not change:
        return stem
    if change == "y":
        return stem + "y"
    old, new = _CHANGES[change]
    return _swap(stem, old, new)


def _gerund(verb: Verb, stem: str, kind: str) -> str:
    if kind == "ar":
        return stem + "ando"
    weak = _weak(stem, verb.change) if kind == "ir" else stem
    return weak + ("yendo" if _hiatus(weak) else "iendo")


def _weak(stem: str, change: str | None) -> str:
    """The stem of ``durmió``, ``pidió``, ``sintiendo``."""
    if change in ("ie", "i"):
        return _swap(stem, "e", "i")
    return _swap(stem, "o", "u") if change == "ue" else stem


def _swap(stem: str, old: str, new: str) -> str:
    at = stem.rfind(old)
    return stem[:at] + new + stem[at + 1 :] if at >= 0 else stem


def _present(verb: Verb, stem: str, changed: str, kind: str) -> Iterator[tuple[str, str]]:
    for i, end in enumerate(_ENDINGS[kind]["pres"]):
        form = (changed if i in _STRESSED else stem) + end
        if i == 0:
            form = verb.first or _spell(changed, kind, end)
        yield f"{PERSONS[i]}.pres", form
    present, imperative, subjunctive, chilean = _VOS[kind]
    yield "2v.pres", stem + present
    yield "2v.imper", stem + imperative
    yield "2v.subj", _subjunctive_form(verb, stem, None, kind, subjunctive)
    yield "2c.pres", stem + chilean
    yield "2s.imper", changed + ("a" if kind == "ar" else "e")
    yield "2p.imper", stem + {"ar": "ad", "er": "ed", "ir": "id"}[kind]


def _subjunctive(verb: Verb, stem: str, changed: str, kind: str) -> Iterator[tuple[str, str]]:
    for i, end in enumerate(_ENDINGS[kind]["subj"]):
        form = _subjunctive_form(verb, stem, changed if i in _STRESSED else None, kind, end)
        yield f"{PERSONS[i]}.subj", form
        if i in _THIRD:
            yield f"{PERSONS[i]}.imper", form


def _subjunctive_form(verb: Verb, stem: str, stressed: str | None, kind: str, end: str) -> str:
    if verb.first and verb.first.endswith("o"):
        return verb.first[:-1] + end
    if verb.change == "y":
        return stem + "y" + end
    base = stressed or (_weak(stem, verb.change) if kind == "ir" else stem)
    return _spell(base, kind, end)


def _preterite(verb: Verb, stem: str, kind: str) -> Iterator[tuple[str, str]]:
    if verb.preterite:
        yield from _strong(verb.preterite)
        return
    weak = _weak(stem, verb.change) if kind == "ir" else stem
    for i, end in enumerate(_ENDINGS[kind]["pret"]):
        base = weak if i in _THIRD else stem
        if i in _THIRD and kind != "ar" and _hiatus(base):
            end = end.replace("i", "y", 1)
        yield f"{PERSONS[i]}.pret", _spell(base, kind, end)
    y = kind != "ar" and _hiatus(weak)
    for tense in ("past", "past2"):
        for person, end in zip(PERSONS, _ENDINGS[kind][tense], strict=True):
            yield f"{person}.{tense}", weak + ("y" + end[1:] if y else end)


def _hiatus(stem: str) -> bool:
    """Whether an ``i`` after the stem is written ``y``: ``leyó``, ``oyó``, ``huyeron``."""
    return stem[-1:] in ("a", "e", "o", "u") and stem[-2:] not in ("gu", "qu")


def _strong(root: str) -> Iterator[tuple[str, str]]:
    bare = root.endswith("j") or root == "fu"
    for i, end in enumerate(_STRONG_PRET):
        yield f"{PERSONS[i]}.pret", root + ("eron" if bare and i == 5 else end)
    for tense in ("past", "past2"):
        for person, end in zip(PERSONS, _ENDINGS["er"][tense], strict=True):
            yield f"{person}.{tense}", root + (end[1:] if bare else end)


def _spell(stem: str, kind: str, end: str) -> str:
    """Spelling keeps the sound: ``pagué``, ``saqué``, ``empecé``, ``cojo``, ``sigo``."""
    front = end[:1] in "eéií"
    if kind == "ar" and front:
        for old, new in (("g", "gu"), ("c", "qu"), ("z", "c")):
            if stem.endswith(old):
                return stem[:-1] + new + end
    if kind != "ar" and not front:
        for old, new in (("gu", "g"), ("g", "j"), ("qu", "c")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + end
        if stem.endswith("c"):
            return stem[:-1] + ("z" if stem[-2:-1] not in "aeiou" else "zc") + end
    return stem + end
