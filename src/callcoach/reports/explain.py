"""What a practice or a label means, from the code and the pack alone."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable, Iterator

from callcoach.errors import UsageError
from callcoach.lang.loader import load_pack
from callcoach.lang.schema import Excuse, Pack
from callcoach.lang.speak import Speaker
from callcoach.model.labels import LABELS
from callcoach.practices.base import Example, Practice
from callcoach.practices.catalogue import practices

_PAGE = ("what", "why", "when_not", "how", "limits")
_ROLES = {"A": "agent", "C": "customer", "O": "other", "S": "system"}
_EXCUSE, _NAME, _SENTENCES = "excuse.", 28, 8


def explanation(name: str, lang: str = "es", width: int = 80) -> str:
    """The page of a practice or a label. Raises :class:`UsageError` with the nearest right name.

    >>> explanation("amount_opening").splitlines()[0]
    'amount_opening · Importe'
    """
    page = _Page(lang, width)
    lines = page.of(name)
    if lines is None:
        raise _unknown(name, [*practices(), *label_names(page.pack)])
    return "\n".join(lines)


def listing(lang: str = "es", width: int = 80) -> str:
    """Practices by section, labels, and excuses, one a line."""
    return "\n".join(_Page(lang, width).everything()).strip()


def label_names(pack: Pack) -> list[str]:
    """Every label that a review may bear, in order."""
    return [*LABELS, *(f"{_EXCUSE}{c}" for c in pack.excuses)]


def _unknown(name: str, known: list[str]) -> UsageError:
    tails = {k.rpartition(".")[2]: k for k in known}
    near = difflib.get_close_matches(name, known, 3, 0.6)
    near += [tails[t] for t in difflib.get_close_matches(name.rpartition(".")[2], tails, 3, 0.6)]
    hint = f"did you mean {', '.join(dict.fromkeys(near))}?" if near else "see `callcoach list`"
    return UsageError(f"no practice or label is called {name[:40]!r}", hint=hint)


def _own(kinds: Iterable[type[Practice]]) -> dict[str, dict[str, str]]:
    return {f"practice.{k.code}.{name}": texts for k in kinds for name, texts in k.texts.items()}


class _Page:
    """The lines about one thing, or about all."""

    def __init__(self, lang: str, width: int) -> None:
        self.pack, self.width = load_pack("es"), width
        self.voice = Speaker(self.pack, lang, _own(practices().values()))
        self.say = self.voice.say

    def of(self, name: str) -> Iterator[str] | None:
        """The page of a practice, an excuse or another label; ``None`` where there is none."""
        if name in practices():
            return self.practice(practices()[name])
        category = name.removeprefix(_EXCUSE)
        if category in self.pack.excuses:
            return self.excuse(f"{_EXCUSE}{category}", self.pack.excuses[category])
        return self.label(name) if name in LABELS else None

    def text(self, text: str, indent: int = 2, first: str = "") -> Iterator[str]:
        """A text in lines no wider than the page."""
        head = " " * indent
        yield from textwrap.wrap(text, self.width, initial_indent=first or head,
                                 subsequent_indent=" " * max(indent, len(first)),
                                 break_on_hyphens=False)

    def part(self, key: str, *texts: str) -> Iterator[str]:
        """A title and what stands under it."""
        yield f"\n{self.say(key)}"
        for text in texts:
            yield from self.text(text)

    def practice(self, kind: type[Practice]) -> Iterator[str]:
        """What, why, when not, how, limits, source, options, labels, examples."""
        key = f"practice.{kind.code}"
        critical = f" · {self.say('list.critical')}" if kind.critical else ""
        yield f"{kind.code} · {self.say('section.' + kind.section)}{critical}"
        yield from self.text(self.say("list.practice").replace("…", self.say(f"{key}.title")), 0)
        for part in _PAGE:
            yield from self.part(f"explain.{part}", self.say(f"{key}.{part}"))
        yield from self.part("explain.source", *(f"«{s.quote}» ({self.document(s.document)})"
                                                 for s in kind.sources))
        if kind.model_fields:
            yield from self.part("explain.options")
        for name, field in kind.model_fields.items():
            yield from self.text(f"{name} = {field.default!r}  {field.description or ''}")
        if kind.needs:
            yield from self.part("explain.looks_at", ", ".join(n.rstrip(".") for n in kind.needs))
        yield from self.part("explain.examples")
        for example in kind.examples:
            yield from self.example(example)

    def document(self, letters: str) -> str:
        """The titles of the documents that a practice rests on."""
        return "; ".join(self.say(f"source.{letter}") for letter in letters.split())

    def example(self, example: Example) -> Iterator[str]:
        """A small call and what becomes of it."""
        name = f" ({example.name})" if self.voice.language == "en" else ""
        yield f"  ▸ {self.say('verdict.' + example.verdict)}{name}"
        for who, text in example.turns:
            head = f"      {self.say('role.' + _ROLES[who])}: "
            yield from self.text(text, 8, head)

    def excuse(self, name: str, excuse: Excuse) -> Iterator[str]:
        """A category of excuse: what it is, how to answer it, how it is said."""
        lang = self.voice.language
        yield f"{name} · {excuse.name[lang]}"
        yield from self.text(excuse.gist[lang])
        yield from self.part("explain.nature", self.say("nature." + excuse.nature))
        reply = excuse.reply
        for part, told in (("open", reply.open), ("closed", reply.closed), ("good", reply.good)):
            yield from self.part(f"explain.{part}", told[lang])
        yield from self.sentences(excuse.match, excuse.no_match)
        yield from self.used_by(name)
        yield from self.part("explain.source", excuse.source)

    def label(self, name: str) -> Iterator[str]:
        """Any other label: what it is, how it is said, which practices look at it."""
        yield name
        yield from self.text(self.say(f"label.{name}"))
        entries = [e for e in self.pack.entries.values() if e.label == name]
        match, silent = self.shown(f"said.{name}"), self.shown(f"unsaid.{name}")
        match += [s for e in entries for s in e.match[:2]]
        silent += [s for e in entries for s in e.no_match[:2]]
        if match:
            yield from self.sentences(match, silent)
        yield from self.used_by(name)

    def shown(self, key: str) -> list[str]:
        """Sentences of the pack's messages, without the speaker's letter."""
        return [s[2:] for s in self.say(key).split(" | ")] if self.voice.knows(key) else []

    def sentences(self, match: Iterable[str], silent: Iterable[str]) -> Iterator[str]:
        """What bears a label and what does not."""
        for key, sign, texts in (("said", "+", match), ("not_said", "-", silent)):
            yield from self.part(f"explain.{key}")
            for text in list(texts)[:_SENTENCES]:
                yield from self.text(text, 4, f"  {sign} ")

    def used_by(self, name: str) -> Iterator[str]:
        """The practices that look at a label."""
        codes = [k.code for k in practices().values()
                 if any(name == n or (n.endswith(".") and name.startswith(n)) for n in k.needs)]
        if codes:
            yield from self.part("explain.used_by", ", ".join(codes))

    def everything(self) -> Iterator[str]:
        """The list of all practices, labels and excuses."""
        yield self.say("list.practices")
        section = ""
        for kind in practices().values():
            if kind.section != section:
                section = kind.section
                yield f"\n{self.say('section.' + section)}"
            critical = f" ({self.say('list.critical')})" if kind.critical else ""
            yield from self.row(kind.code, self.say(f"practice.{kind.code}.title") + critical)
        yield f"\n{self.say('list.labels')}"
        for name in LABELS:
            yield from self.row(name, self.say(f"label.{name}"))
        yield f"\n{self.say('list.excuses')}"
        for code, excuse in self.pack.excuses.items():
            yield from self.row(f"{_EXCUSE}{code}", excuse.name[self.voice.language])
        yield from ("", *self.text(self.say("list.more"), 0))

    def row(self, name: str, text: str) -> Iterator[str]:
        """A name and what it means, beside it."""
        yield from self.text(text, 0, f"  {name:{_NAME}}")
