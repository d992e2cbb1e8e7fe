// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/deployment_set.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

class DistinctDeployments {
 public:
  explicit DistinctDeployments(std::string_view file_name) : file_name_(file_name) {}

  void add(const Setting& canonical_setting) {
    const Deployment& deployment = canonical_setting.deployment;
    if (!texts_.insert(canonical_text({deployment, "bayes", nullptr})).second) return;
    if (deployments_.size() == most_tuned_deployments) {
      throw InputError(file_name_,
                       "has more than " + std::to_string(most_tuned_deployments) + " deployments",
                       "tune fewer of them at once");
    }
    deployments_.push_back(deployment);
  }

  std::vector<Deployment> take() {
    if (deployments_.empty()) {
      throw InputError(file_name_, "has no deployment to tune", "name one that has");
    }
    return std::move(deployments_);
  }

 private:
  std::string file_name_;
  std::set<std::string> texts_;
  std::vector<Deployment> deployments_;
};

}  // namespace

std::vector<Deployment> planned_deployments(const Plan& plan, std::string_view file_name) {
  if (plan.search) {
    throw InputError(file_name, "is a search, which has no list of deployments",
                     "tune the store that it was swept into: --store");
  }
  DistinctDeployments distinct(file_name);
  const PlannedSettings settings(plan, std::nullopt, file_name);
  for (std::uint64_t number = 0; number < settings.size(); ++number) {
    if (const auto setting = settings.at(number)) distinct.add(*setting);
  }
  return distinct.take();
}

std::vector<Deployment> stored_deployments(Store& store) {
  DistinctDeployments distinct(store.path());
  store.for_each([&](const SettingResult& result) { distinct.add(result.setting); });
  return distinct.take();
}

}  // namespace swingproof
