"""Claims of the customer: what was doubted, asked or disputed, and what the firm admitted."""

from __future__ import annotations

from callcoach.analysis.find import find, is_side
from callcoach.analysis.natures import CLAIM, nature
from callcoach.analysis.steps import days_named, harsh, last_promise, near
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call

_QUESTIONS = ("question.open", "question.closed")
_GROUNDS = ("threat.complaint", "cue.denies_debt", "cue.never_came", "cue.told_me")
_BACK, _STATEMENT = 4, 3


def apologies(call: Call) -> tuple[Annotation, ...]:
    """The agent's apologies for what the firm did, not for their own tone or haste."""
    return tuple(a for a in find(call, "apology", side="agent") if not _own(call, a))


def _own(call: Call, mark: Annotation) -> bool:
    here = (mark.utterance, mark.utterance)
    if find(call, "cue.claim_admitted", within=here):
        return False
    before = (max(0, mark.utterance - 1), max(0, mark.utterance - 1))
    return bool(find(call, "cue.outburst", within=here)
                or find(call, "cue.talked_over", side="customer", within=before))


def admitted(call: Call) -> tuple[Annotation, ...]:
    """Where the agent shows or admits that the customer's claim is right.

    Said outright; conceded right after a claim; or shown by an apology for what the firm did.
    """
    outright = find(call, "cue.claim_admitted", side="agent")
    conceded = [a for a in find(call, "cue.conceded", side="agent") if _claimed(call, a.utterance)]
    sorry = [a for a in apologies(call) if a.utterance > 0]
    return tuple(sorted({*outright, *conceded, *sorry}, key=lambda a: (a.utterance, a.start)))


def _claimed(call: Call, n: int) -> bool:
    """Whether the customer made a claim in one of their two utterances before ``n``."""
    theirs = [k for k in range(max(0, n - _BACK), n) if is_side(call.speaker(k), "customer")]
    return any(nature(a.label) == CLAIM or a.label in _GROUNDS
               for k in theirs[-2:] for a in call.annotations[k])


def doubts(call: Call) -> tuple[Annotation, ...]:
    """The customer's doubts, disputes and requests for papers, in order.

    A question counts where it is about the debt, its origin, its interest or its terms.
    """
    found = [a for n, row in enumerate(call.annotations) if is_side(call.speaker(n), "customer")
             for a in row if _doubt(call, a)]
    return tuple(sorted(found, key=lambda a: (a.utterance, a.start)))


def _doubt(call: Call, mark: Annotation) -> bool:
    if nature(mark.label) == CLAIM or mark.label in ("cue.denies_debt", "cue.document_request"):
        return not near(call, mark, "promise.", "cue.lawyer", "cue.insolvency")
    if mark.label not in _QUESTIONS:
        return False
    return bool(near(call, mark, "cue.debt_matter")) and not near(call, mark, "self_answered")


def facts(call: Call) -> tuple[Annotation, ...]:
    """What the agent told about the debt once it was doubted; nothing said in a quarrel counts."""
    asked = doubts(call)
    if not asked:
        return ()
    first, end = asked[0].utterance, len(call.annotations) - 1
    told = find(call, "cue.explains", "cue.claim_admitted", "amount", side="agent",
                within=(first, end))
    return tuple(a for a in told if not _quarrel(call, a.utterance) and not _asks(call, a))


def _quarrel(call: Call, n: int) -> bool:
    return any(a.label != "notice" for a in harsh(call, n))


def _asks(call: Call, mark: Annotation) -> bool:
    """Whether it stands in a question, or is a sum that is only asked for: it tells nothing."""
    if mark.label == "amount":
        return bool(find(call, "commitment_request", within=(mark.utterance, mark.utterance)))
    return bool(near(call, mark, *_QUESTIONS))


def replies(call: Call) -> tuple[tuple[Annotation, int], ...]:
    """Doubts and the agent's next utterance, where that answers with a statement.

    A question about the debt is answered by any statement; a dispute by one that speaks of the
    case: of a day, a figure, a paper.
    """
    pairs = []
    for mark in doubts(call):
        n = mark.utterance + 1
        question = mark.label in _QUESTIONS
        if n < len(call.annotations) and _states(call, n) and (question or _of_the_case(call, n)):
            pairs.append((mark, n))
    return tuple(pairs)


def _states(call: Call, n: int) -> bool:
    """Whether the agent states something in utterance ``n``, and not that they cannot say."""
    if call.speaker(n) != "agent" or (_quarrel(call, n) and not _answers_first(call, n)):
        return False
    if find(call, "cue.no_answer", within=(n, n)):
        return False
    said = find(call, "question.", "identification", "amount.vague", within=(n, n))
    return len(call.text(n).split()) - sum(len(a.quote.split()) for a in said) >= _STATEMENT


def _of_the_case(call: Call, n: int) -> bool:
    text = call.text(n)
    return bool(find(call, "cue.case_word", within=(n, n))) or bool(days_named(call, n)) or any(
        c.isdigit() for c in text)


def _answers_first(call: Call, n: int) -> bool:
    """Whether a statement stands before the quarrel begins."""
    marks = [a for a in harsh(call, n) if a.label != "notice"]
    return min((a.start for a in marks), default=0) > 15


def exempt(call: Call) -> Annotation | None:
    """What makes asking for a payment improper: a claim found valid, a death, a lawyer, an
    insolvency. ``None`` where nothing does."""
    for n, row in enumerate(call.annotations):
        if not is_side(call.speaker(n), "customer") or not any(nature(a.label) for a in row):
            continue
        for mark in row:
            if mark.label in ("cue.bereavement", "cue.lawyer", "cue.insolvency"):
                return mark
    disputed = [d.utterance for d in doubts(call)
                if nature(d.label) == CLAIM or d.label == "cue.denies_debt"]
    shown = [a for a in admitted(call) if disputed and a.utterance > disputed[0]]
    return shown[0] if shown else _under_review(call)


def _under_review(call: Call) -> Annotation | None:
    """A claim that the agent passed on instead of asking for money."""
    if find(call, "commitment_request", side="agent") or last_promise(call) is not None:
        return None
    claims = [e for e in call.excuses if nature(e.label) == CLAIM]
    passed = find(call, "escalates", side="agent")
    return claims[0] if claims and passed else None
