// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_
#define SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "suites/campaign/plan.h"
#include "suites/campaign/store.h"

namespace swingproof {

// More deployments than this are not tuned at once.
inline constexpr std::size_t most_tuned_deployments = 2000;

// The deployments of a plan in its order, or of a store in that of its keys; each once, whatever
// arithmetics they are listed with. Throws InputError, naming the file, if there is none or more
// than most_tuned_deployments, and for a plan that is a search.
std::vector<Deployment> planned_deployments(const Plan& plan, std::string_view file_name);
std::vector<Deployment> stored_deployments(Store& store);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TUNE_DEPLOYMENT_SET_H_
