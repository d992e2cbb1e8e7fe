// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_hypothesis.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"

namespace swingproof {
namespace {

constexpr std::array<std::string_view, 5> source_axis_names = {
    "conversion", "swing", "output_order", "chroma_order", "input_centering"};

constexpr std::array<std::string_view, 4> conversion_names = {"rgb2centered_yuv", "bt601", "bt709",
                                                              "opencv_rgb2yuv"};

// The place of a text among names; what: "an axis of sources".
template <std::size_t size>
std::size_t index_among(const std::array<std::string_view, size>& names, std::string_view text,
                        std::string_view place, const std::string& what) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw InputError(place, quoted(text) + " is not " + what, name_remedy(text, names));
}

SourceAxis parse_source_axis(std::string_view text, std::string_view place) {
  return static_cast<SourceAxis>(index_among(source_axis_names, text, place, "an axis of sources"));
}

}  // namespace

SourceHypothesis declared_source(const Deployment& deployment) {
  SourceHypothesis declared;
  declared.matrix = deployment.matrix;
  return declared;
}

std::vector<SourceHypothesis> all_sources(const SourceHypothesis& declared) {
  std::vector<SourceHypothesis> all;
  for (const Conversion conversion :
       {Conversion::training_op, Conversion::bt601, Conversion::bt709, Conversion::opencv}) {
    for (const auto& [swing, swing_name] : enum_names<Swing>.names) {
      const Matrix matrix = {declared.matrix.standard, swing};
      if (conversion == Conversion::opencv && swing == Swing::studio) continue;
      for (const OutputOrder order : {OutputOrder::as_declared, OutputOrder::reversed}) {
        for (const ChromaOrder chroma : {ChromaOrder::as_declared, ChromaOrder::swapped}) {
          all.push_back({conversion, matrix, order, chroma, InputCentering::centered});
          all.push_back({conversion, matrix, order, chroma, InputCentering::uncentered});
        }
      }
    }
  }
  // Axis by axis from the last one, so that the first axis decides first.
  // Clang 14 does not compile std::views::reverse of GCC 12's library.
  // NOLINTNEXTLINE(modernize-loop-convert)
  for (auto axis = all_source_axes.rbegin(); axis != all_source_axes.rend(); ++axis) {
    std::stable_partition(all.begin(), all.end(), [&](const SourceHypothesis& each) {
      return value_name(each, *axis) == value_name(declared, *axis);
    });
  }
  return all;
}

std::string_view name(SourceAxis axis) {
  return source_axis_names.at(static_cast<std::size_t>(axis));
}

std::string_view value_name(const SourceHypothesis& source, SourceAxis axis) {
  Hypothesis shared;  // the axes that sources have in common with the op
  shared.matrix = source.matrix;
  shared.output_order = source.output_order;
  shared.chroma_order = source.chroma_order;
  shared.input_centering = source.input_centering;
  switch (axis) {
    case SourceAxis::conversion:
      return conversion_names.at(static_cast<std::size_t>(source.conversion));
    case SourceAxis::swing:
      return value_name(shared, Axis::swing);
    case SourceAxis::output_order:
      return value_name(shared, Axis::output_order);
    case SourceAxis::chroma_order:
      return value_name(shared, Axis::chroma_order);
    case SourceAxis::input_centering:
      return value_name(shared, Axis::input_centering);
  }
  return {};
}

Conversion parse_conversion(std::string_view text, std::string_view place) {
  return static_cast<Conversion>(index_among(conversion_names, text, place, "a conversion"));
}

bool agree_on(const SourceHypothesis& a, const SourceHypothesis& b,
              const std::vector<SourceAxis>& axes) {
  return std::all_of(axes.begin(), axes.end(),
                     [&](SourceAxis axis) { return value_name(a, axis) == value_name(b, axis); });
}

std::vector<SourceAxis> parse_source_axes(std::string_view text, std::string_view place) {
  std::vector<SourceAxis> axes;
  for (;;) {
    const std::size_t comma = text.find(',');
    const SourceAxis axis = parse_source_axis(text.substr(0, comma), place);
    if (std::find(axes.begin(), axes.end(), axis) != axes.end()) {
      throw InputError(place, quoted(name(axis)) + " is there twice", "name each axis once");
    }
    axes.push_back(axis);
    if (comma == std::string_view::npos) return axes;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace swingproof
