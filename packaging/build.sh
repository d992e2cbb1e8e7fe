#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# packaging/build.sh [--key FILE] [amd64|arm64]... : the packages of HEAD, of both architectures by default,
# into build/packages: a .deb for Debian 12 and 13, a portable tarball for any Linux with kernel 5.4, what
# is inside (SPDX), SHA256SUMS. With an Ed25519 private key (PEM, as `swingproof keygen` and openssl write)
# SHA256SUMS.sig signs them.
#
# Everything is compiled in a Debian 12 of its own, build/packaging/build-ARCH, arm64 by Debian's cross
# compiler. The same commit and the same packages of Debian give the same bytes. Needs root on an amd64
# Debian, as .ci/fresh does. Exits 2 where that cannot be had, 3 if the build fails.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
source "$root/cmake/setup.sh"
source "$root/cmake/debian_system.sh"

key='' architectures=()
while (($#)); do
  case $1 in
    --key)
      key=${2-}
      if [[ ! -r $key ]]; then
        say "--key '$key' cannot be read; give a file with an Ed25519 private key"
        exit 2
      fi
      shift 2
      ;;
    amd64 | arm64) architectures+=("$1") && shift ;;
    *)
      say "there is no architecture '$1'; the architectures are amd64 and arm64"
      exit 2
      ;;
  esac
done
((${#architectures[@]})) || architectures=(amd64 arm64)

require_systems
kept=$root/build/packaging
published=$root/build/packages
mkdir -p "$kept" "$published"
exec 9>"$kept/lock"
if ! flock --nonblock 9; then
  say "another run of packaging/build.sh is in $kept"
  exit 2
fi

step() { printf '\n=== %s (after %d s)\n' "$*" "$SECONDS"; }

if [[ -n $(git -C "$root" status --porcelain) ]]; then
  say "what is not committed is not packaged"
fi

# The chart libraries are the same for all; npm of Debian 12 would install 500 packages into each system.
charts=$kept/charts
rm -rf "$charts"
if command -v npm >/dev/null; then
  step "chart libraries"
  mkdir "$charts"
  git -C "$root" archive HEAD:reports/document package.json package-lock.json | tar -C "$charts" -x
  npm --prefix "$charts" ci --ignore-scripts --no-audit --no-fund --omit=dev
else
  say "npm was not found: these packages have no 'report -o'"
fi

# Man pages and completions are the same for all; an arm64 command cannot write them here.
documentation=$kept/documentation
rm -rf "$documentation"
mapfile -t architectures < <(printf '%s\n' "${architectures[@]}" | sort -u)
[[ " ${architectures[*]} " == *" amd64 "* ]] || say "without amd64 these packages have no man pages and completions"

for architecture in "${architectures[@]}"; do
  system=$kept/build-$architecture
  ready=$system/ready-$(cat "$root"/packaging/{packages.txt,prepare_inside.sh,arm64.cmake} | sha256sum | cut -c 1-16)
  downloads=$kept/bookworm.downloads
  if [[ ! -e $ready ]]; then
    step "$architecture: a Debian 12 to build in"
    make_system bookworm "$system"
    cp "$root"/packaging/{packages.txt,prepare_inside.sh,arm64.cmake} "$system/root/"
    if ! inside "$system" "$downloads" /root ./prepare_inside.sh "$architecture"; then
      say "the packages that the build needs could not be installed"
      exit 2
    fi
    touch "$ready"
  fi

  step "$architecture: build"
  rm -rf "$system/swingproof" "$system/build" "$system/charts" "$system/packages" "$system/documentation"
  mkdir "$system/swingproof" "$system/packages"
  git -C "$root" archive HEAD | tar -C "$system/swingproof" -x
  [[ ! -e $charts ]] || cp -R "$charts/node_modules" "$system/charts"
  [[ ! -e $documentation ]] || cp -R "$documentation" "$system/documentation"
  built=0
  inside_environment=("SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)" CCACHE_DIR=/ccache LC_ALL=C.UTF-8)
  inside "$system" "$downloads" /swingproof packaging/build_inside.sh "$architecture" || built=$?
  if ((built)); then
    say "$architecture: the build failed; it is still in $system"
    exit 3
  fi
  cp "$system"/packages/* "$published/"
  [[ $architecture != amd64 ]] || cp -R "$system/build/cli/share" "$documentation"
done

step "checksums"
cd "$published"
sha256sum -- *.deb *.tar.xz *.spdx.json >SHA256SUMS
rm -f SHA256SUMS.sig
if [[ -n $key ]]; then
  openssl pkeyutl -sign -rawin -inkey "$key" -in SHA256SUMS -out SHA256SUMS.sig
fi
cat SHA256SUMS
