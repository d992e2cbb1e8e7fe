// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_
#define SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/store.h"

namespace swingproof {

// The most deployments of one tuning.
inline constexpr std::size_t most_tuned_deployments = 2000;

struct DeploymentSet {
  std::vector<Deployment> deployments;  // each once, whatever arithmetics it is listed with
  std::vector<Arithmetic> arithmetics;  // that they are listed with, each once
};

// The deployments of a plan in its order, or of a store in that of its keys, with this swing, if
// any, in place of their own. Throws InputError, naming the file, if there is none or more than
// most_tuned_deployments, and for a plan that is a search.
DeploymentSet planned_deployments(const Plan& plan, std::optional<Swing> swing,
                                  std::string_view file_name);
DeploymentSet stored_deployments(Store& store, std::optional<Swing> swing);

// The arithmetic that a whole set is listed with. Throws InputError, naming the file, if there are
// several, or if its constants are for another swing than a deployment has.
Arithmetic shared_arithmetic(const DeploymentSet& set, std::string_view file_name);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_
