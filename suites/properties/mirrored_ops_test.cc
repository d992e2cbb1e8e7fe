// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// centered_yuv2bgr is centered_yuv2rgb with its outputs, and the settings that belong to them, in
// reversed order: in the lowering, in the model of the BPU, in the exact op and in training.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

template <typename Value>
std::array<Value, 3> reversed(std::array<Value, 3> values) {
  std::swap(values[0], values[2]);
  return values;
}

Deployment mirrored(Deployment deployment) {
  deployment.op =
      deployment.op == Op::centered_yuv2rgb ? Op::centered_yuv2bgr : Op::centered_yuv2rgb;
  deployment.mean = reversed(deployment.mean);
  deployment.std = reversed(deployment.std);
  return deployment;
}

RC_GTEST_PROP(MirroredOps, LowerToTheSameChannelsReversed, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    RC_ASSERT(lower(mirrored(deployment), arithmetic.datapath) ==
              reversed(lower(deployment, arithmetic.datapath)));
  }
}

RC_GTEST_PROP(MirroredOps, ComputeTheSameCodesReversed, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const Deployment mirror = mirrored(deployment);
  const LoweredOp op = lower(deployment, Datapath{});
  const LoweredOp mirror_op = lower(mirror, Datapath{});
  for (int i = 0; i < 20; ++i) {
    const CenteredYuv yuv{*any_int8(), *any_int8(), *any_int8()};
    RC_ASSERT(fixed_codes(mirror_op, yuv) == reversed(fixed_codes(op, yuv)));
    RC_ASSERT(ideal_values(mirror, yuv) == reversed(ideal_values(deployment, yuv)));
    RC_ASSERT(ideal_codes(mirror, yuv) == reversed(ideal_codes(deployment, yuv)));
  }
}

RC_GTEST_PROP(MirroredOps, TrainOnTheSamePixelsReversed, ()) {
  const Deployment deployment = *arbitrary_deployment();
  const Deployment mirror = mirrored(deployment);
  const auto any_byte = uniform<std::uint8_t>(0, 255);
  const std::array<std::uint8_t, 3> pixel = {*any_byte, *any_byte, *any_byte};
  RC_ASSERT(training_yuv(training_rows(mirror.op, mirror.matrix), reversed(pixel)) ==
            training_yuv(training_rows(deployment.op, deployment.matrix), pixel));
  for (std::size_t c = 0; c < 3; ++c) {
    RC_ASSERT(training_code(mirror, pixel[0], 2 - c) == training_code(deployment, pixel[0], c));
  }
}

}  // namespace
}  // namespace swingproof
