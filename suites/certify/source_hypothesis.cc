// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_hypothesis.h"

#include <algorithm>

namespace swingproof {
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

std::string_view value_name(const SourceHypothesis& source, SourceAxis axis) {
  switch (axis) {
    case SourceAxis::conversion:
      return name(source.conversion);
    case SourceAxis::swing:
      return name(source.matrix.swing);
    case SourceAxis::output_order:
      return name(source.output_order);
    case SourceAxis::chroma_order:
      return name(source.chroma_order);
    case SourceAxis::input_centering:
      return name(source.input_centering);
  }
  return {};
}

bool agree_on(const SourceHypothesis& a, const SourceHypothesis& b,
              const std::vector<SourceAxis>& axes) {
  return std::all_of(axes.begin(), axes.end(),
                     [&](SourceAxis axis) { return value_name(a, axis) == value_name(b, axis); });
}

}  // namespace swingproof
