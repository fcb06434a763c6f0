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
    "wikievents": "events/wikievents-train.jsonl.gz",
    "muc4": "templates/muc4-dev.jsonl.gz",
    "event-place": "event-place/train.jsonl.gz",
    "rams": "events/rams-dev.jsonl.gz",
    "geowebnews": "places/geowebnews-a.jsonl.gz",
}


def rows(path: str | Path) -> Iterator[dict]:
    """The JSON rows of a gold file."""
    with gzip.open(GOLD / path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def documents(source: str) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Document id, text and the bounds of its sentences."""
    for number, row in enumerate(rows(FILES[source])):
        found = READERS[source](row, number)
        if found:
            yield found


def joined(sentences: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens joined by blanks, sentences by line ends."""
    parts, bounds, at = [], [], 0
    for tokens in sentences:
        text = " ".join(tokens)
        bounds.append((at, at + len(text)))
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), bounds


def worldwide(row: dict, _number: int):
    text, bounds = joined([[token for token, _ in sentence] for sentence in row["sentences"]])
    return row["doc"], text, bounds


def ecbplus(row: dict, _number: int):
    sentences: dict[int, list[str]] = {}
    for _, number, token in row["tokens"]:
        sentences.setdefault(number, []).append(token)
    text, bounds = joined([sentences[number] for number in sorted(sentences)])
    return row["doc"], text, bounds


def plain(row: dict, _number: int):
    return row["doc"], row["text"], split(row["text"])


def ucdp(row: dict, _number: int):
    parts = [part.strip() for part in row["source_headline"].split(";")]
    text = "\n".join(parts)
    bounds, at = [], 0
    for part in parts[:2]:
        bounds.append((at, at + len(part)))
        at += len(part) + 1
    return row["id"], text, bounds


def wikievents(row: dict, _number: int):
    tokens = row["tokens"]
    starts = sentence_starts(tokens)
    return (row["docid"], *joined([tokens[a:b] for a, b in zip(starts, starts[1:] + [len(tokens)])]))


def rams(row: dict, _number: int):
    return (row["doc_key"], *joined(row["sentences"]))


def muc4(row: dict, _number: int):
    """Lines of a paragraph rejoined; offsets stay those of the source."""
    text = re.sub(r"(?<!\n)\n(?!\s*\n)", " ", row["text"])
    head = text.find("[TEXT]")
    begin = head + len("[TEXT]") if head >= 0 else 0
    return row["docid"], text, [(start + begin, end + begin) for start, end in split(text[begin:])]


def event_place(row: dict, number: int):
    """A sentence; every fifth is kept aside for the suite of that name."""
    return (str(number), row["text"], [(0, len(row["text"]))]) if number % 5 else None


READERS = {"worldwide": worldwide, "re3d": plain, "lgl": plain, "ucdp": ucdp, "ecbplus": ecbplus,
           "wikievents": wikievents, "muc4": muc4, "event-place": event_place, "rams": rams, "geowebnews": plain}


def sentence_starts(tokens: list[str]) -> list[int]:
    """Where sentences begin in a list of tokens."""
    starts = [0]
    for at in range(1, len(tokens)):
        if tokens[at - 1] in ".!?" and (tokens[at][:1].isupper() or tokens[at] in "“\"”"):
            if at >= 2 and (len(tokens[at - 2]) == 1 or tokens[at - 2] in TITLES):
                continue
            starts.append(at)
    return starts


TITLES = {"Lt", "Gen", "Mr", "Mrs", "Dr", "St", "Sgt", "Col"}

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
