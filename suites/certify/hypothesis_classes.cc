// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis_classes.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "deployment/input_error.h"
#include "suites/certify/function_partition.h"
#include "suites/certify/plane_catalogue.h"

namespace swingproof {
namespace {

// Groups the hypotheses by the classes of their three planes.
void group_hypotheses(const PlaneCatalogue& catalogue, const FunctionPartition& partition,
                      HypothesisClasses& result) {
  std::map<std::array<std::size_t, 3>, std::size_t> class_by_planes;
  std::vector<std::array<std::size_t, 3>> parameters;  // of the first member of each class
  for (std::size_t i = 0; i < catalogue.entries.size(); ++i) {
    const CataloguedHypothesis& entry = catalogue.entries[i];
    if (!entry.planes) {
      result.not_computable.push_back({i, entry.reason});
      continue;
    }
    std::array<std::size_t, 3> planes{};
    for (std::size_t p = 0; p < 3; ++p) planes[p] = partition.class_of[(*entry.planes)[p]];
    const auto [known, is_new] = class_by_planes.emplace(planes, result.classes.size());
    if (is_new) {
      result.classes.push_back({{i}, EqualityProof::single, planes});
      parameters.push_back(*entry.planes);
      continue;
    }
    HypothesisClass& its_class = result.classes[known->second];
    its_class.members.push_back(i);
    const bool same = parameters[known->second] == *entry.planes &&
                      its_class.proof != EqualityProof::equal_full_cube;
    its_class.proof = same ? EqualityProof::equal_parameters : EqualityProof::equal_full_cube;
  }
}

// What is declared is a QuantStub whose scale is 1; a file that says otherwise cannot be certified
// to be what it declares.
void require_reset_quant_stub(const Deployment& deployment) {
  const auto& scale = deployment.quant_stub_scale;
  if (!scale || scale->binary32 == 1.0F) return;
  throw InputError("quant_stub_scale", "is " + scale->text + ", which changes the inputs of the op",
                   "reset the QuantStub's scale to 1 on the board and here; lint shows the cost");
}

}  // namespace

HypothesisClasses hypothesis_classes(const Deployment& deployment, const Hypothesis& declared,
                                     const Arithmetic& arithmetic) {
  require_reset_quant_stub(deployment);
  // Throws the error of a declared op that cannot be lowered, before anything else.
  const auto computed = hypothesis_arithmetic(declared.arithmetic, arithmetic, declared.matrix);
  if (computed) lower(deployment, *computed);
  HypothesisClasses result;
  result.declared = deployment;
  result.arithmetic = computed.value_or(arithmetic);
  result.hypotheses = all_hypotheses(declared);
  PlaneCatalogue catalogue = plane_catalogue(deployment, arithmetic, result.hypotheses);
  FunctionPartition partition = partition_functions(catalogue);
  group_hypotheses(catalogue, partition, result);
  result.tables = std::move(catalogue.tables);
  result.functions = std::move(partition.functions);
  result.distinguishing = std::move(partition.distinguishing);
  return result;
}

std::vector<std::size_t> not_judged(const HypothesisClasses& classes) {
  const std::vector<Hypothesis>& all = classes.hypotheses;
  std::vector<bool> is_computable(all.size(), true);
  for (const NotComputable& each : classes.not_computable) is_computable[each.hypothesis] = false;
  std::vector<std::size_t> least;
  for (const NotComputable& each : classes.not_computable) {
    const bool is_least = std::all_of(all_axes.begin(), all_axes.end(), [&](Axis axis) {
      Hypothesis nearer = all[each.hypothesis];
      set_value(nearer, axis, value_name(all.front(), axis), name(axis));
      if (nearer == all[each.hypothesis]) return true;
      const auto place = std::find(all.begin(), all.end(), nearer);
      return static_cast<bool>(is_computable[static_cast<std::size_t>(place - all.begin())]);
    });
    if (is_least) least.push_back(each.hypothesis);
  }
  return least;
}

std::vector<std::int8_t> distinguishing_codes(const HypothesisClasses& classes) {
  const std::size_t pixels = classes.distinguishing.size();
  std::vector<std::size_t> all(classes.functions.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<std::int8_t> codes(all.size() * pixels);
  TablePlanes behind_tables;
  apply_tables(classes.tables, classes.distinguishing, behind_tables);
  plane_codes(classes.functions, all, behind_tables, codes);
  return codes;
}

std::size_t class_of(const HypothesisClasses& classes, std::size_t hypothesis) {
  for (std::size_t i = 0; i < classes.classes.size(); ++i) {
    const auto& members = classes.classes[i].members;
    if (std::binary_search(members.begin(), members.end(), hypothesis)) return i;
  }
  return classes.classes.size();
}

}  // namespace swingproof
