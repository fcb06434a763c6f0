"""Reads the public gold sets as plain sentences with a stable address: (source, document, start, end).

What is token lists in the source becomes tokens joined by one blank; what is text stays text. Offsets are of characters
in the document's text so made, so that annotations can be kept apart from text that is not ours to hand on.
"""
from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Iterator

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"

FILES = {
    "worldwide": "names/worldwide-train.jsonl.gz",
    "re3d": "names/re3d.jsonl.gz",
    "lgl": "places/lgl.jsonl.gz",
    "ucdp": "figures/ucdp-ukraine.jsonl.gz",
    "ecbplus": "same-event/ecbplus-train.jsonl.gz",
}


def rows(path: str | Path) -> Iterator[dict]:
    """The JSON rows of a gold file."""
    with gzip.open(GOLD / path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def documents(source: str) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Document id, text and the bounds of its sentences."""
    for row in rows(FILES[source]):
        yield READERS[source](row)


def joined(sentences: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens joined by blanks, sentences by line ends."""
    parts, bounds, at = [], [], 0
    for tokens in sentences:
        text = " ".join(tokens)
        bounds.append((at, at + len(text)))
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), bounds


def worldwide(row: dict):
    text, bounds = joined([[token for token, _ in sentence] for sentence in row["sentences"]])
    return row["doc"], text, bounds


def ecbplus(row: dict):
    sentences: dict[int, list[str]] = {}
    for _, number, token in row["tokens"]:
        sentences.setdefault(number, []).append(token)
    text, bounds = joined([sentences[number] for number in sorted(sentences)])
    return row["doc"], text, bounds


def plain(row: dict):
    return row["doc"], row["text"], split(row["text"])


def ucdp(row: dict):
    parts = [part.strip() for part in row["source_headline"].split(";")]
    text = "\n".join(parts)
    bounds, at = [], 0
    for part in parts[:2]:
        bounds.append((at, at + len(part)))
        at += len(part) + 1
    return row["id"], text, bounds


READERS = {"worldwide": worldwide, "re3d": plain, "lgl": plain, "ucdp": ucdp, "ecbplus": ecbplus}

NO_END = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Capt|Rev|Sen|Rep|Gov|U\.S|U\.N|U\.K|No|vs|Jr|Sr|Inc|Co|Corp|[A-Z])\.$")


def split(text: str) -> list[tuple[int, int]]:
    """Bounds of sentences in running text: after . ! ? with a capital, quote or digit to follow, and at line ends."""
    bounds, start = [], 0
    for match in re.finditer(r"([.!?][\"'”’)]*\s+(?=[\"“'‘(A-Z0-9]))|\n+", text):
        if not match.group().startswith("\n") and NO_END.search(text[start : match.start() + 1]):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    bounds.append((start, len(text)))
    trimmed = []
    for start, end in bounds:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((start + left, start + left + len(piece.strip())))
    return trimmed
