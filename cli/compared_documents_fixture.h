// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_COMPARED_DOCUMENTS_FIXTURE_H_
#define SWINGPROOF_CLI_COMPARED_DOCUMENTS_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>

#include "cli/command_runner.h"

namespace swingproof {

// For tests.

// Documents of the real program, made once.
inline const TemporaryFolder& documents() {
  static const TemporaryFolder folder;
  static const bool is_made = [] {
    run_command(folder, "report --json plain.json");
    run_command(folder, "report --q-scale 1/64 --json coarse.json");
    run_command(folder, "report --arithmetic bayes:post_rounding=floor --json floor.json");
    folder.write("a.toml", "[deployment]\n");
    folder.write("b.toml", "[deployment]\nq_scale = \"1/64\"\n");
    folder.write("c.toml", "[deployment]\nq_scale = \"1/32\"\n");
    run_command(folder, "report --deployment a.toml --deployment b.toml --json ab.json");
    run_command(folder, "report --deployment c.toml --deployment a.toml --json ca.json");
    return true;
  }();
  EXPECT_TRUE(is_made);
  return folder;
}

inline bool has_pages() {
  const CommandResult result = run_command(documents(), "compare plain.json plain.json -o p.html");
  return result.err.find("cannot write HTML") == std::string::npos;
}

inline std::string page_of(const std::string& command) {
  const CommandResult result = run_command(documents(), command + " -o page.html");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return documents().read("page.html");
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_COMPARED_DOCUMENTS_FIXTURE_H_
