"""Calls written with their labels in braces: ``C: {excuse.no_funds|no tengo dinero}``.

``C`` is the customer, ``A`` the agent, ``O`` a third person. Labels nest and may share a span
(``{recap,agent_promise|…}``); ``amount:300`` gives a value. Cues come from the pack.
"""

from __future__ import annotations

from functools import cache

from callcoach.analysis.build import build_call
from callcoach.annotate.lexical import LexicalAnnotator
from callcoach.lang.loader import load_pack
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Outcome
from callcoach.model.transcript import CallInfo, Speaker, Transcript, Utterance
from callcoach.practices.catalogue import practices
from callcoach.text.tokens import Line

SIDES: dict[str, Speaker] = {"A": "agent", "C": "customer", "O": "third_party"}
Times = tuple[tuple[float, float], ...]


def call_of(marked: str, info: CallInfo | None = None, times: Times = ()) -> Call:
    """The facts of a call written so, one utterance a line."""
    utterances: list[Utterance] = []
    marks: list[Annotation] = []
    for n, line in enumerate(row.strip() for row in marked.splitlines() if row.strip()):
        text, found = _parse(line[2:].strip(), n)
        start, end = times[n] if times else (None, None)
        utterances.append(Utterance(index=n, speaker=SIDES[line[0]], text=text,
                                    start=start, end=end))
        marks += found
    marks += [cue for u in utterances for cue in cues(u)]
    transcript = Transcript(id="marked", utterances=tuple(utterances), info=info or CallInfo())
    return build_call(transcript, marks)


def judged(code: str, marked: str, info: CallInfo | None = None, times: Times = ()) -> Outcome:
    """The outcome of a practice on a call written so."""
    return practices()[code]().check(call_of(marked, info, times))


def _parse(marked: str, n: int) -> tuple[str, list[Annotation]]:
    text, found, opened, i = "", [], list[tuple[int, str]](), 0
    while i < len(marked):
        if marked[i] == "{":
            bar = marked.index("|", i)
            opened.append((len(text), marked[i + 1:bar]))
            i = bar
        elif marked[i] == "}":
            start, names = opened.pop()
            found += [_mark(n, start, text[start:], name) for name in names.split(",")]
        else:
            text += marked[i]
        i += 1
    return text, found


def _mark(n: int, start: int, quote: str, name: str) -> Annotation:
    label, _, value = name.partition(":")
    return Annotation(utterance=n, start=start, end=start + len(quote), quote=quote, label=label,
                      confidence=1.0, rule="given", value=value or None)


@cache
def _lexical() -> LexicalAnnotator:
    return LexicalAnnotator(load_pack())


def cues(u: Utterance) -> list[Annotation]:
    """The cues of the pack in an utterance."""
    line = Line(u.index, u.speaker, u.text)
    made = []
    for mark in _lexical().line(line):
        if mark.label.startswith("cue."):
            start, end = line.starts[mark.i], line.ends[mark.j - 1]
            made.append(Annotation(utterance=u.index, start=start, end=end, quote=u.text[start:end],
                                   label=mark.label, confidence=mark.confidence, rule=mark.rule))
    return made
