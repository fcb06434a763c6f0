"""How far two annotators of the same sentences agree, neither taken as right: F1 of the one against the other.

    python3 training/agreement.py --text SENTENCES FIRST… -- SECOND…      # numbered sentences
    python3 training/agreement.py FIRST… -- SECOND…                       # files with their texts

Mentions agree on bounds and kind; happenings on kind where triggers overlap; parts on role where words overlap, among
the happenings agreed on; assertion likewise.
"""
from __future__ import annotations

import json
import sys
from collections import Counter

from corpus import Sentence, read_annotated, read_sentences


def sentences(paths: list[str], texts: dict[int, str] | None) -> dict[str, Sentence]:
    found = {}
    for path in paths:
        for report in read_annotated(path, texts, []):
            for at, sentence in enumerate(report.sentences):
                found[str(sentence.number) if texts else f"{report.id} {at}"] = sentence
    return found


def compare(first: Sentence, second: Sentence, counts: dict[str, Counter]) -> None:
    pair(counts["mentions"], [(m.start, m.end, m.kind) for m in first.mentions],
         [(m.start, m.end, m.kind) for m in second.mentions])
    free = list(second.events)
    counts["triggers, any kind"].update(sides(first.events, second.events))
    counts["triggers with kind"].update(sides(first.events, second.events))
    loose = list(second.events)
    for event in first.events:
        near = next((e for e in loose if e.start < event.end and event.start < e.end), None)
        if near:
            loose.remove(near)
            counts["triggers, any kind"]["both"] += 1
        twin = next((e for e in free if e.happening == event.happening and e.start < event.end and event.start < e.end),
                    None)
        if twin is None:
            continue
        free.remove(twin)
        counts["triggers with kind"]["both"] += 1
        counts["assertion"].update(first=1, second=1, both=event.assertion == twin.assertion)
        left = list(twin.roles)
        counts["parts"].update(sides(event.roles, twin.roles))
        for role, start, end in event.roles:
            hit = next((r for r in left if r[0] == role and r[1] < end and start < r[2]), None)
            if hit:
                left.remove(hit)
                counts["parts"]["both"] += 1
    counts["quiet or not"].update(first=1, second=1, both=bool(first.events) == bool(second.events))


def sides(first: list, second: list) -> dict[str, int]:
    return {"first": len(first), "second": len(second)}


def pair(counts: Counter, first: list, second: list) -> None:
    counts.update(sides(first, second), both=len(set(first) & set(second)))


def main(arguments: list[str]) -> None:
    texts = None
    if arguments[0] == "--text":
        texts, arguments = read_sentences(arguments[1]), arguments[2:]
    middle = arguments.index("--")
    first, second = sentences(arguments[:middle], texts), sentences(arguments[middle + 1 :], texts)
    counts = {name: Counter() for name in ("mentions", "triggers, any kind", "triggers with kind", "parts", "assertion",
                                           "quiet or not")}
    common = sorted(first.keys() & second.keys())
    for key in common:
        compare(first[key], second[key], counts)
    f1 = {name: round(2 * c["both"] / max(1, c["first"] + c["second"]), 3) for name, c in counts.items()}
    print(json.dumps({"sentences": len(common), **f1}))


if __name__ == "__main__":
    main(sys.argv[1:])
