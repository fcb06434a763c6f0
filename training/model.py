"""The reader's network: a small BERT that also sees how words are written, heads over its words, and one more layer that
looks at a sentence with one trigger, or one pair, marked."""
from __future__ import annotations

import random
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

import corpus
from examples import IGNORE, INCIDENT_KINDS, POLICE, ROOTS, TAG_HEADS, Example
from pieces import CAPITAL, LOWER, MIXED, SINGLE, UPPER, Pieces

SHAPES, MARKERS = 8, 3


@dataclass
class Size:
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 256
    epsilon: float = 1e-12


class Layer(nn.Module):
    """Post-norm transformer layer, as in BERT. Dropout stands at its end alone: on a CPU drawing it costs as much as
    it is worth elsewhere."""

    def __init__(self, size: Size, dropout: float = 0.1):
        super().__init__()
        self.heads, self.dropout = size.heads, dropout
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, size.epsilon)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, size.epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + self.out(attended))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Reader(nn.Module):
    def __init__(self, size: Size):
        super().__init__()
        self.size = size
        self.word = nn.Embedding(size.vocabulary, size.width)
        self.position = nn.Embedding(size.positions, size.width)
        self.shape = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, size.epsilon)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.tags = nn.ModuleDict({name: nn.Linear(size.width, len(labels)) for name, labels in TAG_HEADS.items()})
        self.police = nn.Linear(size.width, len(POLICE))
        self.incidents = nn.Linear(size.width, len(INCIDENT_KINDS))
        self.marker = nn.Embedding(MARKERS, size.width)
        self.about = Layer(size)
        self.roles = nn.Linear(size.width, 3 * len(corpus.ROLES))
        self.assertion = nn.Linear(size.width, len(corpus.ASSERTIONS))
        self.happening = nn.Linear(size.width, len(corpus.HAPPENINGS))
        self.place = nn.Linear(size.width, 3)
        self.root = nn.Linear(size.width, len(ROOTS))
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.marker.weight, std=0.3)

    def encode(self, ids: torch.Tensor, shapes: torch.Tensor, lengths: torch.Tensor):
        t = ids.shape[1]
        mask = (torch.arange(t)[None, :] < lengths[:, None])[:, None, None, :]
        x = self.word(ids) + self.position.weight[:t][None] + self.shape(shapes)
        x = F.dropout(self.norm(x), 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x, mask

    def look(self, x: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
        """The states with marked pieces (`marks`: 0 none, else marker + 1) after one more layer."""
        table = torch.cat([torch.zeros(1, self.size.width), self.marker.weight])
        return self.about(x + table[marks], mask)


def load_backbone(model: Reader, tensors: dict, picked: list[int]) -> None:
    """Weights of a BERT of the same width: embeddings and the layers `picked`."""
    def get(name):
        return tensors[name].float()

    with torch.no_grad():
        model.word.weight.copy_(get("embeddings.word_embeddings.weight"))
        types = get("embeddings.token_type_embeddings.weight")[0]
        model.position.weight.copy_(get("embeddings.position_embeddings.weight")[: model.size.positions] + types)
        copy(model.norm, get, "embeddings.LayerNorm")
        for layer, number in zip(model.layers, picked):
            copy_layer(layer, get, f"encoder.layer.{number}")
        copy_layer(model.about, get, f"encoder.layer.{picked[-1]}")


def copy_layer(layer: Layer, get, prefix: str) -> None:
    parts = [f"{prefix}.attention.self.{name}" for name in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([get(f"{part}.weight") for part in parts]))
    layer.qkv.bias.copy_(torch.cat([get(f"{part}.bias") for part in parts]))
    copy(layer.out, get, f"{prefix}.attention.output.dense")
    copy(layer.norm1, get, f"{prefix}.attention.output.LayerNorm")
    copy(layer.up, get, f"{prefix}.intermediate.dense")
    copy(layer.down, get, f"{prefix}.output.dense")
    copy(layer.norm2, get, f"{prefix}.output.LayerNorm")


def copy(module, get, name: str) -> None:
    module.weight.copy_(get(f"{name}.weight"))
    module.bias.copy_(get(f"{name}.bias"))


# ---------------------------------------------------------------------- batches and losses


@dataclass
class Batch:
    examples: list[Example]
    ids: torch.Tensor
    shapes: torch.Tensor
    lengths: torch.Tensor
    first: torch.Tensor  # first piece of each word, 0 where there is none
    words: list[int]


# How often a training sentence is seen as if written in capitals, without any, or as a headline.
DISGUISES = [(0.05, UPPER), (0.03, LOWER), (0.03, CAPITAL)]


# Share of words that a training sentence hides, so that what tells of a happening is learned from its neighbours too.
HIDDEN, MASK = 0.07, 103


def hidden(pieces: Pieces, draw: random.Random) -> list[int]:
    """The piece ids of a sentence with some words hidden whole."""
    ids = pieces.ids[:]
    for first, count in zip(pieces.first, pieces.count):
        if draw.random() < HIDDEN:
            ids[first : first + count] = [MASK] * count
    return ids


def written_otherwise(shapes: list[int], draw: random.Random) -> list[int]:
    """The shapes of a sentence, now and then as another hand would have written it."""
    chance = draw.random()
    for share, shape in DISGUISES:
        if chance < share:
            return [shape if old in (LOWER, CAPITAL, UPPER, SINGLE, MIXED) else old for old in shapes]
        chance -= share
    return shapes


def batch(examples: list[Example], draw: random.Random | None = None) -> Batch:
    longest = max(len(e.pieces.ids) for e in examples)
    most = max(1, max(len(e.pieces.words) for e in examples))
    ids = torch.zeros(len(examples), longest, dtype=torch.long)
    shapes = torch.zeros_like(ids)
    first = torch.zeros(len(examples), most, dtype=torch.long)
    for row, example in enumerate(examples):
        n = len(example.pieces.ids)
        ids[row, :n] = torch.tensor(hidden(example.pieces, draw) if draw else example.pieces.ids)
        seen = written_otherwise(example.pieces.shapes, draw) if draw else example.pieces.shapes
        shapes[row, :n] = torch.tensor(seen)
        if example.pieces.words:
            first[row, : len(example.pieces.words)] = torch.tensor(example.pieces.first)
    lengths = torch.tensor([len(e.pieces.ids) for e in examples])
    return Batch(examples, ids, shapes, lengths, first, [len(e.pieces.words) for e in examples])


def at_words(x: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
    return x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))


def padded(rows: list[list[int] | None], width: int) -> torch.Tensor:
    out = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    for number, row in enumerate(rows):
        if row:
            out[number, : len(row)] = torch.tensor(row)
    return out


# Share of each loss. That of the roles is a mean over words and nine roles, nearly all of them empty: with a small
# share it is never learned (tried: 3, roles F1 stayed under .3).
WEIGHTS = {"names": 1.0, "groups": 1.0, "things": 0.7, "triggers": 4.0, "worldwide": 1.0, "re3d": 0.7, "toponyms": 1.0,
           "roles": 16.0, "assertion": 1.0, "happening": 0.7, "place": 2.0, "root": 0.7, "police": 0.5, "incident": 3.0, "incidents": 0.5}


def losses(model: Reader, data: Batch) -> dict[str, torch.Tensor]:
    x, mask = model.encode(data.ids, data.shapes, data.lengths)
    states = at_words(x, data.first)
    width = data.first.shape[1]
    found: dict[str, torch.Tensor] = {}
    for name, head in model.tags.items():
        rows = [example.tags.get(name) for example in data.examples]
        if any(rows):
            gold = padded(rows, width)
            logits = head(states)
            if (gold >= 0).any():
                found[name] = F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    loose = [(row, e) for row, e in enumerate(data.examples) if "names" in e.allowed and e.pieces.words]
    if loose:
        found["names loosely"] = allowed_loss(model.tags["names"], states, loose)
    for name, head in (("police", model.police), ("incidents", model.incidents)):
        asked = [(row, getattr(e, name)) for row, e in enumerate(data.examples) if getattr(e, name)]
        if asked:
            rows = torch.tensor([row for row, _ in asked])
            gold = torch.tensor([answers for _, answers in asked], dtype=torch.float)
            found[name] = F.binary_cross_entropy_with_logits(head(x[rows, 0]), gold)
    found.update(about_losses(model, data, x, mask))
    return found


def allowed_loss(head: nn.Linear, states: torch.Tensor, loose) -> torch.Tensor:
    """Minus the log of the probability that any allowed label has."""
    terms = []
    for row, example in loose:
        n = len(example.pieces.words)
        permitted = torch.full((n, head.out_features), float("-inf"))
        for word, labels in enumerate(example.allowed["names"]):
            permitted[word, labels] = 0.0
        logs = F.log_softmax(head(states[row, :n]), -1)
        terms.append(-torch.logsumexp(logs + permitted, -1))
    return torch.cat(terms).mean()


def about_losses(model: Reader, data: Batch, x, mask) -> dict[str, torch.Tensor]:
    pairs = [(row, about) for row, e in enumerate(data.examples) for about in e.abouts]
    if not pairs:
        return {}
    looked, states = look_at(model, data, x, mask, pairs)
    width = data.first.shape[1]
    found = {}
    asked = [n for n, (_, a) in enumerate(pairs) if a.roles is not None]
    if asked:
        gold = torch.stack([padded(pairs[n][1].roles, width) for n in asked])  # n, role, word
        logits = model.roles(states[asked]).view(len(asked), width, len(corpus.ROLES), 3).transpose(1, 2)
        found["roles"] = F.cross_entropy(logits.flatten(0, 2), gold.flatten(), ignore_index=IGNORE,
                                         label_smoothing=0.0)
    asked = [n for n, (_, a) in enumerate(pairs) if a.place is not None]
    if asked:
        gold = padded([pairs[n][1].place for n in asked], width)
        found["place"] = F.cross_entropy(model.place(states[asked]).flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    for name, head in (("assertion", model.assertion), ("happening", model.happening)):
        asked = [n for n, (_, a) in enumerate(pairs) if getattr(a, name) is not None]
        if asked:
            at = torch.tensor([pairs[n][1].marks[0][1] for n in asked])
            gold = torch.tensor([getattr(pairs[n][1], name) for n in asked])
            found[name] = F.cross_entropy(head(states[asked, at]), gold)
    asked = [n for n, (_, a) in enumerate(pairs) if a.root is not None]
    if asked:
        gold = torch.tensor([pairs[n][1].root for n in asked])
        found["root"] = F.cross_entropy(model.root(looked[asked, 0]), gold)
    return found


def look_at(model: Reader, data: Batch, x, mask, pairs):
    rows = torch.tensor([row for row, _ in pairs])
    marks = torch.zeros(len(pairs), x.shape[1], dtype=torch.long)
    for number, (row, about) in enumerate(pairs):
        pieces = data.examples[row].pieces
        for marker, start, end in about.marks:
            last = min(end, len(pieces.first)) - 1
            if start <= last:
                marks[number, pieces.first[start] : pieces.first[last] + pieces.count[last]] = marker + 1
    looked = model.look(x[rows], mask[rows], marks)
    return looked, at_words(looked, data.first[rows])
