// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_CHANNEL_CATALOGUE_H_
#define SWINGPROOF_SUITES_SETTLE_CHANNEL_CATALOGUE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "deployment/deployment.h"

namespace swingproof {

// Means of a plan's deployments, in grey levels.
struct MeanRange {
  int least;
  int greatest;
};

// A setting of one channel, and how it divides visible_datapaths().
struct ChannelSetting {
  ExactNumber mean;
  ExactNumber std;
  std::vector<std::uint16_t> parts;  // ChannelFunctions::of
};

// The settings of output channel c that the recipes of deployment_choice.h give, with means in the
// range; those left out that lower alike to one before them. The deployment's op, march, swing and
// q_scale are theirs.
std::vector<ChannelSetting> channel_catalogue(const Deployment& deployment, std::size_t c,
                                              const MeanRange& range);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_CHANNEL_CATALOGUE_H_
