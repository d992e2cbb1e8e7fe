// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_LOWERING_H_
#define SWINGPROOF_FIXEDPOINT_LOWERING_H_

#include <array>
#include <cstdint>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "fixedpoint/published_constants.h"

namespace swingproof {

// One output channel of the op as the BPU's convolution holds it: integers only.
struct LoweredChannel {
  std::array<std::int32_t, 3> weights = {};  // of Y, U, V; each in [-128, 127]
  std::int32_t bias = 0;                     // in the datapath's bias_width bits
  int bias_shift = 0;                        // left shift of bias, >= 0
  std::int32_t multiplier = 0;               // in [0, 32767]
  int pre_shift = 0;                         // right shift before the multiplier, 0..17
  int post_shift = 0;                        // right shift after the multiplier, 0..31
  PreRounding pre_rounding = PreRounding::floor;
  RoundingMode post_rounding = RoundingMode::half_up;

  friend bool operator==(const LoweredChannel&, const LoweredChannel&) = default;
};

// bias << bias_shift: the accumulator at Y = U = V = 0. lower() has checked that it fits.
constexpr std::int32_t shifted_bias(const LoweredChannel& channel) {
  return channel.bias * (std::int32_t{1} << channel.bias_shift);
}

// The op's three output channels in output order.
using LoweredOp = std::array<LoweredChannel, 3>;

// Lowers the deployed op to integers, with every operation rounded to the datapath's precision
// (numerics.md section 4.2). mean, std and q_scale enter as float32 (binary64 for the alternative
// float64), never as exact numbers.
//
// Throws InputError naming the channel and setting if an intermediate is zero, infinite or not a
// number where the lowering would divide by it, or if the shifted bias does not fit the int32
// accumulator: what hardware would compute then is not known, and is not guessed.
LoweredOp lower(const Deployment& deployment, const Datapath& datapath,
                const OpConstants& constants);

// As above with the published constants of the deployment's swing.
LoweredOp lower(const Deployment& deployment, const Datapath& datapath);

// As above, but weights that int8 cannot hold are kept, in 9 bits: no BPU computes this, it shows
// what the clamp to int8 costs. row_kernel.h and bpu_model.h take such weights as well.
LoweredOp lower_unclamped(const Deployment& deployment, const Datapath& datapath);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_LOWERING_H_
