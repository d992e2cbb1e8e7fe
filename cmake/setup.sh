# shellcheck shell=bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# Sourced by run, run-tests and .ci/run, which set $root to the repository's folder.
# Everything here reports on stderr: stdout belongs to the command.

say() { printf 'swingproof: %s\n' "$*" >&2; }

# packages_of SECTION... : the packages of these sections, one per line, without those whose program
# is there already.
packages_of() {
  local section package program
  for section in "$@"; do
    while read -r package program; do
      [[ -n $program ]] && command -v "$program" >/dev/null && continue
      printf '%s\n' "$package"
    done < <(sed -n "s/^$section //p" "$root/cmake/debian-packages.txt")
  done
}

# offer_packages SECTION... : installs what is missing of them; goes on without where that fails.
offer_packages() {
  [[ -z $(packages_of "$@") ]] || (require_packages "$@") ||
    case $1 in
      page) say "going on without: report -o needs them" ;;
      torch) say "going on without: the tests of tensors and swingproof.torch will be SKIPPED" ;;
      coq) say "going on without: the tests of prove --check will be SKIPPED" ;;
    esac
}

# require_packages SECTION... : installs what is missing of them; exits 2 where that cannot be done.
require_packages() {
  local packages missing=() package as_root=()
  mapfile -t packages < <(packages_of "$@")
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is not Debian; the packages needed are, by their Debian 12 names: ${packages[*]}"
    say "with their like installed, use CMake itself; CMakePresets.json has the presets"
    exit 2
  fi
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
  for package in "${packages[@]}"; do
    [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      say "these packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
      exit 2
    fi
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  # The package lists may be stale or absent; a failed update matters only if the install then fails.
  "${as_root[@]}" apt-get update >"$log" 2>&1 </dev/null || true
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    say "apt-get could not install: ${missing[*]}"
    exit 2
  fi
  rm -f "$log"
}

# is_configured PRESET : whether its build folder can be built as it is.
is_configured() {
  local folder=$root/build/$1
  # A repository that was moved or copied along with its build folder has to be configured anew.
  [[ -e $folder/build.ninja ]] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"
}

# configure PRESET [CMAKE_OPTION...] : (re)configures build/PRESET.
configure() {
  local preset=$1
  shift
  # What cmake --fresh does, which CMake 3.22 has not.
  is_configured "$preset" || rm -rf "$root/build/$preset"/{CMakeCache.txt,CMakeFiles}
  logged "$preset" cmake --preset "$preset" "$@"
}

# build PRESET TARGET : brings one target of build/PRESET up to date.
build() {
  logged "$1" cmake --build "$root/build/$1" --target "$2" --parallel "$(nproc)"
}

# logged PRESET COMMAND... : runs it in the repository; its output is shown only if it fails (exit 3).
# On a terminal a line says how far it is.
logged() {
  local folder=$root/build/$1
  shift
  mkdir -p "$folder"
  (
    # Two builds in one folder would write over each other.
    if command -v flock >/dev/null; then flock 9; fi
    cd "$root"
    "$@" 2>&1 </dev/null 9>&- | tee "$folder/build.log" | show_progress && exit
    cat "$folder/build.log" >&2
    say "this failed: $*"
    exit 3
  ) 9>"$folder/.lock"
}

# show_progress : reads what Ninja prints, "[12/25] Building ...", and keeps one line on the terminal with
# the steps done of all and the time left, as if every step took equally long.
show_progress() {
  if [[ ! -t 2 ]]; then
    cat >/dev/null
    return
  fi
  local line begin=$SECONDS left
  while IFS= read -r line; do
    [[ $line =~ ^\[([1-9][0-9]*)/([0-9]+)\] ]] || continue
    left=$(((SECONDS - begin) * (BASH_REMATCH[2] - BASH_REMATCH[1]) / BASH_REMATCH[1]))
    printf '\r\e[Kswingproof: %d of %d files built, about %d:%02d min left' \
      "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" $((left / 60)) $((left % 60)) >&2
  done
  printf '\r\e[K' >&2
}

# own_sources NAME_PATTERN... : our C++ files by name pattern, relative to the repository.
own_sources() {
  local pattern names=()
  for pattern in "$@"; do names+=(-o -name "$pattern"); done
  (cd "$root" && find . \( -path ./build -o -path ./.git \) -prune -o \
    -type f \( "${names[@]:1}" \) -print | sed 's|^\./||' | LC_ALL=C sort)
}
