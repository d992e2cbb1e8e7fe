// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_LINT_GAMUT_USE_H_
#define SWINGPROOF_SUITES_LINT_GAMUT_USE_H_

#include <array>
#include <cstdint>

#include "deployment/deployment.h"

namespace swingproof {

// How one output channel's codes cover the inputs whose exact R, G and B lie in 0..255. All of it
// belongs to the exact op; the model of the BPU has no part in it.
struct ChannelGamutUse {
  Channel channel = Channel::red;
  Rational least;           // x of these inputs, in LSB, neither rounded nor clamped
  Rational greatest;        // likewise
  int least_code = 0;       // ideal codes
  int greatest_code = 0;    // likewise
  std::uint64_t below = 0;  // inputs with x < -128: they saturate
  std::uint64_t above = 0;  // inputs with x > 127
};

struct GamutUse {
  std::uint64_t inputs = 0;                 // in gamut, of 2^24
  std::array<ChannelGamutUse, 3> channels;  // output order
};

GamutUse gamut_use(const Deployment& deployment);

// By how much x leaves -128..127 at most, in LSB; 0 if it does not.
Rational greatest_cut_off(const ChannelGamutUse& use);

// Whether any channel's x leaves -128..127 by more than one code. Less is usual: a scale that was
// calibrated to the greatest value, and divides by 128, puts that value at x = 128.
bool cuts_codes_off(const GamutUse& use);

// The least factor on q_scale with which no x leaves -128..127 on any channel; above 0, as no
// channel's x is 0 all over the gamut.
Rational least_scale_factor(const GamutUse& use);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_LINT_GAMUT_USE_H_
