// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_
#define SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "deployment/input_error.h"

namespace swingproof {

// What a board may compute instead of the declared op (docs/numerics.md section 7). A hypothesis is
// one value on each of seven axes; their names are the vocabulary of all output.

// reversed: output planes 0 and 2 exchanged after the op. Together with Normalisation::reversed
// this is the other op (BGR for RGB) with the same lists of mean and std.
enum class OutputOrder { as_declared, reversed };

template <>
inline constexpr auto enum_names<OutputOrder> =
    names_of<OutputOrder>("a value of output_order", {{OutputOrder::as_declared, "as_declared"},
                                                      {OutputOrder::reversed, "reversed"}});

// swapped: U and V exchanged, NV12 against NV21.
enum class ChromaOrder { as_declared, swapped };

template <>
inline constexpr auto enum_names<ChromaOrder> =
    names_of<ChromaOrder>("a value of chroma_order", {{ChromaOrder::as_declared, "as_declared"},
                                                      {ChromaOrder::swapped, "swapped"}});

// uncentered: the byte 0..255 taken as int8 without subtracting 128, its sign bit flipped.
enum class InputCentering { centered, uncentered };

template <>
inline constexpr auto enum_names<InputCentering> = names_of<InputCentering>(
    "a value of input_centering",
    {{InputCentering::centered, "centered"}, {InputCentering::uncentered, "uncentered"}});

// unreset: the input first becomes sat8(round_half_even(x / q_scale)).
enum class QuantStub { one, unreset };

template <>
inline constexpr auto enum_names<QuantStub> = names_of<QuantStub>(
    "a value of quant_stub", {{QuantStub::one, "one"}, {QuantStub::unreset, "unreset"}});

// reversed: mean and std in the other channel order. unit_range: mean/255 and std/255 were passed.
enum class Normalisation { as_declared, reversed, unit_range };

template <>
inline constexpr auto enum_names<Normalisation> = names_of<Normalisation>(
    "a value of normalisation", {{Normalisation::as_declared, "as_declared"},
                                 {Normalisation::reversed, "reversed"},
                                 {Normalisation::unit_range, "unit_range"}});

enum class Axis {
  swing,
  output_order,
  chroma_order,
  input_centering,
  quant_stub,
  normalisation,
  arithmetic
};

template <>
inline constexpr auto enum_names<Axis> = names_of<Axis>("an axis",
                                                        {{Axis::swing, "swing"},
                                                         {Axis::output_order, "output_order"},
                                                         {Axis::chroma_order, "chroma_order"},
                                                         {Axis::input_centering, "input_centering"},
                                                         {Axis::quant_stub, "quant_stub"},
                                                         {Axis::normalisation, "normalisation"},
                                                         {Axis::arithmetic, "arithmetic"}});

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

// The value on an axis as all output writes it: "studio", "reversed", "bayes:post_rounding=floor".
std::string_view value_name(const Hypothesis& hypothesis, Axis axis);

// The reverse. Throws InputError with the names that are accepted.
void set_value(Hypothesis& hypothesis, Axis axis, std::string_view text, std::string_view place);

// "swing,output_order": axes of the op or of sources, separated by commas, none of them twice.
// Throws InputError with the names that are accepted.
template <typename AnyAxis>
std::vector<AnyAxis> parse_axes(std::string_view text, std::string_view place) {
  std::vector<AnyAxis> axes;
  for (;;) {
    const std::size_t comma = text.find(',');
    const auto axis = parse_name<AnyAxis>(text.substr(0, comma), place);
    if (std::ranges::find(axes, axis) != axes.end()) {
      throw InputError(place, quoted(name(axis)) + " is there twice", "name each axis once");
    }
    axes.push_back(axis);
    if (comma == std::string_view::npos) return axes;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_HYPOTHESIS_H_
