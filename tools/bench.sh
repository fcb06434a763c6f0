#!/usr/bin/env bash
# Speed and memory over an archive of news pages, and a peer's main text on the same pages in the
# same run: trafilatura (Python), installed into var/peer when pip can.
set -euo pipefail
cd "$(dirname "$0")/.."
archive=${1:?usage: tools/bench.sh ARCHIVE}
[ -f "$archive" ] || { echo "no archive at $archive: nothing to measure"; exit 2; }
cargo build --release --locked -p tidings-bench -p tidings
target/release/tidings-bench "$archive"
mkdir -p var
if [ ! -x var/peer/bin/python ]; then
  python3 -m venv var/peer && var/peer/bin/pip install --quiet 'trafilatura==2.0.0' lxml_html_clean || true
fi
if var/peer/bin/python -c 'import trafilatura' 2>/dev/null; then
  var/peer/bin/python tools/bench_peer.py "$archive"
else
  echo "peer not measured: trafilatura cannot be installed here"
fi
