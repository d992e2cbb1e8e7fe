// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The YAML of toolchains: deployment/toolchain_yaml.h.

#include <string>

#include "deployment/deployment_toml.h"
#include "deployment/toolchain_yaml.h"
#include "fuzz/reader_property.h"

namespace {

using swingproof::DeploymentSource;
using swingproof::require;

void check_source(const DeploymentSource& source) {
  require(source.toolchain.has_value(), "it is a toolchain's");
  const std::string written = swingproof::deployment_toml(source.deployment);
  require(swingproof::parse_deployment_toml(written, "written.toml") == source.deployment,
          "a deployment reads back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = swingproof::text_of(data, size);
  swingproof::read_hostile(
      [&] { return swingproof::parse_toolchain_yaml(text, "fuzz.yaml", "image"); }, check_source);
  return swingproof::read_hostile(
      [&] { return swingproof::parse_toolchain_yaml(text, "fuzz.yaml"); }, check_source);
}
