// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_FUNCTION_PARTITION_H_
#define SWINGPROOF_SUITES_CERTIFY_FUNCTION_PARTITION_H_

#include <cstddef>
#include <vector>

#include "suites/certify/plane_catalogue.h"

namespace swingproof {

// The second step of hypothesis_classes.h: which plane functions are equal over all inputs.
struct FunctionPartition {
  std::vector<std::size_t> class_of;     // of each function of the catalogue
  std::vector<PlaneFunction> functions;  // one for each class
  // Pixels, as they are sent to the board: for any two classes of the same output plane, one for
  // which their codes differ.
  YuvPlanes distinguishing;
};

// Three steps, each for what the one before leaves open.
//  1. A normal form: constant functions are equal if their codes are; functions of equal weights
//     and tables if and only if their thresholds, moved to reachable sums, are equal.
//  2. A sample of some thousand pixels, many of them next to a step of one of the functions:
//     functions with different codes there are different.
//  3. find_difference() for two functions that the sample does not separate. What it finds joins
//     the distinguishing pixels; where it finds nothing, the functions are equal.
FunctionPartition partition_functions(const PlaneCatalogue& catalogue);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_FUNCTION_PARTITION_H_
