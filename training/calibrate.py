"""Fits one temperature for each head on the development part, and reports how far confidence is from being right.

    python3 training/calibrate.py var/reader/model.pt var/reader/temperatures.json

The expected calibration error is over ten bins of confidence: for triggers, over words that the gold data or the reader
call a trigger; for parts, over words that either gives a role; for assertion, over gold triggers. Before and after, on
the test part.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F

import backbones
import corpus
from examples import Builder, Example, split_of
from model import Reader, at_words, batch, look_at

TEMPERATURES = [0.6 + 0.05 * n for n in range(35)]


def gathered(model: Reader, examples: list[Example]) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Logits and gold labels of all words (or triggers) by head."""
    found: dict[str, list] = {"names": [], "triggers": [], "roles": [], "assertion": []}
    order = sorted(examples, key=lambda e: len(e.pieces.ids))
    with torch.no_grad():
        for start in range(0, len(order), 32):
            data = batch(order[start : start + 32])
            x, mask = model.encode(data.ids, data.shapes, data.lengths)
            states = at_words(x, data.first)
            for head in ("names", "triggers"):
                logits = model.tags[head](states)
                for row, e in enumerate(data.examples):
                    found[head].append((logits[row, : data.words[row]], torch.tensor(e.tags[head])))
            pairs = [(row, about) for row, e in enumerate(data.examples) for about in e.abouts]
            if not pairs:
                continue
            _, looked = look_at(model, data, x, mask, pairs)
            for n, (row, about) in enumerate(pairs):
                words = data.words[row]
                logits = model.roles(looked[n, :words]).view(words, len(corpus.ROLES), 3).transpose(0, 1)
                found["roles"].append((logits.reshape(-1, 3), torch.tensor(about.roles).flatten()))
                at = about.marks[0][1]
                found["assertion"].append((model.assertion(looked[n, at])[None], torch.tensor([about.assertion])))
    return {head: (torch.cat([a for a, _ in parts]), torch.cat([b for _, b in parts])) for head, parts in found.items()}


def error(logits: torch.Tensor, gold: torch.Tensor, temperature: float, all_count: bool) -> float:
    """Expected calibration error."""
    share, said = (logits / temperature).softmax(-1).max(-1)
    counts = torch.ones_like(said, dtype=torch.bool) if all_count else (said > 0) | (gold > 0)
    share, right = share[counts], (said == gold)[counts].float()
    total = 0.0
    for low in range(10):
        inside = (share > low / 10) & (share <= (low + 1) / 10)
        if inside.any():
            total += float(inside.float().mean()) * abs(float(share[inside].mean() - right[inside].mean()))
    return total


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--backbone", default="minilm")
    chosen = arguments.parse_args()
    model, vocabulary = backbones.trained(chosen.model, chosen.backbone)
    builder = Builder(vocabulary)
    own = builder.written() + builder.real()
    dev = gathered(model, [e for e in own if split_of(e.key) == "dev"])
    test = gathered(model, [e for e in own if split_of(e.key) == "test"])
    temperatures, report = {}, {}
    for head, (logits, gold) in dev.items():
        costs = [float(F.cross_entropy(logits / t, gold)) for t in TEMPERATURES]
        best = TEMPERATURES[costs.index(min(costs))]
        temperatures[head] = round(best, 2)
        single = head == "assertion"
        report[head] = {"temperature": round(best, 2), "before": round(error(*test[head], 1.0, single), 4),
                        "after": round(error(*test[head], best, single), 4)}
    chosen.out.write_text(json.dumps(temperatures))
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
