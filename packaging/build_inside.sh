#!/usr/bin/env bash
# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# build_inside.sh ARCH : run by build.sh in the system that prepare_inside.sh prepared: builds /swingproof in
# /build and writes the packages into /packages. SOURCE_DATE_EPOCH is the time of everything in them.
set -euo pipefail
architecture=$1
case $architecture in
  amd64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
esac
triplet=$machine-linux-gnu
options=()
[[ $architecture == amd64 ]] || options+=(-D CMAKE_TOOLCHAIN_FILE=/swingproof/packaging/arm64.cmake)
if [[ -e /charts ]]; then
  options+=(-D SWINGPROOF_CHART_LIBRARIES=/charts)
else
  options+=(-D SWINGPROOF_HTML=OFF)
fi
[[ ! -e /documentation ]] || options+=(-D SWINGPROOF_DOCUMENTATION=/documentation)
version=$(sed -n 's/^  VERSION \(.*\)/\1/p' CMakeLists.txt)
rm -rf /docs
packaging/list_contents.py "$architecture" "$version" /docs
newer=/opt/python3.13/usr/include
pythons=".cpython-311-$triplet.so=/usr/include/python3.11:/usr/include;.cpython-313-$triplet.so=$newer/python3.13:$newer"

# FMT_HEADER_ONLY and --as-needed: Debian 12 has no static fmt. --exclude-libs: Debian's static libraries are
# not made for shared ones, and their names must not meet those of another module of the same Python.
cmake --preset release -B /build -D SWINGPROOF_TESTS=OFF \
  -D CMAKE_PROJECT_INCLUDE=/swingproof/packaging/static_libraries.cmake \
  -D CMAKE_PREFIX_PATH=/opt/highway \
  -D CMAKE_INSTALL_PREFIX=/usr \
  -D CMAKE_CXX_COMPILER_LAUNCHER=ccache \
  -D CMAKE_CXX_FLAGS=-DFMT_HEADER_ONLY=1 \
  -D CMAKE_EXE_LINKER_FLAGS=-Wl,--as-needed \
  -D CMAKE_MODULE_LINKER_FLAGS=-Wl,--as-needed,--exclude-libs,ALL \
  -D SWINGPROOF_PACKAGE_DOCS=/docs \
  -D SWINGPROOF_PYTHON_INSTALL_DIR=lib/python3/dist-packages \
  -D "SWINGPROOF_PYTHON_HEADERS=$pythons" "${options[@]}"
cmake --build /build

# Debian 13 has other versions of these, with other names in them.
"$triplet-ar" -M <<END
open /build/deployment/libswingproof_deployment.a
addlib /usr/lib/$triplet/libyaml-cpp.a
save
end
END
for folder in oracle fixedpoint suites; do
  "$triplet-ar" -M <<END
open /build/$folder/libswingproof_$folder.a
addlib $(find /opt/highway -name libhwy.a)
save
end
END
  "$triplet-ranlib" -D "/build/$folder/libswingproof_$folder.a"
done

(
  cd /packages
  cpack --config /build/CPackConfig.cmake -B /build/cpack
  mv /build/cpack/*.deb .
)
deb=swingproof_${version}_$architecture.deb
cp /docs/sbom.spdx.json "/packages/$deb.spdx.json"

rm -rf /stage
mkdir /stage
# The portable tarball: bin/swingproof is a shell script that starts lib/swingproof/swingproof by a loader.
# libc/ and gcc/ are used where the system's are older.
name=swingproof-$version-linux-$architecture
DESTDIR=/stage/install cmake --install /build --strip --prefix / >/dev/null
folder=/stage/$name
library=$folder/lib/swingproof
mkdir -p "$library"/{libc,gcc} "$folder"/{bin,include/swingproof}
mv /stage/install/share "$folder/"
mv /stage/install/include/swingproof/kernel.h "$folder/include/swingproof/"
mv /stage/install/bin/swingproof "$library/"
# libraries_of PACKAGE:ARCH : its shared libraries, by the names that programs ask for.
libraries_of() { dpkg -L "$1" | grep -E "^/(usr/)?lib(/$triplet|64)?/[^/]*\.so\.[0-9]+$"; }
mapfile -t c_libraries < <(libraries_of "libc6:$architecture" | grep -vE '/lib(nss_|thread_db)')
cp -L "${c_libraries[@]}" "$library/libc/"
mapfile -t gcc_libraries < <(libraries_of "libgcc-s1:$architecture" && libraries_of "libstdc++6:$architecture")
cp -L "${gcc_libraries[@]}" "$library/gcc/"
cp -L "$(libraries_of "libtbb12:$architecture")" "$library/"
loader=$("$triplet-readelf" -l "$library/swingproof" | sed -n 's/.*program interpreter: \(.*\)\]/\1/p')
libc=$(dpkg-query -W -f '${Version}' "libc6:$architecture")
minor=${libc#2.}
sed -e "s|@LOADER@|$loader|" -e "s|@LOADER_NAME@|${loader##*/}|" -e "s|@LIBC_MINOR@|${minor%%[!0-9]*}|" packaging/launcher.sh >"$folder/bin/swingproof"
chmod 755 "$folder/bin/swingproof"
rm -rf /docs
packaging/list_contents.py "$architecture" "$version" "$folder/share/doc/swingproof" --bundled
cp "$folder/share/doc/swingproof/sbom.spdx.json" "/packages/$name.tar.xz.spdx.json"
tar -C /stage --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go=rX \
  -c "$name" | xz -6 -T1 >"/packages/$name.tar.xz"
ls -l /packages
