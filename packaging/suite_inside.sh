#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# suite_inside.sh [ctest arguments] : run by test.sh --suite in the Debian 12 that built arm64's packages: builds
# the tests of /swingproof for arm64 and runs the fast ones under qemu-user, which the machine has
# registered. Without the Python module's tests and the page's: both need programs for arm64 that
# Debian's cross compiler does not bring.
set -euo pipefail
mapfile -t wanted < <(printf '%s:arm64\n' libgtest-dev libgmock-dev librapidcheck-dev libmpfr-dev libzimg-dev \
  libswscale-dev libyuv-dev libopencv-imgproc-dev)
wanted+=(fish jq locales mandoc openssl zsh python3-jsonschema python3-yaml)
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}"

export PKG_CONFIG_PATH=/opt/yaml-cpp/share/pkgconfig:/opt/yaml-cpp/lib/pkgconfig
cmake --preset release -B /build-tests -D CMAKE_TOOLCHAIN_FILE=/swingproof/packaging/arm64.cmake \
  -D CMAKE_PREFIX_PATH=/opt/highway -D CMAKE_CXX_COMPILER_LAUNCHER=ccache \
  -D CMAKE_CXX_FLAGS=-DFMT_HEADER_ONLY=1 -D SWINGPROOF_PYTHON=OFF -D SWINGPROOF_HTML=OFF
cmake --build /build-tests
# Kernels and runners that tests compile themselves.
export CC=aarch64-linux-gnu-gcc
ctest --test-dir /build-tests -LE '^slow$' -j "$(nproc)" --output-on-failure --no-tests=error "$@"
