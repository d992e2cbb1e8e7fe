// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/trace/trace.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "fixedpoint/datapath.h"
#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

// Black, white, a grey, a colour beyond the gamut on either side, and both ends of the cube.
const std::vector<CenteredYuv> inputs = {{-128, 0, 0},   {127, 0, 0},      {3, 0, 0},
                                         {100, 50, 110}, {-100, 120, -90}, {-128, -128, -128},
                                         {127, 127, 127}};

std::vector<Deployment> deployments() {
  std::vector<Deployment> all;
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    for (const Op op : {Op::centered_yuv2rgb, Op::centered_yuv2bgr}) {
      Deployment deployment;
      deployment.matrix = matrix;
      deployment.op = op;
      deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
      deployment.std = parse_std({"58.395", "57.12", "57.375"}, "std");
      deployment.q_scale = parse_scale("1/48", "q_scale");
      all.push_back(deployment);
    }
  }
  return all;
}

const TraceStage& stage_of(const ChannelTrace& trace, std::string_view name) {
  for (const TraceStage& stage : trace.stages) {
    if (stage.stage == name) return stage;
  }
  throw std::logic_error("no such stage");
}

// For each channel of each input of each deployment.
template <typename Check>
void check_all(const Check& check) {
  for (const Deployment& deployment : deployments()) {
    const LoweredOp op = lower(deployment, Datapath());
    for (const CenteredYuv yuv : inputs) {
      const auto traces = trace(deployment, op, yuv);
      for (std::size_t c = 0; c < 3; ++c) check(deployment, op[c], yuv, c, traces[c]);
    }
  }
}

TEST(Trace, HasTheStagesOfTheModel) {
  check_all([](const Deployment&, const LoweredChannel& lowered, CenteredYuv yuv, std::size_t,
               const ChannelTrace& trace) {
    const Stages stages = fixed_stages(lowered, yuv);
    EXPECT_EQ(trace.lowered, lowered);
    ASSERT_EQ(trace.stages.size(), 6U);
    EXPECT_EQ(stage_of(trace, "accumulator").fixed, stages.accumulator);
    EXPECT_EQ(stage_of(trace, "shifted").fixed, stages.shifted);
    EXPECT_EQ(stage_of(trace, "saturated").fixed, stages.saturated);
    EXPECT_EQ(stage_of(trace, "product").fixed, stages.product);
    EXPECT_EQ(stage_of(trace, "requantised").fixed, stages.requantised);
    EXPECT_EQ(stage_of(trace, "code").fixed, stages.code);
    EXPECT_EQ(trace.code, stages.code);
  });
}

TEST(Trace, HasTheOraclesValueOfEachOutputChannel) {
  check_all([](const Deployment& deployment, const LoweredChannel&, CenteredYuv yuv, std::size_t c,
               const ChannelTrace& trace) {
    EXPECT_EQ(trace.channel, output_channels(deployment.op)[c]);
    EXPECT_EQ(trace.exact_value, ideal_values(deployment, yuv)[c]);
    EXPECT_EQ(trace.ideal_code, ideal_codes(deployment, yuv)[c]);
    // x is the grey level, normalised (docs/numerics.md section 2).
    EXPECT_EQ(trace.exact_value * deployment.std[c].exact * deployment.q_scale.exact +
                  deployment.mean[c].exact,
              trace.grey_level);
  });
}

// Forward through the stages, the exact value of each is what the next one is computed from.
TEST(Trace, ExactStagesLeadToTheExactValue) {
  check_all([](const Deployment&, const LoweredChannel& lowered, CenteredYuv, std::size_t,
               const ChannelTrace& trace) {
    const Rational accumulator = stage_of(trace, "accumulator").exact.value();
    const Rational saturated = stage_of(trace, "saturated").exact.value();
    const Rational product = stage_of(trace, "product").exact.value();
    EXPECT_EQ(saturated * (1 << lowered.pre_shift), accumulator);
    EXPECT_EQ(stage_of(trace, "shifted").exact, saturated);
    EXPECT_EQ(saturated * lowered.multiplier, product);
    EXPECT_EQ(product, trace.exact_value * Rational(std::int64_t{1} << lowered.post_shift));
    EXPECT_EQ(stage_of(trace, "requantised").exact, trace.exact_value);
    EXPECT_EQ(stage_of(trace, "code").exact, clamp_to_code_range(trace.exact_value));
  });
}

// The other order of shift and saturation, where both do something.
TEST(Trace, HasTheStagesInTheOrderOfTheDatapath) {
  Deployment deployment;
  deployment.mean = parse_mean({"-300"}, "mean");
  deployment.q_scale = parse_scale("1/16", "q_scale");
  const LoweredOp op = lower(deployment, Datapath{.saturation = Saturation::before_pre_shift});
  const ChannelTrace green = trace(deployment, op, CenteredYuv{127, 0, 0})[1];
  ASSERT_EQ(op[1].pre_shift, 3);
  EXPECT_EQ(green.stages[1].stage, "saturated");
  EXPECT_EQ(green.stages[1].fixed, 32767);
  EXPECT_EQ(green.stages[1].exact, green.stages[0].exact);
  EXPECT_EQ(green.stages[2].stage, "shifted");
  EXPECT_EQ(green.stages[2].fixed, 4095);
  EXPECT_EQ(*green.stages[2].exact * 8, *green.stages[1].exact);
  EXPECT_EQ(green.stages[3].fixed, 4095 * op[1].multiplier);
}

TEST(Trace, ErrorIsThatOfTheClampedValue) {
  bool clamped = false;
  check_all([&](const Deployment& deployment, const LoweredChannel&, CenteredYuv, std::size_t c,
                const ChannelTrace& trace) {
    const Rational x = clamp_to_code_range(trace.exact_value);
    clamped = clamped || x != trace.exact_value;
    EXPECT_EQ(trace.error, trace.code - x);
    EXPECT_EQ(trace.grey_error, trace.error * deployment.std[c].exact * deployment.q_scale.exact);
  });
  EXPECT_TRUE(clamped);
}

TEST(Trace, HasNoExactAccumulatorWhereTheMultiplierIsZero) {
  LoweredOp op = lower(Deployment(), Datapath());
  op[1].multiplier = 0;
  const auto traces = trace(Deployment(), op, CenteredYuv{});
  EXPECT_FALSE(stage_of(traces[1], "accumulator").exact.has_value());
  EXPECT_FALSE(stage_of(traces[1], "shifted").exact.has_value());
  EXPECT_FALSE(stage_of(traces[1], "saturated").exact.has_value());
  EXPECT_TRUE(stage_of(traces[1], "product").exact.has_value());
  EXPECT_TRUE(stage_of(traces[0], "accumulator").exact.has_value());
}

}  // namespace
}  // namespace swingproof
