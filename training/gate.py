"""Fits the gate: which sentences are worth encoding, by their pieces alone.

    python3 training/gate.py var/reader/model.pt var/reader/gate.pt

The teacher is the trained reader: it reads sentences of all sets, and a logistic model over pieces and pairs of
neighbouring pieces learns whether it finds a trigger. Our own annotations are learned from too. The threshold keeps
KEPT of the annotated sentences with a happening in the development part; what the gate lets through is reported.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

import backbones
from examples import TAG_HEADS, Builder, Example, split_of
from model import Reader, at_words, batch

SLOTS = 65536
KEPT = 0.993
SEED = 5
# Below this the teacher's share is noise.
DOUBT = 0.1


def slots(ids: list[int]) -> list[int]:
    """Slots of the pairs of neighbouring pieces, each once; the same arithmetic as in crates/encoder."""
    found = set()
    for a, b in zip(ids, ids[1:]):
        h = (a * 31 + b * 1_000_003) & 0xFFFFFFFF
        found.add((h ^ (h >> 15)) & (SLOTS - 1))
    return sorted(found)


class Gate(torch.nn.Module):
    def __init__(self, vocabulary: int):
        super().__init__()
        self.unigram = torch.nn.EmbeddingBag(vocabulary, 1, mode="sum")
        self.bigram = torch.nn.EmbeddingBag(SLOTS, 1, mode="sum")
        self.bias = torch.nn.Parameter(torch.zeros(1))
        torch.nn.init.zeros_(self.unigram.weight)
        torch.nn.init.zeros_(self.bigram.weight)

    def forward(self, examples: list[Example]) -> torch.Tensor:
        return (bag(self.unigram, [sorted(set(e.pieces.ids)) for e in examples])
                + bag(self.bigram, [slots(e.pieces.ids) for e in examples]) + self.bias)


def bag(table, rows: list[list[int]]) -> torch.Tensor:
    offsets = torch.tensor([0] + [len(row) for row in rows[:-1]]).cumsum(0)
    return table(torch.tensor([item for row in rows for item in row]), offsets)[:, 0]


def taught(model: Reader, examples: list[Example]) -> list[float]:
    """How likely the reader finds a trigger in each sentence."""
    order = sorted(range(len(examples)), key=lambda n: len(examples[n].pieces.ids))
    found = [0.0] * len(examples)
    outside = TAG_HEADS["triggers"].index("O")
    with torch.no_grad():
        for start in range(0, len(order), 48):
            rows = order[start : start + 48]
            data = batch([examples[n] for n in rows])
            x, _ = model.encode(data.ids, data.shapes, data.lengths)
            quiet = model.tags["triggers"](at_words(x, data.first)).softmax(-1)[..., outside]
            for n, row, words in zip(rows, quiet, data.words):
                found[n] = 1 - float(row[:words].min()) if words else 0.0
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--backbone", default="minilm")
    chosen = arguments.parse_args()
    torch.manual_seed(SEED)
    model, vocabulary = backbones.trained(chosen.model, chosen.backbone)
    builder = Builder(vocabulary)
    own = builder.written() + builder.real()
    unread = (builder.worldwide("names/worldwide-train.jsonl.gz")[::4] + builder.toponyms("places/lgl.jsonl.gz", "lgl")[::4]
              + builder.event_place()[::6] + builder.police("events/india-police-train.jsonl.gz", 3000)[::4])
    unread += [e for source in ("muc4", "wikievents", "ecbplus") for e in builder.plain(source)][::6]
    goals = [0.0 if goal < DOUBT else goal for goal in taught(model, unread)]
    train = [(e, g, 1.0) for e, g in zip(unread, goals)]
    train += [(e, float(e.relevant), 3.0) for e in own if split_of(e.key) == "train"]
    gate = fit(Gate(len(vocabulary.ids)), train)
    aside = {part: [e for e in own if split_of(e.key) == part] for part in ("dev", "test")}
    threshold = float(torch.quantile(shares(gate, [e for e in aside["dev"] if e.relevant]), 1 - KEPT))
    report = {"threshold": threshold}
    for part, examples in aside.items():
        found = [e for e, share in zip(examples, taught(model, examples)) if e.relevant and share > 0.5]
        report[f"{part}, kept of what is found"] = float((shares(gate, found) >= threshold).float().mean())
        yes = shares(gate, [e for e in examples if e.relevant]) >= threshold
        no = shares(gate, [e for e in examples if not e.relevant]) >= threshold
        report[part] = {"kept of telling": float(yes.float().mean()), "kept of quiet": float(no.float().mean())}
    news = shares(gate, builder.toponyms("places/lgl.jsonl.gz", "lgl")[1::2]) >= threshold
    report["kept of local news"] = float(news.float().mean())
    print(json.dumps(report, indent=1))
    state = {"unigram": gate.unigram.weight[:, 0].detach(), "bigram": gate.bigram.weight[:, 0].detach(),
             "bias": gate.bias.detach(), "threshold": torch.tensor(threshold)}
    torch.save(state, chosen.out)


def shares(gate: Gate, examples: list[Example]) -> torch.Tensor:
    with torch.no_grad():
        return torch.sigmoid(gate(examples))


def fit(gate: Gate, train: list[tuple[Example, float, float]], epochs: int = 6) -> Gate:
    optimiser = torch.optim.Adam(gate.parameters(), lr=0.02)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 0.02 / (1 + epoch)
        for rows in torch.randperm(len(train)).split(256):
            part = [train[n] for n in rows]
            logits = gate([e for e, _, _ in part])
            goals = torch.tensor([g for _, g, _ in part])
            weights = torch.tensor([w for _, _, w in part]) * (1 + 4 * goals)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, goals, weights)
            loss = loss + 2e-6 * (gate.unigram.weight.square().sum() + gate.bigram.weight.square().sum())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return gate


if __name__ == "__main__":
    main()
