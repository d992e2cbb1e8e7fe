// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/deployment_set.h"

#include <set>
#include <string>
#include <utility>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

class DistinctDeployments {
 public:
  DistinctDeployments(std::string_view file_name, std::optional<Swing> swing)
      : file_name_(file_name), swing_(swing) {}

  void add(const Setting& canonical_setting) {
    if (arithmetics_.insert(canonical_setting.arithmetic).second) {
      set_.arithmetics.push_back(arithmetic_of(canonical_setting));
    }
    Deployment deployment = canonical_setting.deployment;
    if (swing_) deployment.matrix.swing = *swing_;
    if (!texts_.insert(canonical_text({deployment, "bayes", nullptr})).second) return;
    if (set_.deployments.size() == most_tuned_deployments) {
      throw InputError(file_name_,
                       "has more than " + std::to_string(most_tuned_deployments) + " deployments",
                       "tune fewer of them at once");
    }
    set_.deployments.push_back(std::move(deployment));
  }

  DeploymentSet take() {
    if (set_.deployments.empty()) {
      throw InputError(file_name_, "has no deployment to tune", "name one that has");
    }
    return std::move(set_);
  }

 private:
  std::string file_name_;
  std::optional<Swing> swing_;
  std::set<std::string> texts_;        // of the deployments in set_
  std::set<std::string> arithmetics_;  // names of those in set_
  DeploymentSet set_;
};

}  // namespace

DeploymentSet planned_deployments(const Plan& plan, std::optional<Swing> swing,
                                  std::string_view file_name) {
  if (plan.search) {
    throw InputError(file_name, "is a search, which has no list of deployments",
                     "tune the store that it was swept into: --store");
  }
  DistinctDeployments distinct(file_name, swing);
  const PlannedSettings settings(plan, std::nullopt, file_name);
  for (std::uint64_t number = 0; number < settings.size(); ++number) {
    if (const auto setting = settings.at(number)) distinct.add(*setting);
  }
  return distinct.take();
}

DeploymentSet stored_deployments(Store& store, std::optional<Swing> swing) {
  DistinctDeployments distinct(store.path(), swing);
  store.for_each([&](const SettingResult& result) { distinct.add(result.setting); });
  return distinct.take();
}

Arithmetic shared_arithmetic(const DeploymentSet& set, std::string_view file_name) {
  const std::string place = std::string(file_name) + ": arithmetic";
  const Arithmetic& first = set.arithmetics.front();
  if (set.arithmetics.size() > 1) {
    throw InputError(place,
                     "is " + option_text(first) + " for some settings and " +
                         option_text(set.arithmetics[1]) + " for others",
                     "name the one to start from: --arithmetic");
  }
  for (const Deployment& each : set.deployments) {
    if (!first.constants) continue;
    Deployment own;
    own.matrix = first.constants->matrix;
    const DeploymentField* field = differing_setting(own.matrix, each.matrix);
    if (field == nullptr) continue;
    const std::string key(field->key);
    throw InputError(place,
                     "has constants for " + key + " " + field_text(*field, own) +
                         ", but a deployment has " + field_text(*field, each),
                     "leave out --" + key + ", or name the one to start from: --arithmetic");
  }
  return first;
}

}  // namespace swingproof
