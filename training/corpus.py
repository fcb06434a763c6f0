"""Reads the annotated corpora: the form is told in GUIDELINES.md. Offsets are of characters in the sentence."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent

KINDS = ["person", "organisation", "armed_group", "place", "facility", "nationality", "group", "date", "number",
         "weapon", "vehicle"]
ROLES = ["actor", "target", "place", "from", "to", "time", "quantity", "means", "attribution"]
ASSERTIONS = ["realized", "ongoing", "planned", "conditional", "denied", "alleged", "historical"]


def happenings() -> list[str]:
    """The ids of the ontology, in file order."""
    with open(HERE.parent / "ontology" / "happenings.toml", "rb") as file:
        return [happening["id"] for happening in tomllib.load(file)["happening"]]


HAPPENINGS = happenings()


@dataclass
class CorpusError(Exception):
    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


@dataclass
class Mention:
    start: int
    end: int
    kind: str


@dataclass
class Happening:
    start: int
    end: int
    happening: str
    assertion: str
    roles: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass
class Sentence:
    text: str
    number: int | None = None
    mentions: list[Mention] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)


@dataclass
class Report:
    id: str
    about: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


def read_sentences(path: str) -> dict[int, str]:
    """Numbered sentences, one a line: `[12] text`; lines that begin with `##` part the reports."""
    found = {}
    for line in open(path, encoding="utf-8"):
        match = re.match(r"\[(\d+)\] (.*)", line.rstrip("\n"))
        if match:
            found[int(match[1])] = match[2]
    return found


def read_annotated(path: str, texts: dict[int, str] | None, problems: list[CorpusError]) -> list[Report]:
    """All reports of a file. Faults are added to `problems`, and the line they stand in is left out."""
    reports: list[Report] = []
    for number, raw in enumerate(open(path, encoding="utf-8"), 1):
        line = raw.rstrip("\n").strip()
        if not line or line.startswith("# "):
            continue
        try:
            read_line(line, reports, texts)
        except ValueError as error:
            problems.append(CorpusError(path, number, str(error)))
    return reports


def read_line(line: str, reports: list[Report], texts: dict[int, str] | None) -> None:
    if line.startswith("## "):
        parts = [part.strip() for part in line[3:].split("|")]
        reports.append(Report(parts[0], dict(part.split("=", 1) for part in parts[1:])))
        return
    if not reports:
        if texts is None:
            raise ValueError("no report has begun (## id | …)")
        reports.append(Report("real"))
    sentences = reports[-1].sentences
    if line.startswith("> ") and texts is None:
        sentences.append(Sentence(line[2:].strip()))
    elif texts is not None and re.fullmatch(r"\d+( -)?", line):
        number = int(line.split()[0])
        if number not in texts:
            raise ValueError(f"no sentence {number}")
        sentences.append(Sentence(texts[number], number))
    elif line.startswith("n "):
        last(sentences).mentions.extend(mentions(line[2:], last(sentences).text))
    elif line.startswith("e "):
        last(sentences).events.append(happening(line[2:], last(sentences).text))
    else:
        raise ValueError(f"unknown line: {line[:60]}")


def last(sentences: list[Sentence]) -> Sentence:
    if not sentences:
        raise ValueError("no sentence yet")
    return sentences[-1]


def mentions(line: str, text: str) -> list[Mention]:
    found = []
    for kind, words in pairs(line):
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}")
        found.append(Mention(*locate(words, text), kind))
    return found


def happening(line: str, text: str) -> Happening:
    head, _, rest = line.partition(" @ ")
    words = head.split()
    if len(words) != 2:
        raise ValueError(f"not `id assertion @ trigger`: {line[:60]}")
    if words[0] not in HAPPENINGS:
        raise ValueError(f"unknown happening {words[0]!r}")
    if words[1] not in ASSERTIONS:
        raise ValueError(f"unknown assertion {words[1]!r}")
    trigger, _, rest = rest.partition(" ; ")
    start, end = locate(trigger.strip(), text)
    event = Happening(start, end, words[0], words[1])
    for role, words in pairs(rest):
        if role not in ROLES:
            raise ValueError(f"unknown role {role!r}")
        event.roles.append((role, *locate(words, text, near=(start, end))))
    return event


def pairs(line: str) -> list[tuple[str, str]]:
    found = []
    for part in line.split(" ; "):
        if not part.strip():
            continue
        key, equals, words = part.partition("=")
        if not equals or not words.strip():
            raise ValueError(f"not key=words: {part!r}")
        found.append((key.strip(), words.strip()))
    return found


def locate(words: str, text: str, near: tuple[int, int] | None = None) -> tuple[int, int]:
    """Characters of `words` in `text` at word bounds. Without `#n` the words must occur once, or, for a role, the
    occurrence nearest to the trigger is taken."""
    which = None
    match = re.search(r"#(\d+)$", words)
    if match:
        which, words = int(match[1]), words[: match.start()]
    places = occurrences(words, text)
    if not places:
        raise ValueError(f"{words!r} does not stand in: {text[:70]}")
    if which is not None:
        if which > len(places):
            raise ValueError(f"{words!r} occurs {len(places)} times, not {which}")
        return places[which - 1]
    if len(places) > 1:
        if near is None:
            raise ValueError(f"{words!r} occurs {len(places)} times, say which with #n, in: {text[:70]}")
        return min(places, key=lambda place: max(place[0] - near[1], near[0] - place[1]))
    return places[0]


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    found, at = [], text.find(words)
    while at >= 0:
        end = at + len(words)
        before = at == 0 or not (text[at - 1].isalnum() and words[0].isalnum())
        after = end == len(text) or not (text[end].isalnum() and words[-1].isalnum())
        if before and after:
            found.append((at, end))
        at = text.find(words, at + 1)
    return found
