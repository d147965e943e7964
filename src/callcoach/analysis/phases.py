"""Opening, middle and close of a call, as the practices define them."""

from __future__ import annotations

from collections.abc import Sequence

from callcoach.analysis.find import is_side, turns
from callcoach.analysis.rows import Rows, has
from callcoach.model.call import Span, Verification
from callcoach.model.transcript import Utterance

SHORT_CALL = 8
"""A call of fewer utterances has no middle."""

OPENING_TURNS = 3
"""The agent's turns that belong to the opening once it is known who is on the line."""


def phases(
    utterances: Sequence[Utterance], rows: Rows, checked: Verification
) -> tuple[Span | None, Span | None, Span | None]:
    """Opening, middle, close: spans of utterances, inclusive, or ``None``."""
    if not utterances:
        return None, None, None
    opening = _opening(utterances, rows, checked)
    close = _close(utterances, rows)
    if len(utterances) < SHORT_CALL:
        return opening, None, close
    first = opening[1] + 1 if opening else 0
    last = close[0] - 1 if close else len(utterances) - 1
    return opening, (first, last) if first <= last else None, close


def _opening(utterances: Sequence[Utterance], rows: Rows, checked: Verification) -> Span | None:
    """From verification, or from the agent's first words, which are then a turn more."""
    start, wanted = checked.settled, OPENING_TURNS
    if start is None:
        start = next((n for n, u in enumerate(utterances) if u.speaker == "agent"), None)
        wanted += 1
    if start is None:
        return None
    end = _nth_agent_turn(utterances, start, wanted)
    told = next((n for n in range(start + 1, end + 1) if _reason(utterances, rows, n)), None)
    return start, end if told is None else max(start, told - 1)


def _reason(utterances: Sequence[Utterance], rows: Rows, n: int) -> bool:
    return is_side(utterances[n].speaker, "customer") and has(rows[n], "excuse.", "promise.")


def _nth_agent_turn(utterances: Sequence[Utterance], start: int, wanted: int) -> int:
    """The last utterance of the agent's ``wanted``-th turn from ``start`` on."""
    ends = [last for speaker, first, last in turns(utterances)
            if speaker == "agent" and last >= start]
    return ends[wanted - 1] if len(ends) >= wanted else len(utterances) - 1


def _close(utterances: Sequence[Utterance], rows: Rows) -> Span | None:
    settled = [n for n, u in enumerate(utterances)
               if is_side(u.speaker, "customer") and has(rows[n], "promise.", "refusal")]
    size = len(utterances)
    first = settled[-1] + 1 if settled else size - max(1, size // 5)
    return (first, size - 1) if first < size else None
