// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_

#include <array>
#include <string_view>
#include <vector>

#include "deployment/deployment.h"
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

enum class SourceAxis { conversion, swing, output_order, chroma_order, input_centering };

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

// "conversion", "swing", ...
std::string_view name(SourceAxis axis);

// The value on an axis as all output writes it: "bt709", "studio", "swapped".
std::string_view value_name(const SourceHypothesis& source, SourceAxis axis);

// The reverse on the axis of conversions. Throws InputError, listing the names, for anything else.
Conversion parse_conversion(std::string_view text, std::string_view place);

// Whether two sources have the same values on these axes.
bool agree_on(const SourceHypothesis& a, const SourceHypothesis& b,
              const std::vector<SourceAxis>& axes);

// "swing,chroma_order": axes separated by commas, none of them twice. Throws InputError with the
// names that are accepted.
std::vector<SourceAxis> parse_source_axes(std::string_view text, std::string_view place);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_HYPOTHESIS_H_
