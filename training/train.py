"""Trains the reader. One run, one folder: weights, figures, log.

    python3 training/train.py --out var/reader --epochs 3 [--start var/first/model.pt] [--backbone minilm|gte|gte-first|gte-even]

Fixed seeds; the number of steps follows from the epochs, not from the clock, so that a run can be repeated.
"""
from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch

import backbones
from examples import Builder, Example, real_test_documents, split_of
from measure import measure
from model import WEIGHTS, Reader, batch, losses


# How much of the mean of the weights is left after one more step.
MEMORY = 0.995


def parts(builder: Builder, chosen: set[str]) -> tuple[list[Example], dict[str, list[Example]]]:
    """Training examples, and those kept aside by name."""
    hidden = real_test_documents(builder)
    def fifth(found: list[Example]) -> tuple[list[Example], list[Example]]:
        """Those to train on, and every fifth row of the set."""
        return [e for e in found if int(e.key) % 5], [e for e in found if int(e.key) % 5 == 0]

    train: list[Example] = []
    aside: dict[str, list[Example]] = {}

    def add(name, found, kept=None):
        if name in chosen or "all" in chosen:
            train.extend(found)
            if kept is not None:
                aside[name] = kept

    add("worldwide", builder.worldwide("names/worldwide-train.jsonl.gz", hidden),
        builder.worldwide("names/worldwide-dev.jsonl.gz"))
    re3d = builder.re3d(hidden)
    held = {key for n, key in enumerate(sorted({e.key for e in re3d})) if n % 5 == 0}
    add("re3d", [e for e in re3d if e.key not in held], [e for e in re3d if e.key in held])
    for name, path in (("lgl", "places/lgl.jsonl.gz"), ("geowebnews", "places/geowebnews-a.jsonl.gz")):
        found = builder.toponyms(path, name, hidden)
        held = {key for n, key in enumerate(sorted({e.key for e in found})) if n % 5 == 0}
        add(name, [e for e in found if e.key not in held and any(e.tags["toponyms"])]
            + [e for e in found if e.key not in held and not any(e.tags["toponyms"])][::4],
            [e for e in found if e.key in held])
    add("event-place", *fifth(builder.event_place(hidden)))
    add("plover", *fifth(builder.plover()))
    add("police", builder.police("events/india-police-train.jsonl.gz", 2500),
        builder.police("events/india-police-dev.jsonl.gz", 10**6))
    incidents = builder.incidents(hidden)
    tenth = lambda e: int(e.key.split()[0]) % 10 == 0
    add("muc4", [e for e in incidents if not tenth(e)], [e for e in incidents if tenth(e)])
    add("rams", builder.rams(hidden))
    add("wikievents", builder.wikievents(hidden))
    for name, found in (("written", builder.written()), ("real", builder.real())):
        add(name, [e for e in found if split_of(e.key) == "train"], [e for e in found if split_of(e.key) == "dev"])
        aside[f"{name} test"] = [e for e in found if split_of(e.key) == "test"]
    return train, {name: found for name, found in aside.items() if found}


def batches(examples: list[Example], pieces: int, seed: int) -> list[list[Example]]:
    """Sentences of like length together, in an order drawn anew each epoch."""
    draw = random.Random(seed)
    order = examples[:]
    draw.shuffle(order)
    found = []
    for start in range(0, len(order), 3000):
        chunk = sorted(order[start : start + 3000], key=lambda e: len(e.pieces.ids))
        current: list[Example] = []
        for example in chunk:
            if current and (len(current) + 1) * len(example.pieces.ids) > pieces:
                found.append(current)
                current = []
            current.append(example)
        found.append(current)
    draw.shuffle(found)
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--stop-after", type=int, default=0, help="epochs after which to stop short of the plan")
    arguments.add_argument("--rate", type=float, default=2e-4)
    arguments.add_argument("--backbone", default="minilm")
    arguments.add_argument("--start", type=Path, help="weights of an earlier run")
    arguments.add_argument("--sets", default="all")
    arguments.add_argument("--repeat", default="", help="name:times,… sets that are seen more than once an epoch")
    arguments.add_argument("--share", default="", help="name:part,… sets of which only that part is drawn")
    arguments.add_argument("--sample", type=int, default=0, help="at most so many training sentences")
    arguments.add_argument("--aside", type=int, default=0, help="at most so many sentences of each part kept aside")
    arguments.add_argument("--pieces", type=int, default=1536)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)
    model, vocabulary = backbones.load(chosen.backbone)
    if chosen.start:
        # A head that the earlier run did not know begins anew.
        missing, unknown = model.load_state_dict(torch.load(chosen.start), strict=False)
        assert not unknown and all(name.split(".")[-2] in ("incident", "incidents") for name in missing), missing
    train, aside = parts(Builder(vocabulary), set(chosen.sets.split(",")))
    for name, share in (part.split(":") for part in chosen.share.split(",") if part):
        draw = random.Random(11)
        train = [e for e in train if e.source != name or draw.random() < float(share)]
    if chosen.sample:
        random.Random(3).shuffle(train)
        train = train[: chosen.sample]
    if chosen.aside:
        aside = {name: found[: chosen.aside] for name, found in aside.items()}
    for name, times in (part.split(":") for part in chosen.repeat.split(",") if part):
        train += [e for e in train if e.source == name] * (int(times) - 1)
    run(model, train, aside, chosen)


def run(model: Reader, train: list[Example], aside: dict[str, list[Example]], chosen) -> None:
    draw = random.Random(chosen.seed)
    plan = [batches(train, chosen.pieces, 100 + epoch) for epoch in range(chosen.epochs)]
    steps = sum(map(len, plan))
    decay = [p for p in model.parameters() if p.dim() > 1]
    rest = [p for p in model.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}],
                                  lr=chosen.rate, fused=True)
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm))))
    # What is kept and measured is the mean of the weights along the way, the newest weighing most.
    kept = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEMORY))
    say = open(chosen.out / "log.txt", "a", encoding="utf-8")
    print(f"{len(train)} sentences, {steps} steps", file=say, flush=True)
    begun, step, means = time.time(), 0, {}
    for epoch in plan[: chosen.stop_after or None]:
        model.train()
        for examples in epoch:
            found = losses(model, batch(examples, draw))
            total = sum(WEIGHTS.get(name, 0.5) * loss for name, loss in found.items())
            optimiser.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            kept.update_parameters(model)
            for name, loss in found.items():
                means[name] = 0.98 * means.get(name, loss.item()) + 0.02 * loss.item()
            step += 1
            if step % 100 == 0:
                shown = " ".join(f"{name} {mean:.3f}" for name, mean in sorted(means.items()))
                print(f"{step}/{steps} {time.time() - begun:.0f} s {shown}", file=say, flush=True)
        torch.save(kept.module.state_dict(), chosen.out / "model.pt")
    figures = measure(kept.module, aside)
    figures["seconds"] = round(time.time() - begun)
    (chosen.out / "figures.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures), file=say, flush=True)


if __name__ == "__main__":
    main()
