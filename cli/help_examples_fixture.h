// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_HELP_EXAMPLES_FIXTURE_H_
#define SWINGPROOF_CLI_HELP_EXAMPLES_FIXTURE_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command_runner.h"
#include "suites/npy/npy_file.h"
#include "suites/png/png_image.h"

namespace swingproof {

// For tests.

// The lines of a text that begin with the given one's end, up to an empty line.
inline std::vector<std::string> lines_behind(const std::string& text, const std::string& heading) {
  std::istringstream stream(text.substr(std::min(text.find(heading + "\n"), text.size())));
  std::vector<std::string> lines;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line) && !line.empty()) lines.push_back(line);
  return lines;
}

// Runs the examples in the help of these commands; returns how many there are.
inline std::size_t run_help_examples(const std::vector<std::string>& commands) {
  const TemporaryFolder folder;
  for (const char* file :
       {"deployment.toml", "front.toml", "rear.toml", "script.toml", "a.toml", "b.toml"}) {
    folder.write(file, "[deployment]\nmean = 127.5\n");
  }
  folder.write("config.yaml",
               "input_parameters:\n  input_name: image\n  input_type_rt: nv12\n"
               "  input_type_train: rgb\n  mean_value: 128\n  scale_value: 0.0078125\n");
  folder.write("budget.toml", "[budget]\nmax_abs_error = 9\n");
  folder.write("photo.png", png_bytes(2, 2, std::vector<std::uint8_t>(12, 7)));
  for (const std::string file : {"before.json", "after.json"}) {
    run_command(folder, "report --json " + file);
  }
  folder.write("tuned.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\n"
               "weight_scale = [\"0.0114937\", \"0.0084028\", \"0.017543\"]\n");
  const auto write_array = [&](const char* name, NpyType type, std::vector<std::size_t> shape) {
    NpyWriter writer(folder.path_of(name), type, shape);
    writer.write(std::vector<std::uint8_t>(24, 7));
    writer.finish();
  };
  write_array("frames.npy", NpyType::int8, {2, 3, 2, 2});
  write_array("rgb.npy", NpyType::uint8, {2, 4, 3});
  std::size_t examples = 0;
  for (const std::string& command : commands) {
    const std::string help = run_command(folder, command + " --help").out;
    for (const std::string& example : lines_behind(help, "Examples:")) {
      SCOPED_TRACE(example);
      // What is behind a pipe need not be installed.
      const CommandResult result =
          run_shell(folder, "set -e; swingproof() { $swingproof \"$@\"; }; " +
                                example.substr(0, example.find('|')));
      // Checks may say no.
      EXPECT_LE(result.exit_code, 1) << result.err;
      ++examples;
    }
  }
  return examples;
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_HELP_EXAMPLES_FIXTURE_H_
