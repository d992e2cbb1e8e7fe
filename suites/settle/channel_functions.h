// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_CHANNEL_FUNCTIONS_H_
#define SWINGPROOF_SUITES_SETTLE_CHANNEL_FUNCTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "suites/certify/step_function.h"

namespace swingproof {

// The datapaths between which captures can decide: all_datapaths() with the model's
// weight_rounding, 480. The other 480 compute the same in every deployment: Choice::invisible has
// the proof.
const std::vector<Datapath>& visible_datapaths();

// What Y, U and V can be.
const ValueSet& all_values();

// What one output channel computes under each of some datapaths, as exact functions of all inputs.
struct ChannelFunctions {
  std::vector<std::uint16_t> of;        // of each datapath: index into functions
  std::vector<StepFunction> functions;  // different ones, in the order of the first that has it
};

// Of output channel c. Throws InputError as lower() does.
ChannelFunctions channel_functions(const Deployment& deployment, std::size_t c,
                                   const std::vector<Datapath>& datapaths);

// Which datapaths are told apart: those of equal number are not.
struct DatapathPartition {
  std::vector<std::uint16_t> of;
  std::size_t parts = 1;
};

// All of one part.
DatapathPartition undivided(std::size_t datapaths);

// Told apart by one or the other.
DatapathPartition refined(const DatapathPartition& partition,
                          const std::vector<std::uint16_t>& other);

// The parts by which a deployment's three channels tell these datapaths apart, over all inputs.
DatapathPartition deployment_partition(const Deployment& deployment,
                                       const std::vector<Datapath>& datapaths);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_CHANNEL_FUNCTIONS_H_
