"""What makes a bare number no money: it counts, names, dates or tells the time.

Most numbers in a call are days, hours, instalments, invoices, documents, telephone numbers.
"""

from __future__ import annotations

from decimal import Decimal

from callcoach.text import money_words as m
from callcoach.text.money_scene import Scene, Sum

_SMALL, _LARGE = 100, 1000
_STREET = 4
_LAST_DAY, _LAST_HOUR = 31, 24
_YEARS, _RECENT = (1940, 2040), 2000
_COMMAS = ",.… ¿"
_ONE_NUMBER = ("cardinal", "elided")


def plainly_none(s: Scene, made: Sum) -> bool:
    """``el quince``, ``las dos``, ``tres cuotas``: told by one neighbour, to save the rest."""
    tag, i, j = s.words.tag, made.i, made.j
    if i and tag(s.norms[i - 1]) & (m.BEFORE_DATE | m.BEFORE_NOUN) and s.gaps[i] == " ":
        return True
    return j < len(s.norms) and bool(tag(s.norms[j]) & m.COUNTED) and s.gaps[j] == " "


def speaks_against(s: Scene, made: Sum) -> bool:
    """Whether anything beside the number says that it is no money."""
    if _credit(s, made) or _named(s, made) or _counts(s, made) or _dated(s, made):
        return True
    return _clock(s, made) or _listed(s, made)


def plain_figures(s: Scene, made: Sum) -> bool:
    """``2207``: figures without a separator."""
    n = made.number
    return n.kind == "figures" and n.j == n.i + 1 and s.norms[n.i].isdigit()


def is_recent_year(value: Decimal) -> bool:
    """Whether a number is more likely a year of this century than a sum."""
    return _is_year(value) and value > _RECENT


def _is_year(value: Decimal) -> bool:
    return _YEARS[0] <= value <= _YEARS[1] and value % 100 != 0


def _credit(s: Scene, made: Sum) -> bool:
    """``pagamos a noventa``: days of credit, where nothing says that it is money."""
    if made.value not in s.words.credit_days or s.before(made.i) not in s.words.sets["at"]:
        return False
    return made.value not in s.known and not s.words.tag(s.before(made.i, 2)) & m.COUNTED


def _named(s: Scene, made: Sum) -> bool:
    """``factura 2207``, ``la mil cuarenta``, ``F-11873``, ``acaba en 14``, ``218 del 26``."""
    tag, i, j, sets = s.words.tag, made.i, made.j, s.words.sets
    gap = s.gaps[i]
    if i and (gap == "" or gap[-1:] in "-_/" or "#" in gap):
        return True
    if j < len(s.norms) and s.gaps[j] in ("-", "/") and s.norms[j] < ":":
        return True
    if s.word(j) in sets["separators"] or _numbered(s, j) or _spelt_out(s, made):
        return True
    before = s.before(i)
    flags = tag(before) if before else 0
    if flags & m.BEFORE_NOUN:
        return True
    if flags & m.NAMED:
        return not _paid(s, made, flags)
    two = tag(s.before(i, 2))
    if made.value < _LARGE and not sets["street"].isdisjoint(s.norms[max(0, i - _STREET) : i]):
        return not s.is_known(made.value)
    ends = two & m.ENDS_IN and before in sets["in"]
    return bool(ends) or bool(two & m.NAMED and before in sets["before_name"])


def _paid(s: Scene, made: Sum, flags: int) -> bool:
    """``pago dos mil``: a sum after a word that bears numbers too; a sum said before."""
    if made.value >= _LARGE and made.value in s.known:
        return True
    if flags & m.PAY and s.before(made.i, 2) in s.words.sets["clitics"]:
        return True
    return bool(flags & m.PAY) and made.value >= _SMALL and not plain_figures(s, made)


def _numbered(s: Scene, k: int) -> bool:
    """``del veintiséis`` after a case number."""
    return s.near(k) in s.words.sets["of_the"] and any(n.i == k + 1 for n in s.found)


def _spelt_out(s: Scene, made: Sum) -> bool:
    """Whether the same number has just been read out digit by digit."""
    return any(n.kind == "digits" and n.value == made.value and n.i != made.i for n in s.found)


def _counts(s: Scene, made: Sum) -> bool:
    """``dos facturas``, ``noventa días``, ``mil disculpas``: what follows is counted."""
    if _feminine(s, made) and not s.is_known(made.value):
        return True
    after = s.near(made.j)
    if not after:
        return False
    flags = s.words.tag(after)
    if flags & m.COUNTED:
        return True
    if made.value >= _LARGE or made.value != int(made.value):
        return False
    if flags & (m.PLAIN_S | m.AFTER | m.BETWEEN) or after in s.coins.heads:
        return False
    return after.endswith("s") and len(after) > 3 and not after.endswith(s.words.participles)


def _feminine(s: Scene, made: Sum) -> bool:
    """``doscientas cuarenta``: what is meant is no coin of this country."""
    return any(w.endswith(s.words.feminine) for w in s.norms[made.i : made.j])


def _dated(s: Scene, made: Sum) -> bool:
    """``el quince``, ``viernes 20``, ``3 de marzo``, ``del dos mil once``."""
    value, sets, before = made.value, s.words.sets, s.before(made.i)
    if made.number.vague:
        return False
    flags = s.words.tag(before) if before else 0
    if value <= _LAST_DAY and _day(s, made, before, flags):
        return True
    if flags & m.BEFORE_DATE:
        if value < _SMALL:
            return True
        if before not in sets["not_dating"] and made.number.kind != "decimal":
            return not s.is_known(value)
    return _is_year(value) and before in sets["before_year"]


def _day(s: Scene, made: Sum, before: str, flags: int) -> bool:
    tag, sets = s.words.tag, s.words.sets
    if flags & (m.WEEKDAY | m.MONTH) or before in sets["day"]:
        return True
    if before in sets["plural_the"] and not s.is_known(made.value):
        return True
    after = s.near(made.j)
    if after in sets["of"]:
        after = s.word(made.j + 1)
    return bool(after) and bool(tag(after) & m.MONTH)


def _clock(s: Scene, made: Sum) -> bool:
    """``once y media``, ``siete de la mañana``."""
    if made.value > _LAST_HOUR:
        return False
    sets, tag = s.words.sets, s.words.tag
    after, then = s.near(made.j), s.word(made.j + 1)
    if after in sets["and"]:
        return then in sets["clock"]
    if after in sets["from_to"] and then in sets["the"]:
        return bool(tag(s.word(made.j + 2)) & m.TIMES)
    return bool(after and tag(after) & m.TIMES)


def _listed(s: Scene, made: Sum) -> bool:
    """``cuarenta y cinco, cero cero, ocho``: figures read out between commas."""
    n = made.number
    if n.kind not in _ONE_NUMBER or n.value >= _LARGE:
        return False
    beside = (o for o in s.found if o.value < _LARGE and o.kind in (*_ONE_NUMBER, "digits"))
    return any(not s.gaps[max(n.i, o.i)].strip(_COMMAS) for o in beside if o.j == n.i or o.i == n.j)
