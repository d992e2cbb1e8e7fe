// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/range_claim.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fixedpoint/lowering.h"
#include "oracle/ideal_op.h"
#include "suites/bound/gappa_rounding.h"
#include "suites/bound/input_box.h"

namespace swingproof {
namespace {

const Rational float_unit(1, 1 << 24);

// Boost's abs() gives an expression, which std::max does not take.
Rational magnitude(const Rational& value) { return abs(value); }

Rational greatest_mean_magnitude(const SettingRange& range) {
  return std::max(magnitude(range.least_mean), magnitude(range.greatest_mean));
}

// The setting-independent numbers of one channel, exactly as the plugin's doubles are.
struct ChannelConstants {
  std::array<Rational, 3> weight;
  Rational weight_scale;
  Rational offset;
};

ChannelConstants channel_constants(const Arithmetic& arithmetic, const Deployment& deployment,
                                   std::size_t c) {
  const OpConstants all = constants_of(arithmetic, deployment);
  const auto row = static_cast<std::size_t>(output_channels(deployment.op).at(c));
  ChannelConstants constants;
  for (std::size_t j = 0; j < 3; ++j) constants.weight.at(j) = Rational(all.weight.at(row).at(j));
  constants.weight_scale = Rational(all.weight_scale.at(row));
  constants.offset = Rational(all.offset);
  return constants;
}

bool is_cut(RoundingMode mode) {
  return mode == RoundingMode::floor || mode == RoundingMode::trunc;
}

// Whether every setting's float32 lowering rounds weight / weight_scale the same way: the nearest
// rounding boundary is farther away than five relative float errors and one of the sum with 1/2.
bool is_the_same_for_all(const Rational& weight, const Rational& weight_scale, RoundingMode mode) {
  const Rational quotient = weight / weight_scale;
  if (quotient == 0) return true;  // 0 is not rounded
  const Rational shifted = is_cut(mode) ? quotient : Rational(quotient + Rational(1, 2));
  const Rational fraction = shifted - floor_quotient(numerator(shifted), denominator(shifted));
  const Rational distance = std::min<Rational>(fraction, 1 - fraction);
  return distance > 8 * float_unit * (magnitude(quotient) + 1);
}

// The greatest |d|, in steps of the accumulator.
Rational bias_error(const ChannelConstants& constants, const Datapath& datapath,
                    const SettingRange& range) {
  const Rational float_error = 9 * float_unit *
                               (magnitude(constants.offset) + greatest_mean_magnitude(range)) /
                               constants.weight_scale;
  const Rational bias = std::max(magnitude(constants.offset - range.least_mean),
                                 magnitude(constants.offset - range.greatest_mean)) /
                        constants.weight_scale;
  const Rational largest = Rational((Integer(1) << (datapath.bias_width - 1)) - 2);
  Rational unit = 1;  // 2^bias_shift, at most
  while (bias + float_error > largest * unit) unit *= 2;
  const Rational rounding = is_cut(datapath.bias_rounding) ? unit : Rational(unit / 2);
  return rounding + float_error;
}

// The greatest |e|.
Rational scale_error() { return Rational(129, 256) / (1 << 14) + 6 * float_unit; }

// The terms of S (a - x) that the weights are off, of Y, U, V and 1, and their greatest magnitude.
struct WeightError {
  std::array<Rational, 4> of;
  Rational greatest;
};

WeightError weight_error(const ChannelConstants& constants, const LoweredChannel& lowered,
                         const GreyLattice& exact) {
  const Rational steps = exact.steps_per_grey_level;
  const std::array<Rational, 3> grey = {exact.y / steps, exact.u / steps, exact.v / steps};
  WeightError error;
  for (std::size_t j = 0; j < 3; ++j) {
    error.of[j] = lowered.weights[j] * constants.weight_scale - grey[j];
  }
  error.of[3] = constants.offset - exact.constant / steps;
  error.greatest =
      std::max(magnitude(greatest_on_box(error.of)), magnitude(least_on_box(error.of)));
  return error;
}

// Whether a setting of the range has a pre-shift.
bool can_have_pre_shift(const Rational& least_ratio) {
  return least_ratio * (1 - 8 * float_unit) < Rational(1, 256);
}

// Whether the accumulator is an int16 for every input and every setting, the bias being at most
// this far from (offset - mean) / weight_scale.
bool fits_int16(const ChannelConstants& constants, const std::array<std::int32_t, 3>& weights,
                const SettingRange& range, const Rational& bias_error) {
  Rational reach = bias_error + std::max(magnitude(constants.offset - range.least_mean),
                                         magnitude(constants.offset - range.greatest_mean)) /
                                    constants.weight_scale;
  for (const std::int32_t weight : weights) reach += 128 * magnitude(weight);
  return reach <= 32767;
}

std::string fraction_text(const Rational& value) {
  const std::string top = numerator(value).str();
  return denominator(value) == 1 ? top : "(" + top + " / " + denominator(value).str() + ")";
}

std::string sum_text(const std::array<Rational, 4>& of) {
  static constexpr std::array<std::string_view, 3> inputs = {" * Y", " * U", " * V"};
  std::string text = fraction_text(of[3]);
  for (std::size_t j = 0; j < 3; ++j) {
    if (of.at(j) != 0) text += " + " + fraction_text(of.at(j)) + std::string(inputs.at(j));
  }
  return text;
}

// Gappa's intervals end at decimals: all of ours have 12 digits after the point.
const Integer decimal_unit("1000000000000");

Rational rounded_down(const Rational& value) {
  return {floor_quotient(numerator(value) * decimal_unit, denominator(value)), decimal_unit};
}

Rational rounded_up(const Rational& value) {
  return {ceiling_quotient(numerator(value) * decimal_unit, denominator(value)), decimal_unit};
}

std::string interval(const Rational& least, const Rational& greatest) {
  return " in [" + numerator(Rational(rounded_down(least) * decimal_unit)).str() + "e-12, " +
         numerator(Rational(rounded_up(greatest) * decimal_unit)).str() + "e-12]";
}

// p lies in [least, greatest].
struct CutOff {
  Rational least = 0;
  Rational greatest = 0;
};

CutOff pre_shift_cut_off(const Rational& least_ratio, const Datapath& datapath) {
  if (!can_have_pre_shift(least_ratio)) return {};
  if (datapath.pre_rounding == PreRounding::floor) return {Rational(-1, 128), 0};
  return {Rational(-1, 256), Rational(1, 256)};
}

// Everything that the three scripts of a claim are made of.
struct RangeTerms {
  std::array<std::int32_t, 3> weights;
  Rational weight_scale;
  Rational offset;
  GreyLattice exact;
  WeightError error;
  Rational d;
  Rational e;
  CutOff p;
  GappaRounding rounding;
  Rational bound;
};

std::string definitions(const RangeTerms& terms) {
  const Rational steps = terms.exact.steps_per_grey_level;
  const std::string w = fraction_text(terms.weight_scale);
  std::string text =
      "@down = fixed<0, dn>;\n@round = fixed<0, " + std::string(terms.rounding.operation) + ">;\n";
  text += "Y = down(Y_);\nU = down(U_);\nV = down(V_);\n";
  text += "acc = " + sum_text({terms.weights[0], terms.weights[1], terms.weights[2], 0}) + " + (" +
          fraction_text(terms.offset) + " - mean) / " + w + " + d;\n";
  text += "h = acc * (" + w + " / step) * (1 + e) + p" +
          (terms.rounding.adds_half ? " + 0.5" : "") + ";\na = round(h);\n";
  text += "x = (" +
          sum_text({terms.exact.y / steps, terms.exact.u / steps, terms.exact.v / steps,
                    terms.exact.constant / steps}) +
          " - mean) / step;\n\n";
  return text;
}

// "For all inputs and settings where x lies in [low, high]: goal."
std::string script(const RangeTerms& terms, const SettingRange& range, const Rational& low,
                   const Rational& high, const std::string& left, const std::string& goal,
                   const std::string& of_x) {
  std::string text = definitions(terms);
  text += "{ Y in [-128, 127] /\\ U in [-128, 127] /\\ V in [-128, 127] /\\\n  mean" +
          interval(range.least_mean, range.greatest_mean) + " /\\ step" +
          interval(range.least_step, range.greatest_step) + " /\\\n  d" +
          interval(-terms.d, terms.d) + " /\\ e" + interval(-terms.e, terms.e) + " /\\ p" +
          interval(terms.p.least, terms.p.greatest) + " /\\ x" + interval(low, high) + "\n  -> " +
          left + goal + " }\n\n";
  text += left + " -> (a - h)" + (terms.rounding.adds_half ? " + 0.5" : "") + " + p + (" +
          sum_text(terms.error.of) + " + " + fraction_text(terms.weight_scale) +
          " * d) * (1 + e) / step + " + of_x + " { step <> 0 };\n";
  return text;
}

// Upward, to 9 digits.
Rational in_billionths(const Rational& value) {
  const Integer billion = 1000000000;
  return Rational(ceiling_quotient(numerator(value) * billion, denominator(value)), billion);
}

std::string billionths_text(const Rational& value) {
  return numerator(Rational(value * 1000000000)).str() + "e-9";
}

GappaClaim claim_of(const RangeTerms& terms, const SettingRange& range) {
  Rational farthest = magnitude(Rational(terms.exact.constant));
  for (const std::int64_t coefficient : {terms.exact.y, terms.exact.u, terms.exact.v}) {
    farthest += 128 * magnitude(Rational(coefficient));
  }
  farthest = (farthest / terms.exact.steps_per_grey_level + greatest_mean_magnitude(range)) /
                 range.least_step +
             128;
  const std::string bound = billionths_text(terms.bound);
  return {{script(terms, range, -128, 127, "a - x", " in [-" + bound + ", " + bound + "]", "e * x"),
           script(terms, range, 127, farthest, "a", " >= " + billionths_text(127 - terms.bound),
                  "(1 + e) * x"),
           script(terms, range, -farthest, -128, "a", " <= " + billionths_text(terms.bound - 128),
                  "(1 + e) * x")},
          terms.bound};
}

}  // namespace

std::optional<GappaClaim> range_claim(Op op, Matrix matrix, std::size_t c,
                                      const Arithmetic& arithmetic, const SettingRange& wanted) {
  if (arithmetic.integers) return std::nullopt;
  const SettingRange range = {rounded_down(wanted.least_mean), rounded_up(wanted.greatest_mean),
                              rounded_down(wanted.least_step), rounded_up(wanted.greatest_step)};
  if (range.least_step <= 0) return std::nullopt;
  Deployment deployment;
  deployment.op = op;
  deployment.matrix = matrix;
  const ChannelConstants constants = channel_constants(arithmetic, deployment, c);
  const Datapath& datapath = arithmetic.datapath;
  for (const Rational& weight : constants.weight) {
    if (!is_the_same_for_all(weight, constants.weight_scale, datapath.weight_rounding)) {
      return std::nullopt;
    }
  }
  // Of the shifts: at most 17 and 22; and one at least, where the rounding is.
  const Rational least_ratio = constants.weight_scale / range.greatest_step;
  const Rational greatest_ratio = constants.weight_scale / range.least_step;
  if (least_ratio < Rational(1, 1 << 24) || greatest_ratio > (1 << 13)) return std::nullopt;

  // Any setting has these weights.
  const LoweredChannel lowered = lower(deployment, arithmetic).at(c);
  RangeTerms terms;
  terms.weights = lowered.weights;
  terms.weight_scale = constants.weight_scale;
  terms.offset = constants.offset;
  terms.exact = exact_channel(deployment, c).lattice;
  terms.error = weight_error(constants, lowered, terms.exact);
  terms.d = rounded_up(bias_error(constants, datapath, range));
  if (datapath.saturation == Saturation::before_pre_shift && can_have_pre_shift(least_ratio) &&
      !fits_int16(constants, lowered.weights, range, terms.d)) {
    return std::nullopt;
  }
  terms.e = rounded_up(scale_error());
  terms.p = pre_shift_cut_off(least_ratio, datapath);
  terms.rounding = gappa_rounding(datapath.post_rounding);
  const Rational rounding = is_cut(datapath.post_rounding) ? Rational(1) : Rational(1, 2);
  terms.bound = in_billionths(rounding + std::max<Rational>(-terms.p.least, terms.p.greatest) +
                              (terms.error.greatest + constants.weight_scale * terms.d) *
                                  (1 + terms.e) / range.least_step +
                              128 * terms.e);
  return terms.bound < 255 ? claim_of(terms, range) : trivial_claim();
}

}  // namespace swingproof
