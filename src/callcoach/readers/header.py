"""Facts of the call that stand above its words, or in the columns of a table of utterances.

There a fact that cannot be read is no reason to lose the call: it is left out, with an issue.
"""

from __future__ import annotations

from collections.abc import Mapping

from callcoach.model.transcript import CallInfo
from callcoach.readers.amounts import AmbiguousAmount
from callcoach.readers.base import Note
from callcoach.readers.facts import Conventions, field_of, read_facts, spanish_dates
from callcoach.readers.roles import role_of


def is_fact(name: str) -> bool:
    """Whether ``name`` is that of a fact of the call and not of a speaker.

    >>> is_fact("Fecha"), is_fact("Acreedor"), is_fact("Agente"), is_fact("Hola")
    (True, True, False, False)
    """
    return field_of(name)[0] is not None and role_of(name) is None


def call_facts(
    row: Mapping[str, str], conventions: Conventions | None = None
) -> tuple[str | None, CallInfo, list[Note]]:
    """Call id, facts, and what is to be said of those that could not be read."""
    facts = read_facts(row, conventions or Conventions(day_first=spanish_dates(row)))
    notes = []
    for column, reason in facts.faults:
        ambiguous = isinstance(reason, AmbiguousAmount)
        code = "AMOUNT_AMBIGUOUS" if ambiguous else "INFO_INVALID"
        notes.append(Note(code, f"{column.strip()!r} was left out: {reason}"))
        facts.extra.setdefault(column.strip(), row[column].strip())
    return facts.call_id, facts.info(), notes
