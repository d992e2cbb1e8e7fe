// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_FAULTY_DATAPATH_H_
#define SWINGPROOF_SUITES_FAULTS_FAULTY_DATAPATH_H_

#include <cstdint>

#include "fixedpoint/lowered_op.h"
#include "suites/faults/faulty_op.h"

namespace swingproof {

// The op's integer datapath with faults in it: what fixedpoint/bpu_model.h computes, stage by
// stage, where nothing is wrong. Everything after the weighted sum depends on that sum alone.
struct FaultyDatapath {
  LoweredChannel channel;
  std::optional<SumFault> sum;
  std::optional<ProductFault> product;
  std::optional<Requantisation> requantisation;
  bool rounds_before_multiplier = false;
};

// The requantised value of an accumulator, bias included, before saturation to int8.
std::int64_t requantised(const FaultyDatapath& datapath, std::int32_t accumulator);

// Whether the faults can be there at all: two roundings need a shift of two bits or more.
bool fits_shifts(const FaultyDatapath& datapath);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_FAULTY_DATAPATH_H_
