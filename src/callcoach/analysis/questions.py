"""Questions and what became of them: who answered, when, and whether the asker let them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from callcoach.analysis.find import is_side
from callcoach.analysis.identity import asked_who
from callcoach.analysis.rows import Rows, has
from callcoach.analysis.speech import spelt, word_list
from callcoach.model.annotation import Annotation
from callcoach.model.call import Question
from callcoach.model.transcript import Utterance

TAIL_WORDS = 3
"""Words after a question, besides courtesies, that do not take the turn back: a name, a tag."""

NOT_INFORMATION = ("verification", "cue.asks_for", "cue.courtesy_question", "cue.contact_data")
_ASKED = ("question.open", "question.closed")


def questions(utterances: Sequence[Utterance], rows: Rows) -> Iterator[Question]:
    """Every open and closed question, in order."""
    for n, row in enumerate(rows):
        for mark in row:
            if mark.label in _ASKED:
                yield _question(utterances, rows, n, mark)


def _question(utterances: Sequence[Utterance], rows: Rows, n: int, mark: Annotation) -> Question:
    last = _turn_end(utterances, n)
    ends = _ends_turn(utterances, rows, n, mark, last)
    answered = _next_other(utterances, last if ends else n)
    return Question(
        utterance=n, mark=mark, speaker=utterances[n].speaker, open=mark.label == "question.open",
        information=not _overlaps(rows[n], mark, *NOT_INFORMATION)
        and mark not in asked_who(rows[n]),
        self_answered=_self_answered(utterances, rows, n, mark),
        ends_turn=answered is not None and ends,
        answered_by=answered, resumed_after=_resumed(utterances, n),
        substance=answered is not None and substance(utterances[answered].text, rows[answered]),
    )


def _overlaps(row: Sequence[Annotation], mark: Annotation, *labels: str) -> bool:
    return any(a.label in labels and a.start < mark.end and mark.start < a.end for a in row)


def _self_answered(
    utterances: Sequence[Utterance], rows: Rows, n: int, mark: Annotation
) -> bool:
    """Answered within the utterance, or by the speaker's next one, which holds only the answer."""
    if _overlaps(rows[n], mark, "self_answered"):
        return True
    if n + 1 >= len(rows) or utterances[n + 1].speaker != utterances[n].speaker:
        return False
    if any(a.label in _ASKED and a.start > mark.start for a in rows[n]):
        return False
    return any(a.label == "self_answered" and not _holds_question(rows[n + 1], a)
               for a in rows[n + 1])


def _holds_question(row: Sequence[Annotation], mark: Annotation) -> bool:
    """Whether a self-answer brings its own question (a tag at its end is none)."""
    return any(a.label in _ASKED and a.form != "tag" and mark.start <= a.start < mark.end
               for a in row)


def _turn_end(utterances: Sequence[Utterance], n: int) -> int:
    """The last utterance that the speaker of ``n`` says in a row."""
    end = n
    while end + 1 < len(utterances) and utterances[end + 1].speaker == utterances[n].speaker:
        end += 1
    return end


def _ends_turn(
    utterances: Sequence[Utterance], rows: Rows, n: int, mark: Annotation, last: int
) -> bool:
    """Whether nothing follows the question in its turn but a name, a courtesy or a tag."""
    if any(a.label in _ASKED and a.start >= mark.end for a in rows[n]):
        return False
    if any(has(rows[k], *_ASKED, "self_answered") for k in range(n + 1, last + 1)):
        return False
    tags = [a.end for a in rows[n] if a.label == "question.other" and a.start >= mark.end]
    rest = [utterances[n].text[max([mark.end, *tags]):]]
    rest += [utterances[k].text for k in range(n + 1, last + 1)]
    courtesy = word_list("courtesy")
    return sum(word not in courtesy for part in rest for word in spelt(part)) <= TAIL_WORDS


def _next_other(utterances: Sequence[Utterance], n: int) -> int | None:
    """The next utterance if the other side speaks it (empty ones do not count)."""
    other = "customer" if utterances[n].speaker == "agent" else "agent"
    for k in range(n + 1, len(utterances)):
        if utterances[k].text.strip():
            return k if is_side(utterances[k].speaker, other) else None
    return None


def _resumed(utterances: Sequence[Utterance], n: int) -> float | None:
    if n + 1 >= len(utterances) or utterances[n + 1].speaker != utterances[n].speaker:
        return None
    end, start = utterances[n].end, utterances[n + 1].start
    return None if end is None or start is None else round(start - end, 3)


def substance(text: str, row: Sequence[Annotation]) -> bool:
    """Whether an answer says something: more than a question in return or a sound.

    >>> substance("Eh...", ()), substance("No.", ())
    (False, True)
    """
    if any(a.label.startswith("question.") and a.end - a.start >= len(text.strip()) - 2
           for a in row):
        return False
    return bool(row) or any(w not in word_list("sounds") for w in spelt(text))
