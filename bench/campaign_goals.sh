#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# campaign_goals.sh BUILD_FOLDER : the campaign's and the report's speed goals, measured, each with its ratio. About four
# minutes on two free cores. Wall time is the goal; where others use the machine, only the ratios of processor time
# mean something. Exit code 1: a goal is missed; 2: a command failed, and nothing is said of its time.
set -euo pipefail
build=$(readlink -f -- "${1:?name the build folder, such as build/release}")
swingproof=$build/cli/swingproof
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
missed=0

# timed NAME COMMAND... : sets NAME_wall and NAME_cpu, in seconds.
TIMEFORMAT='%R %U %S'
timed() {
  local name=$1 real user system status=0
  shift
  { time "$@" >out.txt 2>err.txt || status=$?; } 2>times.txt
  if ((status)); then
    printf 'campaign_goals.sh: exit code %d: %s\n' "$status" "$*" >&2
    cat err.txt >&2
    exit 2
  fi
  read -r real user system <times.txt
  printf -v "${name}_wall" %s "$real"
  printf -v "${name}_cpu" %s "$(awk "BEGIN { print $user + $system }")"
}
# bench FILTER : seconds of processor time of one iteration.
bench() {
  "$build/bench/swingproof_bench" --benchmark_filter="^$1" --benchmark_format=csv 2>/dev/null |
    awk -F, '/^"/ { print $4 / 1000; exit }'
}
# goal WORDS FIGURE '<'|'>=' LIMIT
goal() {
  local verdict=met
  awk "BEGIN { exit !($2 $3 $4) }" || { verdict=MISSED; missed=1; }
  printf '%-62s %10.3f  goal %2s %-6s %s\n' "$1" "$2" "$3" "$4" "$verdict"
}
also() { printf '%-62s %10.3f\n' "  $1" "$2"; }
over() { awk "BEGIN { print ($1) / ($2) }"; }

printf '%s processors, load %s\n' "$(nproc)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
part='std = {from = 50, to = 65, count = 16}\nq_scale = "0.0207"\n'
printf '[[settings]]\nmean = {from = 100, to = 140, count = 16}\n%b' "$part" >plan256.toml
printf '[[settings]]\nmean = {from = 100, to = 140, count = 64}\n%b' "$part" >plan1024.toml
printf '[[settings]]\nmean = {from = 100, to = 140, count = 625}\n%b' "$part" >plan10000.toml

sweeps=$(bench sweeps_of_256_settings)
stubbed=$(bench scheduling_and_storage_of_100000_settings)
timed one "$swingproof" --threads 1 campaign run plan256.toml --store 256.sqlite
goal 'one core: processor time per setting / that of the bare sweep' "$(over "$one_cpu" "$sweeps")" '<=' 1.3
also 'wall time per setting / the same' "$(over "$one_wall" "$sweeps")"
also 'bare sweep, ms of processor time per setting' "$(over "$sweeps * 1000" 256)"
goal '100,000 stubbed settings: share of the sweep, %' "$(over "$stubbed * 100 / 100000" "$sweeps / 256")" '<' 5
also 'scheduling and storage, ms per setting' "$(over "$stubbed * 1000" 100000)"

timed single "$swingproof" --threads 1 campaign run plan1024.toml --store single.sqlite
timed double "$swingproof" --threads 2 campaign run plan1024.toml --store double.sqlite
two_processes() {
  "$swingproof" --threads 1 campaign run plan1024.toml --store both.sqlite &
  "$swingproof" --threads 1 campaign run plan1024.toml --store both.sqlite && wait "$!"
}
timed both two_processes
goal '1,024 settings: wall time of one worker / of two threads' "$(over "$single_wall" "$double_wall")" '>=' 1.8
also 'processor time of one / of two, twice: no more is possible' "$(over "2 * $single_cpu" "$double_cpu")"
goal '1,024 settings: wall time of one worker / of two processes' "$(over "$single_wall" "$both_wall")" '>=' 1.8
also 'processor time of one / of two, twice: no more is possible' "$(over "2 * $single_cpu" "$both_cpu")"

timed many "$swingproof" campaign run plan10000.toml --store many.sqlite
goal '10,000 settings: wall time, s' "$many_wall" '<' 120
also 'processor time / processors, s' "$(over "$many_cpu" "$(nproc)")"

timed page "$swingproof" report -o report.html
goal 'report -o: wall time, s' "$page_wall" '<' 1
also 'processor time / processors, s' "$(over "$page_cpu" "$(nproc)")"
exit $missed
