// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/hypothesis_options.h"

#include "suites/certify/capture_check.h"

namespace swingproof {

DeclaredHypothesis resolve_declared(const DeploymentOptions& options,
                                    const Deployment& deployment) {
  if (!options.evidence || options.arithmetic == "ideal") {
    return declared_by_name(deployment, options.arithmetic.value_or("bayes"), "--arithmetic");
  }
  const Arithmetic arithmetic = resolve_arithmetic(options, deployment);
  return {declared_hypothesis(deployment, arithmetic.name, "--evidence"), arithmetic};
}

std::uint64_t parse_tolerated(std::string_view text) { return parse_count(text, "--tolerate"); }

}  // namespace swingproof
