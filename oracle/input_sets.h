// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_ORACLE_INPUT_SETS_H_
#define SWINGPROOF_ORACLE_INPUT_SETS_H_

#include <optional>
#include <utility>
#include <vector>

#include "deployment/enum_names.h"
#include "deployment/matrix.h"

namespace swingproof {

// The contract's sets of inputs (docs/numerics.md section 5); oracle/gamut.h builds them.
enum class SetName { all_inputs, in_gamut, legal };

template <>
inline constexpr auto enum_names<SetName> = names_of<SetName>("a set of inputs",
                                                              {{SetName::all_inputs, "all_inputs"},
                                                               {SetName::in_gamut, "in_gamut"},
                                                               {SetName::legal, "legal"}});

// Whether there are inputs of the set at this swing: full swing has no legal ones.
constexpr bool has_inputs(SetName set, Swing swing) {
  return set != SetName::legal || swing == Swing::studio;
}

// Something of each set.
template <typename T>
struct PerSet {
  T all_inputs = {};
  T in_gamut = {};
  std::optional<T> legal = {};  // only where it is asked for, and at studio swing

  friend bool operator==(const PerSet&, const PerSet&) = default;
};

// That of one set; nullptr if there is none.
template <typename AnyPerSet>
auto* of_set(AnyPerSet& per_set, SetName set) {
  if (set == SetName::all_inputs) return &per_set.all_inputs;
  if (set == SetName::in_gamut) return &per_set.in_gamut;
  return per_set.legal ? &*per_set.legal : nullptr;
}

// Calls visit(set, value) for each set that there is, in the order of SetName.
template <typename AnyPerSet, typename Visit>
void for_each_set(AnyPerSet& per_set, const Visit& visit) {
  for (const auto& [set, set_name] : enum_names<SetName>.names) {
    if (auto* value = of_set(per_set, set)) visit(set, *value);
  }
}

// From values in the order of SetName: of all inputs and in gamut, and the legal ones if there are
// three.
template <typename T>
PerSet<T> per_set(std::vector<T> values) {
  PerSet<T> result{std::move(values.at(0)), std::move(values.at(1)), std::nullopt};
  if (values.size() > 2) result.legal = std::move(values[2]);
  return result;
}

}  // namespace swingproof

#endif  // SWINGPROOF_ORACLE_INPUT_SETS_H_
