"""Figures of a trained reader on examples kept aside.

Names count when bounds and kind agree. A trigger counts when it overlaps the gold one and names the same happening; a
part when its trigger counts, the role agrees and the words overlap. `roles given` takes the gold triggers.
"""
from __future__ import annotations

from collections import Counter, defaultdict

import torch

import corpus
from examples import INCIDENT_KINDS, POLICE, ROOTS, TAG_HEADS, TRIGGER, About, Example
from model import Reader, at_words, batch, look_at


def measure(model: Reader, aside: dict[str, list[Example]]) -> dict:
    model.eval()
    figures: dict = {}
    with torch.no_grad():
        for name, examples in aside.items():
            figures[name] = {key: round(value, 4) for key, value in figures_of(model, name, examples).items()}
    return figures


def figures_of(model: Reader, name: str, examples: list[Example]) -> dict:
    tallies: dict[str, Counter] = defaultdict(Counter)
    classes: dict[str, Counter] = defaultdict(Counter)
    other: Counter = Counter()
    order = sorted(examples, key=lambda e: len(e.pieces.ids))
    for start in range(0, len(order), 32):
        data = batch(order[start : start + 32])
        x, mask = model.encode(data.ids, data.shapes, data.lengths)
        states = at_words(x, data.first)
        judge_tags(model, data, states, tallies)
        judge_sentences(data, x, "police", model.police, POLICE, classes)
        judge_sentences(data, x, "incidents", model.incidents, INCIDENT_KINDS, classes)
        judge_abouts(model, data, x, mask, tallies, classes, other)
        if any(e.relevant is not None for e in data.examples):
            judge_events(model, data, x, mask, states, tallies, other)
    found = {f"{kind} f1": f1(counts) for kind, counts in tallies.items()}
    for kind, counts in tallies.items():
        if kind in ("place", "triggers", "roles"):
            found[f"{kind} p"] = counts["hit"] / max(1, counts["hit"] + counts["spurious"])
            found[f"{kind} r"] = counts["hit"] / max(1, counts["hit"] + counts["missed"])
    for group, wanted in (("root", ROOTS), ("police", POLICE), ("incidents", INCIDENT_KINDS)):
        scores = [f1(classes[f"{group} {kind}"]) for kind in wanted if classes[f"{group} {kind}"]]
        if scores:
            found[f"{group} macro f1"] = sum(scores) / len(scores)
            found.update({f"{group} {kind}": f1(classes[f"{group} {kind}"]) for kind in wanted if group != "root"})
    if other["asserted"]:
        found["assertion"] = other["assertion right"] / other["asserted"]
        found["unreal as real"] = other["unreal as real"] / max(1, other["unreal"])
        found["happening given"] = other["happening right"] / other["asserted"]
    if other["quiet"]:
        found["quiet with trigger"] = other["quiet with trigger"] / other["quiet"]
    found["sentences"] = len(examples)
    return found


def f1(counts: Counter) -> float:
    return 2 * counts["hit"] / max(1, 2 * counts["hit"] + counts["missed"] + counts["spurious"])


def spans(labels: list[int], names: list[str]) -> list[tuple[int, int, str]]:
    """Spans of BIO tags; an I that follows nothing of its kind begins a span."""
    found: list[tuple[int, int, str]] = []
    for word, label in enumerate(labels):
        mark, _, kind = names[max(label, 0)].partition("-")
        if mark == "I" and found and found[-1][1] == word and (found[-1][2] == kind or not kind):
            found[-1] = (found[-1][0], word + 1, found[-1][2])
        elif mark in "BI" and kind:
            found.append((word, word + 1, kind))
    return found


def tally(counts: Counter, gold: list, got: list) -> None:
    hits = len(set(gold) & set(got))
    counts.update(hit=hits, missed=len(set(gold)) - hits, spurious=len(set(got)) - hits)


def judge_tags(model, data, states, tallies) -> None:
    for head, layer in model.tags.items():
        if head == "triggers":
            continue
        asked = [row for row, e in enumerate(data.examples) if head in e.tags]
        if not asked:
            continue
        best = layer(states[asked]).argmax(-1).tolist()
        for row, labels in zip(asked, best):
            gold = data.examples[row].tags[head]
            tally(tallies[head], spans(gold, TAG_HEADS[head]), spans(labels[: len(gold)], TAG_HEADS[head]))


def judge_sentences(data, x, name, head, kinds, classes) -> None:
    asked = [row for row, e in enumerate(data.examples) if getattr(e, name)]
    if not asked:
        return
    said = (head(x[asked, 0]) > 0).tolist()
    for row, answers in zip(asked, said):
        for kind, gold, got in zip(kinds, getattr(data.examples[row], name), answers):
            classes[f"{name} {kind}"].update(hit=gold and got, missed=gold and not got, spurious=not gold and got)


def judge_abouts(model, data, x, mask, tallies, classes, other) -> None:
    pairs = [(row, about) for row, e in enumerate(data.examples) for about in e.abouts]
    if not pairs:
        return
    looked, states = look_at(model, data, x, mask, pairs)
    found = role_spans(model, states)
    for n, (row, about) in enumerate(pairs):
        words = len(data.examples[row].pieces.words)
        if about.place is not None:
            got = {w for w, label in enumerate(model.place(states[n]).argmax(-1).tolist()[:words]) if label}
            gold = {w for w, label in enumerate(about.place) if label}
            text = data.examples[row].text
            is_word = lambda w: text[data.examples[row].pieces.words[w][0]].isalnum()
            tally(tallies["place"], [w for w in gold if is_word(w)], [w for w in got if is_word(w)])
        if about.root is not None:
            got = ROOTS[int(model.root(looked[n, 0]).argmax())]
            gold = ROOTS[about.root]
            if got == gold:
                classes[f"root {gold}"]["hit"] += 1
            else:
                classes[f"root {gold}"]["missed"] += 1
                classes[f"root {got}"]["spurious"] += 1
        if about.assertion is not None:
            at = about.marks[0][1]
            got = corpus.ASSERTIONS[int(model.assertion(states[n, at]).argmax())]
            gold = corpus.ASSERTIONS[about.assertion]
            other.update(asserted=1, **{"assertion right": got == gold})
            if gold in ("planned", "conditional", "denied"):
                other.update(unreal=1, **{"unreal as real": got in ("realized", "ongoing")})
            other["happening right"] += int(model.happening(states[n, at]).argmax()) == about.happening
            overlaps(tallies["roles given"], gold_roles(about), within(found[n], words))


def role_spans(model: Reader, states: torch.Tensor) -> list[list[tuple[str, int, int]]]:
    labels = model.roles(states).unflatten(-1, (len(corpus.ROLES), 3)).argmax(-1).transpose(1, 2).tolist()
    return [[(role, a, b) for role, row in zip(corpus.ROLES, rows) for a, b, _ in spans(row, ["O", "B-x", "I-x"])]
            for rows in labels]


def within(found, words: int):
    return [(role, a, min(b, words)) for role, a, b in found if a < words]


def gold_roles(about: About) -> list[tuple[str, int, int]]:
    return [(role, a, b) for role, row in zip(corpus.ROLES, about.roles) for a, b, _ in spans(row, ["O", "B-x", "I-x"])]


def overlaps(counts: Counter, gold: list, got: list) -> None:
    free = list(got)
    for role, a, b in gold:
        hit = next((g for g in free if g[0] == role and g[1] < b and a < g[2]), None)
        if hit:
            free.remove(hit)
        counts["hit" if hit else "missed"] += 1
    counts["spurious"] += len(free)


def trigger_spans(model: Reader, states: torch.Tensor) -> list[list[tuple[int, int, str]]]:
    best = model.tags["triggers"](states).argmax(-1).tolist()
    return [spans(labels, TAG_HEADS["triggers"]) for labels in best]


def judge_events(model, data, x, mask, states, tallies, other) -> None:
    told = trigger_spans(model, states)
    asked = [(row, About([(TRIGGER, a, b)], happening=corpus.HAPPENINGS.index(kind)))
             for row, found in enumerate(told) for a, b, kind in found if b <= data.words[row]]
    parts = {}
    if asked:
        _, looked = look_at(model, data, x, mask, asked)
        for (row, about), found in zip(asked, role_spans(model, looked)):
            parts[row, about.marks[0][1]] = within(found, data.words[row])
    for row, example in enumerate(data.examples):
        if example.relevant is None:
            continue
        got = [t for t in told[row] if t[1] <= data.words[row]]
        if not example.relevant:
            other.update(quiet=1, **{"quiet with trigger": bool(got)})
        free = list(got)
        for about in example.abouts:
            a, b = about.marks[0][1:]
            kind = corpus.HAPPENINGS[about.happening]
            hit = next((t for t in free if t[2] == kind and t[0] < b and a < t[1]), None)
            tallies["triggers"]["hit" if hit else "missed"] += 1
            if hit:
                free.remove(hit)
            overlaps(tallies["roles"], gold_roles(about), parts.get((row, hit[0]), []) if hit else [])
        tallies["triggers"]["spurious"] += len(free)
        for trigger in free:
            tallies["roles"]["spurious"] += len(parts.get((row, trigger[0]), []))
