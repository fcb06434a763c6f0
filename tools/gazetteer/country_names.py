"""Names of countries in many languages: CLDR through Babel, and countryinfo."""

import json
import pathlib
import sys

LANGUAGES = ("ar ckb ku fa ps ur he tr az ka hy ru uk be pl cs sk sr bg ro hu el sq mk bs hr sl "
             "de nl fr es pt ca it sv nb da fi et lv lt en sw am ti so ha yo zh ja ko vi th my "
             "hi bn ta id ms").split()


def gather(sources):
    """ISO-2 code to (names, point or None)."""
    found = {}
    for iso2, names in cldr(sources).items():
        found[iso2] = (names, None)
    for path in sorted((pathlib.Path(sources) / "countryinfo" / "data").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        iso2 = record.get("ISO", {}).get("alpha2")
        if not iso2:
            continue
        names, _ = found.get(iso2, ([], None))
        spellings = [name for name in record.get("altSpellings", []) if len(name) > 3]
        point = tuple(record["latlng"]) if len(record.get("latlng") or []) == 2 else None
        found[iso2] = (names + spellings, point)
    return found


def cldr(sources):
    sys.path.insert(0, str(pathlib.Path(sources) / "babel-wheel"))
    from babel import Locale
    names = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and len(name) > 2:
                names.setdefault(code, []).append(name)
    return names
