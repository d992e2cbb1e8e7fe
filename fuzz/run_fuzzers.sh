#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# fuzz/run_fuzzers.sh [SECONDS [RUNS [SEED]]] : builds the preset fuzz and lets libFuzzer try every reader,
# for at most SECONDS (default 15) and RUNS inputs (default 200000), whichever ends first. What it finds
# interesting goes into build/fuzz/corpus and is where the next run begins; fuzz/corpus stays as it is.
# In a fresh clone the same SEED (default 1; 0: another each time) tries the same inputs in the same order.
#
# Exits 1 if a reader failed. The input is kept, and named, in build/fuzz/failures: once the reader is
# right, it belongs into fuzz/corpus/READER, where every ./run-tests tries it again.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
source "$root/cmake/setup.sh"
seconds=${1:-15}
runs=${2:-200000}
seed=${3:-1}

require_packages build clang
configure fuzz
build fuzz fuzzers

# fuzz_one READER : its log and failures in build/fuzz.
fuzz_one() {
  local reader=$1 found=$root/build/fuzz/corpus/$1 failures=$root/build/fuzz/failures
  local log=$root/build/fuzz/$1.log
  mkdir -p "$found" "$failures"
  # Small inputs: all that these readers decide is decided within a few lines.
  if "$root/build/fuzz/fuzz/fuzz_$reader" -seed="$seed" -runs="$runs" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=16384 -verbosity=1 -print_final_stats=1 \
    -artifact_prefix="$failures/$reader-" "$found" "$root/fuzz/corpus/$reader" >"$log" 2>&1; then
    printf '%-12s %8s inputs, %6s features\n' "$reader" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
      "$(sed -n 's/.* ft: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)"
    return
  fi
  tail -n 40 "$log" >&2
  printf '%-12s FAILED; %s has all of it\n' "$reader" "$log" >&2
  return 1
}
export -f fuzz_one
export root seconds runs seed
export UBSAN_OPTIONS=print_stacktrace=1
for reader in "$root"/fuzz/*_reader.cc; do basename "$reader" _reader.cc; done |
  xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'fuzz_one {}' || exit 1
