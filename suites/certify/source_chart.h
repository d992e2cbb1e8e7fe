// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_SOURCE_CHART_H_
#define SWINGPROOF_SUITES_CERTIFY_SOURCE_CHART_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "suites/certify/source_conversion.h"
#include "suites/certify/stimulus.h"

namespace swingproof {

// Colours that are shown to a camera pipeline, or injected into it. Pixels are in C order of their
// positions: {H, W}, {N}, ...
struct RgbStimulus {
  std::vector<std::size_t> positions;
  std::vector<Rgb> pixels;
};

// Patches begin at multiples of this many pixels, so that blocks of 4:2:0 and of JPEG lie within
// one colour.
inline constexpr std::size_t patch_side = 16;

// The chart that tells all 56 sources apart, 256 x 128 pixels, 16 x 8 patches of 16 x 16: corner
// colours and darker bars (two patches wide), ramps of grey, red, green and blue, colours at which
// the conversions differ most, and mixed colours. No colour but black and white is an end of the
// range, and none is a tie of is_tie(): a capture does not depend on how a pipeline rounds ties.
RgbStimulus source_chart();

// The chart repeated over an image of this size, cut off at its right and lower end. Throws
// InputError if the chart does not fit into it once.
RgbStimulus tiled_chart(ImageSize size, std::string_view place);

// An image (H, W) as files: NPY (H, W, 3) uint8, and PNG.
std::string chart_npy(const RgbStimulus& chart);
std::string chart_png(const RgbStimulus& chart);

// Reads a uint8 NPY array (..., 3) in RGB order. Throws InputError for what read_npy() refuses and
// for other types and shapes. The file's bytes are added to the digest, if there is one.
RgbStimulus read_rgb_stimulus(const std::string& path, Sha256* digest = nullptr);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_SOURCE_CHART_H_
