#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# cli/same_bytes.sh KERNEL.so PROGRAM... : results of every command that writes any (but for tune and
# prove, which take minutes or need Gappa, and keygen, whose keys are to differ), byte for byte the same
# from each of these builds of swingproof, on 1, 2 and 7 threads, in other locales and time zones.
# Exits 1 and names the files that differ.
set -euo pipefail
kernel=$(readlink -f -- "$1")
shift
programs=()
for program in "$@"; do programs+=("$(readlink -f -- "$program")"); done
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# Locales of our own, so that none has to be installed: a decimal comma and grouping, and other
# digits and letters.
export LOCPATH=$work/locales
mkdir "$LOCPATH"
for locale in de_DE fa_IR tr_TR; do
  localedef -i "$locale" -f UTF-8 "$LOCPATH/$locale.UTF-8" 2>/dev/null ||
    { printf 'same_bytes: cannot make the locale %s; install the package locales\n' "$locale" >&2; exit 2; }
done

cat >"$work/deployment.toml" <<'TOML'
[deployment]
op = "centered_yuv2bgr"
swing = "full"
mean = ["103.53", "116.28", "123.675"]
std = ["57.375", "57.12", "58.395"]
q_scale = "0.0207"
rounding = "half_up"
TOML

# What only lint reads: probe, certify and verify refuse it.
{ cat "$work/deployment.toml"; echo 'quant_stub_scale = 2'; } >"$work/quant-stub.toml"

cat >"$work/plan.toml" <<'TOML'
[[settings]]
mean = [128, ["123.675", "116.28", "103.53"]]
q_scale = "0.0207"
[budget]
max_abs_error = 2
TOML

# judges NAME COMMAND... : a command whose exit code 0 or 1 is a result as well, in NAME.exit. Any other
# means that there is nothing to compare.
judges() {
  local name=$1 code=0
  shift
  "$@" || code=$?
  ((code <= 1)) || { printf 'same_bytes: exit code %s: %s\n' "$code" "$*" >&2; exit 2; }
  printf '%s\n' "$code" >"$name.exit"
}

# write_results PROGRAM OPTION... : every kind of result, in the folder where it is called.
write_results() {
  local swingproof=("$@") settings
  for settings in "" "--swing studio" ../deployment.toml; do
    local name=${settings:-default}
    name=${name##*[/ ]}
    # shellcheck disable=SC2086  # the settings are several words
    {
      "${swingproof[@]}" report $settings >"report-$name.txt"
      "${swingproof[@]}" report $settings -o "report-$name.html" --json "report-$name.json" \
        --markdown "report-$name.md" >/dev/null
      "${swingproof[@]}" trace $settings --json "trace-$name.json" -- -128 126 -122 >"trace-$name.txt"
      "${swingproof[@]}" dump ideal $settings -o - | sha256sum >"ideal-$name.sha256"
      "${swingproof[@]}" dump fixed $settings -o - | sha256sum >"fixed-$name.sha256"
      "${swingproof[@]}" probe $settings -o "probe-$name.npy" >"probe-$name.txt"
      "${swingproof[@]}" convert "probe-$name.npy" $settings -o "codes-$name.npy" --with fixed
      judges "certify-$name" "${swingproof[@]}" certify $settings --stimulus "probe-$name.npy" \
        --capture "codes-$name.npy" --json "certify-$name.json" >"certify-$name.txt"
      judges "lint-$name" "${swingproof[@]}" lint $settings --json "lint-$name.json" \
        --sarif "lint-$name.sarif" >"lint-$name.txt"
    } 2>>"messages-$name.txt"
  done
  judges lint-quant-stub "${swingproof[@]}" lint ../quant-stub.toml --json lint-quant-stub.json \
    --sarif lint-quant-stub.sarif >lint-quant-stub.txt
  "${swingproof[@]}" dump training -o - | sha256sum >training.sha256
  "${swingproof[@]}" probe --source -o patches.png
  judges gate "${swingproof[@]}" gate --kernel "$kernel" --deployment ../deployment.toml \
    --json gate.json --junit gate.xml --sarif gate.sarif --markdown gate.md >gate.txt
  "${swingproof[@]}" stimulus --size 64x48 -o stimulus.npy >stimulus.txt
  "${swingproof[@]}" compare report-default.json report-studio.json --json compare.json -o compare.html \
    >compare.txt
  judges certificate "${swingproof[@]}" certify ../deployment.toml --stimulus probe-deployment.toml.npy \
    --capture codes-deployment.toml.npy -o certificate.json >certificate.txt
  judges verify "${swingproof[@]}" verify certificate.json \
    --deployment ../deployment.toml >verify.txt
  "${swingproof[@]}" campaign run ../plan.toml --store campaign.sqlite 2>campaign.messages >campaign.txt
  judges campaign "${swingproof[@]}" campaign report --store campaign.sqlite --csv campaign.csv \
    --json campaign.json -o campaign.html >campaign-report.txt
  # SQLite's pages are in the order of threads, and what is in them is in the CSV; the messages have times.
  rm -f campaign.sqlite* campaign.messages
}

# check NAME PROGRAM OPTION... : the same results as the first time, with the environment as it is.
check() {
  local folder=$work/$1
  shift
  mkdir "$folder"
  (cd "$folder" && write_results "$@")
  if [[ ! -e $work/reference ]]; then
    mv "$folder" "$work/reference"
    return
  fi
  diff -r "$work/reference" "$folder" >&2 || different=1
  rm -rf -- "$folder"
}

different=0
check first "${programs[0]}"
for program in "${programs[@]:1}"; do check other-build "$program"; done
for threads in 1 2 7; do check "threads-$threads" "${programs[0]}" --threads "$threads"; done
LC_ALL=de_DE.UTF-8 TZ=Pacific/Kiritimati check german "${programs[0]}"
LC_ALL=fa_IR.UTF-8 TZ=America/Caracas check persian "${programs[0]}"
LC_ALL=tr_TR.UTF-8 LANGUAGE=tr TZ=:/nowhere check turkish "${programs[0]}"
((different == 0)) || { printf 'same_bytes: results differ\n' >&2; exit 1; }
printf 'same_bytes: %s results, the same each time\n' "$(find "$work/reference" -type f | wc -l)"
