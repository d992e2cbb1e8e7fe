// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_CAPTURE_OPTIONS_H_
#define SWINGPROOF_CLI_CAPTURE_OPTIONS_H_

#include <CLI/CLI.hpp>

#include "suites/dump/dump_options.h"

namespace swingproof {

// Adds the options that say how a capture without a header is stored, for every command that takes
// one; suites/certify/capture.h reads it. `what`: "capture" or "result".
void add_dump_options(CLI::App& app, DumpOptions& options, const char* what);

// Those that say how a file of pixels is to be written; pixel_form() of suites/certify/stimulus.h
// reads them.
void add_pixel_form_options(CLI::App& app, DumpOptions& options);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_CAPTURE_OPTIONS_H_
