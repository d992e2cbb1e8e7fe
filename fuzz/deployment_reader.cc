// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Deployment files: deployment/deployment_toml.h.

#include <algorithm>
#include <string>

#include "deployment/deployment_toml.h"
#include "fuzz/reader_property.h"

namespace {

using swingproof::DeploymentSource;
using swingproof::require;

void check_source(std::string_view text, const DeploymentSource& source) {
  const std::string written = deployment_toml(source.deployment);
  require(swingproof::parse_deployment_toml(written, "written.toml") == source.deployment,
          "what is written reads back the same");
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const auto& [key, line] : source.lines) require(line >= 1 && line <= lines, "lines exist");
  if (source.march_without_op) {
    const std::string& name = source.march_without_op->name;
    require(!name.empty() && name.size() <= 32, "a march has a name");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = swingproof::text_of(data, size);
  return swingproof::read_hostile(
      [&] { return swingproof::parse_deployment_source(text, "fuzz.toml"); },
      [&](const DeploymentSource& source) { check_source(text, source); });
}
