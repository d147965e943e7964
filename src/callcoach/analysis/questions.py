"""Questions and what became of them: who answered, when, and whether the asker let them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callcoach.analysis.contact import Rows
from callcoach.analysis.find import is_side
from callcoach.model.annotation import Annotation
from callcoach.model.call import Question
from callcoach.model.transcript import Utterance

_TAIL_WORDS = 3
_NOT_INFORMATION = ("verification", "cue.courtesy_question")


def questions(utterances: Sequence[Utterance], rows: Rows) -> Iterator[Question]:
    """Every open and closed question, in order."""
    for n, row in enumerate(rows):
        asked = [a for a in row if a.label in ("question.open", "question.closed")]
        for mark in asked:
            yield _question(utterances, rows, n, mark)


def _question(utterances: Sequence[Utterance], rows: Rows, n: int, mark: Annotation) -> Question:
    answered = _next_other(utterances, n)
    return Question(
        utterance=n, mark=mark, speaker=utterances[n].speaker, open=mark.label == "question.open",
        information=not _overlaps(rows[n], mark, *_NOT_INFORMATION),
        self_answered=_self_answered(utterances, rows, n, mark),
        ends_turn=answered is not None and _ends_utterance(utterances[n].text, rows[n], mark),
        answered_by=answered, resumed_after=_resumed(utterances, n),
        substance=answered is not None and _substance(utterances[answered].text, rows[answered]),
    )


def _overlaps(row: Sequence[Annotation], mark: Annotation, *labels: str) -> bool:
    return any(a.label in labels and a.start < mark.end and mark.start < a.end for a in row)


def _self_answered(
    utterances: Sequence[Utterance], rows: Rows, n: int, mark: Annotation
) -> bool:
    if _overlaps(rows[n], mark, "self_answered"):
        return True
    after = n + 1 < len(rows) and utterances[n + 1].speaker == utterances[n].speaker
    last = not any(a.label.startswith("question.") and a.start > mark.start for a in rows[n])
    return after and last and any(a.label == "self_answered" and a.start == 0 or
                                  a.label == "self_answered" and not _holds_question(rows[n + 1], a)
                                  for a in rows[n + 1])


def _holds_question(row: Sequence[Annotation], mark: Annotation) -> bool:
    return any(a.label in ("question.open", "question.closed") and mark.start <= a.start < mark.end
               for a in row)


def _next_other(utterances: Sequence[Utterance], n: int) -> int | None:
    """The next utterance if the other side speaks it (empty ones do not count)."""
    for k in range(n + 1, len(utterances)):
        if not utterances[k].text.strip():
            continue
        agent = utterances[n].speaker == "agent"
        return k if is_side(utterances[k].speaker, "customer" if agent else "agent") else None
    return None


def _ends_utterance(text: str, row: Sequence[Annotation], mark: Annotation) -> bool:
    """Whether nothing follows the question but a name, a courtesy or a tag."""
    end = max([mark.end, *(a.end for a in row if a.label == "question.other" and a.start >= mark.end)])
    return len(text[end:].split()) <= _TAIL_WORDS


def _resumed(utterances: Sequence[Utterance], n: int) -> float | None:
    if n + 1 >= len(utterances) or utterances[n + 1].speaker != utterances[n].speaker:
        return None
    end, start = utterances[n].end, utterances[n + 1].start
    return None if end is None or start is None else round(start - end, 3)


def _substance(text: str, row: Sequence[Annotation]) -> bool:
    """Whether an answer says something: more than a question in return or a sound."""
    words = text.split()
    if any(a.label.startswith("question.") and a.end - a.start >= len(text.strip()) - 2 for a in row):
        return False
    return len(words) >= 2 or any(c.isdigit() for c in text) or bool(row)
