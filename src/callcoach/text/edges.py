"""Where a span may begin and end: edges that spaCy's Spanish tokeniser surely has as well.

spaCy cuts at white space, takes punctuation off both ends of what stands between, and cuts inside
at a few signs. The same is done here for what is certain, without loading it; what is hairier
(``S.L.``, ``a@b.es``, ``50%``) stays whole. Nothing is cut inside one of its special cases
(abbreviations, emoticons, ``EE. UU.``). A test compares both on generated texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHUNK = re.compile(r"\S+")
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_PLAIN = re.compile(f"[{_LETTER}]+")
_JOINED = re.compile(rf"[{_LETTER}]+(?:(?:[,:/=<>…]|\.\.+)[{_LETTER}]+)+")
_JOINT = re.compile(r"\.\.+|[,:/=<>…]")
_OFF = frozenset(",:;!?¿¡()[]{}<>_#*&'\"“”`‘´’‚„»«—–")
_MONEY = frozenset("$£€¥₡₲")
_OFF_LEFT = _OFF | _MONEY | frozenset("§%=")
_BEFORE_STOP = re.compile(r"[0-9a-zß-öø-ÿ%²+,:;!?¿¡()\[\]{}<>_#*&'\"“”`‘´’‚„»«—–-]|[A-ZÀ-ÖØ-Þ]{2}")

SPECIAL = frozenset(
    r"""
    \t \n \") <space> '' C++ a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. s. t. u. v. w. x.
    y. z. ä. ö. ü. pal pal. n° °C °C. °F. °K. °c. °f. °k. aprox. dna. dpto. ej. esq. pág. p.ej. Ud. Vd.
    Uds. Vds. vol. 12m. a.C. a.J.C. d.C. d.J.C. apdo. Av. Avda. Cía. Dr. Dra. EE.UU. Ee.Uu. etc. fig. Gob.
    Gral. Ing. J.C. km/h Lic. m.n. núm. P.D. Prof. Profa. q.e.p.d. Q.E.P.D. S.A. S.L. S.R.L. s.s.s. Sr.
    Sra. Srta. :) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;)
    ;-) (; (-; :( :-( :(( :-(( :((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1
    :P :-P :p :-p :O :-O :o :-o :0 :-0 :() >:o :* :-* :3 :-3 =3 :> :-> :X :-X :x :-x :D :-D ;D ;-D =D xD
    XD xDD XDD 8D 8-D ^_^ ^__^ ^___^ >.< >.> <.< ._. ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0
    0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33 <333 </3 (^_^) (-_-) (._.) (>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ
    (ಠ_ಠ) ¯\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*> :’) :’-) :’( :’-( ’’
    """.split()
) | {f"{hour}{half}" for hour in range(1, 13) for half in ("am", "pm", "a.m.", "p.m.")} | {
    "EE. UU.", "Ee. Uu."}
"""What the tokeniser keeps together, or cuts in a way of its own."""


def _pairs() -> dict[str, list[tuple[int, str]]]:
    """Two neighbouring characters to the special cases that hold them, and where in these."""
    made: dict[str, list[tuple[int, str]]] = {"……": [(1, "……")]}
    for special in SPECIAL:
        for k in range(1, len(special)):
            made.setdefault(special[k - 1 : k + 1], []).append((k, special))
    return made


_GLUE = _pairs()


def edges(text: str) -> list[int]:
    """The positions of a text where a span may begin or end, in order.

    >>> edges("¿Qué? Son 50€...")
    [0, 1, 4, 5, 6, 9, 10, 12, 13, 16]
    """
    found = []
    for chunk in _CHUNK.finditer(text):
        low, high = chunk.span()
        inner = (low, high) if _PLAIN.fullmatch(text, low, high) else _inside(text, low, high)
        found += [p for p in inner if not _glued(text, p)]
    return found


def is_edge(text: str, at: int) -> bool:
    """Whether this place is an edge for sure, told by its two neighbours alone: white space.

    >>> is_edge("va bien", 2), is_edge("bien.", 4)
    (True, False)
    """
    if not 0 < at < len(text):
        return True
    return text[at - 1].isspace() != text[at].isspace() and not _glued(text, at)


def _inside(text: str, low: int, high: int) -> Iterator[int]:
    """The edges of what stands between two spaces, its own included."""
    left, right = list(_off_left(text, low, high)), list(_off_right(text, low, high))
    start, end = left[-1], right[-1]
    yield from left
    if start < end:
        if _JOINED.fullmatch(text, start, end):
            yield from _joints(text, start, end)
        yield from reversed(right)
    else:
        yield from (p for p in reversed(right) if p > start)


def _joints(text: str, start: int, end: int) -> Iterator[int]:
    for joint in _JOINT.finditer(text, start, end):
        yield from joint.span()


def _off_left(text: str, low: int, high: int) -> Iterator[int]:
    """Edges from the left, as long as a sign stands there that is always taken off."""
    yield low
    while low < high:
        if text[low] in _OFF_LEFT:
            low += 1
        elif (run := _run(text, low, high)) and (run > 1 or text[low] == "…"):
            low += run
        else:
            return
        yield low


def _run(text: str, low: int, high: int) -> int:
    """How many equal dots, or ellipses, stand from here on."""
    at = low
    while at < high and text[at] == text[low] and text[at] in ".…":
        at += 1
    return at - low


def _off_right(text: str, low: int, high: int) -> Iterator[int]:
    """The same from the right, the last edge first."""
    yield high
    while high > low:
        size = _taken(text, low, high)
        if not size:
            return
        high -= size
        yield high


def _taken(text: str, low: int, high: int) -> int:
    """How many characters are taken off the right end; 0 where nothing is sure."""
    last = text[high - 1]
    if last in _OFF:
        return 1
    if last in _MONEY:
        return int(high - low > 1 and text[high - 2] in "0123456789")
    if last not in ".…":
        return 0
    first = high - 1
    while first > low and text[first - 1] == last:
        first -= 1
    if last == "…" or high - first > 1:
        return high - first
    return int(_stop(text, low, first))


def _stop(text: str, low: int, at: int) -> bool:
    """Whether a full stop at this place is taken off the word before it."""
    if at == low:
        return False
    return bool(_BEFORE_STOP.fullmatch(text, at - 1, at)
                or (at - 2 >= low and _BEFORE_STOP.fullmatch(text, at - 2, at)))


def _glued(text: str, at: int) -> bool:
    """Whether a special case reaches across this place."""
    if not 0 < at < len(text):
        return False
    return any(text.startswith(special, at - k) and _whole(text, at - k, at - k + len(special))
               for k, special in _GLUE.get(text[at - 1 : at + 1], ()))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether this stretch can be a word of its own: no word goes on at its ends."""
    before = start > 0 and _goes_on(text[start - 1], text[start])
    after = end < len(text) and _goes_on(text[end - 1], text[end])
    return not before and not after


def _goes_on(one: str, next_one: str) -> bool:
    """Whether no word ends between two characters: both letters, digits or full stops."""
    if one.isalpha():
        return next_one.isalpha()
    return (one.isdigit() and next_one.isdigit()) or (one == next_one == ".")
