"""Labelled calls of this repository as transcripts with label spans, grouped by writer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markup
from callcoach.model.transcript import CallInfo, Transcript, Utterance

HERE = Path(__file__).resolve().parent
_INFO = ("started_at", "agent_id", "creditor", "debt", "jurisdiction", "debtor_type",
         "calls_last_7_days", "calls_today", "abuse_reported")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A call with its labels: per utterance ``(label, start, end, row)`` in characters."""

    transcript: Transcript
    labels: tuple[tuple[tuple[str, int, int, dict[str, Any]], ...], ...]
    group: str
    style: str
    variety: str
    alone: bool = False
    """A single turn without its call."""


def calls() -> Iterator[Labelled]:
    """Whole calls: those in JSON, then those written in markup. Groups are writers or regions."""
    for path in sorted((HERE / "calls").glob("*.jsonl")):
        for row in _rows(path):
            yield _labelled(row, path.stem)
    for row in _rows(HERE / "gold" / "dev.jsonl"):
        yield _labelled(row, "dev")
    for path in sorted((HERE / "written").glob("*.calls")):
        for row in markup.parse(path.read_text("utf8")):
            yield _labelled(row, path.stem.split("_")[0])


def turns() -> Iterator[Labelled]:
    """Isolated customer turns, each a call of one utterance; labels without spans."""
    for number, row in enumerate(_rows(HERE / "turns" / "customer_turns.jsonl")):
        text = row["text"]
        labels = tuple((name, 0, len(text), {"label": name}) for name in row["labels"])
        transcript = Transcript(
            id=f"turn-{number}", utterances=(Utterance(index=0, speaker="customer", text=text),))
        yield Labelled(transcript, (labels,), "turns", row["style"], row["region"], alone=True)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _labelled(row: dict[str, Any], group: str) -> Labelled:
    info = {k: v for k, v in row.get("meta", {}).items() if k in _INFO}
    spoken = tuple(
        Utterance(index=n, speaker=u["speaker"], text=u["text"], start=u.get("start"), end=u.get("end"))
        for n, u in enumerate(row["utterances"])
    )
    transcript = Transcript(id=row["id"], info=CallInfo(**info, variety=row["variety"]),
                            utterances=spoken)
    labels = tuple(tuple(_spans(u)) for u in row["utterances"])
    return Labelled(transcript, labels, group, row["style"], row["variety"])


def _spans(utterance: dict[str, Any]) -> Iterator[tuple[str, int, int, dict[str, Any]]]:
    seen: dict[tuple[str, str], int] = {}
    for row in utterance["labels"]:
        key = (row["label"], row["quote"])
        start = row.get("start")
        if start is None:
            start = utterance["text"].find(row["quote"], seen.get(key, 0))
            seen[key] = start + 1
        yield row["label"], start, start + len(row["quote"]), row
