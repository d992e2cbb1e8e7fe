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

std::size_t arithmetic_index(std::string_view text, std::string_view place) {
  const std::vector<std::string>& names = arithmetic_names();
  const auto found = std::ranges::find(names, text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  refuse_name(text, "an arithmetic", place,
              std::vector<std::string_view>(names.begin(), names.end()));
}

template <typename Enum>
constexpr std::size_t values_of = enum_names<Enum>.names.size();

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
      with_first(static_cast<std::size_t>(declared.matrix.swing), values_of<Swing>),
      with_first(static_cast<std::size_t>(declared.output_order), values_of<OutputOrder>),
      with_first(static_cast<std::size_t>(declared.chroma_order), values_of<ChromaOrder>),
      with_first(static_cast<std::size_t>(declared.input_centering), values_of<InputCentering>),
      with_first(static_cast<std::size_t>(declared.quant_stub), values_of<QuantStub>),
      with_first(static_cast<std::size_t>(declared.normalisation), values_of<Normalisation>),
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

std::string_view value_name(const Hypothesis& hypothesis, Axis axis) {
  switch (axis) {
    case Axis::swing:
      return name(hypothesis.matrix.swing);
    case Axis::output_order:
      return name(hypothesis.output_order);
    case Axis::chroma_order:
      return name(hypothesis.chroma_order);
    case Axis::input_centering:
      return name(hypothesis.input_centering);
    case Axis::quant_stub:
      return name(hypothesis.quant_stub);
    case Axis::normalisation:
      return name(hypothesis.normalisation);
    case Axis::arithmetic:
      return arithmetic_names().at(hypothesis.arithmetic);
  }
  return {};
}

void set_value(Hypothesis& hypothesis, Axis axis, std::string_view text, std::string_view place) {
  switch (axis) {
    case Axis::swing:
      hypothesis.matrix.swing = parse_name<Swing>(text, place);
      break;
    case Axis::output_order:
      hypothesis.output_order = parse_name<OutputOrder>(text, place);
      break;
    case Axis::chroma_order:
      hypothesis.chroma_order = parse_name<ChromaOrder>(text, place);
      break;
    case Axis::input_centering:
      hypothesis.input_centering = parse_name<InputCentering>(text, place);
      break;
    case Axis::quant_stub:
      hypothesis.quant_stub = parse_name<QuantStub>(text, place);
      break;
    case Axis::normalisation:
      hypothesis.normalisation = parse_name<Normalisation>(text, place);
      break;
    case Axis::arithmetic:
      hypothesis.arithmetic = arithmetic_index(text, place);
      break;
  }
}

}  // namespace swingproof
