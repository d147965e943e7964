"""Labelled calls as text a person can write and read; this module turns them into JSON lines.

    == id=w1-001 variety=es-MX style=asr debt=4520.30:MXN type=consumer creditor="Banco Norte"
    A: buenas tardes {verification,question.closed:polar|hablo con el señor pérez}
    C: sí {excuse.no_funds|no tengo dinero}
    O: (a third person)

Braces nest: ``{self_answered|{question.open:direct|¿Cuándo va a pagar?} El viernes, ¿no?}``.
Attributes of a label follow a colon: the form of a question, ``amount:4520.30:MXN``.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SPEAKERS = {"A": "agent", "C": "customer", "O": "other"}


def parse_line(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and the labels of one marked utterance."""
    text: list[str] = []
    labels: list[dict[str, Any]] = []
    open_: list[tuple[int, list[str], int]] = []
    i = 0
    while i < len(marked):
        ch = marked[i]
        if ch == "{":
            bar = marked.index("|", i)
            names = marked[i + 1 : bar].split(",")
            open_.append((len(text), names, len(labels)))
            i = bar + 1
            continue
        if ch == "}":
            start, names, at = open_.pop()
            quote = "".join(text[start:])
            lead = len(quote) - len(quote.lstrip())
            new = [_label(n.strip(), quote.strip(), start + lead) for n in names]
            labels[at:at] = new
        else:
            text.append(ch)
        i += 1
    if open_:
        raise ValueError(f"unclosed brace: {marked!r}")
    return "".join(text), labels


def _label(name: str, quote: str, start: int) -> dict[str, Any]:
    parts = name.split(":")
    row: dict[str, Any] = {"label": parts[0], "quote": quote}
    if parts[0] == "amount":
        row["value"] = parts[1]
        row["currency"] = parts[2] if len(parts) > 2 and parts[2] else None
    elif len(parts) > 1:
        row["form"] = parts[1]
    row["start"], row["end"] = start, start + len(quote)
    return row


def parse(source: str) -> Iterator[dict[str, Any]]:
    """The calls of a marked text, in the shape of the gold files (without verdicts)."""
    call: dict[str, Any] | None = None
    for number, line in enumerate(source.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("=="):
            if call:
                yield call
            call = _header(line)
            continue
        if call is None or line[:2] not in ("A:", "C:", "O:"):
            raise ValueError(f"line {number}: expected '==' or 'A:', 'C:', 'O:'")
        try:
            text, labels = parse_line(line[2:].strip())
        except (ValueError, IndexError) as error:
            raise ValueError(f"line {number}: {error}") from error
        call["utterances"].append(
            {"speaker": SPEAKERS[line[0]], "start": None, "end": None, "text": text, "labels": labels}
        )
    if call:
        yield call


def _header(line: str) -> dict[str, Any]:
    pairs = dict(p.split("=", 1) for p in shlex.split(line[2:]))
    meta: dict[str, Any] = {}
    if "debt" in pairs:
        amount, _, currency = pairs["debt"].partition(":")
        meta["debt"] = {"amount": amount, "currency": currency}
    for key, name in (("creditor", "creditor"), ("type", "debtor_type"), ("started_at", "started_at")):
        if key in pairs:
            meta[name] = pairs[key]
    return {"id": pairs["id"], "variety": pairs["variety"], "style": pairs["style"], "meta": meta,
            "utterances": []}


def main(paths: list[str]) -> None:
    """Check marked files: prints calls and label counts, or the first error of each."""
    from collections import Counter

    known = set(Path(__file__).with_name("labels.txt").read_text("utf8").split())
    for path in paths:
        counts: Counter[str] = Counter()
        calls = utterances = 0
        try:
            for call in parse(Path(path).read_text("utf8")):
                calls += 1
                utterances += len(call["utterances"])
                for u in call["utterances"]:
                    for row in u["labels"]:
                        if row["label"] not in known:
                            raise ValueError(f"{call['id']}: unknown label {row['label']!r}")
                        if row["label"] in ("question.open", "question.closed") and "form" not in row:
                            raise ValueError(f"{call['id']}: {row['label']} without form: {row['quote']!r}")
                        counts[row["label"]] += 1
        except (ValueError, KeyError) as error:
            print(f"{path}: {error}")
            continue
        print(path, json.dumps({"calls": calls, "utterances": utterances}), dict(counts.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
