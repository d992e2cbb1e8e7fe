// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_TRACE_TRAINING_TRACE_H_
#define SWINGPROOF_SUITES_TRACE_TRAINING_TRACE_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/training_op.h"

namespace swingproof {

// One stage of the deployed training-side op (docs/numerics.md section 3), beside what it would
// hold for the exact value.
struct TrainingStage {
  std::string_view stage;  // "weighted_sum", "stored", "centered"
  std::int32_t deployed = 0;
  Rational exact;
};

// Y, U or V of one training pixel.
struct TrainingChannelTrace {
  std::string_view channel;  // "Y", "U", "V"
  TrainingRow row;           // for bytes in the op's channel order
  Rational exact_value;      // BT.601, centered, not rounded
  std::array<TrainingStage, 3> stages;
  std::int8_t value = 0;        // of the deployed op, centered
  std::int8_t ideal_value = 0;  // the exact value, rounded to nearest, ties up
};

// A training pixel on its way: through the training-side op; and the codes that the model saw of it
// in training (docs/numerics.md section 5), in output order.
struct TrainingTrace {
  std::array<std::uint8_t, 3> rgb;
  std::array<TrainingChannelTrace, 3> channels;
  CodeTriple training_codes;

  CenteredYuv yuv() const { return {channels[0].value, channels[1].value, channels[2].value}; }
};

// rgb is in R, G, B order whatever the op.
TrainingTrace trace_training(const Deployment& deployment, const std::array<std::uint8_t, 3>& rgb);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_TRACE_TRAINING_TRACE_H_
