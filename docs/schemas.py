"""Makes the JSON Schemas that the package ships from the models.

    python docs/schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from callcoach.model.review import Review
from callcoach.model.transcript import Transcript

FOLDER = Path(__file__).resolve().parents[1] / "src" / "callcoach" / "schemas"
Mode = Literal["validation", "serialization"]
MODELS: dict[str, tuple[type[BaseModel], Mode]] = {
    "review": (Review, "serialization"),
    "transcript": (Transcript, "validation"),
}
"""What we write is described as we write it, what we read as we accept it."""


def made(name: str) -> str:
    """The text of a schema file."""
    model, mode = MODELS[name]
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"callcoach.{name}/1",
        **model.model_json_schema(by_alias=True, mode=mode),
    }
    return json.dumps(_plain(schema, mode), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any, mode: Mode) -> Any:
    """Without titles that only repeat names and without examples in Python; what is written
    always has all of its fields."""
    if isinstance(value, list):
        return [_plain(item, mode) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _plain(item, mode) for key, item in value.items()
            if not (key == "title" and isinstance(item, str))}
    if isinstance(kept.get("description"), str):
        kept["description"] = " ".join(kept["description"].split(">>>")[0].split())
    if mode == "serialization" and isinstance(kept.get("properties"), dict):
        kept["required"] = list(kept["properties"])
    return kept


def main() -> None:
    """Writes the files."""
    for name in MODELS:
        (FOLDER / f"{name}.schema.json").write_text(made(name), "utf8")


if __name__ == "__main__":
    main()
