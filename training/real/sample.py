"""Draws the sentences of the real part, as they come: runs of neighbouring sentences of randomly drawn documents.

    python3 training/real/sample.py FOLDER

Writes FOLDER/part-N.txt with the texts, for annotators, and prints the addresses (`sample.jsonl`), which are committed.
"""
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from gold import documents  # noqa: E402

# Each round: seed; sentences to draw and the longest run of one document, by source; parts to share them among. A later round
# takes no document of an earlier one.
ROUNDS = [
    (20261125, {"worldwide": (960, 12), "re3d": (560, 30), "lgl": (400, 10), "ucdp": (420, 1), "ecbplus": (300, 8)}, 3),
    (20261126, {"wikievents": (840, 14), "muc4": (640, 10), "worldwide": (360, 10), "event-place": (280, 1),
                "ucdp": (280, 1)}, 4),
    (20261127, {"wikievents": (360, 14), "muc4": (300, 10), "ecbplus": (160, 8), "worldwide": (220, 10), "lgl": (100, 10),
                "event-place": (60, 1)}, 2),
    (20261128, {"rams": (1900, 5), "muc4": (900, 12), "worldwide": (900, 10), "geowebnews": (350, 12), "wikievents": (350, 14)}, 8),
    (20261129, {"rams": (1300, 5), "worldwide": (1300, 10), "wikievents": (900, 14), "event-place": (900, 1), "ecbplus": (500, 8),
                "ucdp": (300, 1)}, 9),
]
SHORTEST, LONGEST = 12, 600  # characters


Drawn = tuple[str, str, int, int, str]  # source, document, start, end, text


def draw(seed: int, quotas: dict[str, tuple[int, int]], taken_before: set[tuple[str, str]], seen: set[str]) -> list[Drawn]:
    found = []
    for source, (quota, run) in quotas.items():
        drawn = [row for row in documents(source) if (source, row[0]) not in taken_before]
        random.Random(seed).shuffle(drawn)
        taken = 0
        for document, text, bounds in drawn:
            kept = [b for b in bounds if usable(text[b[0] : b[1]]) and text[b[0] : b[1]] not in seen][:run]
            seen.update(text[start:end] for start, end in kept)
            found += [(source, document, start, end, text[start:end]) for start, end in kept]
            taken += len(kept)
            if taken >= quota:
                break
    return found


def usable(text: str) -> bool:
    """Not an address alone, not a broken line of the source, not longer than a sentence is."""
    return SHORTEST <= len(text) <= LONGEST and not text.startswith("http") and "\t" not in text


def shared(drawn: list[Drawn], first: int, seed: int, parts: int) -> list[str]:
    """The sentences as texts for so many annotators, documents kept whole; the first has the number `first`."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, (source, document, *_rest) in enumerate(drawn):
        groups.setdefault((source, document), []).append(number)
    order = list(groups)
    random.Random(seed).shuffle(order)
    pages: list[list[str]] = [[] for _ in range(parts)]
    sizes = [0] * parts
    for key in order:
        part = sizes.index(min(sizes))
        sizes[part] += len(groups[key])
        pages[part].append(f"## {key[0]} {key[1]}")
        pages[part] += [f"[{first + number}] " + " ".join(drawn[number][4].split("\n")) for number in groups[key]]
    return ["\n".join(lines) + "\n" for lines in pages]


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[tuple[str, str]] = set()
    seen: set[str] = set()
    first, part = 0, 0
    for seed, quotas, parts in ROUNDS:
        drawn = draw(seed, quotas, taken, seen)
        for text in shared(drawn, first, seed, parts):
            (folder / f"part-{part}.txt").write_text(text, encoding="utf-8")
            part += 1
        for number, (source, document, start, end, _) in enumerate(drawn, first):
            print(json.dumps({"n": number, "source": source, "document": document, "start": start, "end": end}))
        taken.update((source, document) for source, document, *_rest in drawn)
        first += len(drawn)


if __name__ == "__main__":
    main()
