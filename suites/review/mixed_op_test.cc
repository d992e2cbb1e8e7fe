// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/mixed_op.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "fixedpoint/choices.h"
#include "fixedpoint/published_constants.h"
#include "fixedpoint/row_kernel.h"
#include "oracle/exact_channel.h"

namespace swingproof {
namespace {

Deployment deployment_of(Op op, Matrix matrix, const std::vector<std::string>& mean,
                         const std::vector<std::string>& std, const std::string& q_scale,
                         Rounding rounding) {
  Deployment deployment;
  deployment.op = op;
  deployment.matrix = matrix;
  deployment.mean = parse_mean(mean, "mean");
  deployment.std = parse_std(std, "std");
  deployment.q_scale = parse_scale(q_scale, "q_scale");
  deployment.rounding = rounding;
  return deployment;
}

// Settings that reach what differs: no pre-shift, a small and a large one, many ties.
std::vector<Deployment> deployments() {
  using enum Op;
  return {
      Deployment{},
      deployment_of(centered_yuv2bgr, bt601_studio, {"103.53", "116.28", "123.675"},
                    {"57.375", "57.12", "58.395"}, "0.0207", Rounding::half_up),
      deployment_of(centered_yuv2rgb, bt601_full, {"127.5"}, {"1"}, "1", Rounding::half_even),
      deployment_of(centered_yuv2rgb, bt601_full, {"-300"}, {"128"}, "1/16", Rounding::half_even),
      deployment_of(centered_yuv2rgb, bt601_full, {"128"}, {"3000"}, "4", Rounding::half_even),
      deployment_of(centered_yuv2bgr, bt601_full, {"-90000"}, {"128"}, "1/128", Rounding::half_up)};
}

template <typename Expected>
void expect_codes(const MixedChannel& channel, const Expected& expected) {
  std::array<std::int8_t, 256> codes{};
  std::array<std::int8_t, 256> wanted{};
  for (int u = -128; u < 128; u += 3) {
    for (int v = -128; v < 128; v += 5) {
      mixed_luma_row(channel, u, v, codes);
      expected(u, v, wanted);
      ASSERT_EQ(codes, wanted) << "u " << u << " v " << v;
    }
  }
}

TEST(MixedOp, WithNoStageExactIsTheModel) {
  for (const Deployment& deployment : deployments()) {
    for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
      const LoweredOps ops = lower_both(deployment, arithmetic);
      for (std::size_t c = 0; c < 3; ++c) {
        SCOPED_TRACE(arithmetic.name + " " + deployment.q_scale.text + " " + std::to_string(c));
        expect_codes(mixed_channel(deployment, ops, c, {}), [&](int u, int v, auto& codes) {
          fixed_luma_row(ops.deployed[c], static_cast<std::int8_t>(u), static_cast<std::int8_t>(v),
                         codes);
        });
      }
    }
  }
}

// What lower() makes saturates to int16 only where the code is at its end anyway: its multipliers
// of 15 bits take 32767 there. Of own integers with a smaller one 32767 is the code 32.
TEST(MixedOp, SaturationBetweenTheShiftsIsAStage) {
  const Deployment deployment =
      deployment_of(Op::centered_yuv2rgb, bt601_full, {"-300"}, {"128"}, "1/16", Rounding::half_up);
  LoweredOps ops = lower_both(deployment, Arithmetic{});
  ops.deployed[1].pre_shift = 0;
  ops.deployed[1].multiplier = 4096;
  ops.deployed[1].post_shift = 22;
  ExactStages saturation = {};
  saturation[static_cast<std::size_t>(LoweringStage::saturation)] = true;
  std::array<std::int8_t, 256> codes{};
  mixed_luma_row(mixed_channel(deployment, ops, 1, {}), 0, 0, codes);
  EXPECT_EQ(codes.back(), 32);
  mixed_luma_row(mixed_channel(deployment, ops, 1, saturation), 0, 0, codes);
  EXPECT_EQ(codes.back(), 69);  // 71,001 * 4096 * 2^-22 is 69.3
}

// Before the pre-shift it cuts what comes after it would leave: 71,001 at (127, 0, 0). Without it
// the op is the one that saturates after the shift, where no code of this deployment is cut.
TEST(MixedOp, SaturationBeforeThePreShiftIsTheSameStage) {
  const Deployment deployment =
      deployment_of(Op::centered_yuv2rgb, bt601_full, {"-300"}, {"128"}, "1/16", Rounding::half_up);
  const Datapath datapath{.saturation = Saturation::before_pre_shift};
  const LoweredOps ops = lower_both(deployment, Arithmetic{datapath_name(datapath), datapath});
  const LoweredOp uncut = lower(deployment, Datapath{});
  EXPECT_LT(fixed_code(ops.deployed[1], CenteredYuv{127, 0, 0}),
            fixed_code(uncut[1], CenteredYuv{127, 0, 0}));
  ExactStages saturation = {};
  saturation[static_cast<std::size_t>(LoweringStage::saturation)] = true;
  for (std::size_t c = 0; c < 3; ++c) {
    expect_codes(mixed_channel(deployment, ops, c, saturation), [&](int u, int v, auto& codes) {
      fixed_luma_row(uncut[c], static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), codes);
    });
  }
}

// Scales and a weight of 15 digits, with which N needs over 64 bits.
Arithmetic long_constants(Matrix matrix) {
  Arithmetic arithmetic;
  OpConstants constants = published_constants(matrix);
  constants.weight_scale = {0.00787401574803149, 0.00911111111111117, 0.0144444444444449};
  constants.weight[2][1] = 1.77214159265358;
  arithmetic.constants = OwnConstants{matrix, constants};
  return arithmetic;
}

void expect_ideal_op(const Deployment& deployment, const Arithmetic& arithmetic) {
  const LoweredOps ops = lower_both(deployment, arithmetic);
  for (std::size_t c = 0; c < 3; ++c) {
    SCOPED_TRACE(deployment.q_scale.text + " " + std::to_string(c));
    ExactStages all;
    all.fill(true);
    const ExactChannel exact = exact_channel(deployment, c);
    expect_codes(mixed_channel(deployment, ops, c, all), [&](int u, int v, auto& codes) {
      for (int y = -128; y < 128; ++y) {
        codes[static_cast<std::size_t>(y + 128)] =
            exact_code(exact, lattice_point(exact.lattice, y, u, v));
      }
    });
  }
}

TEST(MixedOp, WithAllStagesExactIsTheIdealOp) {
  for (const Deployment& deployment : deployments()) {
    expect_ideal_op(deployment, Arithmetic{});
    expect_ideal_op(deployment, long_constants(deployment.matrix));
  }
}

TEST(MixedOp, ConstantsOfTooManyDecimalPlacesAreRefused) {
  Arithmetic arithmetic = long_constants(bt601_full);
  arithmetic.constants->constants.weight[0][1] = 1e-40;
  const LoweredOps ops = lower_both(Deployment{}, arithmetic);
  ExactStages weights = {};
  weights[static_cast<std::size_t>(LoweringStage::weights)] = true;
  EXPECT_THROW(mixed_channel(Deployment{}, ops, 0, weights), InputError);
  EXPECT_NO_THROW(mixed_channel(Deployment{}, ops, 0, {}));
}

TEST(MixedOp, PublishedDecimalsAreThePublishedConstants) {
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    const OpConstants published = published_constants(matrix);
    for (const Channel channel : {Channel::red, Channel::green, Channel::blue}) {
      const auto row = static_cast<std::size_t>(channel);
      const ExactConstants decimals = decimal_constants(published, channel);
      for (std::size_t j = 0; j < 3; ++j) {
        EXPECT_EQ(decimals.weight[j].convert_to<double>(), published.weight[row][j]);
      }
      EXPECT_EQ(decimals.offset.convert_to<float>(), static_cast<float>(published.offset));
    }
  }
}

}  // namespace
}  // namespace swingproof
