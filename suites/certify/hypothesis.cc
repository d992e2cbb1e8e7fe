// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/hypothesis.h"

#include <algorithm>
#include <span>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"
#include "fixedpoint/arithmetic.h"

namespace swingproof {
namespace {

constexpr std::array<std::string_view, 7> axis_names = {
    "swing",      "output_order",  "chroma_order", "input_centering",
    "quant_stub", "normalisation", "arithmetic"};

// The values of the enumerated axes, by the enumerators' values.
constexpr std::array<std::string_view, 2> output_order_names = {"as_declared", "reversed"};
constexpr std::array<std::string_view, 2> chroma_order_names = {"as_declared", "swapped"};
constexpr std::array<std::string_view, 2> input_centering_names = {"centered", "uncentered"};
constexpr std::array<std::string_view, 2> quant_stub_names = {"one", "unreset"};
constexpr std::array<std::string_view, 3> normalisation_names = {"as_declared", "reversed",
                                                                 "unit_range"};

template <typename Name>
std::size_t index_of(std::span<const Name> names, std::string_view what, std::string_view text,
                     std::string_view place) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return i;
  }
  const std::vector<std::string_view> accepted(names.begin(), names.end());
  throw InputError(place, quoted(text) + " is not " + std::string(what),
                   name_remedy(text, accepted));
}

template <typename Value, std::size_t count>
Value value_of(const std::array<std::string_view, count>& names, Axis axis, std::string_view text,
               std::string_view place) {
  const std::string what = "a value of " + std::string(name(axis));
  return static_cast<Value>(index_of<std::string_view>(names, what, text, place));
}

std::size_t arithmetic_index(std::string_view text, std::string_view place) {
  return index_of<std::string>(arithmetic_names(), "an arithmetic", text, place);
}

// 0 .. count - 1 with one of them moved to the front.
std::vector<std::size_t> with_first(std::size_t first, std::size_t count) {
  std::vector<std::size_t> order = {first};
  for (std::size_t i = 0; i < count; ++i) {
    if (i != first) order.push_back(i);
  }
  return order;
}

}  // namespace

const std::vector<std::string>& arithmetic_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Arithmetic& each : arithmetic_alternatives()) all.push_back(each.name);
    all.emplace_back("ideal");
    return all;
  }();
  return names;
}

std::size_t ideal_arithmetic() { return arithmetic_names().size() - 1; }

Hypothesis declared_hypothesis(const Deployment& deployment, std::string_view arithmetic,
                               std::string_view place) {
  Hypothesis declared;
  declared.matrix = deployment.matrix;
  declared.arithmetic = arithmetic_index(arithmetic, place);
  return declared;
}

std::vector<Hypothesis> all_hypotheses(const Hypothesis& declared) {
  // Every other axis has its declared value first already.
  const std::array<std::vector<std::size_t>, 7> values = {
      with_first(static_cast<std::size_t>(declared.matrix.swing), enum_names<Swing>.names.size()),
      with_first(static_cast<std::size_t>(declared.output_order), output_order_names.size()),
      with_first(static_cast<std::size_t>(declared.chroma_order), chroma_order_names.size()),
      with_first(static_cast<std::size_t>(declared.input_centering), input_centering_names.size()),
      with_first(static_cast<std::size_t>(declared.quant_stub), quant_stub_names.size()),
      with_first(static_cast<std::size_t>(declared.normalisation), normalisation_names.size()),
      with_first(declared.arithmetic, arithmetic_names().size())};
  std::size_t count = 1;
  for (const auto& axis : values) count *= axis.size();
  std::vector<Hypothesis> all(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::array<std::size_t, 7> value{};
    std::size_t rest = i;
    for (std::size_t axis = values.size(); axis-- > 0;) {
      value[axis] = values[axis][rest % values[axis].size()];
      rest /= values[axis].size();
    }
    all[i] = {{declared.matrix.standard, static_cast<Swing>(value[0])},
              static_cast<OutputOrder>(value[1]),
              static_cast<ChromaOrder>(value[2]),
              static_cast<InputCentering>(value[3]),
              static_cast<QuantStub>(value[4]),
              static_cast<Normalisation>(value[5]),
              value[6]};
  }
  return all;
}

std::string_view name(Axis axis) { return axis_names.at(static_cast<std::size_t>(axis)); }

std::string_view value_name(const Hypothesis& hypothesis, Axis axis) {
  switch (axis) {
    case Axis::swing:
      return name(hypothesis.matrix.swing);
    case Axis::output_order:
      return output_order_names.at(static_cast<std::size_t>(hypothesis.output_order));
    case Axis::chroma_order:
      return chroma_order_names.at(static_cast<std::size_t>(hypothesis.chroma_order));
    case Axis::input_centering:
      return input_centering_names.at(static_cast<std::size_t>(hypothesis.input_centering));
    case Axis::quant_stub:
      return quant_stub_names.at(static_cast<std::size_t>(hypothesis.quant_stub));
    case Axis::normalisation:
      return normalisation_names.at(static_cast<std::size_t>(hypothesis.normalisation));
    case Axis::arithmetic:
      return arithmetic_names().at(hypothesis.arithmetic);
  }
  return {};
}

Axis parse_axis(std::string_view text, std::string_view place) {
  return static_cast<Axis>(index_of<std::string_view>(axis_names, "an axis", text, place));
}

void set_value(Hypothesis& hypothesis, Axis axis, std::string_view text, std::string_view place) {
  switch (axis) {
    case Axis::swing:
      hypothesis.matrix.swing = parse_name<Swing>(text, place);
      break;
    case Axis::output_order:
      hypothesis.output_order = value_of<OutputOrder>(output_order_names, axis, text, place);
      break;
    case Axis::chroma_order:
      hypothesis.chroma_order = value_of<ChromaOrder>(chroma_order_names, axis, text, place);
      break;
    case Axis::input_centering:
      hypothesis.input_centering =
          value_of<InputCentering>(input_centering_names, axis, text, place);
      break;
    case Axis::quant_stub:
      hypothesis.quant_stub = value_of<QuantStub>(quant_stub_names, axis, text, place);
      break;
    case Axis::normalisation:
      hypothesis.normalisation = value_of<Normalisation>(normalisation_names, axis, text, place);
      break;
    case Axis::arithmetic:
      hypothesis.arithmetic = arithmetic_index(text, place);
      break;
  }
}

std::vector<Axis> parse_axes(std::string_view text, std::string_view place) {
  std::vector<Axis> axes;
  for (;;) {
    const std::size_t comma = text.find(',');
    const Axis axis = parse_axis(text.substr(0, comma), place);
    if (std::find(axes.begin(), axes.end(), axis) != axes.end()) {
      throw InputError(place, quoted(name(axis)) + " is there twice", "name each axis once");
    }
    axes.push_back(axis);
    if (comma == std::string_view::npos) return axes;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace swingproof
