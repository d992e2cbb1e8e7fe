// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/capture_options.h"

#include <string>

namespace swingproof {

void add_dump_options(CLI::App& app, DumpOptions& options, const char* what) {
  for (const DumpOption& each : dump_options) {
    app.add_option(std::string("--") + each.name, options.*each.text, each.help)
        ->type_name(each.type)
        ->group(std::string("Form of the ") + what);
  }
}

}  // namespace swingproof
