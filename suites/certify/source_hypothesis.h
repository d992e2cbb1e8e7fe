// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_

#include <array>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
#include "deployment/enum_names.h"
#include "suites/certify/hypothesis.h"

namespace swingproof {

// Where the YUV of a capture may come from (docs/numerics.md section 7, last table): what
// turned colours that are known into the YUV that the image pyramid delivered.

enum class Conversion {
  training_op,  // rgb2centered_yuv as deployed (bgr2centered_yuv gives a colour the same YUV)
  bt601,        // exact, nearest
  bt709,        // exact, nearest
  opencv        // COLOR_RGB2YUV of 8 bit images; full swing only
};

template <>
inline constexpr auto enum_names<Conversion> =
    names_of<Conversion>("a conversion", {{Conversion::training_op, "rgb2centered_yuv"},
                                          {Conversion::bt601, "bt601"},
                                          {Conversion::bt709, "bt709"},
                                          {Conversion::opencv, "opencv_rgb2yuv"}});

enum class SourceAxis { conversion, swing, output_order, chroma_order, input_centering };

template <>
inline constexpr auto enum_names<SourceAxis> =
    names_of<SourceAxis>("an axis of sources", {{SourceAxis::conversion, "conversion"},
                                                {SourceAxis::swing, "swing"},
                                                {SourceAxis::output_order, "output_order"},
                                                {SourceAxis::chroma_order, "chroma_order"},
                                                {SourceAxis::input_centering, "input_centering"}});

inline constexpr std::array all_source_axes = {SourceAxis::conversion, SourceAxis::swing,
                                               SourceAxis::output_order, SourceAxis::chroma_order,
                                               SourceAxis::input_centering};

// A colour passes these axes in their order; output_order is the order in which the pipeline takes
// R, G and B here: reversed takes blue for red.
struct SourceHypothesis {
  Conversion conversion = Conversion::training_op;
  Matrix matrix =
      {};  // of the training-side op; a standard's conversion has its own and this swing
  OutputOrder output_order = OutputOrder::as_declared;
  ChromaOrder chroma_order = ChromaOrder::as_declared;
  InputCentering input_centering = InputCentering::centered;

  friend bool operator==(const SourceHypothesis&, const SourceHypothesis&) = default;
};

// The YUV that the model was trained for: the training-side op with the deployment's swing.
SourceHypothesis declared_source(const Deployment& deployment);

// All 56: six conversions with a swing and OpenCV's, times 2*2*2. The declared one comes first, and
// the declared value before the other ones on each axis.
std::vector<SourceHypothesis> all_sources(const SourceHypothesis& declared);

// The value on an axis as all output writes it: "bt709", "studio", "swapped".
std::string_view value_name(const SourceHypothesis& source, SourceAxis axis);

// Whether two sources have the same values on these axes.
bool agree_on(const SourceHypothesis& a, const SourceHypothesis& b,
              const std::vector<SourceAxis>& axes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_
