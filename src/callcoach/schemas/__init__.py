"""The JSON Schemas of what callcoach reads and writes, shipped as files.

``docs/schemas.py`` makes them from the models; a test holds them to these.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from callcoach.errors import UsageError

NAMES = ("review", "transcript")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema called ``review`` or ``transcript``. Raises UsageError for another name.

    >>> schema("review")["properties"]["schema"]["const"]
    'callcoach.review/1'
    """
    if name not in NAMES:
        raise UsageError(f"no schema is called {name[:40]!r}", hint=f"one of {', '.join(NAMES)}")
    text = files("callcoach.schemas").joinpath(f"{name}.schema.json").read_text("utf8")
    made: dict[str, Any] = json.loads(text)
    return made
