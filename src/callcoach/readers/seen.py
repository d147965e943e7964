"""What the caller says of roles, and which labels and channels really occur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from callcoach.errors import UsageError
from callcoach.model.transcript import Speaker
from callcoach.readers.base import RawCall
from callcoach.readers.folding import fold

_SHOWN = 12


@dataclass(slots=True)
class Seen:
    """Role maps of the caller, and the labels and channels of the calls read so far."""

    roles: Mapping[str, Speaker]
    channels: Mapping[int, Speaker]
    labels: dict[str, None] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)

    def note(self, call: RawCall) -> None:
        """Remember the labels and channels of ``call``; nothing to do without maps."""
        if self.roles:
            self.labels.update(dict.fromkeys(s.label for s in call.segs if s.label is not None))
        if self.channels:
            self.numbers.update(s.channel for s in call.segs if s.channel is not None)

    def check(self, where: str) -> None:
        """Raise UsageError where a map names a label or channel that occurs nowhere."""
        found = {fold(label) for label in self.labels}
        for label in self.roles:
            if fold(label) not in found:
                raise UsageError(
                    f"no speaker is called {label!r}", where=where, hint=self._labels()
                )
        for channel in self.channels:
            if channel not in self.numbers:
                known = ", ".join(map(str, sorted(self.numbers))) or "none"
                raise UsageError(f"no channel {channel}", where=where, hint=f"channels: {known}")

    def _labels(self) -> str:
        shown = [repr(label[:40]) for label in list(self.labels)[:_SHOWN]]
        more = f" and {len(self.labels) - _SHOWN} more" if len(self.labels) > _SHOWN else ""
        return f"labels in it: {', '.join(shown)}{more}" if shown else "it has no speaker labels"
