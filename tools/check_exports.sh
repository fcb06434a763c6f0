#!/usr/bin/env bash
# Opens every codebook in every format with the tools that people use: pandas, geopandas, DuckDB, GDAL
# (ogrinfo where it is installed, its library in any case), R where it is installed. A warning is a
# failure. Run by hand: installing the tools takes minutes. Usage: tools/check_exports.sh [SITUATION.db]
set -euo pipefail
cd "$(dirname "$0")/.."
tidings=${TIDINGS:-target/release/tidings}
[ -x "$tidings" ] || { echo "no $tidings: run make build"; exit 2; }
mkdir -p var
situation=${1:-var/check-exports.db}
[ -f "$situation" ] || "$tidings" read examples/reports --into "$situation"
python=${PYTHON:-var/exports/bin/python}
if [ ! -x "$python" ]; then
  python3 -m venv var/exports
  var/exports/bin/pip install --quiet pandas pyarrow duckdb pyogrio geopandas
fi
"$python" tools/check_exports.py "$tidings" "$situation"
