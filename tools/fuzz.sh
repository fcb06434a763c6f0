#!/usr/bin/env bash
# Fuzzes what reads strangers' bytes: MINUTES of every target in turn, or of the targets named.
# What breaks a target is left in fuzz/artifacts; the corpus grows in fuzz/corpus.
# Needs the nightly compiler, a C++ compiler and cargo-fuzz (`cargo install cargo-fuzz`).
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?usage: tools/fuzz.sh MINUTES [TARGET…]}
shift
targets=("${@:-}")
[ -n "${targets[0]}" ] || targets=(page warc feed charset dates)
python3 fuzz/seeds.py fuzz/seeds
# No sanitizer: the code is safe Rust, and without one it runs twice as often.
cargo +nightly fuzz build --sanitizer none
failed=0
for target in "${targets[@]}"; do
  mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
  cargo +nightly fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -max_total_time=$((minutes * 60)) -rss_limit_mb=1024 -timeout=5 -max_len=65536 \
    -dict="fuzz/dictionaries/$target.dict" -print_final_stats=1 2>&1 | tee "fuzz/$target.log" | tail -n 25 || failed=1
done
exit "$failed"
