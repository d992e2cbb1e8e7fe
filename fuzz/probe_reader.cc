// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// probe.json: reports/kit/probe_files.h.

#include <string>

#include "fuzz/reader_property.h"
#include "reports/kit/probe_files.h"

namespace {

using swingproof::ProbeIdentity;

void check_identity(const ProbeIdentity& identity) {
  const std::string text =
      swingproof::json_text(swingproof::probe_identity_json(identity.deployment, identity.files));
  const ProbeIdentity again = swingproof::parse_probe_identity(text, "written.json");
  swingproof::require(
      again.deployment == identity.deployment && again.files.size() == identity.files.size(),
      "what is written reads back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return swingproof::read_hostile(
      [&] {
        return swingproof::parse_probe_identity(swingproof::text_of(data, size), "fuzz.json");
      },
      check_identity);
}
