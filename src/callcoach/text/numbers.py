"""Numbers as they are said and written in Spanish: ``mil doscientos con cincuenta``, ``1.234,50``.

One pass over folded tokens. A run of numbers with nothing between them is read as people mean
it: digits one by one, thousands left out (``ocho quinientos`` is 8 500), cents without ``con``
(``setecientos cuarenta y dos ochenta``), a false start (``mil dos mil doscientos``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from callcoach.text.cardinals import (
    LOW,
    Piece,
    Reader,
    below_hundred,
    below_million,
    cardinal,
    group,
    open_end,
    shape,
)
from callcoach.text.figures import parse_figures, spaced_figures
from callcoach.text.number_words import (
    AROUND,
    ARTICLE,
    FIGURES,
    HALF,
    HUNDRED,
    MILLION,
    ROUND,
    TEEN,
    TENS,
    THOUSAND,
    UNIT,
    Entry,
    NumberWords,
    number_words,
)

_CENT = Decimal("0.01")
_PLAIN = (UNIT, TEEN, TENS, HUNDRED, ROUND)


class Number(NamedTuple):
    """A number at tokens ``i`` to ``j`` (exclusive).

    ``kind``: ``cardinal``, ``decimal``, ``figures`` (written), ``fraction``, ``digits`` (read out
    one by one, or an identifier), ``elided`` (something left out), ``percent``, ``article``
    (``un`` before a scale word only). ``vague``: the rest is left open (``y pico``). ``alt``: the
    other reading of an elided number. ``corrected``: a false start, the next number counts.
    """

    i: int
    j: int
    value: Decimal
    kind: str
    vague: bool = False
    alt: Decimal | None = None
    corrected: bool = False


def find_numbers(
    norms: Sequence[str], gaps: Sequence[str], *, pack: NumberWords | None = None
) -> list[Number]:
    """The numbers of an utterance, from folded tokens and the raw text between them.

    >>> line = "mil doscientos treinta y cuatro con cincuenta".split()
    >>> [(n.i, n.j, n.value) for n in find_numbers(line, ["", *[" "] * 6, ""])]
    [(0, 7, Decimal('1234.50'))]
    """
    pack = pack or number_words()
    get = pack.entries.get
    entries = [get(w) or (parse_figures(w) if w < ":" else None) for w in norms]
    hits = [k for k, entry in enumerate(entries) if entry]
    if not hits:
        return []
    return list(_scan(Reader(norms, gaps, entries, pack), hits))


def _scan(r: Reader, hits: list[int]) -> Iterator[Number]:
    past = 0
    for k in hits:
        entry = r.entries[k]
        piece = _piece(r, k, entry) if entry and k >= past else None
        if piece is None:
            continue
        run = [piece]
        while (entry := r.at(run[-1].j)) and (more := _piece(r, run[-1].j, entry)):
            run.append(more)
        for number in _read_run(r, run) if len(run) > 1 else (_number(piece),):
            done = _finish(r, number)
            past = max(run[-1].j, done.j)
            yield done


def _number(p: Piece) -> Number:
    alt = None if p.alt is None else Decimal(p.alt)
    return Number(p.i, p.j, Decimal(p.value), p.kind, p.vague, alt)


def _finish(r: Reader, n: Number) -> Number:
    """A percentage, where a sign or words say so."""
    gap = r.gaps[n.j]
    if gap != " " and gap.lstrip().startswith("%"):
        return n._replace(kind="percent")
    if n.j >= r.size or r.norms[n.j] not in r.pack.percent_heads:
        return n
    for phrase in r.pack.percent:
        if tuple(r.norms[n.j : n.j + len(phrase)]) == phrase:
            return n._replace(j=n.j + len(phrase), kind="percent")
    return n


# --- one number -----------------------------------------------------------------------------


def _piece(r: Reader, k: int, entry: Entry) -> Piece | None:
    """The longest single number that begins at token ``k``."""
    cls, value = entry
    if cls in _PLAIN and r.at(k + 1) is None and r.word(k + 1) not in r.pack.links:
        return Piece(k, k + 1, value, shape(value))
    if cls == ARTICLE:
        after = r.at(k + 1)
        if after is None or after[0] not in (THOUSAND, MILLION):
            return None
    if cls == FIGURES:
        return _figure_piece(r, k, value)
    if cls == HALF:
        after = r.at(k + 1)
        whole = after is not None and after[0] == MILLION
        return Piece(k, k + 2, after[1] // 2, 3, "fraction") if whole and after else None
    if cls == AROUND:
        return _scaled_around(r, k, value)
    read = cardinal(r, k, entry)
    return _tail(r, read) if read else None


def _figure_piece(r: Reader, k: int, value: int | Decimal) -> Piece | None:
    j, value, kind = spaced_figures(r.norms, r.gaps, k, value)
    piece = Piece(k, j, value, 4, kind)
    scale = r.at(j)
    if scale and scale[0] in (THOUSAND, MILLION) and kind == "figures":
        total = value * scale[1]
        rest = _rest_of_figures(r, j + 1, scale[1])
        piece = Piece(k, rest[1], total + rest[0], 3, "figures", alt=None)
    return _tail(r, piece)


def _rest_of_figures(r: Reader, k: int, scale: int) -> tuple[int | Decimal, int]:
    """``300`` in ``2 mil 300``, ``200 mil`` in ``3 millones 200 mil``."""
    entry = r.at(k)
    if entry is None or (entry[0] == FIGURES and not _below_thousand(entry[1])):
        return 0, k
    if entry[0] == FIGURES:
        after = r.at(k + 1)
        if after and after[0] == THOUSAND and scale > 1000:
            more, j = _rest_of_figures(r, k + 2, 1000)
            return entry[1] * 1000 + more, j
        return (entry[1], k + 1) if scale == 1000 else (0, k)
    read = below_million(r, k, entry) if scale > 1000 else group(r, k, entry)
    return (read[0], read[1]) if read else (0, k)


def _below_thousand(value: int | Decimal) -> bool:
    return isinstance(value, int) and value < 1000


def _scaled_around(r: Reader, k: int, value: int) -> Piece:
    scale = r.at(k + 1)
    if scale and scale[0] in (THOUSAND, MILLION):
        return Piece(k, k + 2, value * scale[1], 3, vague=True)
    return Piece(k, k + 1, value, 1, vague=True)


def _tail(r: Reader, p: Piece) -> Piece:
    """What follows a number and belongs to it: ``y pico``, ``con cincuenta``, ``coma cinco``."""
    word = r.word(p.j)
    if not word:
        return p
    if word in r.pack.ands:
        j = open_end(r, p.j)
        return p._replace(j=j, vague=True, shape=4) if j else p
    if word in r.pack.withs:
        return _with_cents(r, p)
    if word in r.pack.points:
        return _with_point(r, p)
    return p


def _with_cents(r: Reader, p: Piece) -> Piece:
    entry = r.at(p.j + 1)
    if entry is None or p.vague or p.value != int(p.value):
        return p
    read = _two_digits(r, p.j + 1, entry)
    after = r.at(read[1]) if read else None
    if read is None or (after and after[0] in (THOUSAND, MILLION, HUNDRED)):
        return p
    return p._replace(j=read[1], value=p.value + read[0] * _CENT, shape=4, kind="decimal", alt=None)


def _two_digits(r: Reader, k: int, entry: Entry) -> tuple[int, int] | None:
    cls, value = entry
    if cls == FIGURES:
        return (value, k + 1) if isinstance(value, int) and value < 100 else None
    if cls == UNIT and value == 0:
        after = r.at(k + 1)
        return (after[1], k + 2) if after and after[0] == UNIT else (0, k + 1)
    return below_hundred(r, k, entry) if cls in LOW else None


def _with_point(r: Reader, p: Piece) -> Piece:
    """Decimals digit by digit or as a number: ``coma cinco`` .5, ``punto veintiocho`` .28."""
    digits, k = "", p.j + 1
    while (entry := r.at(k)) and len(digits) < 4:
        if entry[0] == FIGURES and isinstance(entry[1], int):
            digits, k = digits + r.norms[k], k + 1
            continue
        read = below_hundred(r, k, entry) if entry[0] in LOW else None
        if read is None:
            break
        digits, k = digits + str(read[0]), read[1]
    if not digits or p.vague or p.value != int(p.value):
        return p
    value = p.value + Decimal(f"0.{digits}")
    scale = r.at(k)
    if scale and scale[0] in (THOUSAND, MILLION):
        value, k = value * scale[1], k + 1
    return p._replace(j=k, value=value, shape=4, kind="decimal", alt=None)


# --- runs -----------------------------------------------------------------------------------


def _read_run(r: Reader, run: list[Piece]) -> Iterator[Number]:
    """Numbers with nothing between them, read together or apart."""
    if _dictated(run):
        yield _digits(run)
        return
    first = run[0]
    before = r.norms[first.i - 1] if first.i else ""
    if first.shape <= 1 and first.value <= 31 and before in r.pack.before_day:
        yield _number(first)
        run = run[1:]
    k = 0
    while k < len(run):
        one = run[k]
        two = run[k + 1] if k + 1 < len(run) else None
        if two and _restarts(r, one, two):
            yield _number(one)._replace(corrected=True)
        elif two and (joined := _elided(one, two)):
            yield joined
            k += 1
        else:
            yield _number(one)
        k += 1


def _dictated(run: list[Piece]) -> bool:
    """Whether the run is a telephone or reference number read out."""
    if any(not isinstance(p.value, int) for p in run[:-1]):
        return False
    if run[0].value == 0:
        return True
    low = sum(p.shape <= 1 for p in run[:-1])
    few = len(run) < 3 or run[-1].value >= 100
    return not few and low >= len(run) - (2 if len(run) > 3 else 1)


def _digits(run: list[Piece]) -> Number:
    text = "".join(str(p.value) for p in run)
    kind = "decimal" if "." in text else "digits"
    return Number(run[0].i, run[-1].j, Decimal(text), kind)


def _restarts(r: Reader, one: Piece, two: Piece) -> bool:
    """``mil cuatro cientos mil cuatrocientos cincuenta``: the second begins as the first."""
    said = r.norms[one.i : one.j]
    if said == r.norms[two.i : two.i + len(said)] and (one.shape or two.value != one.value):
        return True
    a, b = str(one.value), str(int(two.value))
    large = one.shape == 3 and two.value >= 1000
    return large and len(a) == len(b) and b.startswith(a.rstrip("0"))


def _elided(one: Piece, two: Piece) -> Number | None:
    if one.kind != "cardinal" or two.kind != "cardinal" or one.vague or two.vague:
        return None
    a, b, i, j = one.value, two.value, one.i, two.j
    if two.shape == 2 and one.shape <= 2 and a and not (b == a + 100 and a % 100 == 0):
        return Number(i, j, Decimal(a * 1000 + b), "elided")
    if two.shape == 1 and one.shape == 0 and a:
        return Number(i, j, Decimal(a * 100 + b), "elided", alt=Decimal(a) + b * _CENT)
    if two.shape == 1 and one.shape in (1, 2, 3):
        if 0 < b - a <= 10:
            return None
        return Number(i, j, Decimal(a) + b * _CENT, "elided")
    if two.shape == 0 and one.shape == 1 and b and a >= 20 and a % 10 == 0:
        return Number(i, j, Decimal(a + b), "elided")
    return None
