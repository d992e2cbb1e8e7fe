// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_VERDICT_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_VERDICT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "deployment/exact_number.h"
#include "suites/certify/captured_colours.h"
#include "suites/certify/source_hypothesis.h"
#include "suites/certify/verdict.h"

namespace swingproof {

// How a capture of known colours is judged. All comparisons are between exact numbers.
struct SourceRules {
  // In codes. 0: every captured value must be the source's. Else the mean over the interior of each
  // patch, by captured_patches(), may differ by this much.
  Rational tolerance = 0;
  // In codes: every other source must be this much farther than the nearest one. No effect with
  // tolerance 0.
  Rational margin = 1;
  // The axes on which the source must be the declared one.
  std::vector<SourceAxis> against = {all_source_axes.begin(), all_source_axes.end()};
};

// How far a capture is from a source, and where it is farthest. The distance is the greatest one
// over all patches that are used and over Y, U and V.
struct SourceDistance {
  SourceHypothesis source;
  Rational codes;
  Rgb colour = {};        // the first one of which a patch is farthest
  std::size_t plane = 0;  // 0, 1, 2: the conversion's Y, U, V, chroma_order and centering undone
  int expected = 0;       // what the conversion gives there
  Rational captured;      // the mean over that patch; with tolerance 0 the farthest value
};

// The values of the remaining sources on one axis.
struct SourceAxisFinding {
  SourceAxis axis = SourceAxis::conversion;
  std::vector<std::string_view> values;  // one: settled
};

// A picture that a source explains if its bytes are read in another layout than was said: names in
// prose, "I420" and "NV12".
struct MistakenLayout {
  std::string_view found;
  std::string_view said;
  std::string_view option;  // the value of --layout for what was found
};

struct SourceVerdict {
  Judgement judgement = Judgement::undecided;
  std::uint64_t inputs = 0;           // pixels of the stimulus
  std::uint64_t inputs_used = 0;      // of them used: all, or the interiors of patches
  std::size_t colours = 0;            // among those
  std::size_t sources_separated = 0;  // groups of sources that these colours tell apart
  SourceDistance declared;
  std::vector<SourceDistance> explained_by;   // within the tolerance
  std::vector<SourceDistance> within_margin;  // beyond it, but not by the margin
  std::vector<SourceDistance> refuted;        // all others
  std::vector<SourceDistance> nearest;        // the three nearest, if none explains
  std::vector<SourceAxisFinding> axes;        // empty if none explains
  std::optional<MistakenLayout> layout;       // only if none explains; set by check_source()
};

// Each of the 56 sources is a class of its own: no two of them give the same YUV for all 2^24
// colours, since the colours of source_chart() tell every two apart (source_verdict_test.cc).
//
// A source remains if it explains the capture (its distance is within the tolerance), or, where one
// does and the tolerance is above 0, if it is not farther than the nearest one by the margin.
//
// certified: one that is as declared on all axes of `against` explains the capture, and all that
//            remain are so.
// refuted:   no source that is as declared remains, or none explains the capture.
// undecided: all else.
//
// Throws InputError, with this place, if no pixel is in the interior of a patch. The capture must
// be as long as the stimulus.
SourceVerdict judge_source(const SourceHypothesis& declared, const RgbStimulus& stimulus,
                           const CaptureCodes& capture, const SourceRules& rules,
                           std::string_view place);

// The same for many captures of one stimulus: the patches by these rules, once, and with them each
// verdict.
PatchMap judged_patches(const RgbStimulus& stimulus, const SourceRules& rules,
                        std::string_view place);
SourceVerdict judge_source(const SourceHypothesis& declared, const PatchMap& patches,
                           const CaptureCodes& capture, const SourceRules& rules);

// The groups of sources that colours tell apart.
std::size_t separated_sources(const std::vector<SourceHypothesis>& sources,
                              const std::vector<CapturedColour>& colours);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_VERDICT_H_
