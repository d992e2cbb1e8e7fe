// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/trace/trace.h"

#include <cstddef>

#include "oracle/exact_map.h"
#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

std::vector<TraceStage> trace_stages(const LoweredChannel& lowered, const Stages& stages,
                                     const Rational& x) {
  const Rational product = x * (Integer(1) << lowered.post_shift);
  std::optional<Rational> intermediate;  // what is multiplied
  std::optional<Rational> accumulator;
  if (lowered.multiplier != 0) {
    intermediate = product / lowered.multiplier;
    accumulator = *intermediate * (Integer(1) << lowered.pre_shift);
  }
  TraceStage shift = {"shifted", stages.shifted, intermediate};
  TraceStage saturation = {"saturated", stages.saturated, intermediate};
  const bool saturates_first = lowered.saturation == Saturation::before_pre_shift;
  if (saturates_first) saturation.exact = accumulator;
  return {{"accumulator", stages.accumulator, accumulator},
          saturates_first ? saturation : shift,
          saturates_first ? shift : saturation,
          {"product", stages.product, product},
          {"requantised", stages.requantised, x},
          {"code", stages.code, clamp_to_code_range(x)}};
}

}  // namespace

std::array<ChannelTrace, 3> trace(const Deployment& deployment, const LoweredOp& op,
                                  CenteredYuv yuv) {
  const RationalTriple rgb = evaluate(centered_yuv_to_rgb(deployment.matrix), exact_triple(yuv));
  std::array<ChannelTrace, 3> traces;
  for (std::size_t c = 0; c < 3; ++c) {
    const Channel channel = output_channels(deployment.op)[c];
    const Stages stages = fixed_stages(op[c], yuv);
    const Rational x = ideal_value(deployment, rgb, c);
    const Rational error = stages.code - clamp_to_code_range(x);
    traces[c] = ChannelTrace{channel,
                             op[c],
                             rgb[static_cast<std::size_t>(channel)],
                             x,
                             trace_stages(op[c], stages, x),
                             stages.code,
                             ideal_code(x, deployment.rounding),
                             error,
                             Rational(error * grey_levels_per_code(deployment, c))};
  }
  return traces;
}

}  // namespace swingproof
