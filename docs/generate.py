"""Generates the reference pages and the measured figures of the documentation.

    python docs/generate.py              reference pages from code and packs
    python docs/generate.py --measure    also measures on training/gold/dev.jsonl (about a minute)
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from callcoach._version import __version__
from callcoach.evaluate.gold import read_gold
from callcoach.evaluate.page import comparison, page
from callcoach.evaluate.run import by_part, evaluate, robustness
from callcoach.lang.loader import load_pack
from callcoach.pipeline import Coach
from callcoach.practices.catalogue import practices
from callcoach.reports.explain import explanation, label_names

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent / "training" / "gold" / "dev.jsonl"
FIGURES = HERE.parent / "training" / "figures.json"


def fenced(text: str) -> str:
    """Text as a block that keeps its lines."""
    return f"```text\n{text}\n```\n"


def reference() -> Iterator[tuple[str, str]]:
    """Pages of practices, labels and excuses: (path, content)."""
    pack = load_pack("es")
    yield "practices.md", _pages("Practices", practices())
    names = label_names(pack)
    yield "labels.md", _pages("Labels", [n for n in names if not n.startswith("excuse.")])
    yield "excuses.md", _pages("Excuses", [n for n in names if n.startswith("excuse.")])


def _pages(title: str, names: Iterable[str]) -> str:
    parts = [f"# {title}\n\nGenerated from the code and the packs by `docs/generate.py`.\n"]
    parts += [f"## `{name}`\n\n{fenced(explanation(name, 'es'))}" for name in names]
    return "\n".join(parts)


def held_out() -> str:
    """The figures of the held-out folds as a table."""
    data = json.loads(FIGURES.read_text("utf8"))
    lines = ["# Held-out folds of the learned model", "",
             "Every writer or region is judged by a model that has seen no call of theirs. The rules"
             " beside it were written with part of these calls in view, so their own columns are"
             " optimistic; calls of new writers decide.", "",
             "| side | label | style | people | precision | recall | F1 | rules alone F1 |",
             "|---|---|---|---:|---:|---:|---:|---:|"]
    lines += [_row(r) for r in data["labels"]]
    lines += ["", f"Right category where people found an excuse: {data['category_share']:.3f}.", ""]
    return "\n".join(lines)


def _row(r: dict[str, Any]) -> str:
    return (f"| {r['side']} | `{r['label']}` | {r['style']} | {r['n']} | {r['precision']:.2f} "
            f"| {r['recall']:.2f} | {r['f1']:.3f} | {r['rules_f1']:.3f} |")


def measured() -> str:
    """Agreement on the development calls, by style, and under noise."""
    coach = Coach(lang="en")
    calls = list(read_gold(GOLD))
    head = (f"Made with callcoach {__version__} on Python {platform.python_version()}. The"
            " development calls were in view while rules were written (the learned model has not"
            " seen them): read these figures as an upper bound, and the held-out folds beside them.\n")
    parts = [page(evaluate(coach, calls), "Agreement on the development calls"), head]
    parts += ["## By style\n", comparison(by_part(coach, calls, "style"))]
    parts += ["## By region\n", comparison(by_part(coach, calls, "region"))]
    parts += ["## Worse heard\n", comparison(robustness(coach, calls))]
    return "\n".join(parts)


def main() -> None:
    """Writes the pages."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--measure", action="store_true", help="measure on the development calls")
    given = options.parse_args()
    for name, text in reference():
        (HERE / "reference" / name).write_text(text, "utf8")
    if FIGURES.is_file():
        (HERE / "explanation" / "held-out.md").write_text(held_out(), "utf8")
    if given.measure:
        (HERE / "explanation" / "measured.md").write_text(measured(), "utf8")


if __name__ == "__main__":
    main()
