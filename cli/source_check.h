// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_SOURCE_CHECK_H_
#define SWINGPROOF_CLI_SOURCE_CHECK_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "deployment/deployment.h"

namespace swingproof {

// What `certify --source` and `probe --source` do once their options are read.

struct SourceCheckOptions {
  std::string stimulus;
  std::string capture;
  std::optional<std::string> layout;
  std::optional<std::string> shape;
  std::optional<std::string> stride;
  std::string tolerance = "0";
  std::string margin = "1";
  std::optional<std::string> against;
  std::optional<std::string> json;
};

// Adds --source and the options that only go with it, which exclude these others.
void add_source_check_options(CLI::App& app, bool& is_source, SourceCheckOptions& options,
                              const std::vector<CLI::Option*>& of_the_op_only);

// Judges the source of a capture; inputs: the files that the command has read so far.
int run_source_check(const SourceCheckOptions& options, const Deployment& deployment,
                     std::vector<std::string> inputs);

// Writes the chart, tiled over an image if one is given: PNG if the name ends in .png, else NPY.
int run_source_probe(const std::string& output, const std::optional<std::string>& image,
                     const std::vector<std::string>& inputs);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_SOURCE_CHECK_H_
