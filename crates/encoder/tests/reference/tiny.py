"""Makes the tiny random model of the tests and what it must give, computed in floating point from
the weights that its bytes stand for: `exact` are the states so, all other numbers with the inputs
of every product rounded to bytes. tiny.py, with numpy, safetensors and tokenizers (for the ids),
writes tiny.safetensors and tiny.json beside itself."""

import json
from pathlib import Path

import numpy as np

import model
from pieces import reference

HERE = Path(__file__).parent
WIDTH, INNER = 32, 64
CONFIG = {
    "layers": 2, "width": WIDTH, "heads": 2, "inner": INNER, "max_pieces": 64, "epsilon": 1e-12,
    "tag_heads": [{"name": "names", "labels": ["O", "B-place", "I-place"]},
                  {"name": "triggers", "labels": [f"t{label}" for label in range(9)]}],
    "about_heads": [{"name": "roles", "labels": ["O", "actor", "target", "place"]},
                    {"name": "assertion", "labels": ["real", "planned"]}],
    "pair": "a key that is not known",
}
# Text, shapes of its words in order, and triggers as ranges of words.
SENTENCES = [
    ("Residents returned to the village of Hajin.", [2, 1, 1, 1, 1, 1, 2, 7], [[1, 2], [4, 7]]),
    ("SDF forces' convoy arrived from the north on 19 March 2019", [3, 1, 7, 1, 1, 1, 1, 1, 1, 6, 2, 6], [[4, 5]]),
    ("Kherson", [2], [[0, 1]]),
    ("", [], []),
    ("A mine (un-cleared) killed 3 soldiers: iPhone U.K. people were in the road, and aid will return; the city said the residents returned home",
     [4, 1, 7, 1, 7, 1, 7, 1, 6, 1, 7, 5, 4, 7, 4, 7, 1, 1, 1, 1, 1, 7, 1, 1, 1, 1, 7, 1, 1, 1, 1, 1, 1, 1], [[7, 8], [30, 31], [0, 34]]),
]


def make():
    random = np.random.default_rng(7)
    vocabulary = (HERE / "vocabulary.txt").read_bytes().rstrip(b"\n")
    size = vocabulary.count(b"\n") + 1
    normal = lambda *shape: random.normal(0, 1, shape).astype(np.float32)
    tensors = {"vocabulary": np.frombuffer(vocabulary, np.uint8)}
    tensors["embed.word"], tensors["embed.word.scale"] = model.round_rows(normal(size, WIDTH))
    tensors["embed.position"], tensors["embed.shape"] = 0.3 * normal(64, WIDTH), 0.3 * normal(8, WIDTH)

    def norm(name):
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = 1 + 0.1 * normal(WIDTH), 0.1 * normal(WIDTH)

    norm("embed.norm")
    for name in ("layer.0", "layer.1", "about.layer"):
        for part, outputs, inputs in (("qkv", 3 * WIDTH, WIDTH), ("out", WIDTH, WIDTH), ("up", INNER, WIDTH), ("down", WIDTH, INNER)):
            model.put_matrix(tensors, f"{name}.{part}", 1.5 * normal(outputs, inputs) / inputs**0.5, 0.1 * normal(outputs))
        norm(f"{name}.norm1")
        norm(f"{name}.norm2")
    tensors["about.marker"] = normal(WIDTH)
    model.put_heads(tensors, "head", CONFIG["tag_heads"], WIDTH, random, 0.3)
    model.put_heads(tensors, "about.head", CONFIG["about_heads"], WIDTH, random, 0.3)
    model.put_gate(tensors, size, random)
    return tensors


def rounded(values):
    return [[round(float(value), 4) for value in row] for row in values]


def expect(tensors, tokenizer, text, shapes, triggers):
    encoding = tokenizer.encode(text)
    words = encoding.word_ids
    assert len(shapes) == max([word + 1 for word in words if word is not None], default=0), (text, encoding.tokens, words)
    first = [words.index(word) for word in range(len(shapes))]
    piece_shapes = [0 if word is None else shapes[word] for word in words]
    exact = model.encode(CONFIG, tensors, encoding.ids, piece_shapes)
    states = model.encode(CONFIG, tensors, encoding.ids, piece_shapes, rounding=True)
    abouts = []
    for start, end in triggers:
        marked = [piece for piece, word in enumerate(words) if word is not None and start <= word < end]
        about = model.about(CONFIG, tensors, states, marked, rounding=True)[first]
        abouts.append({"words": [start, end], **{head["name"]: rounded(model.head(tensors, f"about.head.{head['name']}", about))
                                                  for head in CONFIG["about_heads"]}})
    tags = {head["name"]: rounded(model.head(tensors, f"head.{head['name']}", states[first])) for head in CONFIG["tag_heads"]}
    return {"text": text, "ids": encoding.ids, "shapes": piece_shapes, "first": first, "exact": rounded(exact), "states": rounded(states),
            "tags": tags, "about": abouts, "relevance": round(float(model.relevance(tensors, encoding.ids)), 6)}


tensors = make()
model.write(HERE / "tiny.safetensors", CONFIG, tensors)
tokenizer = reference(HERE / "vocabulary.txt")
expected = [expect(tensors, tokenizer, *sentence) for sentence in SENTENCES]
(HERE / "tiny.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in expected) + "\n]\n")
