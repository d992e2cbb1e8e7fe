// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/tune/rescale_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "deployment/exact_number.h"

namespace swingproof {
namespace {

using Ranges = AccumulatorProfile::Ranges;

std::int64_t floor_of(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t quotient = numerator / denominator;
  return numerator % denominator < 0 ? quotient - 1 : quotient;
}
std::int64_t ceiling_of(std::int64_t numerator, std::int64_t denominator) {
  return -floor_of(-numerator, denominator);
}

// The least t whose code, t * multiplier >> post_shift rounded, is at least this one. multiplier is
// above 0.
std::int64_t least_intermediate(int code, std::int64_t multiplier, int post_shift,
                                RoundingMode mode) {
  const std::int64_t one = std::int64_t{1} << post_shift;
  const std::int64_t half = (2 * code - 1) * one;  // over 2 * multiplier
  switch (mode) {
    case RoundingMode::half_up:
      return ceiling_of(half, 2 * multiplier);
    case RoundingMode::half_even:
      return code % 2 == 0 ? ceiling_of(half, 2 * multiplier) : floor_of(half, 2 * multiplier) + 1;
    case RoundingMode::half_away:
      return code > 0 ? ceiling_of(half, 2 * multiplier) : floor_of(half, 2 * multiplier) + 1;
    case RoundingMode::floor:
      return ceiling_of(code * one, multiplier);
    case RoundingMode::trunc:
      return code > 0 ? ceiling_of(code * one, multiplier)
                      : floor_of((code - 1) * one, multiplier) + 1;
  }
  return 0;
}

// bias << bias_shift, if some bias is that.
struct ShiftedBias {
  std::int32_t bias = 0;
  int shift = 0;
};

std::optional<ShiftedBias> shifted_bias_of(std::int64_t sum, const IntegerWidths& widths) {
  if (std::abs(sum) > largest_shifted_bias) return std::nullopt;
  const std::int64_t limit = std::int64_t{1} << (widths.bias - 1);
  for (int shift = 0; shift <= widths.largest_bias_shift; ++shift) {
    if (sum >= -limit && sum < limit) return ShiftedBias{static_cast<std::int32_t>(sum), shift};
    if (sum % 2 != 0) return std::nullopt;
    sum /= 2;
  }
  return std::nullopt;
}

LoweredChannel with_numbers_of_0(LoweredChannel channel) {
  channel.weights = {};
  channel.bias = channel.bias_shift = channel.multiplier = 0;
  channel.pre_shift = channel.post_shift = 0;
  return channel;
}

bool has_both_ends(const Ranges& ranges, std::size_t i) {
  return ranges.least[i] != Ranges::no_least && ranges.greatest[i] != Ranges::no_greatest;
}

class RescaleSearch {
 public:
  RescaleSearch(const Ranges& ranges, const IntegerWidths& widths, const LoweredChannel& like,
                std::uint64_t most, const std::function<void(const Rescale&)>& visit)
      : ranges_(ranges), widths_(widths), left_(most), visit_(visit) {
    rescale_.channel = with_numbers_of_0(like);
    // The outermost first: they decide most.
    for (std::size_t i = 0; i < 255; ++i) {
      const std::size_t next = i % 2 == 0 ? i / 2 : 254 - i / 2;
      order_.push_back(next);
    }
    std::stable_partition(order_.begin(), order_.end(),
                          [&](std::size_t i) { return has_both_ends(ranges_, i); });
  }

  bool run() {
    for (int pre_shift = 0; pre_shift <= widths_.pre_shift; ++pre_shift) {
      rescale_.channel.pre_shift = pre_shift;
      if (has_multiples(pre_shift) && !try_ratios(pre_shift)) return false;
    }
    return try_nothing();
  }

 private:
  // Whether all neighbours can be a multiple of 2^pre_shift apart, as they are.
  bool has_multiples(int pre_shift) const {
    const std::int64_t step = std::int64_t{1} << pre_shift;
    for (std::size_t i = 0; i + 1 < 255; ++i) {
      if (!has_both_ends(ranges_, i) || !has_both_ends(ranges_, i + 1)) continue;
      const std::int64_t least = ranges_.least[i + 1] - ranges_.greatest[i];
      const std::int64_t greatest = ranges_.greatest[i + 1] - ranges_.least[i];
      if (floor_of(greatest, step) < ceiling_of(least, step)) return false;
    }
    return true;
  }

  // The steps of t for one code, 2^post_shift / multiplier, that the two outermost thresholds
  // leave.
  std::pair<double, double> steps_per_code(int pre_shift) const {
    std::size_t first = 255;
    std::size_t last = 0;
    for (std::size_t i = 0; i < 255; ++i) {
      if (!has_both_ends(ranges_, i)) continue;
      first = std::min(first, i);
      last = std::max(last, i);
    }
    if (first >= last) return {0, HUGE_VAL};
    const double one = std::ldexp(1.0, pre_shift);
    const auto codes = static_cast<double>(last - first);
    // trunc has one code more between them.
    const double more = rescale_.channel.post_rounding == RoundingMode::trunc ? 1 : 0;
    const double least = static_cast<double>(ranges_.least[last] - ranges_.greatest[first]);
    const double greatest = static_cast<double>(ranges_.greatest[last] - ranges_.least[first]);
    return {std::max(0.0, (least / one - 1) / (codes + more) * (1 - 0x1p-40)),
            (greatest / one + 1) / codes * (1 + 0x1p-40)};
  }

  bool try_ratios(int pre_shift) {
    const auto [least_steps, greatest_steps] = steps_per_code(pre_shift);
    const std::int64_t largest = (std::int64_t{1} << (widths_.multiplier - 1)) - 1;
    for (int post_shift = 0; post_shift <= widths_.post_shift; ++post_shift) {
      const double one = std::ldexp(1.0, post_shift);
      // A lesser multiplier is half of another one with the next shift.
      const std::int64_t canonical = post_shift == widths_.post_shift ? 1 : (largest + 1) / 2;
      const auto from = std::max(
          canonical,
          static_cast<std::int64_t>(std::min(one / greatest_steps, static_cast<double>(largest))));
      const double to = least_steps > 0 ? one / least_steps + 1 : HUGE_VAL;
      const std::int64_t last =
          to < static_cast<double>(largest) ? static_cast<std::int64_t>(to) : largest;
      rescale_.channel.post_shift = post_shift;
      for (std::int64_t multiplier = from; multiplier <= last; ++multiplier) {
        rescale_.channel.multiplier = static_cast<std::int32_t>(multiplier);
        if (left_ == 0) return false;
        --left_;
        if (!try_biases()) return false;
      }
    }
    return true;
  }

  // The offset of a threshold from -bias, or an end that saturation to int16 makes.
  std::int64_t offset(std::size_t i) const {
    const LoweredChannel& channel = rescale_.channel;
    const std::int64_t t = least_intermediate(static_cast<int>(i) - 127, channel.multiplier,
                                              channel.post_shift, channel.post_rounding);
    const auto [least, greatest] = intermediate_range(channel);
    if (t > greatest) return Ranges::no_greatest;
    if (t <= least) return Ranges::no_least;
    return t * (std::int64_t{1} << channel.pre_shift) - pre_rounding_term(channel);
  }

  bool try_biases() {
    std::int64_t greatest = std::min(largest_shifted_bias, ((std::int64_t{1} << (widths_.bias - 1)))
                                                               << widths_.largest_bias_shift);
    std::int64_t least = -greatest;
    std::array<std::int64_t, 255> offsets{};
    for (const std::size_t i : order_) {
      offsets[i] = offset(i);
      if (offsets[i] == Ranges::no_greatest || offsets[i] == Ranges::no_least) {
        const bool is_there = offsets[i] == Ranges::no_greatest
                                  ? ranges_.greatest[i] == Ranges::no_greatest
                                  : ranges_.least[i] == Ranges::no_least;
        if (!is_there) return true;
        continue;
      }
      if (ranges_.greatest[i] != Ranges::no_greatest) {
        least = std::max(least, offsets[i] - ranges_.greatest[i]);
      }
      if (ranges_.least[i] != Ranges::no_least) {
        greatest = std::min(greatest, offsets[i] - ranges_.least[i]);
      }
      if (least > greatest) return true;
    }
    for (std::int64_t sum = least; sum <= greatest; ++sum) {
      if (left_ == 0) return false;
      --left_;
      const auto bias = shifted_bias_of(sum, widths_);
      if (!bias) continue;
      rescale_.channel.bias = bias->bias;
      rescale_.channel.bias_shift = bias->shift;
      for (std::size_t i = 0; i < 255; ++i) {
        const bool is_end = offsets[i] == Ranges::no_greatest || offsets[i] == Ranges::no_least;
        // Half of the ends, so that nothing overflows.
        rescale_.thresholds[i] = is_end ? offsets[i] / 2 : offsets[i] - sum;
      }
      visit_(rescale_);
    }
    return true;
  }

  // A multiplier of 0: all codes are 0.
  bool try_nothing() {
    for (std::size_t i = 0; i < 255; ++i) {
      const bool is_reached = i <= 127;
      const std::int64_t end = is_reached ? Ranges::no_least : Ranges::no_greatest;
      if ((is_reached ? ranges_.least[i] : ranges_.greatest[i]) != end) return true;
      rescale_.thresholds[i] = end / 2;
    }
    rescale_.channel = with_numbers_of_0(rescale_.channel);
    visit_(rescale_);
    return true;
  }

  const Ranges& ranges_;
  const IntegerWidths& widths_;
  std::uint64_t left_;
  const std::function<void(const Rescale&)>& visit_;
  std::vector<std::size_t> order_;
  Rescale rescale_;
};

}  // namespace

bool for_each_rescale(const Ranges& ranges, const IntegerWidths& widths, const LoweredChannel& like,
                      std::uint64_t most, const std::function<void(const Rescale&)>& visit) {
  return RescaleSearch(ranges, widths, like, most, visit).run();
}

}  // namespace swingproof
