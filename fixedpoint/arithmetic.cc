// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/arithmetic.h"

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "deployment/nearest_name.h"
#include "fixedpoint/choices.h"

namespace swingproof {
namespace {

// The first setting, by its key in a deployment file, in which the integers' deployment is another.
// Marches compute alike, and the QuantStub's rounding is the ideal code's alone.
std::string_view differing_setting(const Deployment& made_for, const Deployment& deployment) {
  for (const DeploymentField& field : op_fields()) {
    if (field.key == "march" || field.key == "rounding") continue;
    if (!field.is_same(made_for, deployment)) return field.key;
  }
  return {};
}

}  // namespace

std::string description(const Arithmetic& arithmetic) {
  if (is_published(arithmetic)) return arithmetic.name;
  const std::string what = arithmetic.constants ? " with own constants" : " with own integers";
  return arithmetic.name + what + (arithmetic.file.empty() ? "" : " (" + arithmetic.file + ")");
}

std::string option_text(const Arithmetic& arithmetic) {
  return arithmetic.file.empty() ? arithmetic.name : arithmetic.file;
}

const std::vector<Arithmetic>& arithmetic_alternatives() {
  static const std::vector<Arithmetic> all = [] {
    std::vector<Arithmetic> names = {Arithmetic{}};
    for (const Choice& choice : choices()) {
      for (std::size_t i = 1; i < choice.values.size(); ++i) {
        const Datapath datapath = choice.values[i].in(Datapath{});
        names.push_back({datapath_name(datapath), datapath});
      }
    }
    return names;
  }();
  return all;
}

Arithmetic parse_arithmetic(std::string_view name, std::string_view place) {
  std::vector<std::string_view> names;
  for (const Arithmetic& alternative : arithmetic_alternatives()) {
    if (alternative.name == name) return alternative;
    names.push_back(alternative.name);
  }
  if (const auto combined = datapath_named(name)) return {std::string(name), *combined};
  throw InputError(place, quoted(name) + " is not an arithmetic", name_remedy(name, names));
}

Arithmetic on_datapath(const Arithmetic& arithmetic, const Arithmetic& other_datapath) {
  Arithmetic result = arithmetic;
  result.name = other_datapath.name;
  result.datapath = other_datapath.datapath;
  return result;
}

Arithmetic for_matrix(const Arithmetic& arithmetic, Matrix matrix) {
  Arithmetic result = arithmetic;
  if (result.constants && result.constants->matrix != matrix) result.constants.reset();
  return result;
}

void require_fit(const Arithmetic& arithmetic, const Deployment& deployment) {
  const std::string file = arithmetic.file.empty() ? "arithmetic" : arithmetic.file;
  if (arithmetic.constants) {
    Deployment own;
    own.matrix = arithmetic.constants->matrix;
    if (const DeploymentField* field = differing_setting(own.matrix, deployment.matrix)) {
      const std::string key(field->key);
      throw InputError(file + ": [arithmetic] " + key,
                       "is " + field_text(*field, own) + ", but the deployment's is " +
                           field_text(*field, deployment),
                       "give constants for that " + key + ", or the deployment that they are for");
    }
  }
  if (!arithmetic.integers) return;
  const std::string_view setting = differing_setting(arithmetic.integers->deployment, deployment);
  if (setting.empty()) return;
  throw InputError(file + ": [deployment] " + std::string(setting),
                   "is not the deployment's: the integers are right for one deployment only",
                   "give the deployment that they were made for, or make integers for this one");
}

OpConstants constants_of(const Arithmetic& arithmetic, const Deployment& deployment) {
  return arithmetic.constants ? arithmetic.constants->constants
                              : published_constants(deployment.matrix);
}

}  // namespace swingproof
