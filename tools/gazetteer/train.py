"""Learns the weights of the scan for names and of the ranking of candidates.

Usage: train.py FEATURES.jsonl [FOLD [OUT]]

FEATURES comes from `cargo run -p tidings-gazetteer --example places features GOLD…`. Both models
are linear. Scores are printed from cross-validation by document; the weights that are written are
learned from all documents, or with FOLD from all but those of one fold, so that the whole
flow can be scored on documents that it was not learned from (`crossval.sh`). OUT is another folder
for them than that of the repository. Needs numpy. The same features give the same weights.

Features of the ranking depend on the weights with which they were made (what the other names
probably mean), so features and weights are made anew in turn until the scores settle: two or
three rounds.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np

DATA = pathlib.Path(__file__).resolve().parents[2] / "crates" / "gazetteer" / "data"
FOLDS = 5
STEPS = 600
# Weights set by hand, which stay as they are. Those of features that only packs give that users
# imported, which the gold reports know nothing of, were set on the development half of
# examples/villages.toml. A division that is its town lies where the town lies, so that no score
# tells the two apart. A dateline names a town, and a newspaper bears its town's name: too few of
# the gold reports' names are written so to learn it from.
BY_HAND = {"find": ["imported_at_home"],
           "rank": ["at_home", "district_of_village", "division_for_city", "division_is_town",
                    "sounds_unlike"]}
RATE = 0.05
PENALTY = 2e-4


def fold_of(doc):
    return hashlib.sha256(doc.encode()).digest()[0] % FOLDS


def matrix(rows, names):
    index = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row:
            values[at, index[name]] += value
    return values


def descend(gradient, width):
    """Adam with a quadratic penalty."""
    weights, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        slope = gradient(weights) + PENALTY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope ** 2
        weights -= RATE * (first / (1 - 0.9 ** step)) / (np.sqrt(second / (1 - 0.999 ** step)) + 1e-8)
    return weights


def logistic(scores):
    return 1 / (1 + np.exp(-scores))


def train_find(items):
    names = sorted({name for item in items for name, _ in item["features"]})
    values = matrix([item["features"] for item in items], names)
    labels = np.array([item["find"] for item in items], dtype=float)
    folds = np.array([fold_of(item["doc"]) for item in items])

    def fit(chosen):
        x, y = values[chosen], labels[chosen]
        return descend(lambda w: x.T @ (logistic(x @ w) - y) / len(y), len(names))

    guesses = np.zeros(len(labels))
    for number in range(FOLDS):
        guesses[folds == number] = logistic(values[folds == number] @ fit(folds != number))
    said = guesses >= 0.5
    right = (said * labels).sum()
    print(f"find: {len(items)} names, precision {right / said.sum():.3f}, "
          f"recall among those found {right / labels.sum():.3f}")
    return dict(zip(names, fit(folds >= 0)))


def train_rank(items):
    rows = [c["features"] for item in items for c in item["candidates"]]
    names = sorted({name for row in rows for name, _ in row})
    values = matrix(rows, names)
    right = np.array([c["right"] for item in items for c in item["candidates"]], dtype=float)
    group = np.repeat(np.arange(len(items)), [len(item["candidates"]) for item in items])
    count = np.array([min(item["count"], 3) for item in items], dtype=float)
    mentions = np.array([item["count"] for item in items], dtype=float)
    folds = np.array([fold_of(item["doc"]) for item in items])

    def probabilities(w):
        """Of candidates and of none, by group; the last weight is the score of none."""
        scores = values @ w[:-1]
        highest = np.full(len(items), w[-1])
        np.maximum.at(highest, group, scores)
        powers = np.exp(scores - highest[group])
        none = np.exp(w[-1] - highest)
        total = np.bincount(group, powers, len(items)) + none
        return powers / total[group], none / total

    has = np.bincount(group, right, len(items)) > 0

    def fit(chosen):
        weight = np.where(chosen, count, 0.0)

        def gradient(w):
            p, none = probabilities(w)
            mass = np.bincount(group, p * right, len(items))
            target = np.where(has[group], p * right / np.maximum(mass[group], 1e-12), 0.0)
            slope = (p - target) * weight[group]
            none_slope = ((none - ~has) * weight).sum()
            return np.append(values.T @ slope, none_slope) / weight.sum()
        return descend(gradient, len(names) + 1)

    correct = total = 0.0
    certainty = []
    for number in range(FOLDS):
        p, _ = probabilities(fit(folds != number))
        for at in np.flatnonzero(folds == number):
            inside = np.flatnonzero(group == at)
            best = inside[np.argmax(p[inside])]
            correct += right[best] * mentions[at]
            total += mentions[at]
            certainty.append((p[best], right[best], mentions[at]))
    reachable = (has * mentions).sum() / total
    print(f"rank: {len(items)} names, accuracy {correct / total:.3f}, reachable {reachable:.3f}")
    for low in (0.0, 0.2, 0.35, 0.5, 0.7, 0.9):
        inside = [(r, m) for p, r, m in certainty if low <= p]
        mass = sum(m for _, m in inside)
        print(f"  p >= {low}: {mass / total:.3f} answered, {sum(r * m for r, m in inside) / mass:.3f} right")
    weights = fit(folds >= 0)
    return dict(zip([*names, "none"], weights))


def by_hand(name):
    """The weights set by hand, as the file has them that is about to be replaced."""
    with open(DATA / name_of(name), encoding="utf-8") as file:
        known = dict(line.split() for line in file if not line.startswith("#"))
    return {feature: float(known[feature]) for feature in BY_HAND[name]}


def write(folder, name, what, weights):
    weights = weights | by_hand(name)
    lines = [f"# Weights of the features by which {what}; written by tools/gazetteer/train.py."]
    lines += [f"{name} {weights[name]:.4f}" for name in sorted(weights)]
    (folder / name_of(name)).write_text("\n".join(lines) + "\n", encoding="utf-8")


def name_of(name):
    return f"{name}.weights"


def main(path, left_out=None, folder=DATA):
    with open(path, encoding="utf-8") as file:
        items = [json.loads(line) for line in file]
    if left_out is not None:
        items = [item for item in items if fold_of(item["doc"]) != int(left_out)]
    find = train_find([item for item in items if "find" in item])
    rank = train_rank([item for item in items if "candidates" in item])
    for name, what, weights in (("find", "names are judged", find),
                                ("rank", "candidates are ranked", rank)):
        write(pathlib.Path(folder), name, what, weights)


if __name__ == "__main__":
    main(*sys.argv[1:])
