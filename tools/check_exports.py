"""Exports a situation file under every codebook in every format and opens each file with pandas, geopandas,
DuckDB, GDAL and R. Warnings are errors; rows, columns and points must agree between formats.

Usage: check_exports.py TIDINGS SITUATION.db
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import duckdb
import geopandas
import pandas
import pyogrio

CODEBOOKS = ["events", "acled", "ucdp", "plover", "gdelt", "idmc", "mine-action"]
FORMATS = ["csv", "tsv", "jsonl", "geojson", "parquet", "geoparquet"]


def run(*command):
    """Runs a command; its error output is a failure as well."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stderr.strip()}")
    return done


def quiet(*command):
    done = run(*command)
    if done.stderr.strip():
        raise RuntimeError(f"{command} says: {done.stderr.strip()}")
    return done.stdout


class Files:
    """The files of a codebook, and what must be in them."""

    def __init__(self, tidings, situation, folder, codebook, grades):
        self.codebook, self.paths = codebook, {}
        more = ["--grades"] if grades else []
        for form in FORMATS:
            # GDAL knows GeoParquet by the ending of Parquet.
            ending = "geo.parquet" if form == "geoparquet" else form
            path = folder / f"{codebook}{'-grades' if grades else ''}.{ending}"
            run(tidings, "export", situation, "--codebook", codebook, "--format", form, "-o", path, *more)
            self.paths[form] = path
        collection = json.loads(self.paths["geojson"].read_text())
        self.rows = len(collection["features"])
        self.points = sum(feature["geometry"] is not None for feature in collection["features"])
        header = self.paths["csv"].read_text().splitlines()[0]
        self.names = header.split(",")

    def check(self, tool, form, rows, names=None, points=None):
        where = f"{self.codebook} {form} in {tool}"
        if rows != self.rows:
            raise AssertionError(f"{where}: {rows} rows, {self.rows} expected")
        if names is not None and list(names) != self.names:
            raise AssertionError(f"{where}: columns differ")
        if points is not None and points != self.points:
            raise AssertionError(f"{where}: {points} geometries, {self.points} expected")


def with_pandas(files):
    for form, separator in [("csv", ","), ("tsv", "\t")]:
        table = pandas.read_csv(files.paths[form], sep=separator, low_memory=False)
        files.check("pandas", form, len(table), table.columns)
    for form in ["parquet", "geoparquet"]:
        table = pandas.read_parquet(files.paths[form])
        names = [name for name in table.columns if name != "geometry"]
        files.check("pandas", form, len(table), names)
    if files.rows:
        table = pandas.read_json(files.paths["jsonl"], lines=True)
        files.check("pandas", "jsonl", len(table))
    table = geopandas.read_parquet(files.paths["geoparquet"])
    assert table.crs == "OGC:CRS84" or table.crs.to_epsg() == 4326, table.crs
    files.check("geopandas", "geoparquet", len(table), None, int(table.geometry.notna().sum()))
    table = geopandas.read_file(files.paths["geojson"])
    files.check("geopandas", "geojson", len(table), None, int(table.geometry.notna().sum()))


def with_duckdb(files):
    database = duckdb.connect()
    for form in ["csv", "tsv", "parquet", "geoparquet", "jsonl"]:
        reader = {"csv": "read_csv", "tsv": "read_csv", "jsonl": "read_json_auto"}.get(form, "read_parquet")
        if form == "jsonl" and not files.rows:
            continue
        query = database.execute(f"SELECT * FROM {reader}('{files.paths[form]}')")
        names = [column[0] for column in query.description if column[0] != "geometry"]
        rows = len(query.fetchall())
        files.check("DuckDB", form, rows, names if form != "jsonl" else None)


def with_gdal(files):
    for form in ["csv", "geojson"]:
        info = pyogrio.read_info(files.paths[form])
        files.check("GDAL's library", form, info["features"])
    # GDAL's own Parquet driver is in few builds; through DuckDB it reads the geometries as well.
    driver = importlib.util.find_spec("_duckdb")
    if driver and "ADBC" in pyogrio.list_drivers():
        for form in ["parquet", "geoparquet"]:
            info = pyogrio.read_info(f"ADBC:{files.paths[form]}", ADBC_DRIVER=driver.origin)
            files.check("GDAL's library", form, info["features"])
            if form == "geoparquet" and files.points:
                assert info["crs"] == "EPSG:4326" and info["total_bounds"], info
    if shutil.which("ogrinfo"):
        for form in ["csv", "geojson"]:
            said = quiet("ogrinfo", "-ro", "-al", "-so", files.paths[form])
            count = next(line for line in said.splitlines() if line.startswith("Feature Count"))
            files.check("ogrinfo", form, int(count.split(":")[1]))
        if "Parquet" in run("ogrinfo", "--formats").stdout:
            said = quiet("ogrinfo", "-ro", "-al", "-so", files.paths["geoparquet"])
            count = next(line for line in said.splitlines() if line.startswith("Feature Count"))
            files.check("ogrinfo", "geoparquet", int(count.split(":")[1]))


def with_r(files):
    if shutil.which("Rscript"):
        script = (
            "options(warn=2); a <- read.csv(commandArgs(TRUE)[1], check.names=FALSE); cat(nrow(a))"
        )
        files.check("R", "csv", int(quiet("Rscript", "-e", script, files.paths["csv"])))


def main():
    tidings, situation = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    warnings.simplefilter("error")
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for codebook in CODEBOOKS:
            for grades in [False, True]:
                files = Files(tidings, situation, Path(folder), codebook, grades)
                for tool in [with_pandas, with_duckdb, with_gdal, with_r]:
                    try:
                        tool(files)
                    except Exception as error:  # every fault is told, then the run fails
                        failures += 1
                        print(f"{codebook}{' --grades' if grades else ''}, {tool.__name__}: {error!r}")
                print(f"{codebook}{' --grades' if grades else ''}: {files.rows} rows, {files.points} placed")
    tools = {"pandas": pandas, "geopandas": geopandas, "duckdb": duckdb, "pyogrio": pyogrio}
    print(", ".join(f"{name} {module.__version__}" for name, module in tools.items()), end="")
    print(f", GDAL {pyogrio.__gdal_version_string__}, ogrinfo {bool(shutil.which('ogrinfo'))}, "
          f"R {bool(shutil.which('Rscript'))}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
