# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# The .deb that CPack makes of what is installed; packaging/build.sh makes it of a build that links
# libraries whose names differ between Debian 12 and 13 statically.
if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The swingproof authors <swingproof@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "error of Horizon's centered_yuv2rgb op, exactly
 swingproof compares a bit-accurate model of the op that converts YUV to the RGB
 input of a model on a Horizon BPU with the exact result, over all 2^24 inputs. It
 checks kernels, captures from boards and deployment settings.
 .
 With the command come a module for Python 3.11 and 3.13, and swingproof/kernel.h and
 a CMake package for C and C++.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The module needs them; the command works without.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3, python3-numpy")
# gappa: prove. The others: linking against the libraries of the CMake package.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "gappa, libboost-dev, libfmt-dev, libhwy-dev, libjpeg-dev, libpng-dev, libsodium-dev, libsqlite3-dev, libtbb-dev, libyaml-cpp-dev, nlohmann-json3-dev, pkg-config")
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
endif()
include(CPack)

set(SWINGPROOF_PACKAGE_DOCS "" CACHE PATH "Documents that the package has besides: what is inside, licences")
if(SWINGPROOF_PACKAGE_DOCS)
  install(DIRECTORY ${SWINGPROOF_PACKAGE_DOCS}/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
