"""The stages joined: transcript, annotations, facts, outcomes, review. Each is callable alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from callcoach._version import __version__
from callcoach.analysis.build import build_call
from callcoach.annotate.base import Annotator
from callcoach.annotate.run import Annotators
from callcoach.errors import CallcoachError, InternalError, UsageError
from callcoach.lang.loader import load_pack
from callcoach.lang.speak import Speaker as Voice
from callcoach.model.annotation import Annotation
from callcoach.model.call import Call
from callcoach.model.outcome import Message, Outcome
from callcoach.model.review import MadeWith, Review
from callcoach.model.transcript import CallInfo, Speaker, Transcript, Utterance
from callcoach.practices.base import Practice
from callcoach.practices.catalogue import practices as known_practices
from callcoach.readers.calls_table import with_info
from callcoach.readers.read import from_dict, from_turns, read_transcript, read_transcripts
from callcoach.scoring.review import make_review, transcript_digest
from callcoach.scoring.scorecard import load_scorecard

Source = str | os.PathLike[str] | bytes | IO[bytes]
CallLike = Source | Transcript | Mapping[str, Any] | Sequence[tuple[str, str]]


class Coach:
    """Reviews calls. Loaded once, immutable afterwards, safe to share between threads.

    ``lang`` is the language of what people read (``es`` or ``en``); calls are in Spanish.
    ``scorecard`` is the path of a YAML file (``None``: the default one). ``practices`` adds
    classes of your own, ``annotators`` annotators of your own.

    >>> coach = Coach()
    >>> coach.label("¿Ha enviado usted el cheque?", speaker="agent")[0].label
    'question.closed'
    """

    def __init__(
        self, *, lang: str = "es", scorecard: str | Path | None = None,
        practices: Iterable[type[Practice]] = (), annotators: Sequence[Annotator] = (),
    ) -> None:
        self.pack = load_pack("es")
        kinds = {**known_practices(), **{p.code: p for p in practices}}
        self.scorecard = load_scorecard(scorecard, kinds)
        self._practices = _configured(kinds, self.scorecard.practices)
        self._annotators = Annotators(self.pack, annotators)
        self.voice = Voice(self.pack, lang, _own_texts(kinds.values()))

    def review(
        self, call: CallLike, *, roles: Mapping[str, Speaker] | None = None,
        channels: Mapping[int, Speaker] | None = None, info: CallInfo | None = None,
    ) -> Review:
        """The review of one call: a path, bytes, an open file, a transcript, a dict, or
        ``[(speaker, text), …]``.

        ``roles`` maps raw speaker labels, ``channels`` channel numbers to roles; ``info`` adds
        what the file does not know. Raises :class:`TranscriptError` if it cannot be read.
        """
        transcript = _transcript(call, roles, channels)
        if info is not None:
            transcript = with_info(transcript, info)
        facts = self.analyse(transcript)
        return self.score(facts, self.judge(facts))

    def reviews(
        self, source: Source, *, name: str | None = None,
        roles: Mapping[str, Speaker] | None = None, channels: Mapping[int, Speaker] | None = None,
        calls: Mapping[str, CallInfo] | None = None,
    ) -> Iterator[Review | CallcoachError]:
        """Reviews of every call of a source, in order; a broken call yields its error.

        ``name`` names a source that has no path, ``calls`` adds what is known of a call by its id.
        A practice that fails becomes a ``crashed`` outcome, any other failure an
        :class:`InternalError` of that call.
        """
        for item in read_transcripts(source, name=name, roles=roles, channels=channels):
            if isinstance(item, CallcoachError):
                yield item
            else:
                yield self._careful(item, (calls or {}).get(item.id))

    def _careful(self, transcript: Transcript, info: CallInfo | None) -> Review | CallcoachError:
        """The review of one call of many: what fails costs this call, or one practice of it."""
        try:
            facts = self.analyse(with_info(transcript, info) if info else transcript)
            outcomes = {code: _survived(p, facts) for code, p in self._practices.items()}
            return self.score(facts, outcomes)
        except CallcoachError as error:
            return error
        except Exception as error:
            return _internal(error, transcript)

    def annotate(self, transcript: Transcript) -> tuple[Annotation, ...]:
        """The labels of a transcript, with the cues (``cue.*``) that only the analysis uses."""
        return self._annotators.annotate(transcript)

    def analyse(self, transcript: Transcript) -> Call:
        """The facts of a call."""
        return build_call(transcript, self.annotate(transcript))

    def judge(self, call: Call) -> dict[str, Outcome]:
        """The outcome of every practice that the scorecard has on, by code."""
        return {code: _outcome(p, call) for code, p in self._practices.items()}

    def score(self, call: Call, outcomes: Mapping[str, Outcome]) -> Review:
        """The review of a call whose practices were judged."""
        pairs = {code: (self._practices[code], o) for code, o in outcomes.items()}
        return make_review(call, pairs, self.scorecard, self.voice, self._made_with(call))

    def label(self, text: str, *, speaker: Speaker = "unknown") -> tuple[Annotation, ...]:
        """The labels of one utterance on its own. Raises :class:`UsageError` for an unknown role.

        >>> [a.label for a in Coach().label("hola", speaker="agent")]
        []
        """
        if speaker not in ("agent", "customer", "system", "third_party", "supervisor", "other",
                           "unknown"):
            raise UsageError(f"no role {speaker!r}", hint="agent or customer")
        alone = Transcript(id="text", utterances=(Utterance(index=0, speaker=speaker, text=text),))
        return tuple(a for a in self.annotate(alone) if not a.label.startswith("cue."))

    def _made_with(self, call: Call) -> MadeWith:
        both = hashlib.sha256((self.pack.sha256 + self.scorecard.sha256).encode()).hexdigest()
        return MadeWith(
            version=__version__, pack=f"{self.pack.language}:{self.pack.sha256[:12]}",
            scorecard=f"{self.scorecard.id}:{self.scorecard.version}", sha256=both,
            transcript_sha256=transcript_digest(call), parameters={"lang": self.voice.language},
        )


def _configured(
    kinds: Mapping[str, type[Practice]], overrides: Mapping[str, Any]
) -> dict[str, Practice]:
    made = {}
    for code, kind in kinds.items():
        override = overrides.get(code)
        if override is None or not override.off:
            made[code] = kind(**(override.options if override else {}))
    return made


def _own_texts(kinds: Iterable[type[Practice]]) -> dict[str, dict[str, str]]:
    return {f"practice.{k.code}.{name}": texts for k in kinds for name, texts in k.texts.items()}


def _outcome(practice: Practice, call: Call) -> Outcome:
    if not call.transcript.utterances:
        return Outcome(verdict="not_applicable", reason=Message(key="verdict.empty_call"))
    if call.contact == "none" and not practice.without_contact:
        return Outcome(verdict="not_applicable", reason=Message(key=call.contact_why))
    return practice.check(call)


def _survived(practice: Practice, call: Call) -> Outcome:
    """The outcome of a practice, ``crashed`` where the practice failed."""
    try:
        return _outcome(practice, call)
    except Exception as error:
        words = {"error": type(error).__name__}
        return Outcome(verdict="crashed", reason=Message(key="report.crashed", words=words), sure=0.0)


def _internal(error: Exception, transcript: Transcript) -> InternalError:
    """What happened and to which call, without a word of it."""
    file = transcript.source.file if transcript.source else None
    made = InternalError(
        f"callcoach failed on this call ({type(error).__name__})",
        where=f"{file}: {transcript.id}" if file else transcript.id,
        hint="the other calls were reviewed; please report it with the version of callcoach",
    )
    made.__cause__ = error
    return made


def _transcript(
    call: CallLike, roles: Mapping[str, Speaker] | None, channels: Mapping[int, Speaker] | None
) -> Transcript:
    if isinstance(call, Transcript):
        return call
    if isinstance(call, Mapping):
        return from_dict(dict(call), roles=roles, channels=channels)
    if isinstance(call, (str, os.PathLike, bytes)) or hasattr(call, "read"):
        return read_transcript(call, roles=roles, channels=channels)  # type: ignore[arg-type]
    return from_turns(_turns(call), id="call", roles=roles)


def _turns(call: object) -> list[tuple[str, str]]:
    """Pairs of speaker and text. Raises :class:`UsageError` for anything else."""
    pairs: list[Any] = list(call) if isinstance(call, Iterable) else [call]
    if any(not isinstance(p, (tuple, list)) or len(p) != 2 or not all(isinstance(t, str) for t in p)
           for p in pairs):
        raise UsageError(f"cannot review a {type(call).__name__} as it is",
                         hint="give a path, bytes, a Transcript, a dict, or [(speaker, text), …]")
    return pairs
