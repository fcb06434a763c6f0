#!/usr/bin/env bash
# Scores finding, resolving and both by cross-validation over documents: weights are learned from
# four fifths and scored on the fifth, five times. The committed weights are not touched.
# Usage: crossval.sh GOLD.jsonl.gz…   (PYTHON names an interpreter with numpy)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -r "$work"' EXIT
places() { cargo run --quiet -p tidings-gazetteer --example places -- "$@"; }

places features "$@" > "$work/features.jsonl"
for fold in 0 1 2 3 4; do
    "${PYTHON:-python3}" "$here/train.py" "$work/features.jsonl" "$fold" "$work" > /dev/null
    WEIGHTS="$work" FOLD=$fold places score "$@" >> "$work/counts"
done
python3 - "$work/counts" <<'PY'
import collections, json, sys
sums = collections.defaultdict(lambda: [0] * 8)
lines = open(sys.argv[1]).read().splitlines()
for path, counts in zip(lines[::2], lines[1::2]):
    sums[path] = [a + b for a, b in zip(sums[path], json.loads(counts))]
for path, (right, given, both, found, gold, placed_right, found_placed, gold_placed) in sums.items():
    f1 = lambda hit, said, asked: 2 * hit / (said + asked)
    print(path)
    print(f"  resolution_accuracy_161km {right / given:.3f}  recognition_f1 {f1(both, found, gold):.3f}"
          f"  end_to_end_f1_161km {f1(placed_right, found_placed, gold_placed):.3f}")
PY
