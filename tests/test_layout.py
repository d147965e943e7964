"""The house: which stage may import which, what the package shows, what is loaded when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import callcoach

ROOT = Path(callcoach.__file__).resolve().parent
ORDER = ["errors", "_version", "model", "lang", "text", "annotate", "analysis", "practices", "scorecards",
         "scoring", "reports", "readers", "pipeline", "evaluate", "batch", "bridges", "cli"]
MODULES = sorted(ROOT.rglob("*.py"))


def _stage(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("callcoach."):
            names.add((node.module or "").split(".")[1])
    return names


@pytest.mark.parametrize("path", [m for m in MODULES if _stage(m) in ORDER], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_stage_imports_only_what_stands_before_it(path: Path) -> None:
    stage = _stage(path)
    if stage == "evaluate" and path.name == "command.py":
        return  # the face of the stage writes its errors with the batch's writer
    allowed = set(ORDER[: ORDER.index(stage) + 1])
    if stage == "readers":
        allowed = {"errors", "model", "readers"}
    assert _imports(path) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_say_what_they_are(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf8")))
    assert path.stem not in {"utils", "core", "common", "helpers"}


def test_the_public_names_are_these() -> None:
    assert sorted(callcoach.__all__) == [
        "Annotation", "CallInfo", "CallcoachError", "Coach", "MissingExtraError", "PackError", "Review",
        "ScorecardError", "Transcript", "TranscriptError", "UnknownFormatError", "UsageError",
        "Utterance", "__version__", "read_transcript", "read_transcripts"]
    assert all(getattr(callcoach, name) is not None for name in callcoach.__all__)


def test_importing_loads_nothing_heavy() -> None:
    code = ("import sys, callcoach; "
            "print([m for m in ('spacy','pandas','rich','numpy','pydantic','yaml') if m in sys.modules])")
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_reviewing_does_not_load_spacy() -> None:
    code = "import sys; from callcoach import Coach; Coach().label('hola'); print('spacy' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
