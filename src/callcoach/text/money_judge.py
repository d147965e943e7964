"""Whether a bare number is money, and why: what counts it, names it, dates it, pays it.

Most numbers in a call are none: days, times, instalments, invoices, documents. The reasons
against are tried first; the size of the number decides how much must speak for it.
"""

from __future__ import annotations

from decimal import Decimal

from callcoach.text import money_words as m
from callcoach.text.money_spans import Scene, Sum

_SMALL, _LARGE = 100, 1000
_YEARS = (1940, 2040)
_REACH = 7


def judge(s: Scene, made: Sum) -> str | None:
    """Why the number is a sum of money, or ``None``."""
    n = made.number
    if n is None or made.value is None or n.kind in ("percent", "article"):
        return None
    if _named(s, made) or _counts(s, made) or _dated(s, made) or _clock(s, made) or _listed(s, made):
        return None
    return _speaks_for(s, made)


def _speaks_for(s: Scene, made: Sum) -> str | None:
    n, value = made.number, made.value
    if n is None or value is None:
        return None
    if is_known(s, value) or (n.alt is not None and is_known(s, n.alt)):
        return "said before"
    if n.kind == "digits":
        return None
    if n.kind == "decimal" or (value != int(value) and value.as_tuple().exponent == -2):
        return "cents"
    if _asked(s, made):
        return "asked how much"
    if why := _cue(s, made):
        return why
    plain = n.kind == "figures" and s.norms[n.i].isdigit() and n.j == n.i + 1
    if plain or value < _SMALL or value != int(value) or n.kind == "elided" or _year(value):
        return None
    return "size"


def is_known(s: Scene, value: Decimal) -> bool:
    """Whether the sum, or the sum in thousands where those are left out, has been said."""
    if value in s.known:
        return True
    return bool(s.coins.thousands) and value < _LARGE and value * 1000 in s.known


# --- against --------------------------------------------------------------------------------


def _named(s: Scene, made: Sum) -> bool:
    """``factura 2207``, ``la mil cuarenta``, ``F-11873``, ``acaba en 14``, ``punto ríos 82 arroba``."""
    tag, i = s.words.tag, made.i
    gap = s.gaps[i]
    if i and (gap == "" or gap[-1:] in "-_/" or "#" in gap):
        return True
    if made.j < len(s.norms) and s.gaps[made.j] in ("-", "/") and s.norms[made.j][0].isdigit():
        return True
    before = s.before(i)
    flags = tag(before) if before else 0
    if flags & (m.NAMED | m.BEFORE_NOUN) or s.near(made.j) in ("arroba", "barra", "guion"):
        return True
    if before in ("en", "el", "por", "con") and tag(s.word(i - 2)) & (m.ENDS_IN | m.NAMED):
        return bool(tag(s.word(i - 2)) & m.ENDS_IN) or before == "el"
    return before in ("es", "es el") and bool(tag(s.word(i - 2)) & m.NAMED)


def _counts(s: Scene, made: Sum) -> bool:
    """``dos facturas``, ``noventa días``, ``mil disculpas``: what follows is counted."""
    after = s.near(made.j)
    if not after:
        return False
    flags = s.words.tag(after)
    if flags & m.COUNTED:
        return True
    if made.value is not None and made.value >= _LARGE:
        return False
    plural = after.endswith("s") and len(after) > 3 and not flags & (m.PLAIN_S | m.AFTER | m.BETWEEN)
    return plural and after not in s.coins.heads


def _dated(s: Scene, made: Sum) -> bool:
    """``el quince``, ``viernes 20``, ``3 de marzo``, ``del dos mil once``."""
    tag, value = s.words.tag, made.value
    before = s.before(made.i)
    flags = tag(before) if before else 0
    if value is None or made.number is None or made.number.vague:
        return False
    if value <= 31 and (flags & (m.WEEKDAY | m.MONTH) or before in ("dia", "dias")):
        return True
    if value < _SMALL and flags & m.BEFORE_DATE:
        return True
    after = s.near(made.j)
    if value <= 31 and (tag(after) & m.MONTH or (after == "de" and tag(s.word(made.j + 1)) & m.MONTH)):
        return True
    if flags & m.BEFORE_DATE and before != "otro" and made.number.kind != "decimal":
        return not is_known(s, value)
    return _year(value) and before in ("de", "del", "en", "desde", "hasta", "ano", "que")


def _year(value: Decimal) -> bool:
    return _YEARS[0] <= value <= _YEARS[1] and value % 100 != 0


def _clock(s: Scene, made: Sum) -> bool:
    """``once y media``, ``de nueve a doce``, ``siete de la mañana``."""
    value, tag = made.value, s.words.tag
    if value is None or value > 24:
        return False
    after, next_ = s.near(made.j), s.word(made.j + 1)
    if after == "y" and next_ in ("media", "cuarto", "pico"):
        return True
    if after in ("de", "en") and next_ == "la" and tag(s.word(made.j + 2)) & m.TIMES:
        return True
    return bool(after and tag(after) & m.TIMES)


def _listed(s: Scene, made: Sum) -> bool:
    """``cuarenta y cinco, cero cero, ocho``: figures read out between commas."""
    n = made.number
    if n is None or n.kind != "cardinal" or n.value >= _LARGE:
        return False
    neighbours = 0
    for other in s.found:
        if other is not n and other.kind in ("cardinal", "digits", "elided") and other.value < _LARGE:
            edge = other.i if other.i == n.j else other.j if other.j == n.i else -1
            neighbours += edge >= 0 and s.gaps[max(n.i, other.i)].strip() in (",", "...", "…")
    return neighbours > 0 and not s.coins.thousands


# --- for ------------------------------------------------------------------------------------


def _asked(s: Scene, made: Sum) -> bool:
    """An answer to "how much?": the number comes first, or nearly."""
    if not s.asked or made.value is None or made.value < 5:
        return False
    return all(s.words.tag(w) & (m.BETWEEN | m.BE | m.PAY) or len(w) < 4 for w in s.norms[: made.i][:5])


def _cue(s: Scene, made: Sum) -> str | None:
    """A word of paying or owing before or after the number."""
    if _after(s, made):
        return "said after it"
    value = made.value or Decimal(0)
    tag, k, steps = s.words.tag, made.i, 0
    while k > 0 and steps < _REACH and s.word(k):
        k, steps = k - 1, steps + 1
        word = s.norms[k]
        flags = tag(word)
        if word in s.numbers.entries and not flags & (m.PAY | m.BE | m.BETWEEN):
            return _of(s, made, k)
        if flags & m.PAY and not _idle(s, made, k, flags, value):
            return f"after {word!r}"
        if flags & m.BE and value >= 10 and steps <= 3:
            return f"after {word!r}"
        if value < _SMALL and not flags & m.BETWEEN:
            return _of(s, made, k)
    return None


def _idle(s: Scene, made: Sum, k: int, flags: int, value: Decimal) -> bool:
    """Whether a word of paying says too little of a small number: ``pago nueve``, ``quedan dos``."""
    if value >= _SMALL:
        return False
    return value < 5 or bool(flags & m.WEAK and value < 10)


def _of(s: Scene, made: Sum, k: int) -> str | None:
    """``dos de ciento veinte``, ``de a doscientos``, ``cuotas de 150``."""
    before = s.before(made.i)
    value = made.value or Decimal(0)
    if before == "a" and s.word(made.i - 2) == "de" and value > 10:
        return "so much each"
    if before == "de" and s.word(made.i - 2) in s.numbers.entries and value >= 15:
        return "so much each"
    if before == "de" and s.words.tag(s.word(made.i - 2)) & m.COUNTED and s.words.tag(s.word(made.i - 2)) & m.PAY:
        return "so much each"
    return None


def _after(s: Scene, made: Sum) -> bool:
    after = s.word(made.j)
    if not after or (made.value or 0) < 5:
        return False
    if s.words.tag(after) & m.AFTER and s.near(made.j):
        return True
    return any(
        tuple(s.norms[made.j : made.j + len(p)]) == p for p in s.words.after.get(after, ())
    )
