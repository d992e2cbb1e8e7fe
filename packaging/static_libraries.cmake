# Copyright 2026 The swingproof authors.
# SPDX-License-Identifier: Apache-2.0

# CMAKE_PROJECT_INCLUDE of packages: libraries are static where Debian has them so, for one binary has to
# run on Debian 12 and 13, which name most of them differently.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a .so)
