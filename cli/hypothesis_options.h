// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_HYPOTHESIS_OPTIONS_H_
#define SWINGPROOF_CLI_HYPOTHESIS_OPTIONS_H_

#include <cstdint>
#include <string_view>

#include "cli/deployment_options.h"
#include "suites/certify/declared_hypothesis.h"

namespace swingproof {

// The declared hypothesis, with the arithmetic of --arithmetic, which may be ideal here, else that
// of the march.
DeclaredHypothesis resolve_declared(const DeploymentOptions& options, const Deployment& deployment);

// The value of --tolerate: a number of pixels.
std::uint64_t parse_tolerated(std::string_view text);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_HYPOTHESIS_OPTIONS_H_
