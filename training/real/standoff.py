"""Turns annotated sentences into offsets without words (`annotations.jsonl`), which is what is committed.

    python3 training/real/standoff.py FOLDER > training/real/annotations.jsonl

FOLDER holds part-N.txt as `sample.py` wrote them and ann-N-*.txt from the annotators. Offsets are of characters in the
sentence; the sentence's own address is that of `sample.jsonl`.
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from corpus import read_annotated, read_sentences  # noqa: E402


def main() -> None:
    folder = Path(sys.argv[1])
    addresses = [json.loads(line) for line in open(Path(__file__).parent / "sample.jsonl", encoding="utf-8")]
    found = {}
    for part in sorted(folder.glob("part-*.txt")):
        texts = read_sentences(str(part))
        for path in sorted(folder.glob(f"ann-{part.stem[5:]}-*.txt")):
            problems = []
            for report in read_annotated(str(path), texts, problems):
                found.update({sentence.number: sentence for sentence in report.sentences})
            for problem in problems:
                print(problem, file=sys.stderr)
    missing = [row["n"] for row in addresses if row["n"] not in found]
    if missing:
        print(f"{len(missing)} sentences without annotation", file=sys.stderr)
    for row in addresses:
        sentence = found.get(row["n"])
        if sentence is None:
            continue
        mentions = [[m.start, m.end, m.kind] for m in sentence.mentions]
        events = [[e.start, e.end, e.happening, e.assertion, [list(role) for role in e.roles]] for e in sentence.events]
        print(json.dumps({**row, "mentions": mentions, "events": events}))


if __name__ == "__main__":
    main()
