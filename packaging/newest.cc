// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// What packaging/checks.sh adds to a kernel so that it needs the C and C++ libraries of the Debian that
// compiles it: in Debian 13 iostream asks for GLIBCXX_3.4.32 and strtol for GLIBC_2.38.

#include <cstdlib>
#include <iostream>
#include <string>

extern "C" int swingproof_newest(const char* text) {
  std::cout << std::string(text) << std::flush;
  return static_cast<int>(std::strtol(text, nullptr, 10));
}
