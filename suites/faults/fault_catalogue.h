// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FAULT_CATALOGUE_H_
#define SWINGPROOF_SUITES_FAULTS_FAULT_CATALOGUE_H_

#include <string>
#include <string_view>
#include <vector>

#include "suites/faults/faulty_codes.h"

namespace swingproof {

// One way in which kernels and boards are wrong, as they have been seen to be.
struct Fault {
  std::string id;        // "codes_wrap_int8"; of a value on an axis of hypotheses: "swing studio"
  std::string sentence;  // what is computed in place of the op, without full stop
  std::string remedy;    // what to do about it, without full stop
  std::string evidence;  // how it comes about: where such code is to be found
  // All ways in which it may have been done, for one subject. NumberKind in floating point without
  // an order stand for all orders (float_orders()).
  std::vector<FaultyOp> (*variants)(const FaultSubject& subject) = nullptr;
};

// The one list of faults that have a name of their own. An entry is all that a new one needs.
const std::vector<Fault>& fault_catalogue();

// The entry with this id, which there must be.
const Fault& fault_named(std::string_view id);

// A value on an axis of hypotheses (docs/numerics.md section 7) as a fault, where the catalogue has
// no entry for it: "output_order reversed", "arithmetic ideal".
struct AxisFault {
  Fault fault;
  FaultyOp op;
};
std::vector<AxisFault> axis_faults(const FaultSubject& subject);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FAULT_CATALOGUE_H_
