"""All practices: the folder is scanned once; plug-ins come from the entry point group.

A firm adds a practice by the entry point ``callcoach.practices`` (a :class:`Practice` subclass)
or by passing the class to ``Coach(practices=[...])``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points

import callcoach.practices as package
from callcoach.errors import UsageError
from callcoach.practices.base import Practice

SECTIONS = ("opening", "amount", "control", "listening", "claims", "result", "conduct")
_NOT_PRACTICES = frozenset({"base", "catalogue"})


@cache
def practices() -> dict[str, type[Practice]]:
    """The practices by code, in the order of sections, then of their ``order``.

    >>> "amount_opening" in practices()
    True
    """
    found = [c for name in _modules() for c in _classes(name)]
    found += [point.load() for point in entry_points(group="callcoach.practices")]
    codes = [c.code for c in found]
    twice = {c for c in codes if codes.count(c) > 1}
    if twice:
        raise UsageError(f"two practices have the code {sorted(twice)[0]!r}",
                         hint="rename one of them")
    ordered = sorted(found, key=lambda c: (SECTIONS.index(c.section), c.order, c.code))
    return {c.code: c for c in ordered}


def _modules() -> list[str]:
    return [m.name for m in pkgutil.iter_modules(package.__path__) if m.name not in _NOT_PRACTICES]


def _classes(name: str) -> list[type[Practice]]:
    module = importlib.import_module(f"{package.__name__}.{name}")
    return [c for c in vars(module).values()
            if isinstance(c, type) and issubclass(c, Practice) and c.__module__ == module.__name__]
