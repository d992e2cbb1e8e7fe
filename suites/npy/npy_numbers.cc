// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/npy/npy_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <set>
#include <vector>

namespace swingproof {
namespace {

template <typename Number>
double as_double(const std::uint8_t* from) {
  Number number{};
  std::memcpy(&number, from, sizeof(number));
  return static_cast<double>(number);
}

// IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction.
double half_as_double(const std::uint8_t* from) {
  const unsigned bits = from[0] | static_cast<unsigned>(from[1]) << 8U;
  const int exponent = static_cast<int>(bits >> 10U & 0x1FU);
  const double fraction = bits & 0x3FFU;
  const double sign = (bits & 0x8000U) != 0 ? -1 : 1;
  if (exponent == 31) return fraction == 0 ? sign * HUGE_VAL : std::nan("");
  return sign *
         (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25));
}

// The distinct magnitudes above 0, ascending; none if they are more than codes can have.
std::vector<double> magnitudes(const NpyArray& array) {
  constexpr std::size_t most = 128;
  std::set<double> distinct;
  for (std::size_t i = 0; i < number_count(array); ++i) {
    const double magnitude = std::abs(number_at(array, i));
    if (magnitude > 0 && distinct.insert(magnitude).second && distinct.size() > most) return {};
  }
  return {distinct.begin(), distinct.end()};
}

// The scale near this one by which all magnitudes are whole; none if there is none. Each magnitude,
// larger than the one before, tells the scale more exactly.
std::optional<double> refined_scale(const std::vector<double>& ascending, double scale) {
  constexpr double rough = 0.05;
  for (const double magnitude : ascending) {
    const double code = std::nearbyint(magnitude / scale);
    if (code < 1 || code > 128 || std::abs(magnitude / scale - code) > rough) return {};
    scale = magnitude / code;
  }
  return scale;
}

// Whether float32(code * scale) may be each of the magnitudes: both the scale and the product were
// rounded to float32.
bool gives_in_float32(const std::vector<double>& ascending, double exact, double scale) {
  constexpr double two_roundings = 1.5e-7;
  return std::all_of(ascending.begin(), ascending.end(), [&](double magnitude) {
    const double code = std::nearbyint(magnitude / exact);
    return std::abs(code * scale - magnitude) <= two_roundings * magnitude;
  });
}

std::string shortest_scale(const std::vector<double>& ascending, double exact) {
  constexpr int most_digits = 9;
  for (int digits = 1; digits < most_digits; ++digits) {
    std::string text = fmt::format("{:.{}g}", exact, digits);
    if (gives_in_float32(ascending, exact, std::strtod(text.c_str(), nullptr))) return text;
  }
  return fmt::format("{:.{}g}", exact, most_digits);
}

// All values are whole.
std::string whole_remedy(const NpyArray& array, const NumberSummary& summary) {
  const std::string range =
      fmt::format("all values are whole, from {:.0f} to {:.0f}", summary.least, summary.greatest);
  if (summary.least >= 0 && summary.greatest <= 127) {
    return "save array.astype(numpy.int8) or array.astype(numpy.uint8): " + range;
  }
  if (summary.least >= -128 && summary.greatest <= 127) {
    return "save array.astype(numpy.int8): " + range;
  }
  if (summary.least >= 0 && summary.greatest <= 255) {
    return "save array.astype(numpy.uint8): " + range;
  }
  for (const int step : {257, 256}) {  // how 8 bits become 16
    if (summary.least < 0 || summary.greatest > 255 * step) continue;
    bool is_multiple = true;
    for (std::size_t i = 0; i < number_count(array) && is_multiple; ++i) {
      is_multiple = std::fmod(number_at(array, i), step) == 0;
    }
    if (is_multiple) {
      return fmt::format("save (array // {}).astype(numpy.uint8): all values are multiples of it",
                         step);
    }
  }
  return "save what it was made from: " + range + ", and no byte holds these";
}

// Whether a quotient by a scale is a code, but for code_tolerance and a rounding relative to it.
bool is_near_code(double code, double relative) {
  const double whole = std::nearbyint(code);
  // What is not a number is no code: every comparison with it is false.
  return std::abs(code - whole) <= code_tolerance + std::abs(whole) * relative && whole >= -128 &&
         whole <= 127;
}

bool are_near_codes(const NpyArray& array, double scale, double relative) {
  for (std::size_t i = 0; i < number_count(array); ++i) {
    if (!is_near_code(number_at(array, i) / scale, relative)) return false;
  }
  return true;
}

// What the type's rounding changes, relative to a code; float32's lies within code_tolerance.
double rounding_of(const NpyArray& array) {
  return array.type == NpyType::float16 ? 1.0 / 2048 : 0;
}

}  // namespace

std::size_t number_count(const NpyArray& array) {
  return array.bytes.size() / row_of(array.type).bytes;
}

double number_at(const NpyArray& array, std::size_t i) {
  const std::uint8_t* const from = array.bytes.data() + i * row_of(array.type).bytes;
  switch (array.type) {
    case NpyType::int8:
      return as_double<std::int8_t>(from);
    case NpyType::uint8:
      return as_double<std::uint8_t>(from);
    case NpyType::int16:
      return as_double<std::int16_t>(from);
    case NpyType::uint16:
      return as_double<std::uint16_t>(from);
    case NpyType::int32:
      return as_double<std::int32_t>(from);
    case NpyType::uint32:
      return as_double<std::uint32_t>(from);
    case NpyType::int64:
      return as_double<std::int64_t>(from);
    case NpyType::uint64:
      return as_double<std::uint64_t>(from);
    case NpyType::float16:
      return half_as_double(from);
    case NpyType::float32:
      return as_double<float>(from);
    case NpyType::float64:
      return as_double<double>(from);
  }
  return 0;
}

NumberSummary summarise(const NpyArray& array) {
  NumberSummary summary;
  const std::size_t count = number_count(array);
  if (count > 0) summary.least = summary.greatest = number_at(array, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const double value = number_at(array, i);
    if (!std::isfinite(value)) {
      summary.is_finite = false;
      return summary;
    }
    summary.least = std::min(summary.least, value);
    summary.greatest = std::max(summary.greatest, value);
    summary.is_whole = summary.is_whole && value == std::nearbyint(value);
    const double grey = value * 255;
    summary.is_unit = summary.is_unit && value >= 0 && value <= 1 &&
                      std::abs(grey - std::nearbyint(grey)) <= code_tolerance;
  }
  return summary;
}

bool is_code_times(const NpyArray& array, std::size_t i, double scale) {
  return is_near_code(number_at(array, i) / scale, rounding_of(array));
}

bool is_dequantised_by(const NpyArray& array, double scale) {
  return are_near_codes(array, scale, rounding_of(array));
}

std::optional<std::string> fitting_scale(const NpyArray& array) {
  const std::vector<double> ascending = magnitudes(array);
  if (ascending.empty()) return {};
  double gap = ascending.front();
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    gap = std::min(gap, ascending[i] - ascending[i - 1]);
  }
  for (int part = 1; part <= 128; ++part) {
    const auto scale = refined_scale(ascending, gap / part);
    if (!scale) continue;
    const std::string text = shortest_scale(ascending, *scale);
    // Within float16's rounding several scales would fit.
    if (are_near_codes(array, std::strtod(text.c_str(), nullptr), 0)) return text;
  }
  return {};
}

std::string lossless_remedy(const NpyArray& array) {
  const NumberSummary summary = summarise(array);
  if (!summary.is_finite) return "save what it was made from: it holds infinities or NaN";
  if (summary.is_whole) return whole_remedy(array, summary);
  if (summary.is_unit) {
    return "save numpy.rint(array * 255).astype(numpy.uint8): all values are n/255";
  }
  if (const auto scale = fitting_scale(array)) {
    return fmt::format(
        "save numpy.rint(array / {}).astype(numpy.int8): all values are codes times {}", *scale,
        *scale);
  }
  return fmt::format(
      "save what it was made from: its values, from {:.6g} to {:.6g}, are no bytes at any scale",
      summary.least, summary.greatest);
}

}  // namespace swingproof
