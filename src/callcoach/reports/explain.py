"""What a practice or a label means, from the code and the pack alone."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from callcoach.errors import UsageError
from callcoach.lang.loader import load_pack
from callcoach.lang.schema import Excuse, Pack
from callcoach.lang.speak import Speaker
from callcoach.practices.base import Example, Practice
from callcoach.practices.catalogue import practices

_PAGE = ("what", "why", "when_not", "how", "limits")


def explanation(name: str, lang: str = "es") -> str:
    """The page of a practice or a label. Raises :class:`UsageError` with the nearest right name."""
    pack = load_pack("es")
    voice = Speaker(pack, lang, _own(practices().values()))
    if name in practices():
        return "\n".join(_practice(practices()[name], voice))
    labels = label_names(pack)
    if name.startswith("excuse.") and name.removeprefix("excuse.") in pack.excuses:
        return "\n".join(_excuse(name, pack.excuses[name.removeprefix("excuse.")], voice))
    if name in labels:
        return "\n".join(_label(name, pack, voice))
    near = difflib.get_close_matches(name, [*practices(), *labels], 3, 0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "see `callcoach list`"
    raise UsageError(f"no practice or label {name!r}", hint=hint)


def _own(kinds: object) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for kind in kinds:  # type: ignore[attr-defined]
        found.update({f"practice.{kind.code}.{n}": t for n, t in kind.texts.items()})
    return found


def label_names(pack: Pack) -> list[str]:
    """Every label that a review may bear, in order."""
    from callcoach.model.labels import LABELS

    return [*LABELS, *(f"excuse.{c}" for c in pack.excuses)]


def _practice(kind: type[Practice], voice: Speaker) -> Iterator[str]:
    key = f"practice.{kind.code}"
    critical = f" · {voice.say('list.critical')}" if kind.critical else ""
    yield f"{kind.code} · {voice.say('section.' + kind.section)}{critical}"
    yield voice.say("list.practice").replace("…", voice.say(f"{key}.title"))
    for part in _PAGE:
        yield f"\n{voice.say('explain.' + part)}\n  {voice.say(f'{key}.{part}')}"
    yield f"\n{voice.say('explain.source')}"
    for source in kind.sources:
        yield f"  [{source.document}] «{source.quote}»"
    yield from _options(kind, voice)
    yield f"\n{voice.say('explain.examples')}"
    for example in kind.examples:
        yield from _example(example, voice)


def _options(kind: type[Practice], voice: Speaker) -> Iterator[str]:
    if kind.model_fields:
        yield f"\n{voice.say('explain.options')}"
    for name, field in kind.model_fields.items():
        yield f"  {name} = {field.default!r}  {field.description or ''}"


def _example(example: Example, voice: Speaker) -> Iterator[str]:
    yield f"  ▸ {example.name} → {voice.say('verdict.' + example.verdict)}"
    for who, text in example.turns:
        role = voice.say("role.agent" if who == "A" else "role.customer")
        yield f"      {role}: {text}"


def _excuse(name: str, excuse: Excuse, voice: Speaker) -> Iterator[str]:
    lang = voice.language
    yield f"{name} · {excuse.name[lang]}"
    yield f"  {excuse.gist[lang]}"
    yield f"\n{voice.say('explain.nature')}: {voice.say('nature.' + excuse.nature)}"
    for part, text in (("open", excuse.reply.open), ("closed", excuse.reply.closed),
                       ("good", excuse.reply.good)):
        yield f"\n{voice.say('explain.' + part)}\n  {text[lang]}"
    yield from _sentences(excuse.match, excuse.no_match, voice)
    yield f"\n{voice.say('explain.source')}: {excuse.source}"


def _label(name: str, pack: Pack, voice: Speaker) -> Iterator[str]:
    yield f"{name}\n  {voice.say('label.' + name)}"
    entries = [e for e in pack.entries.values() if e.label == name]
    match = tuple(s for e in entries for s in e.match[:2])[:8]
    silent = tuple(s for e in entries for s in e.no_match[:2])[:8]
    if entries:
        yield from _sentences(match, silent, voice)


def _sentences(match: tuple[str, ...], silent: tuple[str, ...], voice: Speaker) -> Iterator[str]:
    yield f"\n{voice.say('explain.said')}"
    yield from (f"  + {s}" for s in match[:8])
    yield f"\n{voice.say('explain.not_said')}"
    yield from (f"  - {s}" for s in silent[:8])


def listing(lang: str = "es") -> str:
    """Practices by section with weights, then the labels."""
    pack = load_pack("es")
    voice = Speaker(pack, lang, _own(practices().values()))
    lines, section = [], ""
    for kind in practices().values():
        if kind.section != section:
            section = kind.section
            lines.append(f"\n{voice.say('section.' + section)}")
        critical = f" ({voice.say('list.critical')})" if kind.critical else ""
        lines.append(f"  {kind.code:28}{voice.say(f'practice.{kind.code}.title')}{critical}")
    lines.append(f"\n{voice.say('list.labels')}")
    lines += [f"  {name:28}{_gist(name, pack, voice)}" for name in label_names(pack)]
    return "\n".join(lines).strip()


def _gist(name: str, pack: Pack, voice: Speaker) -> str:
    if name.startswith("excuse."):
        return pack.excuses[name.removeprefix("excuse.")].name[voice.language]
    return voice.say(f"label.{name}")
