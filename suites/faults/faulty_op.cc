// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/faulty_op.h"

namespace swingproof {
namespace {

// Sets one stage of both; false if both have it.
template <auto member>
bool join(const FaultyOp& other, FaultyOp& both) {
  if (!(other.*member)) return true;
  if (both.*member) return false;
  both.*member = other.*member;
  return true;
}

template <auto... members>
bool join_all(const FaultyOp& other, FaultyOp& both) {
  return (join<members>(other, both) && ...);
}

}  // namespace

std::optional<FaultyOp> together(const FaultyOp& one, const FaultyOp& other) {
  using F = FaultyOp;
  if (one.no_op || other.no_op) return std::nullopt;
  FaultyOp both = one;
  const bool fits =
      join_all<&F::place, &F::input, &F::swing, &F::mean, &F::std, &F::std_digits, &F::settings_of,
               &F::matrix, &F::gamut, &F::numbers, &F::order, &F::datapath,
               &F::rounds_before_multiplier, &F::sum, &F::product, &F::requantisation, &F::code,
               &F::fitted, &F::planes_reversed>(other, both);
  if (!fits) return std::nullopt;
  return both;
}

}  // namespace swingproof
