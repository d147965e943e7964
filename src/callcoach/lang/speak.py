"""Messages of the pack as sentences: the only place where keys become words for people."""

from __future__ import annotations

from collections.abc import Mapping

from callcoach.errors import PackError, UsageError
from callcoach.lang.schema import Pack, Texts

LANGUAGES = ("es", "en")


class Speaker:
    """Says messages in one language.

    >>> from callcoach.lang.loader import load_pack
    >>> Speaker(load_pack(), "en").say("verdict.met")
    'met'
    """

    def __init__(self, pack: Pack, language: str, extra: Mapping[str, Texts] | None = None) -> None:
        if language not in LANGUAGES:
            raise UsageError(f"no language {language!r}", hint=f"one of {', '.join(LANGUAGES)}")
        self.language = language
        self._texts = {**(extra or {}), **pack.messages}

    def say(self, key: str, /, **words: str) -> str:
        """The sentence of a key with its words filled in. Raises ``PackError`` if it is missing."""
        try:
            return self._texts[key][self.language].format_map(words).strip()
        except KeyError as missing:
            raise PackError(f"message {key!r} lacks {missing} in {self.language!r}",
                            where="lang/es/messages") from None

    def knows(self, key: str) -> bool:
        """Whether a sentence with this key exists."""
        return key in self._texts
