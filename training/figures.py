"""Figures of a trained reader on everything kept aside.

    python3 training/figures.py var/reader/model.pt var/reader/figures.json
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

import backbones
from examples import Builder
from measure import measure
from train import parts


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--backbone", default="minilm")
    arguments.add_argument("--only", default="", help="names of parts, with commas")
    chosen = arguments.parse_args()
    model, vocabulary = backbones.trained(chosen.model, chosen.backbone)
    _, aside = parts(Builder(vocabulary), {"all"})
    wanted = set(filter(None, chosen.only.split(",")))
    aside = {name: found for name, found in aside.items() if not wanted or name in wanted}
    figures = measure(model, aside)
    chosen.out.write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
