// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/capture_options.h"

#include <string>

namespace swingproof {

namespace {

CLI::Option* add_option(CLI::App& app, DumpOptions& options, const DumpOption& option,
                        const char* help) {
  return app.add_option(std::string("--") + option.name, options.*option.text, help)
      ->type_name(option.type);
}

}  // namespace

void add_dump_options(CLI::App& app, DumpOptions& options, const char* what) {
  for (const DumpOption& each : dump_options) {
    add_option(app, options, each, each.help)->group(std::string("Form of the ") + what);
  }
}

void add_pixel_form_options(CLI::App& app, DumpOptions& options) {
  for (const DumpOption& each : dump_options) {
    if (each.written == nullptr) continue;
    add_option(app, options, each, each.written)->group("Form of the pixels");
  }
}

}  // namespace swingproof
