// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/faults/scale_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "deployment/input_error.h"
#include "fixedpoint/lowering.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

using Signed = std::int64_t;
constexpr Signed unbounded = std::numeric_limits<Signed>::max() / 4;
constexpr int least_unsaturated_codes = 8;
constexpr std::size_t most_left_out_from = 64;  // pixels of which one may be left out
constexpr int least_exponent = -33;             // of the scale ratio: all shifts at their greatest
constexpr int greatest_exponent = 15;

// The weighted sums, bias left out, for which a channel gave each code.
struct CodeSums {
  struct Range {
    Signed least = unbounded;
    Signed greatest = -unbounded;
  };
  std::array<Range, 256> of;  // by code + 128

  void add(Signed sum, std::int8_t code) {
    Range& range = of[static_cast<std::size_t>(code + 128)];
    range.least = std::min(range.least, sum);
    range.greatest = std::max(range.greatest, sum);
  }
  bool has(int code) const {
    const Range& range = of[static_cast<std::size_t>(code + 128)];
    return range.least <= range.greatest;
  }
};

Signed sum_of(const LoweredChannel& channel, CenteredYuv yuv) {
  return channel.weights[0] * yuv.y + channel.weights[1] * yuv.u + channel.weights[2] * yuv.v;
}

Signed floor_of(Signed n, Signed d) { return n / d - (n % d != 0 && n < 0 ? 1 : 0); }

struct BiasRange {
  Signed least = -unbounded;
  Signed greatest = unbounded;
};

LoweredChannel with_scale(LoweredChannel channel, int exponent, Signed multiplier) {
  const int right_shift = 15 - exponent;
  channel.multiplier = static_cast<std::int32_t>(multiplier);
  channel.pre_shift = std::clamp(right_shift - shift_without_pre_shift, 0, largest_pre_shift);
  channel.post_shift = std::clamp(right_shift - channel.pre_shift, 0, largest_post_shift);
  return channel;
}

// The biases with which the sums of a code give that code.
BiasRange bias_range(const LoweredChannel& channel, int code, const CodeSums::Range& sums) {
  const Signed unit = Signed{1} << channel.post_shift;
  const Signed half = channel.post_shift > 0 ? unit / 2 : 0;
  const Signed multiplier = channel.multiplier;
  // The multiplicands t with code 2^post <= t m + half < (code + 1) 2^post.
  const Signed least = -floor_of(half - code * unit, multiplier);
  const Signed greatest = floor_of((code + 1) * unit - 1 - half, multiplier);
  BiasRange range;
  // Those at the ends of int16 stand for all sums beyond.
  if (code != -128) {
    if (least > 32767) return {1, 0};
    if (least > -32768) range.least = (least << channel.pre_shift) - sums.least;
  }
  if (code != 127) {
    if (greatest < -32768) return {1, 0};
    if (greatest < 32767) {
      range.greatest = ((greatest + 1) << channel.pre_shift) - 1 - sums.greatest;
    }
  }
  return range;
}

// The codes at both ends first: they rule most multipliers out.
std::vector<int> codes_in_order(const CodeSums& sums) {
  std::vector<int> codes;
  for (int code = -127; code < 127; ++code) {
    if (sums.has(code)) codes.push_back(code);
  }
  std::ranges::stable_sort(codes, std::greater<>(), [](int code) { return std::abs(code); });
  for (const int code : {-128, 127}) {
    if (sums.has(code)) codes.push_back(code);
  }
  return codes;
}

BiasRange biases(const LoweredChannel& channel, const CodeSums& sums,
                 const std::vector<int>& codes) {
  BiasRange range;
  for (const int code : codes) {
    const BiasRange one = bias_range(channel, code, sums.of[static_cast<std::size_t>(code + 128)]);
    range.least = std::max(range.least, one.least);
    range.greatest = std::min(range.greatest, one.greatest);
    if (range.least > range.greatest) break;
  }
  return range;
}

// Multipliers from `least` to `greatest` at an exponent.
struct MultiplierRange {
  Signed least = 16384;
  Signed greatest = 32767;
};

// Those that the codes at both ends allow, and a few more: codes a climb by b - a +- 2 while sums
// do by theirs +- twice the pre-shift.
MultiplierRange likely_multipliers(const CodeSums& sums, int exponent) {
  int low = -127;
  int high = 126;
  while (!sums.has(low)) ++low;
  while (!sums.has(high)) --high;
  const LoweredChannel shifts = with_scale({}, exponent, 16384);
  const double slack = std::ldexp(2.0, shifts.pre_shift);
  const double climb = static_cast<double>(sums.of[static_cast<std::size_t>(high + 128)].greatest -
                                           sums.of[static_cast<std::size_t>(low + 128)].least);
  const double per_code = std::ldexp(1.0, shifts.pre_shift + shifts.post_shift);
  MultiplierRange range;
  const double least = (high - low - 2) / (climb + slack) * per_code;
  range.least = std::max(range.least, static_cast<Signed>(std::min(least, 40000.0)) - 1);
  if (climb > slack) {
    const double greatest = (high - low + 2) / (climb - slack) * per_code;
    range.greatest = std::min(range.greatest, static_cast<Signed>(std::min(greatest, 40000.0)) + 1);
  }
  return range;
}

struct Scale {
  Rational weight_scale;
  Rational offset;
};

void widen(const RationalInterval& other, bool is_first, RationalInterval& interval) {
  interval.least = is_first ? other.least : std::min(interval.least, other.least);
  interval.greatest = is_first ? other.greatest : std::max(interval.greatest, other.greatest);
}

// The grey levels for a code that the lowering makes this multiplier of.
RationalInterval grey_levels_of(const Scale& scale, int exponent, Signed multiplier) {
  const Rational half(1, 2);
  const Rational unit = exponent >= 15 ? Rational(Integer(1) << (exponent - 15))
                                       : Rational(1, Integer(1) << (15 - exponent));
  const Rational least = multiplier == 16384 ? Rational(16384) : multiplier - half;
  const Rational greatest = multiplier == 32767 ? Rational(32768) : multiplier + half;
  return {scale.weight_scale / (greatest * unit), scale.weight_scale / (least * unit)};
}

std::optional<ChannelFit> fit_channel(const LoweredChannel& declared, const Scale& scale,
                                      const CodeSums& sums) {
  const std::vector<int> codes = codes_in_order(sums);
  const auto unsaturated =
      std::ranges::count_if(codes, [](int code) { return code != -128 && code != 127; });
  if (unsaturated < least_unsaturated_codes) return std::nullopt;
  std::optional<ChannelFit> fit;
  for (int exponent = least_exponent; exponent <= greatest_exponent; ++exponent) {
    const auto [least, greatest] = likely_multipliers(sums, exponent);
    for (Signed multiplier = least; multiplier <= greatest; ++multiplier) {
      LoweredChannel channel = with_scale(declared, exponent, multiplier);
      const BiasRange range = biases(channel, sums, codes);
      if (range.least > range.greatest) continue;
      const Rational half(1, 2);
      const RationalInterval mean = {scale.offset - (range.greatest + half) * scale.weight_scale,
                                     scale.offset - (range.least - half) * scale.weight_scale};
      channel.bias = static_cast<std::int32_t>((range.least + range.greatest) / 2);
      const bool is_first = !fit;
      if (is_first) fit.emplace();
      if (is_first) fit->example = channel;
      widen(grey_levels_of(scale, exponent, multiplier), is_first, fit->grey_levels_per_code);
      widen(mean, is_first, fit->mean);
    }
  }
  return fit;
}

// Which code each sum of the cube has, by most of its inputs.
CodeSums cube_sums(const LoweredChannel& channel, const ObservedCodes& observed, std::size_t c) {
  Signed reach = 0;
  for (const std::int32_t weight : channel.weights) reach += 128 * std::abs(Signed{weight});
  struct Vote {
    std::int8_t code = 0;
    std::int32_t votes = 0;
  };
  std::vector<Vote> votes(static_cast<std::size_t>(2 * reach) + 1);
  for (std::size_t i = 0; i < observed.size; ++i) {
    const std::int8_t code = observed.codes[c][i];
    Vote& vote = votes[static_cast<std::size_t>(sum_of(channel, input_at(observed, i)) + reach)];
    if (vote.votes == 0) vote.code = code;
    vote.votes += vote.code == code ? 1 : -1;
  }
  CodeSums sums;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i].votes != 0) sums.add(static_cast<Signed>(i) - reach, votes[i].code);
  }
  return sums;
}

CodeSums some_sums(const LoweredChannel& channel, const ObservedCodes& observed, std::size_t c,
                   std::size_t step, std::optional<std::size_t> left_out) {
  CodeSums sums;
  for (std::size_t i = 0; i < observed.size; i += step) {
    if (i == left_out) continue;
    sums.add(sum_of(channel, input_at(observed, i)), observed.codes[c][i]);
  }
  return sums;
}

template <typename Sums>
std::optional<ScaleFit> fit_channels(const LoweredOp& op, const std::array<Scale, 3>& scales,
                                     const Sums& sums_of) {
  std::array<std::optional<ChannelFit>, 3> fits;
  for (std::size_t c = 0; c < 3; ++c) {
    fits[c] = fit_channel(op[c], scales[c], sums_of(c));
    if (!fits[c]) return std::nullopt;
  }
  return ScaleFit{*fits[0], *fits[1], *fits[2]};
}

std::array<Scale, 3> scales_of(const FaultSubject& subject) {
  const OpConstants constants = constants_of(subject.arithmetic, subject.deployment);
  const auto channels = output_channels(subject.deployment.op);
  std::array<Scale, 3> scales;
  for (std::size_t c = 0; c < 3; ++c) {
    const auto row = static_cast<std::size_t>(channels[c]);
    scales[c] = {Rational(constants.weight_scale[row]), Rational(constants.offset)};
  }
  return scales;
}

// The fit is of the model's own stages only.
bool can_be_fitted(const LoweredOp& op) {
  return std::ranges::all_of(op, [](const LoweredChannel& channel) {
    return channel.bias_shift == 0 && on_datapath(channel, Datapath()) == channel;
  });
}

// Decimals of an interval, rounded outward, as many as tell its ends apart.
std::string interval_text(const RationalInterval& interval) {
  const auto least = static_cast<double>(interval.least);
  const auto greatest = static_cast<double>(interval.greatest);
  const double width = std::max(greatest - least, 1e-12);
  const int digits = std::max(0, 1 - static_cast<int>(std::floor(std::log10(width))));
  const double unit = std::pow(10.0, -digits);
  return fmt::format("between {:.{}f} and {:.{}f}", std::floor(least / unit) * unit, digits,
                     std::ceil(greatest / unit) * unit, digits);
}

bool contains(const RationalInterval& interval, const Rational& value) {
  return interval.least <= value && value <= interval.greatest;
}

}  // namespace

std::optional<ScaleFit> fit_scale(const FaultSubject& subject, const ObservedCodes& observed) {
  LoweredOp op;
  try {
    op = lower(subject.deployment, subject.arithmetic);
  } catch (const InputError&) {
    return std::nullopt;
  }
  if (!can_be_fitted(op) || subject.arithmetic.integers) return std::nullopt;
  const std::array<Scale, 3> scales = scales_of(subject);
  const bool is_large = observed.size > 65536;
  const std::size_t step = is_large ? observed.size / 4093 : 1;
  const auto quick = fit_channels(
      op, scales, [&](std::size_t c) { return some_sums(op[c], observed, c, step, {}); });
  if (quick && is_large) {
    std::array<CodeSums, 3> sums;
    for_each_block(3, [&](std::size_t c) { sums[c] = cube_sums(op[c], observed, c); });
    return fit_channels(op, scales, [&](std::size_t c) { return sums[c]; });
  }
  if (quick || observed.size > most_left_out_from) return quick;
  for (std::size_t left_out = 0; left_out < observed.size; ++left_out) {
    auto fit = fit_channels(
        op, scales, [&](std::size_t c) { return some_sums(op[c], observed, c, 1, left_out); });
    if (fit) return fit;
  }
  return std::nullopt;
}

bool is_too_saturated(const ObservedCodes& observed) {
  return std::ranges::any_of(observed.codes, [&](const std::int8_t* codes) {
    std::array<bool, 256> has = {};
    for (std::size_t i = 0; i < observed.size; ++i) has[static_cast<std::uint8_t>(codes[i])] = true;
    has[static_cast<std::uint8_t>(-128)] = has[127] = false;
    return std::ranges::count(has, true) < least_unsaturated_codes;
  });
}

std::string fit_words(const ScaleFit& fit, const Deployment& declared) {
  RationalInterval q_scale;
  bool is_declared_mean = true;
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational& std = declared.std[c].exact;
    const RationalInterval one = {fit[c].grey_levels_per_code.least / std,
                                  fit[c].grey_levels_per_code.greatest / std};
    q_scale.least = c == 0 ? one.least : std::max(q_scale.least, one.least);
    q_scale.greatest = c == 0 ? one.greatest : std::min(q_scale.greatest, one.greatest);
    is_declared_mean = is_declared_mean && contains(fit[c].mean, declared.mean[c].exact);
  }
  std::string words;
  if (q_scale.least > q_scale.greatest) {
    for (std::size_t c = 0; c < 3; ++c) {
      words += fmt::format("{}std * q_scale of {} were {}", c == 0 ? "" : ", ",
                           name(output_channels(declared.op)[c]),
                           interval_text(fit[c].grey_levels_per_code));
    }
  } else if (!contains(q_scale, declared.q_scale.exact)) {
    words = "q_scale were " + interval_text(q_scale);
  }
  for (std::size_t c = 0; c < 3 && !is_declared_mean; ++c) {
    words += fmt::format("{}mean of {} were {}", words.empty() ? "" : ", ",
                         name(output_channels(declared.op)[c]), interval_text(fit[c].mean));
  }
  return words.empty() ? "mean and std were as declared" : words;
}

}  // namespace swingproof
