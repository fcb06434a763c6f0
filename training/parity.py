"""What the float model says of a few of our own sentences, for the Rust test of the int8 one.

    python3 training/parity.py var/reader/model.pt crates/reader/tests/parity.json
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

import backbones
from examples import TAG_HEADS, Builder, split_of
from measure import spans
from model import at_words, batch

HEADS = ["names", "groups", "things", "triggers", "worldwide", "toponyms"]
SENTENCES = 120


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--backbone", default="minilm")
    chosen = arguments.parse_args()
    model, vocabulary = backbones.trained(chosen.model, chosen.backbone)
    rows = []
    for example in [e for e in Builder(vocabulary).written() if split_of(e.key) == "test"][:SENTENCES]:
        data = batch([example])
        with torch.no_grad():
            x, _ = model.encode(data.ids, data.shapes, data.lengths)
            states = at_words(x, data.first)
        said = {}
        for head in HEADS:
            labels = model.tags[head](states)[0].argmax(-1).tolist()
            words = example.pieces.words
            said[head] = [[words[a][0], words[b - 1][1], kind] for a, b, kind in spans(labels, TAG_HEADS[head])]
        rows.append({"text": example.text, "said": said})
    chosen.out.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
