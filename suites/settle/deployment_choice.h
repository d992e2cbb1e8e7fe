// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_DEPLOYMENT_CHOICE_H_
#define SWINGPROOF_SUITES_SETTLE_DEPLOYMENT_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/choices.h"
#include "suites/settle/channel_catalogue.h"

namespace swingproof {

// The first half of the design of experiments: deployments whose outputs, over all inputs, tell
// visible_datapaths() apart.
//
// Each channel has a mean and a std of its own, so that a deployment is three experiments. Settings
// are built by recipes for what makes alternatives differ:
//   - biases that are exact ties in float32 and in binary64, of 8 bits and of more: the distance of
//     mean from the offset is a dyadic multiple of half a weight scale;
//   - biases beyond 16 bits, |offset - mean| > 32767.5 weight scales, ties and others, at which
//     float32 and binary64 round to different integers;
//   - std = weight scale * 2^k / q_scale: the multiplier is a power of two and the post-shift has
//     ties; with std * q_scale > 256 weight scales there is a pre-shift, and the accumulator leaves
//     int16;
//   - std at which the multipliers of float32 and binary64 differ.
// All are in the ranges below, which the plugin accepts: it asks for numbers, and for a positive
// scale. Nobody has tried whether a compiler accepts means beyond 8 bits; without them biases of 16
// bits are like those of 32.
inline constexpr MeanRange all_means = {-1024, 1024};

// From 0 to a number of grey levels. Throws InputError, with the place, unless that is from 128,
// the offset, to 1024.
MeanRange means_up_to(std::uint64_t greatest, std::string_view place);

inline constexpr int greatest_std = 512;  // grey levels; the least is 1/8

struct DeploymentChoice {
  std::vector<Deployment> deployments;   // the more decisive first
  std::size_t candidates = 0;            // channel settings that were compared
  std::size_t separated = 0;             // parts into which they divide the visible datapaths
  std::vector<const Choice*> undecided;  // in which datapaths of one part differ
};

// A local search that is greedy over deployments: each is the best that a search from some starting
// points has found to divide further what those before it leave together. The same for the same
// arguments. One deployment cannot be too many, so that a choice of one is minimal.
DeploymentChoice choose_deployments(Op op, March march, const MeanRange& means);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_DEPLOYMENT_CHOICE_H_
