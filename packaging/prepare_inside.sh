#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# prepare_inside.sh ARCH : run by build.sh as root in a bare Debian 12, beside packages.txt: installs what
# build_inside.sh needs. Highway goes to /opt/highway, the headers of Debian 13's Python to /opt/python3.13.
set -euo pipefail
architecture=$1
export DEBIAN_FRONTEND=noninteractive

packages_of() { sed -n "s/^$1 //p" packages.txt; }
mirror=$(sed -n 's/^deb \([^ ]*\) bookworm main.*/\1/p' /etc/apt/sources.list)
cat >/etc/apt/sources.list <<END
deb $mirror bookworm main
deb-src $mirror bookworm main
deb $mirror bookworm-updates main
deb $mirror-security bookworm-security main
deb $mirror trixie main
END
cat >/etc/apt/preferences.d/newer <<END
Package: *
Pin: release n=trixie
Pin-Priority: -1
END

mapfile -t wanted < <(
  packages_of build
  packages_of headers
  packages_of target | sed "s/\$/:$architecture/"
  [[ $architecture == amd64 ]] || packages_of cross
)
dpkg --add-architecture "$architecture"
apt-get update
apt-get dist-upgrade -y
apt-get install -y --no-install-recommends "${wanted[@]}"

toolchain=()
[[ $architecture == amd64 ]] || toolchain=(-D "CMAKE_TOOLCHAIN_FILE=/root/arm64.cmake")
mkdir /opt/source
cd /opt/source
mapfile -t sources < <(cd /root && packages_of source)
apt-get source --only-source "${sources[@]}"
cmake -S highway-*/ -B highway -G Ninja -D CMAKE_BUILD_TYPE=Release -D BUILD_SHARED_LIBS=OFF \
  -D CMAKE_POSITION_INDEPENDENT_CODE=ON -D BUILD_TESTING=OFF -D HWY_ENABLE_TESTS=OFF \
  -D HWY_ENABLE_EXAMPLES=OFF -D HWY_ENABLE_CONTRIB=OFF -D CMAKE_INSTALL_PREFIX=/opt/highway "${toolchain[@]}"
cmake --build highway
cmake --install highway
cp highway-*/debian/copyright /opt/highway/
dpkg-parsechangelog -l highway-*/debian/changelog -S Version >/opt/highway/version

mkdir /opt/python3.13
cd /opt/python3.13
for package in $(cd /root && packages_of newer); do
  [[ $package == pybind11-dev ]] || package+=:$architecture
  apt-get download "$package/trixie"
done
for package in *.deb; do
  dpkg-deb -x "$package" .
  dpkg-deb -f "$package" Version >"${package%%_*}.version"
done
