// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Budget files: suites/budget/budget.h.

#include "fuzz/reader_property.h"
#include "suites/budget/budget.h"

namespace {

using swingproof::Budget;
using swingproof::Limits;
using swingproof::require;

void check_limit(const std::optional<swingproof::ExactNumber>& limit) {
  require(!limit || limit->exact >= 0, "limits are not below 0");
}

void check_budget(const Budget& budget) {
  for (const Limits& limits : budget.limits) {
    check_limit(limits.max_code_difference);
    check_limit(limits.max_abs_error);
    check_limit(limits.max_rms_error);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return swingproof::read_hostile(
      [&] { return swingproof::parse_budget_toml(swingproof::text_of(data, size), "fuzz.toml"); },
      check_budget);
}
