"""How far the encoder's states are from those of the floating-point model, over real sentences:
compare.py WHEEL_FOLDER SENTENCES STATES, STATES being what `cargo run --example states` wrote.
Needs onnx and onnxruntime, and tokenizers for the ids. With an argument more, the name of a file
of our own format, it compares with the model that its bytes stand for instead (numpy)."""

import json
import sys
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

folder, sentences, states = Path(sys.argv[1]), sys.argv[2], np.fromfile(sys.argv[3], "<f4").reshape(-1, 384)
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.no_padding()
tokenizer.enable_truncation(256)
ids = [tokenizer.encode(line).ids for line in Path(sentences).read_text().split("\n")[:-1]]

if len(sys.argv) > 4:
    from safetensors import safe_open

    import model

    file = safe_open(sys.argv[4], "numpy")
    config = json.loads(file.metadata()["config"])
    tensors = {name: file.get_tensor(name) for name in file.keys()}

    def forward(row):
        return model.encode(config, tensors, row, [0] * len(row))
else:
    import onnxruntime

    from minilm_onnx import build

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(build(folder), options, providers=["CPUExecutionProvider"])

    def forward(row):
        return session.run(None, {"ids": np.array([row]), "mask": np.zeros((1, 1, 1, len(row)), np.float32)})[0][0]

start, distances, largest = 0, [], 0.0
for row in ids:
    expected, found = forward(row), states[start : start + len(row)]
    start += len(row)
    cosine = (expected * found).sum(1) / np.linalg.norm(expected, axis=1) / np.linalg.norm(found, axis=1)
    distances.extend(1 - cosine)
    largest = max(largest, float(np.abs(expected - found).max()))
assert start == len(states), (start, len(states))
print(f"{len(ids)} sentences, {start} pieces: 1-cos mean {np.mean(distances):.5f}, "
      f"99% {np.quantile(distances, 0.99):.5f}, most {np.max(distances):.5f}; largest difference {largest:.3f}")
