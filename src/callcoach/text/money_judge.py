"""Whether a bare number is money, and why: what pays it, asks for it, has said it before.

The size of the number decides how much must speak for it: below a hundred a word of paying
right before it, above a thousand nothing but the lack of a reason against.
"""

from __future__ import annotations

from decimal import Decimal

from callcoach.text import money_words as m
from callcoach.text.money_against import is_recent_year, plain_figures, plainly_none, speaks_against
from callcoach.text.money_scene import Scene, Sum

_TINY, _SMALL = 5, 100
_WEAKLY, _EACH = 15, 10
_REACH, _BE_REACH = 7, 3
_SHORT = 4


def judge(s: Scene, made: Sum) -> str:
    """Why the number is a sum of money; empty where it is none."""
    if made.number.kind in ("percent", "article"):
        return ""
    if made.value >= _SMALL:
        return "" if speaks_against(s, made) else _speaks_for(s, made)
    why = "" if plainly_none(s, made) else _speaks_for(s, made)
    return "" if why and speaks_against(s, made) else why


def _speaks_for(s: Scene, made: Sum) -> str:
    n, value = made.number, made.value
    if s.is_known(value) or (n.alt is not None and s.is_known(n.alt)):
        return "said before"
    if n.kind == "digits":
        return ""
    if n.kind == "decimal" or (_has_cents(value) and (n.kind != "elided" or value >= _SMALL)):
        return "cents"
    if value < _TINY:
        return ""
    return _asked(s, made) or _after(s, made) or _that(s, made) or _cue(s, made) or _size(made, s)


def _has_cents(value: Decimal) -> bool:
    return value != int(value) and value.as_tuple().exponent == -2


def _size(made: Sum, s: Scene) -> str:
    value = made.value
    if value < _SMALL or value != int(value) or made.number.kind == "elided":
        return ""
    hedged = s.before(made.i) in s.words.sets["articles"]
    return "" if (plain_figures(s, made) and not hedged) or is_recent_year(value) else "size"


def _asked(s: Scene, made: Sum) -> str:
    """An answer to "how much?": the number comes first, or nearly."""
    if not s.asked:
        return ""
    usual = m.BETWEEN | m.BE | m.PAY
    first = s.norms[: made.i][:5]
    return "asked how much" if all(s.words.tag(w) & usual or len(w) < _SHORT for w in first) else ""


def _after(s: Scene, made: Sum) -> str:
    """``cincuenta al mes``, ``mil justos``, ``cien hoy``, ``450 el día 3``."""
    after = s.word(made.j)
    if not after:
        return ""
    told = bool(s.words.tag(after) & m.AFTER and s.near(made.j))
    told = told or any(s.phrase(p, made.j) for p in s.words.after.get(after, ()))
    when = made.value >= _SMALL and after in s.words.sets["when"] and _when(s, made.j, after)
    return "said after it" if told or when else ""


def _when(s: Scene, k: int, after: str) -> bool:
    if after in s.words.sets["when_next"]:
        return True
    then = s.near(k + 1)
    dated = then in s.numbers.entries or (then.isdigit() and len(then) <= 2)
    return dated or then in s.words.sets["when_next"] or bool(s.words.tag(then) & m.WEEKDAY)


def _that(s: Scene, made: Sum) -> str:
    """``dos de ciento veinte``, ``de a doscientos``, ``cuotas de 150``, ``los trescientos``."""
    before, two, value, sets = s.before(made.i), s.before(made.i, 2), made.value, s.words.sets
    flags = s.words.tag(two)
    counted = two in sets["of"] or (flags & m.COUNTED and value >= _WEAKLY)
    if before in sets["at"] and value > _EACH and counted:
        return "so much each"
    paid = two in s.numbers.entries or flags & m.PAY
    if before in sets["of"] and value >= _WEAKLY and paid:
        return "so much each"
    large = made.number.kind == "elided" or value >= _SMALL
    if large and s.words.tag(before) & m.DETERMINER:
        return "that sum"
    return "that sum" if before in sets["those"] and value > _EACH else ""


def _cue(s: Scene, made: Sum) -> str:
    """A word of paying or owing before the number, in the same sentence."""
    value = made.value
    elided = made.number.kind == "elided"
    for steps in range(1, _REACH + 1):
        k = made.i - steps
        if k < 0 or not s.word(k + 1):
            break
        word, flags = s.norms[k], s.words.tag(s.norms[k])
        if flags & m.PAY and (not flags & m.WEAK or (value >= _SMALL and not elided)):
            return f"after {word!r}"
        if flags & m.BE and steps <= _BE_REACH and _is_said(s, made, word):
            return f"after {word!r}"
        if word in s.numbers.entries or (value < _SMALL and not flags & (m.BETWEEN | m.BE)):
            break
    return ""


def _is_said(s: Scene, made: Sum, word: str) -> bool:
    """``son sesenta y seis``: enough for a small number; ``eran veinte`` is not."""
    if made.value >= _SMALL:
        return True
    return made.value >= _WEAKLY and (made.vague or word in s.words.sets["are"])
