"""The house holds: who imports whom, what is shown, how long things are, what importing costs."""

from __future__ import annotations

import ast
import doctest
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import callcoach

HOME = Path(callcoach.__file__).resolve().parent
ROOT = Path(__file__).resolve().parents[1]
STAGES = ("errors", "_version", "model", "lang", "text", "annotate", "analysis", "practices", "scorecards",
          "scoring", "reports", "pipeline", "batch", "evaluate", "bridges", "cli_help", "cli")
"""Each imports only what stands to its left."""
READERS_KNOW = {"errors", "model", "readers"}
READERS_KNOWN_TO = {"readers", "pipeline", "batch", "evaluate", "bridges", "cli"}
APART = {"__init__", "__main__", "schemas"}
MODULES = sorted(HOME.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 320, 60
HEAVY = ("spacy", "pandas", "rich", "pydantic", "numpy", "yaml", "click", "rapidfuzz", "holidays")
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOME)))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf8"))


def stage(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    parts = ("callcoach", *path.relative_to(HOME).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """The stages that a module imports, wherever in it."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "import from the module that defines a name"
            names += [f"{node.module}.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names += [a.name for a in node.names]
    ours = [name.split(".") for name in names if name.split(".")[0] == "callcoach"]
    return {parts[1] for parts in ours if len(parts) > 1}


def definitions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes, and the public methods of the latter."""
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body
                            if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


@each_module
def test_a_stage_imports_only_what_stands_before_it(path: Path) -> None:
    here = stage(path)
    if here in APART:
        return
    if here == "readers":
        assert imported(path) <= READERS_KNOW
        return
    before = {*STAGES[: STAGES.index(here) + 1]}
    if here in READERS_KNOWN_TO:
        before.add("readers")
    assert imported(path) <= before


@each_module
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert path.stem not in {"utils", "core", "common", "helpers", "misc"}


@each_module
def test_public_names_say_what_they_are(path: Path) -> None:
    overridden = {"check", "annotate"} if stage(path) in ("practices", "annotate") else set()
    silent = [d.name for d in definitions(tree(path))
              if not ast.get_docstring(d) and d.name not in overridden]
    assert not silent


@each_module
def test_nothing_is_long(path: Path) -> None:
    assert len(path.read_text("utf8").splitlines()) <= LONGEST_FILE
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION] == []


@each_module
def test_input_is_checked_and_failures_are_not_swallowed(path: Path) -> None:
    nodes = list(ast.walk(tree(path)))
    assert not any(isinstance(n, ast.Assert) for n in nodes)
    broad = [n for n in nodes if isinstance(n, ast.ExceptHandler) and (
        n.type is None or (isinstance(n.type, ast.Name) and n.type.id in ("Exception", "BaseException")
                           and not any(isinstance(b, ast.Raise) for b in ast.walk(n))))]
    assert not broad or stage(path) == "pipeline", "only at the boundary of a call in a batch"


def test_the_public_names_are_these() -> None:
    assert callcoach.__all__ == [
        "Annotation", "CallInfo", "CallcoachError", "Coach", "MissingExtraError", "PackError",
        "Review", "ScorecardError", "Transcript", "TranscriptError", "UnknownFormatError",
        "UsageError", "Utterance", "__version__", "read_transcript", "read_transcripts"]
    assert dir(callcoach) == sorted(callcoach.__all__)
    assert all(getattr(callcoach, name) is not None for name in callcoach.__all__)
    with pytest.raises(AttributeError, match="nothing_like_it"):
        callcoach.nothing_like_it  # noqa: B018


@pytest.mark.parametrize("name", [dotted(p) for p in MODULES if "__main__" not in p.parts[-1]])
def test_what_the_docstrings_show_is_true(name: str) -> None:
    result = doctest.testmod(import_module(name), raise_on_error=False, report=True)
    assert result.failed == 0


def test_a_public_name_shows_itself_at_work() -> None:
    """Most public functions have a runnable example."""
    functions = [d for p in MODULES for d in tree(p).body
                 if isinstance(d, ast.FunctionDef) and not d.name.startswith("_")]
    shown = [f for f in functions if ">>>" in (ast.get_docstring(f) or "")]
    assert len(shown) / len(functions) > 1 / 3


def texts() -> list[Path]:
    kinds = {".py", ".md", ".yaml", ".toml", ".txt", ".json", ".csv", ".calls", ".cfg", ""}
    folders = ("src", "tests", "docs", "data", "examples", "training", ".ci")
    found = [p for f in folders for p in (ROOT / f).rglob("*") if p.is_file()]
    found += [p for p in ROOT.iterdir() if p.is_file()]
    return [p for p in found if p.suffix in kinds and not any(
        (part.startswith(".") and part != ".ci") or part == "__pycache__"
        for part in p.relative_to(ROOT).parts[:-1])]


def test_no_path_of_a_machine_stands_anywhere() -> None:
    """Nor where the project was made, nor what it was made from."""
    paths = re.compile(r"(?<![\w.~*/])/(?:home|tmp|work|Users|root|mnt|var/folders)/\w|\b[A-Z]:\\\\?Users\b")
    wrong = [p.name for p in texts() if p.name != Path(__file__).name
             and paths.search(p.read_text("utf8", "replace"))]
    assert wrong == []


def run(code: str, *options: str) -> str:
    """What a fresh interpreter prints."""
    made = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=True)
    return made.stdout


def test_no_module_warns_when_it_is_imported() -> None:
    names = [dotted(p) for p in MODULES if "__main__" not in p.parts[-1] and stage(p) != "bridges"]
    code = f"import importlib\nfor n in {names!r}: importlib.import_module(n)"
    assert run(code, "-W", "error::DeprecationWarning:callcoach", "-W", "error::SyntaxWarning") == ""


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, callcoach; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert run(code).strip() == "[]"


def test_importing_costs_little() -> None:
    """At most 150 ms and 40 MB more than an interpreter that does nothing."""
    measure = ("import json, resource\n{}\nused = resource.getrusage(resource.RUSAGE_SELF)\n"
               "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))")
    bare = [json.loads(run(measure.format("pass"))) for _ in range(3)]
    full = [json.loads(run(measure.format("import callcoach"))) for _ in range(3)]
    seconds, megabytes = (min(f[k] for f in full) - min(b[k] for b in bare) for k in (0, 1))
    assert seconds < 0.150
    assert megabytes < 40


def test_reviewing_does_not_need_spacy() -> None:
    code = ("import sys; sys.modules['spacy'] = None\nfrom callcoach import Coach\n"
            "print(Coach().label('¿Cuándo va a pagar?', speaker='agent')[0].quote)")
    assert run(code, "-X", "utf8").strip() == "¿Cuándo va a pagar?"
