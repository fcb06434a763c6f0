"""Compares the ids of many lines with the reference's, the library `tokenizers`.

pieces.py make FOLDER LINES: takes lines of text from all files under FOLDER (gzip or not, JSON or
not), adds lines of nasty characters, a million in all, and writes them to LINES.
pieces.py check VOCABULARY LINES IDS: IDS is what `cargo run --example pieces` printed.
pieces.py cases: prints the reference's ids for the texts of cases.txt (see there)."""

import gzip
import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
WANTED = 1_000_000


def reference(vocabulary):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = Path(vocabulary).read_text(encoding="utf-8").rstrip("\n").split("\n")
    ids = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [(piece, ids[piece]) for piece in ("[SEP]", "[CLS]")]
    tokenizer.post_processor = processors.BertProcessing(*ends)
    return tokenizer


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from strings(part)


def texts(folder):
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "ignore")
        for line in text.split("\n"):
            try:
                yield from strings(json.loads(line))
            except ValueError:
                yield line


def nasty(source):
    planes = [(0x20, 0x7F), (0x80, 0x250), (0x300, 0x370), (0x370, 0x600), (0x600, 0x800), (0x900, 0xE80),
              (0x1100, 0x1200), (0x1E00, 0x2070), (0x20A0, 0x2C00), (0x3000, 0x3100), (0x3400, 0xA000),
              (0xAC00, 0xD7A4), (0xF900, 0xFE30), (0xFE30, 0x10000), (0x10000, 0x20000), (0x20000, 0x2FA20),
              (0xE0000, 0xE0200)]
    marks = "\u0301\u0327\u0345\u302e\u093f\u0b3e\u0338\u200d\u00ad\ufffd\u0000\u000b\u0085\u2028\ufeff\u00a0\u3000'.- "
    line = []
    for _ in range(source.randint(1, 40)):
        kind = source.random()
        if kind < 0.3:
            line.append(source.choice("abcxyzABCXYZ0189"))
        elif kind < 0.45:
            line.append(source.choice(marks))
        else:
            low, high = source.choice(planes)
            code = source.randrange(low, high)
            line.append(" " if 0xD800 <= code < 0xE000 or code == 10 else chr(code))
    return "".join(line) * (source.choice([1, 1, 1, 1, 8]))


def make(folder, output):
    source, found = random.Random(1), []
    for text in texts(Path(folder)):
        found.extend(line[:2000] for line in text.split("\n") if line.strip())
    source.shuffle(found)
    every = [f"a{chr(code)}b {chr(code)}\u0301c" for code in range(0x110000)
             if not 0xD800 <= code < 0xE000 and code != 10]
    every = ["  ".join(every[start : start + 40]) for start in range(0, len(every), 40)]
    lines = found[: WANTED - 300_000 - len(every)] + every
    lines += [nasty(source) for _ in range(WANTED - len(lines))]
    Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    print(f"{len(lines)} lines, of them {len(found)} found")


def check(vocabulary, lines, ids):
    tokenizer = reference(vocabulary)
    lines = Path(lines).read_bytes().decode().removesuffix("\n").split("\n")
    ours = Path(ids).read_text().removesuffix("\n").split("\n")
    assert len(lines) == len(ours), (len(lines), len(ours))
    wrong = pieces = 0
    for start in range(0, len(lines), 10_000):
        batch = tokenizer.encode_batch_fast(lines[start : start + 10_000])
        for line, expected, found in zip(lines[start:], batch, ours[start:]):
            pieces += len(expected.ids)
            if " ".join(map(str, expected.ids)) != found.strip():
                wrong += 1
                if wrong <= 20:
                    print(ascii(line)[:300], expected.tokens[:60], found[:200])
    print(f"{len(lines)} lines, {pieces} pieces: {wrong} lines differ")


def cases():
    tokenizer = reference(HERE / "vocabulary.txt")
    for line in (HERE / "cases.txt").read_text(encoding="utf-8").splitlines():
        text = json.loads(line.split("\t")[0])
        print(json.dumps(text, ensure_ascii=True), " ".join(map(str, tokenizer.encode(text).ids)), sep="\t")


if __name__ == "__main__":
    {"make": make, "check": check, "cases": cases}[sys.argv[1]](*sys.argv[2:])
