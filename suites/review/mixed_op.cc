// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/mixed_op.h"

#include <algorithm>

#include "deployment/input_error.h"
#include "fixedpoint/arithmetic_toml.h"
#include "oracle/ideal_op.h"

namespace swingproof {
namespace {

// Constants have 15 significant digits at most, so that the double of one stands for one decimal.
Rational decimal_constant(double constant) {
  return parse_exact_number(constant_text(constant), "constant").exact;
}

// "value is at least bound", or above it where strict.
struct LowerBound {
  Rational bound;
  bool strict = false;
};

// A lower bound that all or no values satisfy.
enum class Reached { always, never, from_bound };

struct Requirement {
  Reached reached = Reached::from_bound;
  LowerBound least;
};

// The values that round to an integer of at least n.
LowerBound rounds_to_at_least(int n, RoundingMode mode) {
  const Rational tie = Rational(2 * n - 1, 2);
  switch (mode) {
    case RoundingMode::half_up:
      return {tie, false};
    case RoundingMode::half_even:
      return {tie, n % 2 != 0};
    case RoundingMode::half_away:
      return {tie, n <= 0};
    case RoundingMode::floor:
      return {n, false};
    case RoundingMode::trunc:
      return n > 0 ? LowerBound{n, false} : LowerBound{n - 1, true};
  }
  return {tie, false};
}

RoundingMode rounding_mode(Rounding rounding) {
  return rounding == Rounding::half_even ? RoundingMode::half_even : RoundingMode::half_up;
}

Integer least_integer(const LowerBound& least) {
  const Integer n = numerator(least.bound);
  const Integer d = denominator(least.bound);
  return least.strict ? Integer(floor_quotient(n, d) + 1) : ceiling_quotient(n, d);
}

bool satisfies(const Rational& value, const LowerBound& least) {
  return least.strict ? value > least.bound : value >= least.bound;
}

Rational power_of_two(int exponent) {
  return exponent >= 0 ? Rational(Integer(1) << exponent)
                       : Rational(Integer(1), Integer(1) << -exponent);
}

// What follows the accumulator: the shifts, the saturation to int16, the multiplier.
struct Tail {
  int pre_shift = 0;
  PreRounding pre_rounding = PreRounding::floor;
  bool integer_between_shifts = true;  // false where the shifts are exact, or shift by nothing
  bool saturates = true;
  Saturation saturation = Saturation::after_pre_shift;
  Rational ratio;  // codes per step of what is multiplied; >= 0
  RoundingMode rounding = RoundingMode::half_up;
};

// What a number has to be for its saturation to int16 to satisfy a bound.
Requirement required_before_saturation(const LowerBound& least) {
  if (!satisfies(32767, least)) return {Reached::never, {}};
  if (satisfies(-32768, least)) return {Reached::always, {}};
  return {Reached::from_bound, least};
}

// The accumulators whose code is at least n.
Requirement required_accumulator(const Tail& tail, int n) {
  const LowerBound output = rounds_to_at_least(n, tail.rounding);
  if (tail.ratio == 0) {
    return {satisfies(0, output) ? Reached::always : Reached::never, {}};
  }
  LowerBound between{output.bound / tail.ratio, output.strict};
  if (tail.integer_between_shifts) between = {Rational(least_integer(between)), false};
  if (tail.saturates && tail.saturation == Saturation::after_pre_shift) {
    const Requirement required = required_before_saturation(between);
    if (required.reached != Reached::from_bound) return required;
  }
  if (tail.integer_between_shifts && tail.pre_rounding == PreRounding::half_up) {
    between.bound -= Rational(1, 2);
  }
  const LowerBound accumulator{between.bound * (Integer(1) << tail.pre_shift), between.strict};
  if (tail.saturates && tail.saturation == Saturation::before_pre_shift) {
    return required_before_saturation(accumulator);
  }
  return {Reached::from_bound, accumulator};
}

constexpr Int128 beyond_every_input = Int128{1} << 126;

// accumulator = N / steps + bias.
Int128 threshold(const Requirement& required, const Integer& steps, const Rational& bias) {
  if (required.reached == Reached::always) return -beyond_every_input;
  if (required.reached == Reached::never) return beyond_every_input;
  const Integer least =
      least_integer({(required.least.bound - bias) * steps, required.least.strict});
  const Integer limit(beyond_every_input);
  return static_cast<Int128>(std::clamp<Integer>(least, -limit, limit));
}

// The scale that own integers amount to: grey levels per step of a weight.
Rational scale_of_integers(const LoweredChannel& channel, const Rational& grey_per_code) {
  const Rational ratio = channel.multiplier * power_of_two(-channel.pre_shift - channel.post_shift);
  return ratio == 0 ? grey_per_code : Rational(ratio * grey_per_code);
}

// The lattice of N: integer weights over one denominator, which is returned.
Integer set_weights(const RationalTriple& weight, MixedChannel& channel) {
  Integer steps = 1;
  for (const Rational& w : weight) steps = boost::multiprecision::lcm(steps, denominator(w));
  Integer reach = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    const Integer in_steps = numerator(weight[j]) * (steps / denominator(weight[j]));
    reach += 128 * abs(in_steps);
    if (reach >= Integer(1) << 125) {
      throw InputError("constants", "have too many decimal places to tell the stages' errors apart",
                       "write weights of 0 or of at least 1e-6, and scales of 15 digits at most");
    }
    channel.weights[j] = static_cast<Int128>(in_steps);
  }
  return steps;
}

}  // namespace

ExactConstants decimal_constants(const OpConstants& constants, Channel channel) {
  const std::array<double, 3>& weight = constants.weight.at(static_cast<std::size_t>(channel));
  return {{decimal_constant(weight[0]), decimal_constant(weight[1]), decimal_constant(weight[2])},
          decimal_constant(constants.offset)};
}

ExactConstants standard_constants(Matrix matrix, Channel channel) {
  const AffineMap map = centered_yuv_to_rgb(matrix);
  const auto row = static_cast<std::size_t>(channel);
  return {map.matrix.at(row), map.offset.at(row)};
}

LoweredOps lower_both(const Deployment& deployment, const Arithmetic& arithmetic) {
  const OpConstants constants = constants_of(arithmetic, deployment);
  LoweredOps ops{lower(deployment, arithmetic), {}, {}, {}};
  const std::array<Channel, 3> channels = output_channels(deployment.op);
  OpConstants exact_constants = constants;
  for (std::size_t c = 0; c < 3; ++c) {
    const auto row = static_cast<std::size_t>(channels[c]);
    const ExactConstants exact = standard_constants(deployment.matrix, channels[c]);
    for (std::size_t j = 0; j < 3; ++j) {
      exact_constants.weight[row][j] = exact.weight[j].convert_to<double>();
    }
    exact_constants.offset = exact.offset.convert_to<double>();  // the same on each channel
    ops.constants[c] = decimal_constants(constants, channels[c]);
    ops.weight_scale[c] =
        arithmetic.integers
            ? scale_of_integers(ops.deployed[c], grey_levels_per_code(deployment, c))
            : decimal_constant(constants.weight_scale[row]);
  }
  // No constants have led to own integers.
  ops.of_standard =
      arithmetic.integers ? ops.deployed : lower(deployment, arithmetic.datapath, exact_constants);
  return ops;
}

MixedChannel mixed_channel(const Deployment& deployment, const LoweredOps& ops, std::size_t c,
                           const ExactStages& exact) {
  const auto is_exact = [&](LoweringStage stage) { return exact[static_cast<std::size_t>(stage)]; };
  const Channel name = output_channels(deployment.op).at(c);
  const bool of_standard = is_exact(LoweringStage::coefficients);
  const LoweredChannel& lowered = (of_standard ? ops.of_standard : ops.deployed).at(c);
  const ExactConstants constants =
      of_standard ? standard_constants(deployment.matrix, name) : ops.constants.at(c);
  const Rational& scale = ops.weight_scale.at(c);

  RationalTriple weight;
  for (std::size_t j = 0; j < 3; ++j) {
    weight[j] = is_exact(LoweringStage::weights) ? Rational(constants.weight[j] / scale)
                                                 : Rational(lowered.weights[j]);
  }
  const Rational bias = is_exact(LoweringStage::bias)
                            ? Rational((constants.offset - deployment.mean[c].exact) / scale)
                            : Rational(shifted_bias(lowered));

  const bool exact_shifts = is_exact(LoweringStage::shifts);
  Tail tail;
  tail.pre_shift = lowered.pre_shift;
  tail.pre_rounding = lowered.pre_rounding;
  tail.integer_between_shifts = !exact_shifts && lowered.pre_shift > 0;
  tail.saturates = !is_exact(LoweringStage::saturation);
  tail.saturation = lowered.saturation;
  tail.ratio =
      is_exact(LoweringStage::multiplier)
          ? Rational(scale / grey_levels_per_code(deployment, c) * power_of_two(lowered.pre_shift))
          : Rational(lowered.multiplier * power_of_two(-lowered.post_shift));
  tail.rounding = exact_shifts ? rounding_mode(deployment.rounding) : lowered.post_rounding;

  MixedChannel channel;
  const Integer steps = set_weights(weight, channel);
  for (int i = 0; i < 255; ++i) {
    channel.thresholds[static_cast<std::size_t>(i)] =
        threshold(required_accumulator(tail, i - 127), steps, bias);
  }
  return channel;
}

void mixed_luma_row(const MixedChannel& channel, int u, int v, std::span<std::int8_t, 256> codes) {
  const auto& thresholds = channel.thresholds;
  Int128 n = weighted_sum(channel, -128, u, v);
  auto code = static_cast<std::size_t>(std::upper_bound(thresholds.begin(), thresholds.end(), n) -
                                       thresholds.begin());
  for (std::int8_t& out : codes) {
    while (code < thresholds.size() && n >= thresholds[code]) ++code;
    while (code > 0 && n < thresholds[code - 1]) --code;
    out = static_cast<std::int8_t>(static_cast<int>(code) - 128);
    n += channel.weights[0];
  }
}

}  // namespace swingproof
