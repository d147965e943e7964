"""Lines of a plain text made ready: facts above the words, several turns in a line, bare labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callcoach.model.transcript import Speaker
from callcoach.readers.base import RawCall
from callcoach.readers.clock import CLOCK_PATTERN
from callcoach.readers.folding import fold
from callcoach.readers.header import call_facts, is_fact
from callcoach.readers.labels import NOT_SPEAKERS, names_role, split_label
from callcoach.readers.role_words import ROLE_WORDS
from callcoach.readers.roles import role_of

Line = tuple[int, str]
"""Its number in the file, and its text."""

_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_SECONDS = rf"(?:{CLOCK_PATTERN}|\d{{1,5}}\.\d{{1,3}}\s?s?)"
TIMED = re.compile(
    rf"\s*(?:[-•*]\s+)?(?P<open>[\[(<])?\s*(?P<start>(?(open){_SECONDS}|{CLOCK_PATTERN}))"
    rf"(?:\s*(?:-+>?|–|—|a)\s*(?P<end>(?(open){_SECONDS}|{CLOCK_PATTERN})))?\s*(?(open)[\])>])"
    r"(?:\s*[-–—|]\s+|\s*:\s+|\s+|(?=[^\W\d])|$)(?P<rest>.*)",
    re.DOTALL,
)
"""A time (or a span of time) in front of a line, and the ``rest``."""
_INLINE = re.compile(
    rf"(?<!\w)(?:[\[(]\s*{CLOCK_PATTERN}\s*[\])]\s*)?[*_]{{0,2}}"
    r"(?P<label>[^\W\d_]{3,20}(?:[ _]\d{1,2})?(?:\s\([^()\n]{1,30}\))?)\s*[*_]{0,2}[:：]"
)
_TITLE = re.compile(r"\s*(?:#|\*{2}|transcri(?:pci[oó]n|pt)\b)[^:]*$", re.IGNORECASE)
_RULE = re.compile(r"[\s=_*#-]+")


def numbered(text: str) -> Iterator[Line]:
    """The lines of ``text`` that are neither blank nor rules."""
    for number, line in enumerate(_BREAK.split(text), start=1):
        if line.strip() and not _RULE.fullmatch(line):
            yield number, line


def without_time(line: str) -> str:
    """``line`` without the time in front of it.

    >>> without_time("[00:05] Agente: hola")
    'Agente: hola'
    """
    timed = TIMED.fullmatch(line)
    return timed["rest"] if timed else line


def take_header(
    lines: list[Line], names: frozenset[str], call: RawCall
) -> tuple[list[Line], dict[str, Speaker]]:
    """Facts of the call (``Fecha: …``) above its words, put into ``call``.

    Returns the lines after them, and the roles they give to names (``Agente: Ana Ruiz``).
    """
    facts: dict[str, str] = {}
    roles: dict[str, Speaker] = {}
    body = 0
    for _, line in lines:
        key, colon, value = (part.strip(" *#-") for part in line.partition(":"))
        role = role_of(key) if colon else None
        if role and fold(value) in names:
            roles[fold(value)] = role
        elif colon and fold(key) not in names and (is_fact(key) or fold(key) in NOT_SPEAKERS):
            facts[key] = value
        elif _is_bare_role(line) or not _is_title(line):
            break
        body += 1
    if facts:
        call.call_id, call.info, notes = call_facts(facts)
        call.notes += notes
    return lines[body:], roles


def one_turn_each(lines: list[Line], names: frozenset[str]) -> list[Line]:
    """One turn per line: times and labels of their own lines joined to it, dumps cut up."""
    labelled = any(split_label(without_time(line), names) for _, line in lines)
    if not labelled and sum(_is_bare_role(line) for _, line in lines) > 1:
        lines = [
            (n, f"{line.strip(' #*_')}:" if _is_bare_role(line) else line) for n, line in lines
        ]
    return _split_dump(_join_times(lines, names))


def turns_in(text: str) -> int:
    """How many role labels stand in ``text``, at line starts or within lines.

    >>> turns_in("Agente: hola Cliente: sí")
    2
    """
    return sum(names_role(match["label"]) for match in _INLINE.finditer(text))


def _is_title(line: str) -> bool:
    return len(line.split()) < 9 and _TITLE.match(line) is not None


def _is_bare_role(line: str) -> bool:
    return len(line) < 40 and fold(line) in ROLE_WORDS


def _join_times(lines: list[Line], names: frozenset[str]) -> list[Line]:
    """A time alone on its line belongs to the label below it."""
    made: list[Line] = []
    for number, line in lines:
        above = TIMED.fullmatch(made[-1][1]) if made else None
        if above and not above["rest"].strip() and split_label(line, names):
            made[-1] = (made[-1][0], f"{made[-1][1].strip()} {line.strip()}")
        else:
            made.append((number, line))
    return made


def _split_dump(lines: list[Line]) -> list[Line]:
    """Lines in which several turns run together, cut in front of each role label."""
    made: list[Line] = []
    for number, line in lines:
        cuts = [m.start() for m in _INLINE.finditer(line) if _cuts(m, line)]
        if len(cuts) < 2 or cuts[0] != len(line) - len(line.lstrip()):
            made.append((number, line))
            continue
        made += [(number, line[a:b]) for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return made


def _cuts(match: re.Match[str], line: str) -> bool:
    """A role word with a colon, at the start or after white space, written as a label is."""
    before = line[match.start() - 1 : match.start()]
    label = match["label"]
    written = label[0].isupper() or line == line.lower()
    return (not before or before.isspace()) and written and names_role(label)
