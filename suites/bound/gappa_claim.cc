// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa_claim.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "oracle/ideal_op.h"
#include "suites/bound/error_bound.h"
#include "suites/bound/gappa_rounding.h"
#include "suites/bound/input_box.h"

namespace swingproof {
namespace {

// Of Y, U, V and 1.
using Coefficients = std::array<Integer, 4>;

// Terms that are 0 are left out: Gappa bounds a product by 0 badly.
std::string affine_text(const Coefficients& of) {
  constexpr std::array<std::string_view, 3> inputs = {" * Y + ", " * U + ", " * V + "};
  std::string text;
  for (std::size_t j = 0; j < 3; ++j) {
    if (of.at(j) != 0) text += of.at(j).str() + std::string(inputs.at(j));
  }
  return text + of[3].str();
}

// x times its denominator.
struct IntegerOp {
  Integer denominator;
  Coefficients of;
};

IntegerOp integer_op(const ExactChannel& exact) {
  const GreyLattice& lattice = exact.lattice;
  IntegerOp op{
      exact.denominator,
      {exact.point_factor * lattice.y, exact.point_factor * lattice.u,
       exact.point_factor * lattice.v, exact.point_factor * lattice.constant - exact.origin}};
  Integer common = op.denominator;
  for (const Integer& coefficient : op.of) common = gcd(common, coefficient);
  op.denominator /= common;
  for (Integer& coefficient : op.of) coefficient /= common;
  return op;
}

// The multiple of X that is best taken out of a sum before its extreme over the box is taken:
// among those that make a coefficient vanish, the one with the least upper bound on sign * sum
// where X lies in [low, high].
Rational best_multiple(const Coefficients& sum, const Coefficients& x, int sign,
                       const Rational& low, const Rational& high) {
  std::vector<Rational> multiples = {0};
  for (std::size_t j = 0; j < 3; ++j) {
    // A Rational is made with a denominator above 0.
    if (x[j] > 0) multiples.emplace_back(sum[j], x[j]);
    if (x[j] < 0) multiples.emplace_back(Integer(-sum[j]), Integer(-x[j]));
  }
  const auto upper_bound = [&](const Rational& multiple) {
    std::array<Rational, 4> rest;
    for (std::size_t j = 0; j < 4; ++j) rest[j] = sign * (Rational(sum[j]) - multiple * x[j]);
    return greatest_on_box(rest) +
           std::max<Rational>(sign * multiple * low, sign * multiple * high);
  };
  return *std::ranges::min_element(multiples, {}, upper_bound);
}

// sum / scale, as a multiple of X and a rest.
std::string with_multiple_of_x(const Coefficients& sum, const Coefficients& x, const Integer& scale,
                               const Rational& multiple) {
  const Integer n = numerator(multiple);
  const Integer d = denominator(multiple);
  Coefficients rest;
  for (std::size_t j = 0; j < 4; ++j) rest[j] = d * sum[j] - n * x[j];
  const std::string term = n == 0 ? "" : n.str() + " * X + ";
  return "(" + term + affine_text(rest) + ") / " + Integer(d * scale).str();
}

std::string shifted(std::string_view value, int shift, const GappaRounding& rounding) {
  std::string text = std::string(value) + " * 1b-" + std::to_string(shift);
  if (rounding.adds_half && shift > 0) text += " + 0.5";
  return text;
}

// Whether no accumulator leaves int16, so that nothing is saturated between the shifts.
bool fits_int16(const LoweredChannel& channel) {
  std::int64_t least = shifted_bias(channel);
  std::int64_t greatest = least;
  for (const std::int32_t weight : channel.weights) {
    least += weight * (weight > 0 ? -128 : 127);
    greatest += weight * (weight > 0 ? 127 : -128);
  }
  return least >= -32768 && greatest <= 32767;
}

bool saturation_is_harmless(const LoweredChannel& channel) {
  if (fits_int16(channel)) return true;
  const Integer unit = Integer(1) << channel.post_shift;
  const auto [least, greatest] = intermediate_range(channel);
  return Integer(greatest) * channel.multiplier >= 127 * unit &&
         Integer(least) * channel.multiplier <= -128 * unit;
}

// What the parts of a channel's claim share. z is the code without any rounding.
struct ClaimTerms {
  std::string definitions;
  std::string roundings;    // D (a - z), as a sum that Gappa can bound
  IntegerOp x;              // D = x.denominator
  Coefficients z;           // D 2^shifts z
  Coefficients difference;  // D 2^shifts (z - x)
  Integer shift_scale;      // 2^shifts
  std::string limit;        // D e
};

ClaimTerms claim_terms(const ExactChannel& exact, const LoweredChannel& channel,
                       const Integer& bound_in_billionths) {
  ClaimTerms terms;
  terms.x = integer_op(exact);
  const Integer& d = terms.x.denominator;
  const Coefficients acc = {channel.weights[0], channel.weights[1], channel.weights[2],
                            shifted_bias(channel)};
  terms.shift_scale = Integer(1) << (channel.pre_shift + channel.post_shift);
  for (std::size_t j = 0; j < 4; ++j) {
    terms.z[j] = d * channel.multiplier * acc[j];
    terms.difference[j] = terms.z[j] - terms.shift_scale * terms.x.of[j];
  }
  terms.limit = Integer(bound_in_billionths * d).str() + "e-9";

  const GappaRounding pre = {"dn", channel.pre_rounding == PreRounding::half_up};
  const GappaRounding post = gappa_rounding(channel.post_rounding);
  const bool has_pre_shift = channel.pre_shift > 0;
  const std::string m = std::to_string(channel.multiplier);
  std::string& text = terms.definitions;
  text = "@down = fixed<0, dn>;\n@round = fixed<0, " + std::string(post.operation) + ">;\n";
  text += "Y = down(Y_);\nU = down(U_);\nV = down(V_);\n";
  text += "acc = " + affine_text(acc) + ";\n";
  if (has_pre_shift) {
    text += "g = " + shifted("acc", channel.pre_shift, pre) + ";\nt = down(g);\n";
  }
  text += "p = " + std::string(has_pre_shift ? "t" : "acc") + " * " + m + ";\n";
  text += "h = " + shifted("p", channel.post_shift, post) + ";\na = round(h);\n";
  text += "X = " + affine_text(terms.x.of) + ";  # x times D = " + d.str() + "\n\n";

  terms.roundings = d.str() + " * ((a - h)" +
                    (post.adds_half && channel.post_shift > 0 ? " + 0.5)" : ")") + " + ";
  if (has_pre_shift) {
    terms.roundings += Integer(d * channel.multiplier).str() + " * 1b-" +
                       std::to_string(channel.post_shift) + " * ((t - g)" +
                       (pre.adds_half ? " + 0.5)" : ")") + " + ";
  }
  return terms;
}

// "Where X lies in [low, high], left <= or >= limit". left is D a or D a - X, and sum / 2^shifts is
// the same without the roundings; sign is that of the side that is bounded.
std::string part(const ClaimTerms& terms, std::string_view left, const Coefficients& sum, int sign,
                 const Rational& low, const Rational& high, const std::string& limit) {
  const std::string multiple = with_multiple_of_x(sum, terms.x.of, terms.shift_scale,
                                                  best_multiple(sum, terms.x.of, sign, low, high));
  return terms.definitions +
         "{ Y in [-128, 127] /\\ U in [-128, 127] /\\ V in [-128, 127] /\\ X in [" +
         numerator(low).str() + ", " + numerator(high).str() + "] -> " + std::string(left) +
         (sign > 0 ? " <= " : " >= ") + limit + " }\n\n" + std::string(left) + " -> " +
         terms.roundings + multiple + ";\n";
}

}  // namespace

GappaClaim trivial_claim() {
  return {
      {"{ code in [-128, 127] /\\ clamped_x in [-128, 127] -> code - clamped_x in [-255, 255] }\n"},
      255};
}

std::optional<GappaClaim> gappa_claim(const ExactChannel& exact, const LoweredChannel& channel) {
  const Rational bound = error_bound(exact, channel).value;
  if (bound >= 255) return trivial_claim();
  if (!saturation_is_harmless(channel)) return std::nullopt;
  const Integer billionths = ceiling_quotient(numerator(bound) * 1000000000, denominator(bound));
  const ClaimTerms terms = claim_terms(exact, channel, billionths);

  const Integer& d = terms.x.denominator;
  const Rational low = Rational(-128 * d);
  const Rational high = Rational(127 * d);
  std::array<Rational, 4> exact_coefficients;
  std::ranges::copy(terms.x.of, exact_coefficients.begin());
  const Rational greatest_x = std::max<Rational>(greatest_on_box(exact_coefficients), high);
  const Rational least_x = std::min<Rational>(least_on_box(exact_coefficients), low);

  const std::string code = d.str() + " * a";
  const Integer one_billion = 1000000000;
  const std::string least_above = Integer((127 * one_billion - billionths) * d).str() + "e-9";
  const std::string greatest_below = Integer((billionths - 128 * one_billion) * d).str() + "e-9";
  return GappaClaim{{part(terms, code + " - X", terms.difference, 1, low, high, terms.limit),
                     part(terms, code + " - X", terms.difference, -1, low, high, "-" + terms.limit),
                     part(terms, code, terms.z, -1, high, greatest_x, least_above),
                     part(terms, code, terms.z, 1, least_x, low, greatest_below)},
                    Rational(billionths, one_billion)};
}

}  // namespace swingproof
