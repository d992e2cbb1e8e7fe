// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/lowering.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <string>

#include "deployment/input_error.h"
#include "fixedpoint/channel_lowering.h"

// Every float operation must be rounded to its own type, or the lowering is not the contract's.
// The build also sets -ffp-contract=off, so that no multiply and add fuse.
static_assert(FLT_EVAL_METHOD == 0);

namespace swingproof {
namespace {

// One channel's settings and constants in the precision of the lowering.
template <typename Float>
struct ChannelInput {
  std::array<Float, 3> weight;
  Float weight_scale;
  Float offset;
  Float mean;
  Float std;
  Float q_scale;
};

// The setting as the lowering sees it. "A setting is read as a double, then rounded to float32."
template <typename Float>
Float setting(const ExactNumber& number) {
  return static_cast<Float>(number.binary64);
}

template <typename Float>
ChannelInput<Float> channel_input(const Deployment& deployment, const OpConstants& constants,
                                  std::size_t c) {
  const auto row = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  ChannelInput<Float> input{};
  for (std::size_t j = 0; j < 3; ++j)
    input.weight[j] = static_cast<Float>(constants.weight[row][j]);
  input.weight_scale = static_cast<Float>(constants.weight_scale[row]);
  input.offset = static_cast<Float>(constants.offset);
  input.mean = setting<Float>(deployment.mean[c]);
  input.std = setting<Float>(deployment.std[c]);
  input.q_scale = setting<Float>(deployment.q_scale);
  return input;
}

// x as an integer, still in floating point. half_up adds 1/2 in the precision of Float, as the
// contract's floor(x + 0.5) does: just below a tie the sum may round up to the tie.
template <typename Float>
Float rounded(Float x, RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up:
      return std::floor(x + Float{0.5});
    case RoundingMode::half_even: {
      const Float below = std::floor(x);
      const Float fraction = x - below;  // exact: x and below are close
      if (fraction != Float{0.5}) return fraction < Float{0.5} ? below : below + 1;
      return std::fmod(below, Float{2}) == 0 ? below : below + 1;
    }
    case RoundingMode::half_away:
      return std::round(x);
    case RoundingMode::floor:
      return std::floor(x);
    case RoundingMode::trunc:
      return std::trunc(x);
  }
  return x;
}

[[noreturn]] void refuse(const std::string& settings, std::size_t c, const std::string& problem) {
  throw InputError(settings + " of output channel " + std::to_string(c), problem,
                   "use settings for which the op can be lowered, in the range of usual images");
}

// The largest value of a signed integer of that many bits, as a Float.
template <typename Float>
Float largest_signed(int bits) {
  return std::ldexp(Float{1}, bits - 1) - 1;
}

template <typename Float>
void lower_weights(const ChannelInput<Float>& input, Float ws, const Datapath& datapath, int bits,
                   LoweredChannel& channel) {
  const Float largest = largest_signed<Float>(bits);
  for (std::size_t j = 0; j < 3; ++j) {
    const Float w = input.weight[j] / input.std;
    const Float integer = rounded(w / ws, datapath.weight_rounding);
    channel.weights[j] = static_cast<std::int32_t>(std::clamp(integer, -largest - 1, largest));
  }
}

template <typename Float>
void lower_bias(std::size_t c, Float t, const Datapath& datapath, LoweredChannel& channel) {
  // 32 bits: float32 has no 2^31 - 1, so that 2^31 passes here, but the check of the accumulator
  // below refuses a bias that large. What it lets pass needs no shift.
  const Float largest = largest_signed<Float>(datapath.bias_width);
  const Float smallest = -std::ldexp(Float{1}, datapath.bias_width - 1);
  Float bias = rounded(t, datapath.bias_rounding);
  int shift = 0;
  while (bias < smallest || bias > largest) {
    ++shift;
    bias = rounded(std::ldexp(t, -shift), datapath.bias_rounding);
  }
  const Float accumulated = std::ldexp(bias, shift);
  if (std::abs(accumulated) > static_cast<Float>(largest_shifted_bias)) {
    refuse("mean and std", c, "make a bias that the int32 accumulator cannot hold");
  }
  channel.bias = static_cast<std::int32_t>(bias);
  channel.bias_shift = shift;
}

template <typename Float>
void lower_scale(Float scale_ratio, LoweredChannel& channel) {
  const Float r = std::clamp(scale_ratio, Float{-32768}, Float{32767});
  int exponent = 0;
  const Float mantissa = std::frexp(r, &exponent);
  const Float multiplier = std::floor(mantissa * Float{32768} + Float{0.5});
  channel.multiplier =
      static_cast<std::int32_t>(std::clamp(multiplier, Float{-32768}, Float{32767}));
  const int right_shift = 15 - exponent;
  channel.pre_shift = std::clamp(right_shift - shift_without_pre_shift, 0, largest_pre_shift);
  channel.post_shift = std::clamp(right_shift - channel.pre_shift, 0, largest_post_shift);
}

template <typename Float>
LoweredChannel lowered_channel(const ChannelInput<Float>& input, const Datapath& datapath,
                               int bits_of_weights, std::size_t c) {
  const Float ws = input.weight_scale / input.std;
  const Float b = (input.offset - input.mean) / input.std;
  const Float t = b / ws;
  if (!std::isfinite(ws) || ws == 0)
    refuse("std", c, "makes a weight scale that is zero or infinite");
  if (!std::isfinite(t)) refuse("mean and std", c, "make a bias that is infinite");

  LoweredChannel channel = on_datapath(LoweredChannel{}, datapath);
  lower_weights(input, ws, datapath, bits_of_weights, channel);
  lower_bias(c, t, datapath, channel);
  lower_scale(ws / input.q_scale, channel);
  return channel;
}

template <typename Float>
std::array<double, 3> margins(const ChannelInput<Float>& input, const Datapath& datapath,
                              int bits_of_weights) {
  const Float ws = input.weight_scale / input.std;
  LoweredChannel channel;
  lower_weights(input, ws, datapath, bits_of_weights, channel);
  const auto largest = static_cast<int>(largest_signed<Float>(bits_of_weights));
  std::array<double, 3> result{};
  for (std::size_t j = 0; j < 3; ++j) {
    const Float quotient = input.weight[j] / input.std / ws;
    const double held = channel.weights[j];
    const double exact = quotient;
    const double unit = std::abs(std::nextafter(quotient, Float{0}) - quotient);
    // Beyond the largest integers there is no other one.
    const double below = channel.weights[j] == -largest - 1 ? HUGE_VAL : exact - (held - 0.5);
    const double above = channel.weights[j] == largest ? HUGE_VAL : held + 0.5 - exact;
    result[j] = input.weight[j] == 0 ? HUGE_VAL : std::min(below, above) / unit;
  }
  return result;
}

template <typename Float>
LoweredOp lower_in(const Deployment& deployment, const Datapath& datapath,
                   const OpConstants& constants, int bits_of_weights) {
  LoweredOp op;
  for (std::size_t c = 0; c < 3; ++c) {
    const auto input = channel_input<Float>(deployment, constants, c);
    op[c] = lowered_channel(input, datapath, bits_of_weights, c);
  }
  return op;
}

LoweredOp lower_with(const Deployment& deployment, const Datapath& datapath,
                     const OpConstants& constants, int bits_of_weights) {
  return datapath.lowering == LoweringPrecision::float32
             ? lower_in<float>(deployment, datapath, constants, bits_of_weights)
             : lower_in<double>(deployment, datapath, constants, bits_of_weights);
}

// Far beyond what a weight scale has to be wrong by, and three of them leave the accumulator room.
constexpr int unclamped_weight_bits = 20;

void require_unclamped(const LoweredChannel& channel, std::size_t c) {
  constexpr std::int64_t largest = (std::int64_t{1} << (unclamped_weight_bits - 1)) - 1;
  constexpr std::int64_t largest_rounding_term = std::int64_t{1} << (largest_pre_shift - 1);
  std::int64_t reach = std::abs(std::int64_t{shifted_bias(channel)}) + largest_rounding_term;
  for (const std::int32_t weight : channel.weights) {
    if (std::abs(weight) >= largest) refuse("weight_scale", c, "makes weights of over 20 bits");
    reach += 128 * std::abs(std::int64_t{weight});
  }
  if (reach >= std::int64_t{1} << (accumulator_bits - 1)) {
    refuse("weight_scale", c, "makes weights that leave the accumulator no room for the bias");
  }
}

}  // namespace

LoweredOp lower(const Deployment& deployment, const Datapath& datapath,
                const OpConstants& constants) {
  return lower_with(deployment, datapath, constants, weight_bits);
}

LoweredChannel lower_channel(const Deployment& deployment, const Datapath& datapath,
                             const OpConstants& constants, std::size_t c, int bits_of_weights) {
  if (datapath.lowering == LoweringPrecision::float32) {
    return lowered_channel(channel_input<float>(deployment, constants, c), datapath,
                           bits_of_weights, c);
  }
  return lowered_channel(channel_input<double>(deployment, constants, c), datapath, bits_of_weights,
                         c);
}

std::array<double, 3> weight_margins(const Deployment& deployment, const Datapath& datapath,
                                     const OpConstants& constants, std::size_t c,
                                     int bits_of_weights) {
  return datapath.lowering == LoweringPrecision::float32
             ? margins(channel_input<float>(deployment, constants, c), datapath, bits_of_weights)
             : margins(channel_input<double>(deployment, constants, c), datapath, bits_of_weights);
}

LoweredOp lower(const Deployment& deployment, const Datapath& datapath) {
  return lower(deployment, datapath, published_constants(deployment.matrix));
}

LoweredOp lower(const Deployment& deployment, const Arithmetic& arithmetic) {
  require_fit(arithmetic, deployment);
  if (arithmetic.integers) {
    LoweredOp op = arithmetic.integers->op;
    for (LoweredChannel& channel : op) channel = on_datapath(channel, arithmetic.datapath);
    return op;
  }
  return lower(deployment, arithmetic.datapath, constants_of(arithmetic, deployment));
}

LoweredOp lower_unclamped(const Deployment& deployment, const Arithmetic& arithmetic) {
  if (arithmetic.integers) return lower(deployment, arithmetic);
  const LoweredOp op = lower_with(deployment, arithmetic.datapath,
                                  constants_of(arithmetic, deployment), unclamped_weight_bits);
  for (std::size_t c = 0; c < 3; ++c) require_unclamped(op[c], c);
  return op;
}

}  // namespace swingproof
