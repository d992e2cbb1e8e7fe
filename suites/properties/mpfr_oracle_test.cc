// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The exact op against GNU MPFR: docs/numerics.md section 2 computed in floating point of 200 bits,
// from the settings' texts on. Nothing of oracle/ or of our readers is in that computation, and the
// difference must lie within the bound of its roundings.

#include <gtest/gtest.h>
#include <mpfr.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <boost/multiprecision/mpfr.hpp>
#include <string>
#include <vector>

#include "oracle/ideal_op.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// 60 decimal digits are 201 bits.
using Wide = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<60>,
                                           boost::multiprecision::et_off>;
constexpr int bits = 200;

// The contract's number as MPFR's own parser reads it; base 0 takes decimals and 0x... alike.
Wide wide_part(const std::string& text) {
  Wide number;
  mpfr_strtofr(number.backend().data(), text.c_str(), nullptr, 0, MPFR_RNDN);
  return number;
}

Wide wide_number(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return wide_part(text);
  return wide_part(text.substr(0, slash)) / wide_part(text.substr(slash + 1));
}

// A floating-point number is a fraction: z 2^e.
Rational exact_fraction(const Wide& number) {
  mpz_t integer;
  mpz_init(integer);
  const auto exponent = mpfr_get_z_2exp(integer, number.backend().data());
  std::vector<char> digits(mpz_sizeinbase(integer, 10) + 2);
  mpz_get_str(digits.data(), 10, integer);
  mpz_clear(integer);
  const Integer mantissa(digits.data());
  if (mantissa == 0) return 0;
  const auto shift = static_cast<unsigned>(std::abs(exponent));
  return exponent >= 0 ? Rational(Integer(mantissa << shift))
                       : Rational(mantissa, Integer(Integer(1) << shift));
}

// R, G, B in grey levels by the formulas of docs/numerics.md section 2.
std::array<Wide, 3> wide_rgb(Matrix matrix, CenteredYuv yuv) {
  const Wide kr = wide_part("0.299");
  const Wide kb = wide_part("0.114");
  const Wide kg = 1 - kr - kb;
  const bool full = matrix.swing == Swing::full;
  const Wide ys = full ? Wide(1) : Wide(255) / 219;
  const Wide cs = full ? Wide(1) : Wide(255) / 224;
  const Wide luma = ys * (static_cast<int>(yuv.y) + (full ? 128 : 112));
  const Wide u = cs * static_cast<int>(yuv.u);
  const Wide v = cs * static_cast<int>(yuv.v);
  return {luma + 2 * (1 - kr) * v, luma - 2 * kb * (1 - kb) / kg * u - 2 * kr * (1 - kr) / kg * v,
          luma + 2 * (1 - kb) * u};
}

struct WideValue {
  Wide x;
  Rational error;  // |x - the exact x| is at most this
};

// Each operation and each conversion of a text is off by at most eps = 2^-200 of its result.
// Kr and Kb have one rounding, Kg three of numbers below 1 (so 6 eps of 0.587); the coefficients,
// at most 2.03 with cs, are then within 20 eps of themselves, and their products with |U|, |V| <=
// 128 within 22 eps of at most 260. Luma is at most 279, within 3 eps; sums add 2 eps of at most
// 800. A grey level is hence within (2 * 22 * 260 + 3 * 279 + 2 * 800) eps < 2^14 eps, the mean, a
// fraction of two texts, within 3 eps |mean|, their difference within (2^14 + 3 |mean|) eps and one
// more rounding, of at most 800 + |mean|: below (2^15 + 4 |mean|) eps. std and q_scale are within
// 3 eps each, their product and the quotient add one each: 8 eps of x, here 16.
WideValue wide_value(const Deployment& deployment, CenteredYuv yuv, std::size_t c) {
  const auto channel = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  const Wide step = wide_number(deployment.std.at(c).text) * wide_number(deployment.q_scale.text);
  const Wide grey_level = wide_rgb(deployment.matrix, yuv).at(channel);
  WideValue value{(grey_level - wide_number(deployment.mean.at(c).text)) / step, 0};
  const Rational x = abs(exact_fraction(value.x));
  const Rational mean = abs(deployment.mean.at(c).exact);
  value.error =
      ((32768 + 4 * mean) / grey_levels_per_code(deployment, c) + 16 * x) / (Integer(1) << bits);
  return value;
}

// sat8(round(x)) as MPFR sees it; empty where a tie is nearer than x is known.
std::optional<int> wide_code(const WideValue& value) {
  const Wide nearest = boost::multiprecision::floor(value.x + Wide(0.5));
  const Rational offset = exact_fraction(value.x) - exact_fraction(nearest);
  if (abs(abs(offset) - Rational(1, 2)) <= value.error) return std::nullopt;
  return static_cast<int>(std::clamp<Wide>(nearest, -128, 127));
}

// The code of the tie that x is next to: the rounding's own rule (docs/numerics.md section 2).
int wide_code_of_tie(const WideValue& value, Rounding rounding) {
  const Wide below = boost::multiprecision::floor(value.x + Wide(0.25));
  const int code = static_cast<int>(std::clamp<Wide>(below, -130, 130));
  const bool is_even = code % 2 == 0;
  const int rounded = rounding == Rounding::half_even && is_even ? code : code + 1;
  return std::clamp(rounded, -128, 127);
}

bool is_tie(const Rational& x) { return denominator(x) == 2; }

// What differs, or nothing.
std::string difference_at(const Deployment& deployment, CenteredYuv yuv) {
  const RationalTriple exact = ideal_values(deployment, yuv);
  const auto codes = ideal_codes(deployment, yuv);
  for (std::size_t c = 0; c < 3; ++c) {
    const WideValue value = wide_value(deployment, yuv, c);
    const std::string place =
        " of channel " + std::to_string(c) + " at input " + std::to_string(cube_index(yuv));
    if (abs(exact_fraction(value.x) - exact[c]) > value.error) return "x" + place;
    const std::optional<int> code = wide_code(value);
    if (!code && !is_tie(exact[c])) return "the code" + place;
    if (code.value_or(wide_code_of_tie(value, deployment.rounding)) != codes[c]) {
      return "the code" + place;
    }
  }
  return {};
}

// -128, -112, ... 112, 127: every place where a swing begins or ends is among them or next to one.
std::vector<std::int8_t> grid() {
  std::vector<std::int8_t> values;
  for (int value = -128; value < 128; value += 16)
    values.push_back(static_cast<std::int8_t>(value));
  for (const int value : {-113, -111, -1, 1, 107, 108, 113, 126, 127}) {
    values.push_back(static_cast<std::int8_t>(value));
  }
  return values;
}

TEST(MpfrOracle, GreyLevelsAgreeOnAGrid) {
  Deployment deployment;
  deployment.mean = parse_mean({"0"}, "mean");
  deployment.std = parse_std({"1"}, "std");
  deployment.q_scale = parse_scale("1", "q_scale");
  for (const Matrix matrix : {bt601_full, bt601_studio}) {
    deployment.matrix = matrix;
    for (const std::int8_t y : grid()) {
      for (const std::int8_t u : grid()) {
        for (const std::int8_t v : grid()) {
          ASSERT_EQ(difference_at(deployment, {y, u, v}), "");
        }
      }
    }
  }
}

RC_GTEST_PROP(MpfrOracle, AgreesForAnySettings, ()) {
  const Deployment deployment = *arbitrary_deployment();
  for (int i = 0; i < 20; ++i) {
    RC_ASSERT(difference_at(deployment, {*any_int8(), *any_int8(), *any_int8()}).empty());
  }
}

// That the bound is one that something can break: one unit in the last of the 200 bits' thousandth
// part of a grey level is far outside of it.
TEST(MpfrOracle, TheBoundIsNarrow) {
  const WideValue value = wide_value(Deployment{}, {12, 34, -56}, 1);
  EXPECT_LT(value.error, Rational(1, Integer(1) << 180));
  EXPECT_GT(value.error, 0);
}

}  // namespace
}  // namespace swingproof
