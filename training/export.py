"""Writes a trained reader as one safetensors file with int8 weights, as `crates/encoder` reads it.

    python3 training/export.py var/reader/model.pt crates/reader/model/reader.safetensors [--gate var/reader/gate.pt]

Matrices are int8 with one scale per output row, symmetric; embeddings of words likewise, one scale per word. The rest
stays f32. The vocabulary and the labels travel in the same file.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

import backbones
import corpus
from examples import INCIDENT_KINDS, POLICE, ROOTS, TAG_HEADS
from model import Reader


def quantised(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 rows and their scales."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors(model: Reader) -> dict[str, torch.Tensor]:
    out: dict[str, torch.Tensor] = {}

    def matrix(name: str, linear) -> None:
        out[f"{name}.weight"], out[f"{name}.scale"] = quantised(linear.weight)
        out[f"{name}.bias"] = linear.bias

    def plain(name: str, module) -> None:
        out[f"{name}.weight"], out[f"{name}.bias"] = module.weight, module.bias

    def layer(name: str, one) -> None:
        for part in ("qkv", "out", "up", "down"):
            matrix(f"{name}.{part}", getattr(one, part))
        plain(f"{name}.norm1", one.norm1)
        plain(f"{name}.norm2", one.norm2)

    out["embed.word"], out["embed.word.scale"] = quantised(model.word.weight)
    out["embed.position"], out["embed.shape"] = model.position.weight, model.shape.weight
    plain("embed.norm", model.norm)
    for number, one in enumerate(model.layers):
        layer(f"layer.{number}", one)
    for name, head in model.tags.items():
        plain(f"head.{name}", head)
    plain("head.police", model.police)
    plain("head.incidents", model.incidents)
    layer("about.layer", model.about)
    out["about.marker"] = model.marker.weight
    for name in ("roles", "assertion", "happening", "place", "root"):
        plain(f"about.head.{name}", getattr(model, name))
    return {name: tensor.detach().contiguous() for name, tensor in out.items()}


def config(model: Reader, temperatures: dict[str, float], threshold: float) -> dict:
    size = model.size
    heads = [{"name": name, "labels": labels} for name, labels in TAG_HEADS.items()]
    heads += [{"name": "police", "labels": POLICE}, {"name": "incidents", "labels": INCIDENT_KINDS}]
    roles = [f"{mark}-{role}" for role in corpus.ROLES for mark in "OBI"]
    about = [{"name": "roles", "labels": roles}, {"name": "assertion", "labels": corpus.ASSERTIONS},
             {"name": "happening", "labels": corpus.HAPPENINGS}, {"name": "place", "labels": ["O", "B-place", "I-place"]},
             {"name": "root", "labels": ROOTS}]
    return {"layers": size.layers, "width": size.width, "heads": size.heads, "inner": size.inner,
            "max_pieces": size.positions, "epsilon": size.epsilon, "markers": ["trigger", "source", "target"],
            "tag_heads": heads, "about_heads": about, "temperatures": temperatures, "relevance_threshold": threshold}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--backbone", default="minilm")
    arguments.add_argument("--gate", type=Path)
    arguments.add_argument("--calibration", type=Path, help="JSON: temperatures by head")
    chosen = arguments.parse_args()
    model, vocabulary = backbones.trained(chosen.model, chosen.backbone)
    out = tensors(model)
    lines = "\n".join(piece for piece, _ in sorted(vocabulary.ids.items(), key=lambda item: item[1]))
    out["vocabulary"] = torch.frombuffer(bytearray(lines.encode()), dtype=torch.uint8)
    threshold = 0.0
    if chosen.gate:
        gate = torch.load(chosen.gate)
        threshold = float(gate.pop("threshold"))
        out.update({f"gate.{name}": tensor.contiguous() for name, tensor in gate.items()})
    else:
        out.update({"gate.unigram": torch.zeros(model.size.vocabulary), "gate.bigram": torch.zeros(65536),
                    "gate.bias": torch.zeros(1)})
    temperatures = json.loads(chosen.calibration.read_text()) if chosen.calibration else {}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(out, chosen.out, {"config": json.dumps(config(model, temperatures, threshold))})
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
