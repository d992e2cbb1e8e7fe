// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/gappa_claim.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "oracle/ideal_op.h"
#include "suites/bound/error_bound.h"

namespace swingproof {
namespace {

// Of Y, U, V and 1.
using Coefficients = std::array<Integer, 4>;

std::string sum_text(const Coefficients& of) {
  return of[0].str() + " * Y + " + of[1].str() + " * U + " + of[2].str() + " * V + " + of[3].str();
}

Rational greatest_on_box(const std::array<Rational, 4>& of) {
  Rational sum = of[3];
  for (std::size_t j = 0; j < 3; ++j) sum += of[j] * (of[j] > 0 ? 127 : -128);
  return sum;
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

// "left -> (n X + ...) / d", where left is sum / scale.
std::string rule(std::string_view left, const Coefficients& sum, const Coefficients& x,
                 const Integer& scale, const Rational& multiple) {
  const Integer n = numerator(multiple);
  const Integer d = denominator(multiple);
  Coefficients rest;
  for (std::size_t j = 0; j < 4; ++j) rest[j] = d * sum[j] - n * x[j];
  return std::string(left) + " -> (" + n.str() + " * X + " + sum_text(rest) + ") / " +
         Integer(d * scale).str() + ";\n";
}

// The code before its last saturation, from h, which is a number of codes with a fraction.
struct GappaRounding {
  std::string_view operation;
  bool adds_half;
};

GappaRounding gappa_rounding(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::half_up:
      return {"dn", true};
    case RoundingMode::half_even:
      return {"ne", false};
    case RoundingMode::half_away:
      return {"na", false};
    case RoundingMode::floor:
      return {"dn", false};
    case RoundingMode::trunc:
      return {"zr", false};
  }
  return {"dn", false};
}

std::string shifted(std::string_view value, int shift, const GappaRounding& rounding) {
  std::string text = std::string(value) + " * 1b-" + std::to_string(shift);
  if (rounding.adds_half && shift > 0) text += " + 0.5";
  return text;
}

bool saturation_is_harmless(const LoweredChannel& channel) {
  const Integer unit = Integer(1) << channel.post_shift;
  return Integer(32767) * channel.multiplier >= 127 * unit &&
         Integer(32768) * channel.multiplier >= 128 * unit;
}

}  // namespace

std::optional<GappaClaim> gappa_claim(const ExactChannel& exact, const LoweredChannel& channel) {
  if (!saturation_is_harmless(channel)) return std::nullopt;
  const IntegerOp x = integer_op(exact);
  const Integer& d = x.denominator;
  const Integer shift_scale = Integer(1) << (channel.pre_shift + channel.post_shift);
  const Coefficients acc = {channel.weights[0], channel.weights[1], channel.weights[2],
                            shifted_bias(channel)};
  // D 2^shifts z, and D 2^shifts (z - x).
  Coefficients z;
  Coefficients difference;
  for (std::size_t j = 0; j < 4; ++j) {
    z[j] = d * channel.multiplier * acc[j];
    difference[j] = z[j] - shift_scale * x.of[j];
  }
  const Rational low = Rational(-128 * d);
  const Rational high = Rational(127 * d);
  std::array<Rational, 4> exact_coefficients;
  std::array<Rational, 4> negated;
  for (std::size_t j = 0; j < 4; ++j) {
    exact_coefficients[j] = x.of[j];
    negated[j] = -exact_coefficients[j];
  }
  const Rational greatest_x = std::max<Rational>(greatest_on_box(exact_coefficients), high);
  const Rational least_x = std::min<Rational>(-greatest_on_box(negated), low);

  const Rational bound = error_bound(exact, channel).value;
  const Integer billionths = ceiling_quotient(numerator(bound) * 1000000000, denominator(bound));
  const std::string limit = Integer(billionths * d).str() + "e-9";

  const GappaRounding pre = channel.pre_rounding == PreRounding::half_up
                                ? GappaRounding{"dn", true}
                                : GappaRounding{"dn", false};
  const GappaRounding post = gappa_rounding(channel.post_rounding);
  const std::string shifts = std::to_string(channel.pre_shift + channel.post_shift);
  const std::string m = std::to_string(channel.multiplier);
  const std::string dt = d.str();

  std::string text = "@down = fixed<0, dn>;\n@round = fixed<0, " + std::string(post.operation) +
                     ">;\nY = down(Y_);\nU = down(U_);\nV = down(V_);\n";
  text += "acc = " + sum_text(acc) + ";\n";
  text += "g = " + shifted("acc", channel.pre_shift, pre) + ";\nt = down(g);\np = t * " + m + ";\n";
  text += "h = " + shifted("p", channel.post_shift, post) + ";\n";
  text += "a = round(h);\n";
  text += "X = " + sum_text(x.of) + ";  # x times " + dt + "\n";
  text += "z = acc * " + m + " * 1b-" + shifts + ";\n\n";
  const std::string box = "Y in [-128, 127] /\\ U in [-128, 127] /\\ V in [-128, 127] /\\ X in [";
  text += "{ (" + box + Integer(-128 * d).str() + ", " + Integer(127 * d).str() + "] -> " + dt +
          " * a - X in [-" + limit + ", " + limit + "]) /\\\n";
  text += "  (" + box + Integer(127 * d).str() + ", " + numerator(greatest_x).str() + "] -> " + dt +
          " * a >= " + Integer(127 * d * 1000000000 - billionths * d).str() + "e-9) /\\\n";
  text += "  (" + box + numerator(least_x).str() + ", " + Integer(-128 * d).str() + "] -> " + dt +
          " * a <= " + Integer(-128 * d * 1000000000 + billionths * d).str() + "e-9) }\n\n";
  // a = z + what the roundings are off.
  const std::string pre_half = pre.adds_half && channel.pre_shift > 0 ? " + 0.5" : "";
  const std::string post_half = post.adds_half && channel.post_shift > 0 ? " + 0.5" : "";
  const std::string roundings = dt + " * ((a - h)" + post_half + ") + " +
                                Integer(d * channel.multiplier).str() + " * 1b-" +
                                std::to_string(channel.post_shift) + " * ((t - g)" + pre_half + ")";
  text += dt + " * a - X -> " + roundings + " + (" + dt + " * z - X);\n";
  text += dt + " * a -> " + roundings + " + " + dt + " * z;\n";
  for (const int sign : {1, -1}) {
    text += rule(dt + " * z - X", difference, x.of, shift_scale,
                 best_multiple(difference, x.of, sign, low, high));
  }
  text += rule(dt + " * z", z, x.of, shift_scale, best_multiple(z, x.of, -1, high, greatest_x));
  text += rule(dt + " * z", z, x.of, shift_scale, best_multiple(z, x.of, 1, least_x, low));
  return GappaClaim{text, Rational(billionths, 1000000000)};
}

}  // namespace swingproof
