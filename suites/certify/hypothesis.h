// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_
#define SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"

namespace swingproof {

// What a board may compute instead of the declared op (docs/numerics.md section 7). A hypothesis is
// one value on each of seven axes; their names are the vocabulary of all output.

// reversed: output planes 0 and 2 exchanged after the op. Together with Normalisation::reversed
// this is the other op (BGR for RGB) with the same lists of mean and std.
enum class OutputOrder { as_declared, reversed };

// swapped: U and V exchanged, NV12 against NV21.
enum class ChromaOrder { as_declared, swapped };

// uncentered: the byte 0..255 taken as int8 without subtracting 128, its sign bit flipped.
enum class InputCentering { centered, uncentered };

// unreset: the input first becomes sat8(round_half_even(x / q_scale)).
enum class QuantStub { one, unreset };

// reversed: mean and std in the other channel order. unit_range: mean/255 and std/255 were passed.
enum class Normalisation { as_declared, reversed, unit_range };

enum class Axis {
  swing,
  output_order,
  chroma_order,
  input_centering,
  quant_stub,
  normalisation,
  arithmetic
};

inline constexpr std::array all_axes = {
    Axis::swing,      Axis::output_order,  Axis::chroma_order, Axis::input_centering,
    Axis::quant_stub, Axis::normalisation, Axis::arithmetic};

// The arithmetic axis: the names of arithmetic_alternatives() in their order, then "ideal", the
// exact code of a float simulation.
const std::vector<std::string>& arithmetic_names();

// The index of "ideal", the last one.
std::size_t ideal_arithmetic();

// On its way from the camera to the capture a pixel is changed by chroma_order, input_centering and
// quant_stub, in this order; then the op computes it with swing, normalisation and arithmetic; then
// output_order is applied.
struct Hypothesis {
  Matrix matrix = {};  // the declared one; the axis is its swing
  OutputOrder output_order = OutputOrder::as_declared;
  ChromaOrder chroma_order = ChromaOrder::as_declared;
  InputCentering input_centering = InputCentering::centered;
  QuantStub quant_stub = QuantStub::one;
  Normalisation normalisation = Normalisation::as_declared;
  std::size_t arithmetic = 0;  // index into arithmetic_names()

  friend bool operator==(const Hypothesis&, const Hypothesis&) = default;
};

// The hypothesis that the deployment declares: its swing, this arithmetic, and the first value of
// each other axis. Throws InputError, listing the names, if there is no such arithmetic.
Hypothesis declared_hypothesis(const Deployment& deployment, std::string_view arithmetic,
                               std::string_view place);

// The full product of the axes. The declared one comes first, and the declared value before the
// other ones on each axis.
std::vector<Hypothesis> all_hypotheses(const Hypothesis& declared);

// "swing", "output_order", ...
std::string_view name(Axis axis);

// The value on an axis as all output writes it: "studio", "reversed", "bayes:post_rounding=floor".
std::string_view value_name(const Hypothesis& hypothesis, Axis axis);

// The reverse of both, each throwing InputError with the names that are accepted.
Axis parse_axis(std::string_view text, std::string_view place);
void set_value(Hypothesis& hypothesis, Axis axis, std::string_view text, std::string_view place);

// "swing,output_order": axes separated by commas, none of them twice.
std::vector<Axis> parse_axes(std::string_view text, std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_
