"""An evaluation as a page to read: Markdown tables, and every error with its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from callcoach.evaluate.measure import Agreement, Evaluation, Mistake, Verdicts

_SHOWN = ("question", "excuse", "promise", "threat", "insult", "amount=value", "self_answered")


def page(result: Evaluation, title: str = "Agreement with people") -> str:
    """The whole evaluation as Markdown, without the errors."""
    return "\n".join([f"# {title}", "", f"{result.calls} calls, {result.utterances} utterances.", "",
                      *label_table(result.labels), "", *_choices(result), *_verdicts(result.verdicts)])


def label_table(rows: Iterable[Agreement]) -> Iterator[str]:
    """Precision, recall and F1 per label, with the bootstrapped interval of F1."""
    yield "| label | people | precision | recall | F1 | 95 % |"
    yield "|---|---:|---:|---:|---:|---|"
    for r in rows:
        yield (f"| `{r.label}` | {r.people} | {r.precision:.2f} | {r.recall:.2f} | {r.f1:.3f} "
               f"| {r.low:.2f}–{r.high:.2f} |")


def _choices(result: Evaluation) -> Iterator[str]:
    yield "| where both found one | n | right |"
    yield "|---|---:|---:|"
    for c in result.choices:
        yield f"| {c.name} | {c.n} | {c.share:.3f} |"
    for c in result.choices:
        for theirs, ours, k in c.confusions[:12]:
            yield f"- {c.name}: `{theirs}` heard as `{ours}`: {k}"


def _verdicts(verdicts: Verdicts | None) -> Iterator[str]:
    if verdicts is None:
        return
    kappa = "–" if verdicts.kappa is None else f"{verdicts.kappa:.3f}"
    yield ""
    yield f"Verdicts: {verdicts.n}, equal {verdicts.equal:.3f}, weighted kappa {kappa}."
    for code, wrong in verdicts.confusions.items():
        yield f"- `{code}`: " + ", ".join(f"{a} → {b} ({k})" for a, b, k in wrong)


def errors(mistakes: Iterable[Mistake]) -> str:
    """Every label that only one side gave, by label, with the utterance before it."""
    lines = ["# Errors", ""]
    rows = sorted(mistakes, key=lambda m: (m.label, m.kind, m.call_id, m.utterance))
    last = ""
    for m in rows:
        if m.label != last:
            lines += ["", f"## {m.label}", ""]
            last = m.label
        lines.append(f"- **{m.kind}** `{m.call_id}`:{m.utterance + 1} {m.speaker}: {_plain(m.text)}"
                     f"  \n  after: {_plain(m.before)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split()) or "–"


def comparison(parts: Iterable[tuple[str, Evaluation]]) -> str:
    """One row per part (or kind of noise): F1 of the main labels, and verdicts."""
    head = ["| | calls | " + " | ".join(f"`{n}`" for n in _SHOWN) + " | verdicts equal |",
            "|---|---:|" + "---:|" * (len(_SHOWN) + 1)]
    return "\n".join([*head, *(_row(name, e) for name, e in parts)]) + "\n"


def _row(name: str, result: Evaluation) -> str:
    cells = []
    for label in _SHOWN:
        row = result.of(label)
        cells.append("–" if row is None else f"{row.f1:.2f}")
    equal = "–" if result.verdicts is None else f"{result.verdicts.equal:.2f}"
    return f"| {name} | {result.calls} | " + " | ".join(cells) + f" | {equal} |"
