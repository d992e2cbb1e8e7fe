#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# cmake/tidy.sh [FILE.cc...] : clang-tidy over these files, or over all of ours, with the compile
# commands of the preset "clang". Headers are checked through the files that include them.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
source "$root/cmake/setup.sh"

require_packages build tests clang lint
files=()
for file in "$@"; do files+=("$(readlink -f -- "$file")"); done
cd "$root"
configure clang
# Largest first, so that the two jobs end at about the same time.
((${#files[@]})) || mapfile -t files < <(own_sources '*.cc' | grep -vE '^(cmake|examples)/' | xargs ls -S)

tidy_one() {
  # Highway compiles its files once for each target; one target is enough to read them, and the
  # -inl.h files of the others would be read as if they stood alone.
  local output
  if ! output=$(clang-tidy -p build/clang --quiet --extra-arg=-DHWY_COMPILE_ONLY_STATIC "$1" 2>&1); then
    printf '%s\n' "$output"
    return 1
  fi
}
export -f tidy_one
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'tidy_one "$0"' >&2
say "clang-tidy: ${#files[@]} files are clean"
