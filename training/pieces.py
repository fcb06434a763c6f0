"""BERT's uncased tokenisation, words kept: the reference that the Rust side repeats exactly."""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MAX_PIECES = 256
LONGEST_WORD = 100

# How a word is written, which an uncased vocabulary forgets.
LOWER, CAPITAL, UPPER, SINGLE, MIXED, DIGITS, OTHER, SPECIAL = 1, 2, 3, 4, 5, 6, 7, 0


@dataclass
class Pieces:
    """Piece ids with the shape of their word, and for each word its characters and its first piece."""

    ids: list[int]
    shapes: list[int]
    words: list[tuple[int, int]]
    first: list[int]
    count: list[int]


class Vocabulary:
    def __init__(self, lines: list[str]):
        self.ids = {piece: number for number, piece in enumerate(lines)}
        self.cls, self.sep, self.unknown = (self.ids[p] for p in (CLS, SEP, UNKNOWN))
        self.of_word = lru_cache(maxsize=200_000)(self._of_word)

    @classmethod
    def read(cls, path) -> "Vocabulary":
        return cls(open(path, encoding="utf-8").read().split("\n")[:30522])

    def pieces(self, text: str, words: list[tuple[int, int]] | None = None) -> Pieces:
        found = Pieces([self.cls], [SPECIAL], [], [], [])
        for start, end in basic_words(text) if words is None else words:
            ids = self.of_word(normalised(text[start:end]))
            if not ids:
                continue
            if len(found.ids) + len(ids) + 1 > MAX_PIECES:
                break
            found.words.append((start, end))
            found.first.append(len(found.ids))
            found.count.append(len(ids))
            found.ids += ids
            found.shapes += [shape(text[start:end])] * len(ids)
        found.ids.append(self.sep)
        found.shapes.append(SPECIAL)
        return found

    def _of_word(self, word: str) -> tuple[int, ...]:
        if not word:
            return ()
        if len(word) > LONGEST_WORD:
            return (self.unknown,)
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    found.append(self.ids[piece])
                    start = end
                    break
            else:
                return (self.unknown,)
        return tuple(found)


def normalised(word: str) -> str:
    """Lower case without accents and control characters."""
    word = "".join(c for c in word if c not in "\x00\ufffd" and not is_control(c))
    word = unicodedata.normalize("NFD", word)
    return "".join(c for c in word if unicodedata.category(c) != "Mn").lower()


def basic_words(text: str) -> list[tuple[int, int]]:
    """Bounds of runs without blanks; punctuation and Chinese characters stand alone."""
    found, start = [], None
    for at, character in enumerate(text):
        blank = character in " \t\n\r" or unicodedata.category(character) == "Zs"
        alone = not blank and (is_punctuation(character) or is_chinese(character))
        if (blank or alone) and start is not None:
            found.append((start, at))
            start = None
        if alone:
            found.append((at, at + 1))
        elif not blank and start is None:
            start = at
    if start is not None:
        found.append((start, len(text)))
    return found


def shape(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return DIGITS if any(c.isdigit() for c in word) else OTHER
    upper = [c.isupper() for c in letters]
    lower = [c.islower() for c in letters]
    if not any(upper):
        return LOWER
    if len(letters) == 1:
        return SINGLE
    if upper[0] and not any(upper[1:]):
        return CAPITAL
    if not any(lower):
        return UPPER
    return MIXED


def is_control(character: str) -> bool:
    return character not in "\t\n\r" and unicodedata.category(character).startswith("C")


def is_punctuation(character: str) -> bool:
    code = ord(character)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(character).startswith("P")


def is_chinese(character: str) -> bool:
    code = ord(character)
    return any(low <= code <= high for low, high in CHINESE)


CHINESE = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
           (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]
