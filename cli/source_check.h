// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_SOURCE_CHECK_H_
#define SWINGPROOF_CLI_SOURCE_CHECK_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "suites/certify/capture_check.h"

namespace swingproof {

// What `certify --source` and `probe --source` have of their own.

// Adds --source and the options that only go with it, which exclude these others.
void add_source_check_options(CLI::App& app, CheckParameters& parameters,
                              const std::vector<CLI::Option*>& of_the_op_only);

// Writes the chart, tiled over an image if one is given: PNG if the name ends in .png, else NPY.
int run_source_probe(const std::string& output, const std::optional<std::string>& image,
                     const std::vector<std::string>& inputs);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_SOURCE_CHECK_H_
