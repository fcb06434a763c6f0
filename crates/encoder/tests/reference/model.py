"""The encoder's model file in Python: rounds weights to bytes, writes the file, and computes the
forward pass in floating point from the weights that the bytes stand for; if asked, with every
product's inputs rounded to bytes as the encoder does. Needs numpy and safetensors. Shared by the
other scripts here."""

import json
from math import erf, sqrt

import numpy as np
from safetensors.numpy import save

ERF = np.vectorize(erf, otypes=[np.float64])


def round_rows(weight):
    """Rows of signed bytes and one scale for each."""
    peak = np.abs(weight).max(axis=1)
    scale = np.where(peak > 0, peak / 127, 1).astype(np.float32)
    return np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8), scale


def put_matrix(tensors, name, weight, bias):
    tensors[f"{name}.weight"], tensors[f"{name}.scale"] = round_rows(weight)
    tensors[f"{name}.bias"] = bias.astype(np.float32)


def put_heads(tensors, prefix, heads, width, random, spread=0.05):
    for head in heads:
        labels = len(head["labels"])
        tensors[f"{prefix}.{head['name']}.weight"] = random.normal(0, spread, (labels, width)).astype(np.float32)
        tensors[f"{prefix}.{head['name']}.bias"] = random.normal(0, spread, labels).astype(np.float32)


def put_gate(tensors, vocabulary, random):
    tensors["gate.unigram"] = random.normal(0, 0.1, vocabulary).astype(np.float32)
    tensors["gate.bigram"] = np.zeros(65536, np.float32)
    tensors["gate.bigram"][random.integers(0, 65536, 3000)] = 0.25
    tensors["gate.bias"] = np.array([-0.5], np.float32)


def write(path, config, tensors):
    with open(path, "wb") as file:
        file.write(save(tensors, {"config": json.dumps(config)}))


def matrix(tensors, name):
    return tensors[f"{name}.weight"].astype(np.float64) * tensors[f"{name}.scale"].astype(np.float64)[:, None]


def linear(tensors, name, states, rounding):
    if rounding:
        scale = np.abs(states).max(axis=1, keepdims=True) / 127
        states = np.rint(states / scale) * scale
    return states @ matrix(tensors, name).T + tensors[f"{name}.bias"]


def normalise(tensors, name, states, epsilon):
    mean = states.mean(axis=1, keepdims=True)
    variance = ((states - mean) ** 2).mean(axis=1, keepdims=True)
    return (states - mean) / np.sqrt(variance + epsilon) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def layer(config, tensors, name, states, rounding=False):
    heads, size = config["heads"], config["width"] // config["heads"]
    joined = linear(tensors, f"{name}.qkv", states, rounding).reshape(len(states), 3, heads, size)
    query, key, value = joined.transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1) / sqrt(size)
    scores = np.exp(scores - scores.max(axis=2, keepdims=True))
    scores /= scores.sum(axis=2, keepdims=True)
    context = (scores @ value).transpose(1, 0, 2).reshape(len(states), -1)
    epsilon = config["epsilon"]
    states = normalise(tensors, f"{name}.norm1", states + linear(tensors, f"{name}.out", context, rounding), epsilon)
    inner = linear(tensors, f"{name}.up", states, rounding)
    inner = 0.5 * inner * (1 + ERF(inner / sqrt(2)))
    return normalise(tensors, f"{name}.norm2", states + linear(tensors, f"{name}.down", inner, rounding), epsilon)


def encode(config, tensors, ids, shapes, rounding=False):
    states = (
        tensors["embed.word"][ids].astype(np.float64) * tensors["embed.word.scale"][ids][:, None]
        + tensors["embed.position"][: len(ids)]
        + tensors["embed.shape"][shapes]
    )
    states = normalise(tensors, "embed.norm", states, config["epsilon"])
    for number in range(config["layers"]):
        states = layer(config, tensors, f"layer.{number}", states, rounding)
    return states


def head(tensors, name, states):
    return states @ tensors[f"{name}.weight"].T.astype(np.float64) + tensors[f"{name}.bias"]


def about(config, tensors, states, pieces, rounding=False):
    marked = states.copy()
    marked[pieces] += tensors["about.marker"]
    return layer(config, tensors, "about.layer", marked, rounding)


def relevance(tensors, ids):
    pairs = [(31 * one + 1_000_003 * other) % 2**32 for one, other in zip(ids, ids[1:])]
    slots = sorted({(pair ^ pair >> 15) & 65535 for pair in pairs})
    total = float(tensors["gate.bias"][0])
    total += tensors["gate.unigram"][sorted(set(ids))].astype(float).sum()
    total += tensors["gate.bigram"][slots].astype(float).sum()
    return 1 / (1 + np.exp(-total))
