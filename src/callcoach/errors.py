"""What can go wrong, as one small tree.

::

    CallcoachError
    ├── TranscriptError      a transcript that cannot be read (what, where, what to do)
    │   └── UnknownFormatError   no reader knows this content
    ├── PackError            a language pack or overlay with errors (all of them at once)
    ├── ScorecardError       a scorecard with errors (all of them at once)
    ├── UsageError           a request that makes no sense (an unknown role, label, code or file)
    ├── InternalError        callcoach itself failed on a call: a bug; the other calls are reviewed
    └── MissingExtraError    an optional dependency is not installed; says how to install it

Messages say what was found, where, and what to do. They never contain transcript text.
"""

from __future__ import annotations


class CallcoachError(Exception):
    """Base of every error that callcoach raises on purpose.

    >>> str(CallcoachError("no utterances", where="call.json", hint="check the export"))
    'call.json: no utterances (check the export)'
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        head = f"{where}: " if where else ""
        tail = f" ({hint})" if hint else ""
        super().__init__(f"{head}{what}{tail}")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.hint))


def _rebuild(
    kind: type[CallcoachError], what: str, where: str | None, hint: str | None
) -> CallcoachError:
    return kind(what, where=where, hint=hint)


class TranscriptError(CallcoachError):
    """A transcript that cannot be read: ``where`` is ``file:line`` or a JSON pointer."""


class UnknownFormatError(TranscriptError):
    """No reader recognises the content; the message names what was seen."""


class PackError(CallcoachError):
    """A language pack with errors; ``what`` lists all of them as ``file:line:column: ...``."""


class ScorecardError(CallcoachError):
    """A scorecard with errors; ``what`` lists all of them as ``file:line:column: ...``."""


class UsageError(CallcoachError):
    """A request that names something unknown: a role, a label, a practice, a file."""


class InternalError(CallcoachError):
    """callcoach failed on a call that it should have reviewed; ``__cause__`` is what happened."""


class MissingExtraError(CallcoachError):
    """An optional dependency is missing; ``hint`` is the command that installs it."""
