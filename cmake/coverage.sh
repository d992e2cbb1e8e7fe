#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# cmake/coverage.sh : builds the preset coverage, runs the fast test programs, and prints for each folder
# the share of lines and branches that they reach, as a Markdown table for docs/assurance.md. Every
# line and branch is in build/coverage/coverage.txt. Branches of exceptions that a compiler puts behind
# every call are left out.
#
# Exits 1 if a test failed; the table is then of what was reached all the same.
#
# The tests of the Python module and of the page in a browser are not in it, nor are slow tests: figures
# are of what every ./run-tests does in C++.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
source "$root/cmake/setup.sh"

require_packages build tests coverage
configure coverage
programs=(deployment oracle fixedpoint suites property reports cli)
for program in "${programs[@]}"; do build coverage "${program}_tests"; done
folder=$root/build/coverage
find "$folder" -name '*.gcda' -delete

# Counters are not atomic, which would make whole cubes a hundred times slower: one thread each.
run_one() {
  local program
  program=$(find "$folder" -type f -name "$1_tests" -perm -u+x)
  "$program" >"$folder/$1.log" 2>&1 && return
  say "$1_tests fails under coverage; see build/coverage/$1.log"
  return 1
}
run_lane() {
  local core=$1 failed=0
  shift
  taskset -cp "$core" "$BASHPID" >/dev/null
  for program in "$@"; do run_one "$program" || failed=1; done
  return "$failed"
}
export RC_PARAMS=${RC_PARAMS-max_success=20}
run_lane 0 cli &
lanes=($!)
run_lane "$(($(nproc) > 1))" deployment oracle fixedpoint reports property suites &
lanes+=($!)
failed=0
for lane in "${lanes[@]}"; do wait "$lane" || failed=1; done

cd "$root"
gcovr --root . --object-directory build/coverage --exclude-throw-branches --exclude-unreachable-branches \
  --exclude 'build/' --exclude 'examples/' --exclude '.*_(test|fixture)\.(cc|h)' --exclude 'suites/properties/' \
  --exclude 'suites/gate/mutants/' --gcov-ignore-parse-errors \
  --txt "$folder/coverage.txt" --csv "$folder/coverage.csv" build/coverage >"$folder/gcovr.log" 2>&1 ||
  { cat "$folder/gcovr.log" >&2; exit 1; }
# gcovr's columns: filename,line_total,line_covered,line_percent,branch_total,branch_covered,...
awk -F, '
  NR > 1 { split($1, path, "/"); name = path[1]
           lines[name] += $2; lines_reached[name] += $3; branches[name] += $5; branches_reached[name] += $6
           lines["all"] += $2; lines_reached["all"] += $3; branches["all"] += $5; branches_reached["all"] += $6 }
  END { print "| folder | lines | reached | branches | reached |"
        print "| :--- | ---: | ---: | ---: | ---: |"
        count = split("deployment oracle fixedpoint suites reports cli all", order, " ")
        for (i = 1; i <= count; ++i) { name = order[i]
          printf "| %s | %d | %.1f %% | %d | %.1f %% |\n", name, lines[name],
                 100 * lines_reached[name] / lines[name], branches[name],
                 100 * branches_reached[name] / branches[name] } }' "$folder/coverage.csv"

exit "$failed"
