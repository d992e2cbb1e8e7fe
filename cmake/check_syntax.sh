#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# cmake/check_syntax.sh PRESET : whether the preset's compiler accepts every C++ translation unit of ours
# that is not built yet in build/PRESET, warnings included, without generating code.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
folder=$root/build/$1

# check_one COMMAND : the compiler's words if it refuses.
check_one() {
  local output
  output=$(cd "$folder" && bash -c "$1 -fsyntax-only" 2>&1) && return
  printf '%s\n' "$output" >&2
  return 1
}
export -f check_one
export folder
jq -j '.[] | select(.file | test("[.](cc|cxx)$")) | .command |
       capture(" -o (?<object>[^ ]+)").object + "\t" + . + "\u0000"' "$folder/compile_commands.json" |
  while IFS=$'\t' read -r -d '' object command; do
    [[ -e $folder/$object ]] || printf '%s\0' "$command"
  done | xargs -0 -r -n 1 -P "$(nproc)" bash -c 'check_one "$0"'
