"""Where somebody says a name that the file of the call knows: the creditor's, the agent's."""

from __future__ import annotations

from collections.abc import Iterator

from callcoach.analysis.find import is_side
from callcoach.model.call import Call
from callcoach.model.outcome import Evidence
from callcoach.text.tokens import Line

_COMPANY = frozenset({"sl", "sa", "sas", "sac", "srl", "slu", "cv", "de", "la", "el", "los", "las",
                      "y", "s", "a", "l", "c", "v"})
"""Words of a company's name that people leave out."""

LONG_WORD = 5
"""Letters of a word that may stand for a whole name."""


def mentions(
    call: Call, name: str | None, *, side: str = "agent", short: bool = False
) -> Iterator[Evidence]:
    """The stretches in which a side says ``name``, whatever its case, accents and legal form.

    ``short``: the last word of the name is enough if it is long ("Arrieta" for Pescados Arrieta).

    >>> from callcoach.analysis.build import build_call
    >>> from callcoach.model.transcript import Transcript, Utterance
    >>> said = Utterance(index=0, speaker="agent", text="le llamo de hormigones tajo")
    >>> call = build_call(Transcript(id="c", utterances=(said,)), ())
    >>> [e.quote for e in mentions(call, "Hormigones Tajo, S.L.")]
    ['hormigones tajo']
    """
    wanted = [w for w in Line(0, "agent", name or "").norms if w not in _COMPANY]
    if short:
        wanted = [w for w in wanted[-1:] if len(w) >= LONG_WORD]
    if not wanted:
        return
    for n, u in enumerate(call.transcript.utterances):
        if is_side(u.speaker, side):
            found = _found(Line(n, u.speaker, u.text), wanted)
            if found:
                start, end = found
                yield Evidence(utterance=n, start=start, end=end, quote=u.text[start:end],
                               rule="mentions")


def _found(line: Line, wanted: list[str]) -> tuple[int, int] | None:
    """The characters over the first place where the words follow each other."""
    kept = [i for i, norm in enumerate(line.norms) if norm not in _COMPANY]
    norms = [line.norms[i] for i in kept]
    for at in range(len(norms) - len(wanted) + 1):
        if norms[at:at + len(wanted)] == wanted:
            return line.starts[kept[at]], line.ends[kept[at + len(wanted) - 1]]
    return None
