// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/diagnostic.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

namespace swingproof {
namespace {

// Not fmt::print, which throws if stderr is full or closed.
void print_line(std::string_view kind, std::string_view message) {
  const std::string line = fmt::format("swingproof: {}: {}\n", kind, message);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

void print_error(std::string_view message) { print_line("error", message); }
void print_warning(std::string_view message) { print_line("warning", message); }

}  // namespace swingproof
