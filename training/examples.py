"""Turns every data set into examples of one form: a sentence's pieces and the labels that the set has for it."""
from __future__ import annotations

import hashlib
import json
import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import corpus
import gold
from pieces import Pieces, Vocabulary

HERE = Path(__file__).resolve().parent
IGNORE = -100

NAMES = ["person", "organisation", "armed_group", "place", "facility", "nationality"]
THINGS = ["date", "number", "weapon", "vehicle"]
WORLDWIDE = ["Person", "Location", "Organization", "NORP", "Date", "Misc", "Money", "Facility", "Product"]
RE3D = ["Organisation", "Location", "Person", "Nationality", "Temporal", "Quantity", "Weapon", "MilitaryPlatform",
        "Vehicle", "DocumentReference", "Money"]
ROOTS = ["ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
         "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"]
POLICE = ["kill", "arrest", "any_action", "fail", "force"]
# MUC-4: who is what in an incident, and the kinds of incident. Rare kinds (forced work stoppage, hijacking) are left out.
INCIDENT = {"PERP: INDIVIDUAL ID": "perpetrator", "PERP: ORGANIZATION ID": "body", "PHYS TGT: ID": "property",
            "HUM TGT: NAME": "victim", "HUM TGT: DESCRIPTION": "victim", "INCIDENT: INSTRUMENT ID": "weapon"}
INCIDENT_KINDS = ["ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"]


def bio(kinds: list[str]) -> list[str]:
    return ["O"] + [f"{mark}-{kind}" for kind in kinds for mark in "BI"]


# Heads over words, and what they can say. `triggers` begins a trigger with its happening and goes on with one I.
TAG_HEADS = {
    "names": bio(NAMES),
    "groups": bio(["group"]),
    "things": bio(THINGS),
    "triggers": ["O", "I"] + [f"B-{happening}" for happening in corpus.HAPPENINGS],
    "worldwide": bio(WORLDWIDE),
    "re3d": bio(RE3D),
    "toponyms": bio(["toponym"]),
    "incident": bio(["perpetrator", "body", "property", "victim", "weapon"]),
}
TRIGGER, SOURCE, TARGET = range(3)  # markers of the layer that looks at one trigger, or at one pair


@dataclass
class About:
    """One question: marked words, and the answers that the data give (None: not asked)."""

    marks: list[tuple[int, int, int]]  # marker, first word, word after the last
    roles: list[list[int]] | None = None  # role × word: 0 none, 1 begins, 2 goes on
    assertion: int | None = None
    happening: int | None = None
    place: list[int] | None = None
    root: int | None = None


@dataclass
class Example:
    source: str
    key: str
    text: str
    pieces: Pieces
    tags: dict[str, list[int]] = field(default_factory=dict)
    allowed: dict[str, list[list[int]]] = field(default_factory=dict)  # head → per word the labels that may be right
    abouts: list[About] = field(default_factory=list)
    police: list[int] | None = None
    incidents: list[int] | None = None
    relevant: int | None = None


def split_of(key: str) -> str:
    """train, dev or test, by report."""
    number = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 100
    return "test" if number < 15 else "dev" if number < 22 else "train"


class Builder:
    """Makes examples with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary

    def example(self, source: str, key: str, text: str) -> Example:
        return Example(source, key, text, self.vocabulary.pieces(text))

    # ------------------------------------------------------------------ our own corpora

    def written(self) -> list[Example]:
        found = []
        for path in sorted((HERE / "written").glob("*.txt")):
            problems: list[corpus.CorpusError] = []
            for report in corpus.read_annotated(str(path), None, problems):
                for sentence in report.sentences:
                    found.append(self.annotated("written", report.id, sentence))
            assert not problems, problems[0]
        return found

    def real(self) -> list[Example]:
        """The stand-off annotations of public sentences."""
        path = HERE / "real" / "annotations.jsonl"
        if not path.exists():
            return []
        wanted = [json.loads(line) for line in open(path, encoding="utf-8")]
        texts = {}
        for source in sorted({row["source"] for row in wanted}):
            for document, text, _ in gold.documents(source):
                texts[source, document] = text
        found = []
        for row in wanted:
            text = texts[row["source"], row["document"]][row["start"] : row["end"]].replace("\n", " ")
            sentence = corpus.Sentence(text, row["n"])
            sentence.mentions = [corpus.Mention(*mention) for mention in row["mentions"]]
            for start, end, happening, assertion, roles in row["events"]:
                sentence.events.append(
                    corpus.Happening(start, end, happening, assertion, [tuple(role) for role in roles]))
            found.append(self.annotated("real", f"{row['source']} {row['document']}", sentence))
        return found

    def annotated(self, source: str, key: str, sentence: corpus.Sentence) -> Example:
        example = self.example(source, key, sentence.text)
        words = example.pieces.words
        of_kind = lambda kinds: [(m.start, m.end, m.kind) for m in sentence.mentions if m.kind in kinds]
        example.tags["names"] = tags(words, of_kind(NAMES), TAG_HEADS["names"])
        example.tags["groups"] = tags(words, of_kind(["group"]), TAG_HEADS["groups"])
        example.tags["things"] = tags(words, of_kind(THINGS), TAG_HEADS["things"])
        example.tags["triggers"] = [0] * len(words)
        example.relevant = int(bool(sentence.events))
        for event in sentence.events:
            span = covered(words, event.start, event.end)
            if span is None:
                continue
            first, last = span
            label = TAG_HEADS["triggers"].index(f"B-{event.happening}")
            if example.tags["triggers"][first] == 0:
                example.tags["triggers"][first] = label
                for word in range(first + 1, last):
                    example.tags["triggers"][word] = 1
            about = About([(TRIGGER, first, last)])
            about.assertion = corpus.ASSERTIONS.index(event.assertion)
            about.happening = corpus.HAPPENINGS.index(event.happening)
            about.roles = roles(words, event.roles)
            example.abouts.append(about)
        return example

    def plain(self, source: str) -> list[Example]:
        """Sentences of a public set without any label."""
        return [self.example(source, document, text[start:end].replace("\n", " "))
                for document, text, bounds in gold.documents(source) for start, end in bounds]

    # ------------------------------------------------------------------ names and places

    def worldwide(self, path: str, skip: set[str] = frozenset()) -> list[Example]:
        found = []
        for row in gold.rows(path):
            if f"worldwide {row['doc']}" in skip:
                continue
            for sentence in row["sentences"]:
                spans, at, parts = [], 0, []
                for token, tag in sentence:
                    token = token.split("\t")[0]
                    mark, _, kind = tag.partition("-")
                    if mark == "B" or (mark == "I" and (not spans or spans[-1][2] != kind or not open_)):
                        spans.append([at, at + len(token), kind])
                    elif mark == "I":
                        spans[-1][1] = at + len(token)
                    open_ = mark != "O"
                    parts.append(token)
                    at += len(token) + 1
                text = " ".join(parts)
                if text.startswith("http"):
                    continue
                example = self.example("worldwide", row["doc"], text)
                example.tags["worldwide"] = tags(example.pieces.words, spans, TAG_HEADS["worldwide"])
                example.allowed["names"] = allowed_names(example.tags["worldwide"])
                found.append(example)
        return found

    def re3d(self, skip: set[str] = frozenset()) -> list[Example]:
        found = []
        for row in gold.rows("names/re3d.jsonl.gz"):
            if f"re3d {row['doc']}" in skip:
                continue
            spans = [(e["begin"], e["end"], e["type"]) for e in row["entities"] if e["type"] in RE3D]
            spans.sort(key=lambda span: (span[0], -span[1]))
            for start, end in gold.split(row["text"]):
                inside = [(a - start, min(b, end) - start, kind) for a, b, kind in spans if start <= a < end]
                example = self.example("re3d", row["doc"], row["text"][start:end].replace("\n", " "))
                example.tags["re3d"] = tags(example.pieces.words, inside, TAG_HEADS["re3d"])
                found.append(example)
        return found

    def toponyms(self, path: str, source: str, skip: set[str] = frozenset()) -> list[Example]:
        found = []
        for row in gold.rows(path):
            if f"{source} {row['doc']}" in skip:
                continue
            spans = [(t["start"], t["end"], "toponym") for t in row["toponyms"]]
            for start, end in gold.split(row["text"]):
                inside = [(a - start, b - start, kind) for a, b, kind in spans if start <= a < end]
                example = self.example(source, str(row["doc"]), row["text"][start:end].replace("\n", " "))
                example.tags["toponyms"] = tags(example.pieces.words, inside, TAG_HEADS["toponyms"])
                found.append(example)
        return found

    # ------------------------------------------------------------------ happenings and their parts

    def event_place(self, skip: set[str] = frozenset()) -> list[Example]:
        found = []
        for number, row in enumerate(gold.rows("event-place/train.jsonl.gz")):
            if f"event-place {number}" in skip:
                continue
            example = self.example("event-place", str(number), row["text"])
            words = example.pieces.words
            verbs = [covered(words, s["start"], s["end"]) for s in row["spans"] if s["label"] == "VERB"]
            places = [(s["start"], s["end"], "place") for s in row["spans"] if s["label"] == "LOCATION"]
            marks = [(TRIGGER, *verb) for verb in verbs if verb]
            if marks:
                example.abouts.append(About(marks, place=tags(words, places, ["O", "B-place", "I-place"])))
                found.append(example)
        return found

    def plover(self) -> list[Example]:
        found = []
        for number, row in enumerate(gold.rows("events/plover-relations-train.jsonl.gz")):
            text = row["sentence"]
            example = self.example("plover", str(number), text)
            spans = [(marker, covered(example.pieces.words, text.find(row[key]), text.find(row[key]) + len(row[key])))
                     for marker, key in ((SOURCE, "source"), (TARGET, "target"))]
            marks = [(marker, *span) for marker, span in spans if span]
            example.abouts.append(About(marks, root=ROOTS.index(row["gold_root"])))
            found.append(example)
        return found

    def police(self, path: str, quiet: int) -> list[Example]:
        """Sentences about police, all that answer yes to something and `quiet` of the others."""
        drawn = [row["row"] for row in gold.rows(path)]
        yes = [row for row in drawn if "1" in row[1:]]
        no = [row for row in drawn if "1" not in row[1:]]
        random.Random(7).shuffle(no)
        found = []
        for row in yes + no[:quiet]:
            example = self.example("police", "", row[0])
            example.police = [int(answer == "1") for answer in row[1:6]]
            found.append(example)
        return found

    def incidents(self, skip: set[str] = frozenset()) -> list[Example]:
        """Sentences of MUC-4's development part with what its templates say of them."""
        found = []
        for number, row in enumerate(gold.rows("templates/muc4-dev.jsonl.gz")):
            if f"muc4 {row['docid']}" in skip:
                continue
            document, text, bounds = gold.muc4(row, number)
            templates = [(kind, parted(parts, text, bounds)) for kind, parts in map(fills, row["templates"])]
            for at, (start, end) in enumerate(bounds):
                if templates or at % 3 == number % 3:
                    here = [(kind, parts[at]) for kind, parts in templates]
                    found.append(self.incident(f"{number} {document}", text[start:end], here))
        return found

    def incident(self, key: str, text: str, templates) -> Example:
        """One sentence with the parts that each template has in it."""
        example = self.example("muc4", key, text)
        words = example.pieces.words
        parts = [part for _, inside in templates for part in inside]
        labels = tags(words, [(a, b, INCIDENT[slot]) for slot, a, b, sure in parts if sure], TAG_HEADS["incident"])
        for _, a, b, _ in parts:
            for word in range(*(covered(words, a, b) or (0, 0))):
                labels[word] = labels[word] or IGNORE
        example.tags["incident"] = labels
        told = {kind for kind, inside in templates if len({a for _, a, _, sure in inside if sure}) > 1}
        if told or not parts:
            example.incidents = [int(kind in told) for kind in INCIDENT_KINDS]
        return example

    def rams(self, skip: set[str] = frozenset()) -> list[Example]:
        mapping = tomllib.loads((HERE / "mapping" / "rams.toml").read_text())
        found = []
        for row in gold.rows("events/rams-dev.jsonl.gz"):
            if f"rams {row['doc_key']}" in skip:
                continue
            tokens, bounds = [], []
            for sentence in row["sentences"]:
                bounds.append((len(tokens), len(tokens) + len(sentence)))
                tokens += sentence
            for first, last, kinds in row["evt_triggers"]:
                begin, end = next(b for b in bounds if b[0] <= first < b[1])
                offsets, text = spaced(tokens[begin:end])
                at = lambda a, b: (offsets[a - begin][0], offsets[b - begin][1])
                links = [(mapping["roles"].get(role[11:]), *at(*span)) for trigger, span, role in
                         row["gold_evt_links"] if trigger == [first, last] and begin <= span[0] and span[1] < end]
                found.append(self.mapped("rams", row["doc_key"], text, at(first, last),
                                         mapping["happenings"].get(kinds[0][0]), links))
        return [example for example in found if example]

    def wikievents(self, skip: set[str] = frozenset()) -> list[Example]:
        mapping = tomllib.loads((HERE / "mapping" / "wikievents.toml").read_text())
        found: dict[tuple[str, int], Example] = {}
        for row in gold.rows("events/wikievents-train.jsonl.gz"):
            if f"wikievents {row['docid']}" in skip:
                continue
            tokens = row["tokens"]
            starts = gold.sentence_starts(tokens)
            for event in row["event_mentions"]:
                first, after = event["trigger"]["start_idx"], event["trigger"]["end_idx"]
                begin = max(start for start in starts if start <= first)
                end = min([start for start in starts if start > first], default=len(tokens))
                offsets, text = spaced(tokens[begin:end])
                place = (offsets[first - begin][0], offsets[min(after, end) - 1 - begin][1])
                links = []
                for argument in event["arguments"]:
                    role = mapping["roles"].get(argument["role"])
                    spots = corpus.occurrences(argument["text"], text)
                    if spots:
                        links.append((role, *min(spots, key=lambda s: abs(s[0] - place[0]))))
                example = self.mapped("wikievents", row["docid"], text, place, wiki_type(mapping, event), links)
                if example:
                    found[row["docid"], begin] = joined(found.get((row["docid"], begin)), example)
        return list(found.values())

    def mapped(self, source, key, text, trigger, happening, links) -> Example | None:
        example = self.example(source, key, text)
        words = example.pieces.words
        span = covered(words, *trigger)
        if span is None:
            return None
        about = About([(TRIGGER, *span)])
        known = [link for link in links if link[0]]
        about.roles = roles(words, known)
        # Where a part has no name of ours we cannot say that the word plays none.
        for _, start, end in [link for link in links if not link[0]]:
            hidden = covered(words, start, end)
            for row in about.roles if hidden else []:
                row[hidden[0] : hidden[1]] = [IGNORE] * (hidden[1] - hidden[0])
        # These sets mark no time, number or voice.
        for role in ("time", "quantity", "attribution"):
            about.roles[corpus.ROLES.index(role)] = [IGNORE] * len(words)
        if happening:
            about.happening = corpus.HAPPENINGS.index(happening)
            example.tags["triggers"] = [IGNORE] * len(words)
            example.tags["triggers"][span[0]] = TAG_HEADS["triggers"].index(f"B-{happening}")
        example.abouts.append(about)
        return example


def fills(template: dict) -> tuple[str, list[tuple[str, list[str]]]]:
    """The kind of a MUC-4 template, and for each fill with words of the text its slot and all its wordings."""
    found = []
    for slot in INCIDENT:
        for fill in template[slot]:
            own = fill.split('": "')[0] + '"' if slot == "HUM TGT: DESCRIPTION" else fill
            wordings = [w.replace('\\"', '"').strip('"') for w in re.findall(r'"((?:[^"\\]|\\.)+)"', own)]
            if wordings:
                found.append((slot, wordings))
    return (template["INCIDENT: TYPE"] or [""])[0].split(" / ")[0], found


def parted(parts, text: str, bounds) -> list[list[tuple[str, int, int, bool]]]:
    """For each sentence the parts of one template: slot, bounds in the sentence, and whether it tells of the incident there.
    It does where it names two parts; where a part stands in no such sentence, its first naming counts."""
    places = [(slot, spots(wordings, text)) for slot, wordings in parts]
    inside = [[(part, slot, a, b) for part, (slot, found) in enumerate(places) for a, b in found if start <= a < end]
              for start, end in bounds]
    telling = [len({part for part, *_ in sentence}) > 1 for sentence in inside]
    placed = {part for sentence, tells in zip(inside, telling) if tells for part, *_ in sentence}
    first = {part: found[0][0] for part, (_, found) in enumerate(places) if found and part not in placed}
    return [[(slot, a - start, b - start, tells or first.get(part) == a) for part, slot, a, b in sentence]
            for (start, _), sentence, tells in zip(bounds, inside, telling)]


def spots(wordings: list[str], text: str) -> list[tuple[int, int]]:
    """Where any of the wordings stands in the text as whole words; of overlapping ones the longest."""
    found: list[tuple[int, int]] = []
    for wording in sorted(wordings, key=len, reverse=True):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, wording.split())) + r"(?!\w)"
        for match in re.finditer(pattern, text):
            if not any(a < match.end() and match.start() < b for a, b in found):
                found.append(match.span())
    return sorted(found)


def joined(known: Example | None, more: Example) -> Example:
    """Both events of a sentence in one example."""
    if known is None:
        return more
    known.abouts += more.abouts
    if "triggers" in more.tags:
        labels = zip(known.tags.get("triggers", more.tags["triggers"]), more.tags["triggers"])
        known.tags["triggers"] = [a if a != IGNORE else b for a, b in labels]
    return known


def wiki_type(mapping: dict, event: dict) -> str | None:
    kind, words = event["event_type"], event["trigger"]["text"].lower()
    for start, happening in mapping["words"].get(kind, {}).items():
        if words.startswith(start):
            return happening
    return mapping["happenings"].get(kind)


def spaced(tokens: list[str]) -> tuple[list[tuple[int, int]], str]:
    offsets, at = [], 0
    for token in tokens:
        offsets.append((at, at + len(token)))
        at += len(token) + 1
    return offsets, " ".join(tokens)


def covered(words: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First word and the one after the last that a stretch of characters touches."""
    if start < 0:
        return None
    inside = [number for number, (a, b) in enumerate(words) if a < end and start < b]
    return (inside[0], inside[-1] + 1) if inside else None


def tags(words, spans, labels: list[str]) -> list[int]:
    """BIO tags of the outermost spans."""
    found = [0] * len(words)
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        place = covered(words, start, end)
        if place is None or any(found[place[0] : place[1]]):
            continue
        found[place[0]] = labels.index(f"B-{kind}")
        for word in range(place[0] + 1, place[1]):
            found[word] = labels.index(f"I-{kind}")
    return found


def roles(words, links) -> list[list[int]]:
    found = [[0] * len(words) for _ in corpus.ROLES]
    for role, start, end in links:
        place = covered(words, start, end)
        if place is None:
            continue
        row = found[corpus.ROLES.index(role)]
        if any(row[place[0] : place[1]]):
            continue
        row[place[0]] = 1
        row[place[0] + 1 : place[1]] = [2] * (place[1] - place[0] - 1)
    return found


# What a class of the worldwide set may be among our names.
ALIKE = {"Person": ["person"], "Location": ["place", "facility"], "Organization": ["organisation", "armed_group"],
         "NORP": ["nationality"], "Facility": ["facility"], "Misc": [], "Money": [], "Date": [], "Product": []}


def allowed_names(labels: list[int]) -> list[list[int]]:
    """Our labels that agree with the worldwide ones; we also mark some described facilities and bare armies."""
    ours, found = TAG_HEADS["names"], []
    for label in labels:
        mark, _, kind = TAG_HEADS["worldwide"][label].partition("-")
        if mark == "O":
            found.append([0] + [ours.index(f"{m}-{k}") for k in ("facility", "armed_group") for m in "BI"])
        elif not ALIKE[kind]:
            found.append([0])
        else:
            found.append([ours.index(f"{mark}-{name}") for name in ALIKE[kind]])
    return found


def real_test_documents(builder: Builder) -> set[str]:
    return {example.key for example in builder.real() if split_of(example.key) != "train"}
