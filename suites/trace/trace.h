// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TRACE_TRACE_H_
#define SWINGPROOF_SUITES_TRACE_TRACE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"

namespace swingproof {

// One stage of the datapath: what the model holds there, and what it would hold for the exact x if
// everything after this stage were exact; nothing where the multiplier is 0.
struct TraceStage {
  std::string_view stage;  // "accumulator", "shifted", "saturated", "product", ...
  std::int32_t fixed = 0;
  std::optional<Rational> exact;
};

struct ChannelTrace {
  Channel channel = Channel::red;
  LoweredChannel lowered;
  Rational grey_level;             // exact R, G or B of the input, not clamped
  Rational exact_value;            // x, in LSB, not clamped
  std::vector<TraceStage> stages;  // in the order of the datapath
  std::int8_t code = 0;            // of the model
  std::int8_t ideal_code = 0;
  Rational error;       // code - clamp(x, -128, 127), in LSB
  Rational grey_error;  // error * std * q_scale, in grey levels
};

// Every stage of one input on all channels, in output order.
std::array<ChannelTrace, 3> trace(const Deployment& deployment, const LoweredOp& op,
                                  CenteredYuv yuv);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TRACE_TRACE_H_
