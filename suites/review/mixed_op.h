// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_REVIEW_MIXED_OP_H_
#define SWINGPROOF_SUITES_REVIEW_MIXED_OP_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "fixedpoint/lowering.h"
#include "oracle/exact_map.h"
#include "oracle/step_function.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// The op with some stages as deployed and the others exact, so that an error can be attributed to
// the stage that causes it. What "exact" means for each of them:
//
//   coefficients  BT.601's own coefficients and offset in place of the published decimals
//   weights       coefficient / weight scale, neither rounded nor clamped to int8
//   bias          (offset - mean) / weight scale, not rounded
//   multiplier    weight scale / (std * q_scale) in place of multiplier * 2^-shifts
//   shifts        nothing is cut off before the end, where x is rounded once, as the QuantStub does
//   saturation    no saturation to int16 between the shifts
//
// The output is always a code: with all stages exact it is the ideal code, with none it is the
// model's. Settings enter exactly as written wherever a stage is exact.
enum class LoweringStage { coefficients, weights, bias, multiplier, shifts, saturation };

template <>
inline constexpr auto enum_names<LoweringStage> =
    names_of<LoweringStage>({{LoweringStage::coefficients, "coefficients"},
                             {LoweringStage::weights, "weights"},
                             {LoweringStage::bias, "bias"},
                             {LoweringStage::multiplier, "multiplier"},
                             {LoweringStage::shifts, "shifts"},
                             {LoweringStage::saturation, "saturation"}});

inline constexpr std::array all_lowering_stages = {
    LoweringStage::coefficients, LoweringStage::weights, LoweringStage::bias,
    LoweringStage::multiplier,   LoweringStage::shifts,  LoweringStage::saturation};

// Which stages are exact, by their place in all_lowering_stages.
using ExactStages = std::array<bool, all_lowering_stages.size()>;

// One channel of a mixed op. A code depends on N = weight . (Y, U, V) alone and rises with it, so
// that integers say everything (as in oracle/exact_channel.h). 128 bits, as a weight over a scale
// of 15 digits has a denominator of 10^15: |N| < 2^125.
// Thresholds are saturated at +-2^126.
using MixedChannel = WeightedSteps<Int128>;

// The constants as the exact stages take them, for one channel: the deployed ones as the
// decimals that they are, or the standard's numbers.
struct ExactConstants {
  RationalTriple weight;  // grey levels per step of Y, U, V
  Rational offset;        // grey levels at Y = U = V = 0
};

ExactConstants decimal_constants(const OpConstants& constants, Channel channel);
ExactConstants standard_constants(Matrix matrix, Channel channel);

// The op as deployed, and lowered from the standard's constants (rounded to float64) in place of
// its own; the weight scales are the same in both. Everything in output order.
struct LoweredOps {
  LoweredOp deployed;
  LoweredOp of_standard;
  std::array<ExactConstants, 3> constants;  // that are lowered; published where integers are own
  // Grey levels per step of the int8 weights, as the decimal that it is. Of own integers, which no
  // scale was the source of: what the multiplier and the shifts make of a step.
  std::array<Rational, 3> weight_scale;
};

// Throws InputError as lower() does.
LoweredOps lower_both(const Deployment& deployment, const Arithmetic& arithmetic);

// c is 0, 1 or 2 in the op's output order. Throws InputError for constants of so many decimal
// places that an N is beyond 2^125, as with a weight of 1e-40.
MixedChannel mixed_channel(const Deployment& deployment, const LoweredOps& ops, std::size_t c,
                           const ExactStages& exact);

// The codes at U and V for Y = -128..127.
void mixed_luma_row(const MixedChannel& channel, int u, int v, std::span<std::int8_t, 256> codes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_REVIEW_MIXED_OP_H_
