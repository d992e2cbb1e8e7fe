// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// fixedpoint/bpu_model.h against docs/numerics.md section 4.3 written once more, in rationals and
// without a shift: with every alternative of the datapath, for integers from lowerings and any
// others that the widths allow. That the SIMD kernels equal bpu_model.h is simd_kernel_test.cc.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/choices.h"
#include "fixedpoint/lowering.h"
#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

Integer floor_of(const Rational& x) { return floor_quotient(numerator(x), denominator(x)); }

// x as an integer by the words of docs/numerics.md section 7.
Integer rounded(const Rational& x, RoundingMode mode) {
  Integer below = floor_of(x);
  const Rational half(1, 2);
  const Rational above = x - below;  // in [0, 1)
  switch (mode) {
    case RoundingMode::half_up:
      return above >= half ? Integer(below + 1) : below;
    case RoundingMode::half_even:
      return above > half || (above == half && below % 2 != 0) ? Integer(below + 1) : below;
    case RoundingMode::half_away:
      return above > half || (above == half && x > 0) ? Integer(below + 1) : below;
    case RoundingMode::floor:
      return below;
    case RoundingMode::trunc:
      return x < 0 && above != 0 ? Integer(below + 1) : below;
  }
  return 0;
}

Integer saturated(const Integer& number, int bits) {
  const Integer end = Integer(1) << static_cast<unsigned>(bits - 1);
  return std::clamp<Integer>(number, -end, end - 1);
}

Integer power_of_two(int exponent) { return Integer(1) << static_cast<unsigned>(exponent); }

std::int8_t contract_code(const LoweredChannel& channel, CenteredYuv yuv) {
  const Integer accumulator = Integer(channel.weights[0]) * yuv.y +
                              Integer(channel.weights[1]) * yuv.u +
                              Integer(channel.weights[2]) * yuv.v +
                              Integer(channel.bias) * power_of_two(channel.bias_shift);
  EXPECT_EQ(saturated(accumulator, accumulator_bits), accumulator);
  const RoundingMode pre_rounding =
      channel.pre_rounding == PreRounding::floor ? RoundingMode::floor : RoundingMode::half_up;
  const auto shifted = [&](const Integer& number) {
    return rounded(Rational(number, power_of_two(channel.pre_shift)), pre_rounding);
  };
  const Integer t = channel.saturation == Saturation::after_pre_shift
                        ? saturated(shifted(accumulator), intermediate_bits)
                        : shifted(saturated(accumulator, intermediate_bits));
  const Rational after(t * channel.multiplier, power_of_two(channel.post_shift));
  return static_cast<std::int8_t>(saturated(rounded(after, channel.post_rounding), 8));
}

void require_contract(const LoweredChannel& channel) {
  for (int i = 0; i < 20; ++i) {
    const CenteredYuv yuv{*any_int8(), *any_int8(), *any_int8()};
    RC_ASSERT(fixed_code(channel, yuv) == contract_code(channel, yuv));
  }
}

RC_GTEST_PROP(ContractDatapath, IsTheModelForEveryArithmetic, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (const Arithmetic& arithmetic : arithmetic_alternatives()) {
    RC_LOG() << arithmetic.name << "\n";
    for (const LoweredChannel& channel : lower(deployment, arithmetic)) require_contract(channel);
  }
}

RC_GTEST_PROP(ContractDatapath, IsTheModelForCombinationsOfAlternatives, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (int i = 0; i < 10; ++i) {
    const Datapath datapath = *any_datapath();
    RC_LOG() << datapath_name(datapath) << "\n";
    for (const LoweredChannel& channel : lower(deployment, datapath)) require_contract(channel);
  }
}

// Calls check with the channel's integers on every datapath that they can be on.
template <typename Check>
void on_every_datapath(LoweredChannel channel, const Check& check) {
  using enum RoundingMode;
  for (const RoundingMode mode : {half_up, half_even, half_away, floor, trunc}) {
    channel.post_rounding = mode;
    for (const PreRounding pre_rounding : {PreRounding::floor, PreRounding::half_up}) {
      channel.pre_rounding = pre_rounding;
      for (const Saturation saturation :
           {Saturation::after_pre_shift, Saturation::before_pre_shift}) {
        channel.saturation = saturation;
        check(channel);
      }
    }
  }
}

RC_GTEST_PROP(ContractDatapath, IsTheModelForAllIntegers, ()) {
  LoweredChannel channel;
  for (std::int32_t& weight : channel.weights) weight = *any_int8();
  channel.bias_shift = *uniform(0, 15);
  const auto most = static_cast<std::int32_t>(largest_shifted_bias >> channel.bias_shift);
  // Small ones as well, which no saturation cuts.
  channel.bias = *rc::gen::oneOf(uniform(-most, most), uniform(-1000, 1000));
  channel.multiplier = *uniform(0, 32767);
  channel.pre_shift = *uniform(0, largest_pre_shift);
  channel.post_shift = *uniform(0, largest_post_shift);
  on_every_datapath(channel, [](const LoweredChannel& each) { require_contract(each); });
}

// Ties at both shifts, which random integers seldom meet: t = 2 k + 1 before a shift by 1.
TEST(ContractDatapath, IsTheModelAtEveryTie) {
  LoweredChannel channel;
  channel.weights = {1, 0, 0};
  channel.pre_shift = 1;
  channel.multiplier = 2;
  channel.post_shift = 2;
  on_every_datapath(channel, [](const LoweredChannel& each) {
    for (int y = -128; y < 128; ++y) {
      const CenteredYuv yuv{static_cast<std::int8_t>(y), 0, 0};
      EXPECT_EQ(fixed_code(each, yuv), contract_code(each, yuv)) << y;
    }
  });
}

// Both ends of int16, before and after every pre-shift.
TEST(ContractDatapath, IsTheModelAtBothEndsOfInt16) {
  for (int pre_shift = 0; pre_shift <= largest_pre_shift; ++pre_shift) {
    for (const std::int64_t end : {std::int64_t{32767}, std::int64_t{32768} << pre_shift}) {
      for (const std::int64_t sign : {-1, 1}) {
        if (end > largest_shifted_bias) continue;
        LoweredChannel channel;
        channel.weights = {1, 0, 0};
        channel.bias = static_cast<std::int32_t>(sign * end);
        channel.multiplier = 1;
        channel.pre_shift = pre_shift;
        on_every_datapath(channel, [&](LoweredChannel each) {
          // Rounded down, the codes change from these ends to the next integer beyond them.
          const bool is_before = each.saturation == Saturation::before_pre_shift;
          each.post_shift = is_before ? std::max(9 - pre_shift, 0) : 9;
          for (int y = -128; y < 128; ++y) {
            const CenteredYuv yuv{static_cast<std::int8_t>(y), 0, 0};
            ASSERT_EQ(fixed_code(each, yuv), contract_code(each, yuv)) << each.pre_shift;
          }
        });
      }
    }
  }
}

}  // namespace
}  // namespace swingproof
