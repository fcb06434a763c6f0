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

SEED = 20261125
# sentences to draw, longest run from one document
QUOTAS = {"worldwide": (960, 12), "re3d": (560, 30), "lgl": (400, 10), "ucdp": (420, 1), "ecbplus": (300, 8)}
PARTS = 3
SHORTEST, LONGEST = 12, 600  # characters


def draw() -> list[tuple[str, str, int, int, str]]:
    found = []
    for source, (quota, run) in QUOTAS.items():
        drawn = list(documents(source))
        random.Random(SEED).shuffle(drawn)
        taken, seen = 0, set()
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


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    drawn = draw()
    groups: dict[tuple[str, str], list[int]] = {}
    for number, (source, document, *_rest) in enumerate(drawn):
        groups.setdefault((source, document), []).append(number)
    order = list(groups)
    random.Random(SEED).shuffle(order)
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    sizes = [0] * PARTS
    for key in order:
        part = sizes.index(min(sizes))
        sizes[part] += len(groups[key])
        parts[part].append(f"## {key[0]} {key[1]}")
        parts[part] += [f"[{number}] " + " ".join(drawn[number][4].split("\n")) for number in groups[key]]
    for number, lines in enumerate(parts):
        (folder / f"part-{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for number, (source, document, start, end, _) in enumerate(drawn):
        print(json.dumps({"n": number, "source": source, "document": document, "start": start, "end": end}))


if __name__ == "__main__":
    main()
