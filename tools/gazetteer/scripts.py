"""Which alternate names are worth keeping."""

import unicodedata

# Scripts in which reports are read; names in others only make the pack larger.
SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "CJK", "KATAKANA", "HIRAGANA", "HANGUL", "DEVANAGARI",
           "HEBREW", "GREEK", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "BENGALI", "GURMUKHI", "THAI",
           "MYANMAR", "TAMIL"}


# Where a script is at home; elsewhere its names are kept for places that are known abroad.
HOMES = {
    "CYRILLIC": "RU UA BY BG RS MK ME BA KZ KG TJ UZ TM MN MD GE AM AZ XK",
    "ARABIC": "SY IQ YE SD SS PS LB JO IL EG LY DZ TN MA SA AE OM QA BH KW IR AF PK TR SO ER ET DJ "
              "TD MR EH ML NE CN IN KM",
    "CJK": "CN TW HK MO JP SG", "KATAKANA": "JP", "HIRAGANA": "JP", "HANGUL": "KR KP",
    "HEBREW": "IL PS", "GREEK": "GR CY", "ARMENIAN": "AM AZ GE", "GEORGIAN": "GE",
    "ETHIOPIC": "ET ER", "THAI": "TH", "MYANMAR": "MM", "TAMIL": "IN LK", "BENGALI": "BD IN",
    "GURMUKHI": "IN", "DEVANAGARI": "IN NP",
}
KNOWN_ABROAD = 15_000


def script_of(name):
    first = next((letter for letter in name if letter.isalpha()), None)
    return unicodedata.name(first, "?").split()[0].split("-")[0] if first else None


def keep_alias(name, country=None, population=None):
    """Whether a name is one that reports may use.

    GeoNames' machine transliterations ("shkagw") begin with a small Latin letter; codes ("CHI")
    are three capitals or fewer. Names of a small place in a script foreign to its country are left
    out when the country is given.
    """
    script = script_of(name)
    if not 2 <= len(name) <= 60 or script not in SCRIPTS:
        return False
    if script == "LATIN":
        first = next(letter for letter in name if letter.isalpha())
        return not first.islower() and not (name.isupper() and len(name) <= 3 and name.isascii())
    return country is None or population >= KNOWN_ABROAD or country in HOMES[script].split()
