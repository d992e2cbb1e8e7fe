// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/result_output.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {

void write_result(const std::string& path, std::string_view text) {
  if (path != "-") return write_whole_file(path, text);
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw InputError("stdout", "cannot be written", "free some space, or write to a file");
  }
}

bool stdout_takes_escape_codes() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace swingproof
