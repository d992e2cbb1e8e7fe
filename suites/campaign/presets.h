// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CAMPAIGN_PRESETS_H_
#define SWINGPROOF_SUITES_CAMPAIGN_PRESETS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "deployment/deployment.h"

namespace swingproof {

// Plans that come with swingproof, as the TOML text of parse_plan_toml.

// A normalisation that models are trained with: (RGB * scale - mean) / std, in the units of its
// project. The values are those that the projects' public code is known for; they were written down
// without access to it.
struct CommonNormalisation {
  std::string_view name;
  int grey_levels_per_unit;  // 255 where mean and std are for 0..1, else 1
  std::string_view mean[3];  // R, G, B
  std::string_view std[3];   // R, G, B
};

std::span<const CommonNormalisation> common_normalisations();

// Every common normalisation with the q_scales that QuantStubs usually get for it: the greatest
// |normalised value| over 127, 127.5 and 128, and the next power of two that covers it.
std::string common_preset();

// The neighbourhood of a deployment: mean within +-4 grey levels of each channel alike, std and
// q_scale within +-10 %, in 9 x 21 x 21 steps.
std::string around_preset(const Deployment& deployment);

// The search for the worst setting with mean 0..255, std 1..255 and q_scale 1/512..1/16 where grey
// levels 0..255 are within the codes.
std::string worst_preset(std::uint64_t seed);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CAMPAIGN_PRESETS_H_
