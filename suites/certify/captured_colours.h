// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_CAPTURED_COLOURS_H_
#define SWINGPROOF_SUITES_CERTIFY_CAPTURED_COLOURS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "suites/certify/capture_distance.h"
#include "suites/certify/source_chart.h"

namespace swingproof {

// The exact mean of the values captured of one patch: sum / pixels.
struct PatchMean {
  std::int64_t sum = 0;
  std::int64_t pixels = 0;
};

// What was captured of one colour in one plane: the patches with the least and the greatest mean.
// All patches of a colour have the same expected value, so one of these two is the farthest from
// it.
struct CapturedValues {
  PatchMean least;
  PatchMean greatest;
};

// One colour of a stimulus: a source turns each of its pixels into the same YUV. The planes are Y,
// U, V as they were delivered, and with the sign bit of each byte flipped: what an uncentered
// delivery hides; a mean must be taken after undoing that.
struct CapturedColour {
  Rgb colour = {};
  std::uint64_t pixels = 0;
  std::array<CapturedValues, 3> delivered;
  std::array<CapturedValues, 3> sign_flipped;
};

// Pixels one after another of one patch, or, where each pixel is a patch of its own, of one colour.
struct PatchRun {
  std::size_t first = 0;
  std::size_t length = 0;
  std::uint32_t patch = 0;
};

// Which pixels of a stimulus are used, and of which patch each is. It is the same for every capture
// of the stimulus.
struct PatchMap {
  // One colour for each patch, or each once, in ascending order of (R, G, B), if each pixel is a
  // patch of its own.
  std::vector<Rgb> colours;
  std::vector<PatchRun> runs;  // in ascending order of pixels
  bool is_each_pixel = false;
};

// Whether a pixel is used, for every pixel of the stimulus: all of them, or those in the interior
// of their patch. In the interior of an image (two positions) all pixels at a distance of up to
// interior_distance in both directions, as far as the image goes, have the same colour. In a plain
// list every pixel is interior.
inline constexpr std::size_t interior_distance = 4;
std::vector<bool> interior_pixels(const RgbStimulus& stimulus);

// All pixels, each a patch of its own, so that least and greatest are single values.
PatchMap each_pixel(const RgbStimulus& stimulus);

// A patch is a connected set of interior pixels of one colour: in an image connected by their four
// neighbours, in a plain list (or in more than two dimensions) a run. Other pixels are not used.
PatchMap patches(const RgbStimulus& stimulus);

// What was captured, by colour, in ascending order of (R, G, B). The capture must be as long as the
// stimulus.
std::vector<CapturedColour> captured_colours(const PatchMap& map, const CaptureCodes& capture);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURED_COLOURS_H_
