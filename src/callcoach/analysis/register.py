"""How the agent addresses the customer: usted, tú or vos. Advice speaks in the same register."""

from __future__ import annotations

from typing import Literal

from callcoach.analysis.speech import spelt, word_list
from callcoach.model.call import Call

Register = Literal["usted", "tu", "vos"]


def register(call: Call) -> Register:
    """The register of the agent's words; ``usted`` where they do not tell.

    Words that only one register uses are counted. Without accents ``sabes`` may be tú or vos:
    such words count for both, and ``vos`` needs a word of its own.

    >>> from callcoach.analysis.build import build_call
    >>> from callcoach.model.transcript import Transcript, Utterance
    >>> said = Utterance(index=0, speaker="agent", text="¿Vos sos Micaela? Te llamo por la cuota")
    >>> register(build_call(Transcript(id="c", utterances=(said,)), ()))
    'vos'
    """
    words = [w for u in call.transcript.utterances if u.speaker == "agent" for w in spelt(u.text)]
    usted, tu, vos, both = (_count(words, name) for name in ("usted", "tu", "vos", "informal"))
    if both + max(tu, vos) <= usted:
        return "usted"
    own = word_list("vos") - word_list("tu")
    return "vos" if vos >= tu and any(w in own for w in words) else "tu"


def _count(words: list[str], name: str) -> int:
    listed = word_list(name)
    return sum(w in listed for w in words)
