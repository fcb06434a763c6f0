"""Mixes the weights of two runs of one trajectory.

    python3 training/mean.py var/sixth/model.pt var/fifth/model.pt 0.25 var/reader/model.pt

The number is the share of the second.
"""
import sys
from pathlib import Path

import torch


def main(first: str, second: str, share: str, out: str) -> None:
    a, b, weight = torch.load(first), torch.load(second), float(share)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: (1 - weight) * a[name] + weight * b[name] for name in a}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
