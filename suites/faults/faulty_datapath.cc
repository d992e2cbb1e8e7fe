// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/faulty_datapath.h"

#include <algorithm>

#include "fixedpoint/bpu_model.h"

namespace swingproof {
namespace {

std::int32_t wrapped_to_16(std::int64_t value) {
  return static_cast<std::int16_t>(static_cast<std::uint16_t>(value));
}

std::int32_t wrapped_to_32(std::int64_t value) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
}

std::int64_t saturated_to_16(std::int64_t value) {
  return std::clamp<std::int64_t>(value, -32768, 32767);
}

// What reaches the multiplier.
std::int64_t multiplicand(const FaultyDatapath& datapath, std::int32_t accumulator) {
  const LoweredChannel& channel = datapath.channel;
  const bool rounds =
      datapath.rounds_before_multiplier || channel.pre_rounding == PreRounding::half_up;
  const RoundingMode rounding = rounds ? RoundingMode::half_up : RoundingMode::floor;
  const auto shifted = [&](std::int64_t value) {
    return rounding_shift(value, channel.pre_shift, rounding);
  };
  if (datapath.sum) {
    switch (*datapath.sum) {
      case SumFault::wraps_before_pre_shift:
        return shifted(wrapped_to_16(accumulator));
      case SumFault::wraps_after_pre_shift:
        return wrapped_to_16(shifted(accumulator));
      case SumFault::wraps_without_pre_shift:
        return wrapped_to_16(accumulator);
    }
  }
  if (datapath.product) return shifted(accumulator);
  if (channel.saturation == Saturation::before_pre_shift) {
    return shifted(saturated_to_16(accumulator));
  }
  return saturated_to_16(shifted(accumulator));
}

std::int64_t half_of(int shift) { return shift > 0 ? std::int64_t{1} << (shift - 1) : 0; }

int first_shift_of(const Requantisation& how, int shift) {
  return how.first_shift < 0 ? shift + how.first_shift : how.first_shift;
}

std::int64_t requantised_with(const Requantisation& how, std::int64_t product, int shift) {
  const std::int64_t unit = std::int64_t{1} << shift;
  switch (how.fault) {
    case RequantisationFault::toward_zero:
      return product / unit;
    case RequantisationFault::half_added_toward_zero:
      return (product + half_of(shift)) / unit;
    case RequantisationFault::half_toward_zero: {
      if (shift == 0) return product;
      const std::int64_t magnitude = product < 0 ? -product : product;
      const std::int64_t nearest = (magnitude + half_of(shift) - 1) >> shift;
      return product < 0 ? -nearest : nearest;
    }
    case RequantisationFault::twice: {
      const int first = first_shift_of(how, shift);
      return rounding_shift(rounding_shift(product, first, how.first), shift - first, how.second);
    }
  }
  return 0;
}

}  // namespace

bool fits_shifts(const FaultyDatapath& datapath) {
  if (!datapath.requantisation) return true;
  if (datapath.requantisation->fault != RequantisationFault::twice) return true;
  const int first = first_shift_of(*datapath.requantisation, datapath.channel.post_shift);
  return first > 0 && first < datapath.channel.post_shift;
}

std::int64_t requantised(const FaultyDatapath& datapath, std::int32_t accumulator) {
  const LoweredChannel& channel = datapath.channel;
  std::int64_t product = multiplicand(datapath, accumulator) * channel.multiplier;
  const bool wraps = datapath.product == ProductFault::wraps_int32;
  if (wraps) product = wrapped_to_32(product);
  if (datapath.requantisation) {
    return requantised_with(*datapath.requantisation, product, channel.post_shift);
  }
  if (wraps && channel.post_rounding == RoundingMode::half_up) {
    return wrapped_to_32(product + half_of(channel.post_shift)) >> channel.post_shift;
  }
  return rounding_shift(product, channel.post_shift, channel.post_rounding);
}

}  // namespace swingproof
