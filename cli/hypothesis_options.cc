// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/hypothesis_options.h"

#include <charconv>

#include "deployment/input_error.h"

namespace swingproof {

DeclaredHypothesis resolve_declared(const DeploymentOptions& options,
                                    const Deployment& deployment) {
  return declared_by_name(deployment, options.arithmetic.value_or("bayes"), "--arithmetic");
}

std::uint64_t parse_count(std::string_view text, std::string_view place) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError(place, quoted(text) + " is not a count", "write a whole number, 0 or above");
  }
  return value;
}

std::uint64_t parse_tolerated(std::string_view text) { return parse_count(text, "--tolerate"); }

}  // namespace swingproof
