// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/plan_argument.h"

#include "deployment/deployment_file.h"
#include "deployment/input_error.h"
#include "deployment/whole_file.h"
#include "suites/campaign/presets.h"

namespace swingproof {
namespace {

std::string preset_text(const PlanArgument& argument) {
  if (argument.plan == "preset:common") return common_preset();
  if (argument.plan == "preset:worst") return worst_preset(argument.seed.value_or(1));
  if (argument.plan != "preset:around") {
    throw InputError("PLAN", quoted(argument.plan) + " is not a preset",
                     "use preset:common, preset:around or preset:worst");
  }
  if (!argument.deployment) {
    throw InputError("--deployment", "is missing: preset:around is the surroundings of one",
                     "name a deployment file");
  }
  DeploymentSource source = read_deployment_source(*argument.deployment, argument.input);
  if (argument.q_scale) {
    set_field(*find_field("q_scale"), {*argument.q_scale}, "--q-scale", source);
  }
  return around_preset(require_deployable(source));
}

}  // namespace

Plan read_plan(const PlanArgument& argument) {
  const bool is_preset = argument.plan.starts_with("preset:");
  if (argument.deployment && argument.plan != "preset:around") {
    throw InputError("--deployment", "is for preset:around only", "leave it out");
  }
  if ((argument.q_scale || argument.input) && !argument.deployment) {
    throw InputError(argument.q_scale ? "--q-scale" : "--input", "is for --deployment only",
                     "leave it out");
  }
  if (argument.seed && argument.plan != "preset:worst") {
    throw InputError("--seed", "is for preset:worst only", "write seeds into the plan");
  }
  return parse_plan_toml(
      is_preset ? preset_text(argument) : read_whole_file(argument.plan, largest_plan_file),
      argument.plan);
}

}  // namespace swingproof
