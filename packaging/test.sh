#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# packaging/test.sh [--suite] [amd64|arm64]... : what packaging/build.sh made, in clean systems: the .deb in
# Debian 12 and 13, the tarball in Debian 11, 12 and 13 and in a folder that has nothing but /bin/sh; each gates kernels
# that were compiled there. Both architectures by default. Programs for arm64 run under qemu-user, in amd64
# systems with :arm64 libraries, with SVE vectors of 128, 256 and 512 bits and without SVE.
# With --suite the fast tests run for arm64 too, under qemu, built in the system that built its packages. Nobody has
# run that to its end yet.
# SWINGPROOF_KERNELS_MADE=1 takes the kernels of an earlier run.
#
# Needs root on an amd64 Debian, as .ci/fresh does, and for arm64 a machine that lets it register qemu with
# binfmt_misc. Exits 1 if a check failed, 2 if it could not be made.
set -euo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
source "$root/cmake/setup.sh"
source "$root/cmake/debian_system.sh"

require_systems
kept=$root/build/packaging
built=$root/build/packages
mkdir -p "$kept"
exec 9>"$kept/test.lock"
if ! flock --nonblock 9; then
  say "another run of packaging/test.sh is in $kept"
  exit 2
fi
version=$(sed -n 's/^  VERSION \(.*\)/\1/p' "$root/CMakeLists.txt")

step() { printf '\n=== %s (after %d s)\n' "$*" "$SECONDS"; }
fail() {
  say "$*"
  exit 1
}

# in_system COMMAND... : runs it in $system, in /test, which clean_system makes.
in_system() { inside "$system" "$kept/$release.downloads" /test "$@"; }

# clean_system RELEASE : $system, a bare Debian with the scripts and files of the checks in /test.
clean_system() {
  release=$1
  system=$kept/test-$release
  make_system "$release" "$system"
  mkdir "$system/test"
  cp -R "$root/packaging/checks.sh" "$root/packaging/newest.cc" "$root/examples/kernels" \
    "$root/suites/gate/include" "$root/suites/gate/mutants" "$root/cmake/install_consumer" "$system/test/"
}

# emulator : the static qemu that runs arm64 programs here, downloaded once.
emulator() {
  local qemu=$kept/qemu/usr/bin/qemu-aarch64-static
  if [[ ! -x $qemu ]]; then
    mkdir -p "$kept/qemu"
    (cd "$kept/qemu" && apt-get download qemu-user-static && dpkg-deb -x qemu-user-static_*.deb .) >&2
  fi
  printf '%s\n' "$qemu"
}

# register_emulator : makes the kernel run arm64 programs by qemu, in any system (flag F), until we end.
register_emulator() {
  local registry=/proc/sys/fs/binfmt_misc
  [[ -e $registry/register ]] || mount -t binfmt_misc binfmt_misc "$registry"
  [[ ! -e $registry/swingproof-arm64 ]] || return 0
  # The first bytes of an ELF file for AArch64 and which of their bits count, as in Debian's qemu-user-binfmt.
  if ! printf '%s' ":swingproof-arm64:M::\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\xb7\\x00:\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xff\\xff\\xff:$(emulator):F" >"$registry/register"; then
    say "this machine does not let root register qemu with binfmt_misc"
    exit 2
  fi
  trap 'echo -1 >/proc/sys/fs/binfmt_misc/swingproof-arm64' EXIT
}

# compile_kernels RELEASE : kernels for all architectures, which need what the release's libraries have.
compile_kernels() {
  step "kernels of $1"
  clean_system "$1"
  in_system ./checks.sh compile "${architectures[@]}" || fail "no kernels from $1; see $system"
  mkdir "$kept/kernels/$1"
  cp -R "$system/test/made/." "$kept/kernels/$1/"
  rm -rf "$system"
}

# same_bytes FILE... : whether every system computed the same document.
same_bytes() {
  local sums
  sums=$(sha256sum "$@" | cut -c 1-64 | sort -u | wc -l)
  ((sums == 1)) || fail "these differ: $*"
  printf 'the same bytes: %d reports\n' $#
}

test_deb() {
  local release=$1 architecture=$2
  step "$architecture: the .deb in $release"
  clean_system "$release"
  cp "$built/swingproof_${version}_$architecture.deb" "$system/test/swingproof.deb"
  cp -R "$kept/kernels" "$system/test/made"
  in_system ./checks.sh deb "$architecture" || fail "$architecture: the .deb failed in $release; see $system"
  cp "$system/test/report.json" "$kept/results/deb-$release-$architecture.json"
  rm -rf "$system"
}

test_portable() {
  local release=$1 architecture=$2
  step "$architecture: the tarball in $release"
  if [[ $release == sh ]]; then
    system=$kept/test-sh
    rm -rf "$system"
    mkdir -p "$system/bin" "$system/test"
    shell_for "$architecture" "$system/bin/sh"
    cp "$root/packaging/checks.sh" "$system/test/"
  else
    clean_system "$release"
  fi
  tar -C "$system" -xJf "$built/swingproof-$version-linux-$architecture.tar.xz"
  mv "$system/swingproof-$version-linux-$architecture" "$system/swingproof"
  cp -R "$kept/kernels" "$system/test/made"
  if [[ $release == sh ]]; then
    # No /proc, no /dev, no /tmp: the command computes; then what a kernel's process needs.
    chroot "$system" /bin/sh -c 'cd /test && exec /swingproof/bin/swingproof report --json report.json'
    # shellcheck disable=SC2016
    unshare --mount --propagation private sh -euc 'mkdir "$1/proc" "$1/dev"; mknod -m 666 "$1/dev/null" c 1 3; mount -t proc proc "$1/proc"
      exec chroot "$1" /bin/sh /test/checks.sh bare "$2"' sh "$system" "$architecture"
  else
    in_system ./checks.sh portable "$architecture"
  fi || fail "$architecture: the tarball failed in $release; see $system"
  cp "$system/test/report.json" "$kept/results/portable-$release-$architecture.json"
  rm -rf "$system"
}

# shell_for ARCH FILE : busybox's static shell.
shell_for() {
  local folder=$kept/busybox-$1
  if [[ ! -e $folder ]]; then
    clean_system bookworm
    in_system ./checks.sh busybox "$1"
    mkdir "$folder"
    mv "$system/test/busybox" "$folder/"
  fi
  cp "$folder/busybox" "$2"
}

# test_suite : the fast tests, built for arm64.
test_suite() {
  step "arm64: the fast tests"
  system=$kept/build-arm64
  if [[ ! -e $system ]]; then
    say "packaging/build.sh arm64 makes the system that the tests are built in"
    exit 2
  fi
  rm -rf "$system/swingproof" "$system/build-tests"
  mkdir "$system/swingproof"
  git -C "$root" archive HEAD | tar -C "$system/swingproof" -x
  inside_environment=(CCACHE_DIR=/ccache LC_ALL=C.UTF-8)
  inside "$system" "$kept/bookworm.downloads" /swingproof packaging/suite_inside.sh ||
    fail "arm64: tests failed; see $system/build-tests"
  inside_environment=()
}

suite=
if [[ ${1-} == --suite ]]; then
  suite=1
  shift
fi
architectures=("$@")
((${#architectures[@]})) || architectures=(amd64 arm64)
rm -rf "$kept/results"
mkdir -p "$kept/results"
if [[ -z ${SWINGPROOF_KERNELS_MADE-} ]]; then
  rm -rf "$kept/kernels"
  mkdir "$kept/kernels"
  compile_kernels bullseye
  compile_kernels trixie
fi
for architecture in "${architectures[@]}"; do
  [[ $architecture == amd64 ]] || register_emulator
  for release in bookworm trixie; do test_deb "$release" "$architecture"; done
  for release in bullseye bookworm trixie sh; do test_portable "$release" "$architecture"; done
done
if [[ -n $suite ]]; then
  register_emulator
  test_suite
fi
step "results"
same_bytes "$kept"/results/*.json
