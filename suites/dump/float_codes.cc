// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/dump/float_codes.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

#include "deployment/exact_number.h"
#include "deployment/input_error.h"
#include "suites/npy/npy_numbers.h"

namespace swingproof {
namespace {

NpyArray divided(const NpyArray& numbers, double scale, NpyType type) {
  NpyArray codes{type, numbers.shape, {}};
  codes.bytes.reserve(number_count(numbers));
  for (std::size_t i = 0; i < number_count(numbers); ++i) {
    const auto code = static_cast<int>(std::nearbyint(number_at(numbers, i) / scale));
    codes.bytes.push_back(static_cast<std::uint8_t>(code));
  }
  return codes;
}

// The likely scale, if it fits.
std::optional<double> fitting_likely_scale(const NpyArray& numbers, const FloatRules& rules) {
  if (!rules.likely_scale) return {};
  const double scale = parse_exact_number(*rules.likely_scale, "q_scale").binary64;
  return is_dequantised_by(numbers, scale) ? std::optional(scale) : std::nullopt;
}

// "give --scale 0.0207: ...", if there is a scale.
std::optional<std::string> scale_remedy(const NpyArray& numbers, const FloatRules& rules) {
  if (fitting_likely_scale(numbers, rules)) {
    return fmt::format("give --scale {}, the deployment's q_scale: all values are codes times it",
                       *rules.likely_scale);
  }
  if (const auto scale = fitting_scale(numbers)) {
    return fmt::format("give --scale {}: all values are codes times it", *scale);
  }
  return {};
}

[[noreturn]] void refuse_fractions(const std::string& name, const NpyArray& numbers,
                                   const FloatRules& rules, const NumberSummary& summary) {
  const bool is_picture = rules.kind == CaptureKind::yuv && summary.is_unit;
  const auto with_scale = is_picture ? std::nullopt : scale_remedy(numbers, rules);
  throw InputError(
      name + ": data",
      fmt::format("are floats from {:.6g} to {:.6g}, not codes", summary.least, summary.greatest),
      with_scale.value_or(lossless_remedy(numbers)));
}

[[noreturn]] void refuse_scale(const std::string& name, const NpyArray& numbers,
                               const FloatRules& rules) {
  std::size_t i = 0;
  while (is_code_times(numbers, i, *rules.scale)) ++i;
  throw InputError("--scale",
                   fmt::format("makes value {} of {} the code {:.6g}, which is not within 1/1000 "
                               "of one from -128 to 127",
                               i, quoted(name), number_at(numbers, i) / *rules.scale),
                   scale_remedy(numbers, {rules.kind, {}, rules.likely_scale})
                       .value_or("give the scale of the dequantisation"));
}

}  // namespace

NpyArray codes_of_numbers(const std::string& name, const NpyArray& numbers,
                          const FloatRules& rules) {
  const NumberSummary summary = summarise(numbers);
  if (!summary.is_finite) {
    throw InputError(name + ": data", "hold infinities or NaN, which no code is",
                     "capture again: no dequantisation gives these");
  }
  if (rules.scale) {
    if (!is_dequantised_by(numbers, *rules.scale)) refuse_scale(name, numbers, rules);
    return divided(numbers, *rules.scale, NpyType::int8);
  }
  if (!summary.is_whole && rules.takes_likely_scale) {
    if (const auto scale = fitting_likely_scale(numbers, rules)) {
      return divided(numbers, *scale, NpyType::int8);
    }
  }
  if (!summary.is_whole) refuse_fractions(name, numbers, rules, summary);
  if (summary.least >= -128 && summary.greatest <= 127) {
    return divided(numbers, 1, NpyType::int8);
  }
  if (rules.kind == CaptureKind::yuv && summary.least >= 0 && summary.greatest <= 255) {
    return divided(numbers, 1, NpyType::uint8);
  }
  throw InputError(name + ": data",
                   fmt::format("are from {:.6g} to {:.6g}, but codes are from -128 to 127",
                               summary.least, summary.greatest),
                   lossless_remedy(numbers));
}

}  // namespace swingproof
