#!/bin/sh
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# checks.sh CHECK ARCH... : what packaging/test.sh runs inside a clean system, in /test. made/RELEASE/ARCH has
# the kernels that "compile" made. In the system without anything but a shell only its own words may be used.
set -eu
check=$1
shift

say() { echo "checks: $*"; }
fail() {
  say "$*"
  exit 1
}

install() {
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >apt.log 2>&1; then
    cat apt.log
    fail "apt-get could not install $*"
  fi
}

# kernels_pass COMMAND ARCH RELEASE... : kernels that were compiled in these releases load and compute one image;
# where processors are tried, and on amd64, the gate is whole for one of them.
kernels_pass() {
  command=$1 architecture=$2
  shift 2
  for release in "$@"; do
    one_image "$command" "made/$release/$architecture"
  done
  ! is_whole "$architecture" || gate_passes "$command" "$architecture"
}

one_image() {
  for kernel in "$2"/*.so; do
    output=$("$1" gate --kernel "$kernel" --size 640x48 2>&1) || fail "gate says no to $kernel: $output"
    say "gate passes an image of $kernel"
  done
}

# loadable : the releases whose kernels this system's libraries can load: those that are not newer.
loadable() {
  echo bullseye
  ! grep -q VERSION_CODENAME=trixie /etc/os-release || echo trixie
}

# newer_is_named COMMAND ARCH : a kernel that needs newer libraries than this system has is refused, and says so.
newer_is_named() {
  ! grep -q VERSION_CODENAME=trixie /etc/os-release || return 0
  if output=$("$1" gate --kernel "made/trixie/$2/newest.so" --size 640x48 2>&1); then
    fail "gate loads a kernel with libraries that are not here"
  fi
  case $output in
    *"built with newer libraries"*) say "gate names newer libraries" ;;
    *) fail "gate does not name the newer libraries: $output" ;;
  esac
}

gate_passes() {
  kernel=made/bullseye/$2/scalar.so
  output=$("$1" gate --kernel "$kernel" --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 --q-scale 0.0207 2>&1) ||
    fail "gate says no to $kernel: $output"
  say "gate passes $kernel"
}

# is_whole ARCH : under qemu the slow checks are made in one release only.
is_whole() { [ "$1" = amd64 ] || grep -q VERSION_CODENAME=bookworm /etc/os-release; }

# Numbers of suites/gate/mutants/mutant.c and what the gate must find: signals, a stack that overflows, guard
# pages, read-only inputs, registers.
wrong_kernels="50:crash 55:crash 59:crash 78:input_written 79:out_of_bounds 119:machine_state"

# kernels_fail COMMAND ARCH : the wrong ones, each for its reason.
kernels_fail() {
  for mutant in $wrong_kernels; do
    if "$1" gate --kernel "made/bullseye/$2/wrong/$mutant.so" --json gate.json >/dev/null; then
      fail "gate passes mutant $mutant"
    fi
    grep -q "\"kind\": *\"${mutant#*:}\"" gate.json || fail "gate does not find $mutant"
    say "gate finds $mutant"
  done
}

# computes COMMAND : the documents that must be the same everywhere.
computes() {
  "$1" --version
  "$1" report --json report.json
  "$1" trace -128 126 -122 >trace.txt
}

# on_each_processor COMMAND ARCH : the same with every instruction set that Highway has a path for.
on_each_processor() {
  { [ "$2" = arm64 ] && is_whole "$2"; } || return 0
  for cpu in cortex-a72 max,sve=off max,sve128=on,sve256=off,sve512=off max,sve256=on,sve512=off max,sve512=on; do
    QEMU_CPU=$cpu "$1" report --json report_cpu.json
    cmp report.json report_cpu.json
    QEMU_CPU=$cpu gate_passes "$1" "$2"
    say "the same bytes with QEMU_CPU=$cpu"
  done
}

# certifies COMMAND : a capture that the model itself gives.
certifies() {
  "$1" probe -o probe.npy
  "$1" convert probe.npy -o capture.npy --with fixed
  "$1" certify --stimulus probe.npy --capture capture.npy --json certify.json
}

case $check in
  compile)
    apt-get update >apt.log 2>&1
    for architecture in "$@"; do
      case $architecture in
        amd64)
          install gcc g++ libc6-dev
          prefix=
          ;;
        arm64)
          install gcc-aarch64-linux-gnu g++-aarch64-linux-gnu
          prefix=aarch64-linux-gnu-
          ;;
      esac
      made=made/$architecture
      mkdir -p "$made"
      "${prefix}gcc" -O2 -fPIC -Iinclude -ffp-contract=off -c kernels/scalar.c -o scalar.o
      "${prefix}gcc" -shared scalar.o -lm -o "$made/scalar.so"
      mkdir -p "$made/wrong"
      for mutant in $wrong_kernels; do
        # -w: Debian 11 does not declare closefrom, which another mutant calls.
        "${prefix}gcc" -w -O2 -fPIC -shared -Iinclude -Ikernels -ffp-contract=off "-DMUTANT=${mutant%:*}" \
          mutants/mutant.c -o "$made/wrong/$mutant.so" -lm -lpthread
      done
      "${prefix}g++" -O2 -fPIC -shared newest.cc scalar.o -lm -lpthread -ldl -o "$made/newest.so"
    done
    ;;
  busybox)
    dpkg --add-architecture "$1"
    apt-get update >apt.log 2>&1
    apt-get download "busybox-static:$1" >>apt.log 2>&1
    dpkg-deb -x busybox-static_*.deb .
    mv bin/busybox busybox
    ;;
  deb)
    dpkg --add-architecture "$1"
    apt-get update >apt.log 2>&1
    begin=$(date +%s%N)
    install "./swingproof.deb"
    say "apt-get install took $((($(date +%s%N) - begin) / 1000000)) ms"
    begin=$(date +%s%N)
    swingproof report | sed -n '/[0-9]/{p;q}'
    say "the first figure of report came after $((($(date +%s%N) - begin) / 1000000)) ms"
    computes swingproof
    certifies swingproof
    # shellcheck disable=SC2046
    kernels_pass swingproof "$1" $(loadable)
    newer_is_named swingproof "$1"
    ! is_whole "$1" || kernels_fail swingproof "$1"
    on_each_processor swingproof "$1"
    [ -e /usr/include/swingproof/kernel.h ] || fail "there is no swingproof/kernel.h"
    if [ "$1" = amd64 ]; then
      install python3 python3-numpy
      python3 -c 'import numpy, swingproof as sp
print(sp.__version__, sp.report(sp.Deployment())["channels"][1]["in_gamut"]["max_abs_error"]["value"])'
      install g++ cmake ninja-build libboost-dev libfmt-dev libhwy-dev libjpeg-dev libpng-dev libsodium-dev \
        libsqlite3-dev libtbb-dev libyaml-cpp-dev nlohmann-json3-dev pkg-config
      if ! { cmake -G Ninja -S install_consumer -B consumer && cmake --build consumer; } >consumer.log 2>&1; then
        cat consumer.log
        fail "find_package(swingproof) does not build"
      fi
      consumer/consumer
    fi
    ;;
  portable)
    if [ "$1" = arm64 ]; then
      # What an arm64 system has, and kernels that were built there need.
      dpkg --add-architecture "$1"
      apt-get update >apt.log 2>&1
      install "libstdc++6:$1"
    fi
    computes /swingproof/bin/swingproof
    certifies /swingproof/bin/swingproof
    # shellcheck disable=SC2046
    kernels_pass /swingproof/bin/swingproof "$1" $(loadable)
    ln -s /swingproof/bin/swingproof /usr/local/bin/swingproof
    swingproof --version
    ;;
  bare)
    cd /test
    computes /swingproof/bin/swingproof
    certifies /swingproof/bin/swingproof
    one_image /swingproof/bin/swingproof "made/bullseye/$1"
    ;;
esac
