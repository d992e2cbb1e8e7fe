// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_PLAN_ARGUMENT_H_
#define SWINGPROOF_CLI_PLAN_ARGUMENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "suites/campaign/plan.h"

namespace swingproof {

// A plan as the command line names it.
struct PlanArgument {
  std::string plan;  // a file, or preset:common, preset:around, preset:worst
  std::optional<std::string> deployment = {};  // whose surroundings preset:around has
  std::optional<std::uint64_t> seed = {};      // of preset:worst; absent: 1
  std::optional<std::string> q_scale = {};     // of the deployment, where its file has none
  std::optional<std::string> input = {};       // whose deployment it is, of a file of several
};

// Throws InputError for an unknown preset, for a deployment or a seed that the plan has no use for,
// for a missing deployment, and as parse_plan_toml() does.
Plan read_plan(const PlanArgument& argument);

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_PLAN_ARGUMENT_H_
