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

// What was captured of one colour in one plane, over some pixels: their exact mean is sum / pixels.
struct CapturedValues {
  std::int64_t sum = 0;
  int least = 127;
  int greatest = -128;
};

// All pixels of one colour of a stimulus. A patch is such a set: a source turns each of its pixels
// into the same YUV. The planes are Y, U, V as they were delivered, and with the sign bit of each
// byte flipped: what an uncentered delivery hides; a mean has to be taken behind that.
struct CapturedColour {
  Rgb colour = {};
  std::uint64_t pixels = 0;
  std::array<CapturedValues, 3> delivered;
  std::array<CapturedValues, 3> sign_flipped;
};

// Whether a pixel is used, for every pixel of the stimulus: all of them, or those in the interior
// of their patch. In the interior of an image (two positions) all pixels at a distance of up to
// interior_distance in both directions, as far as the image goes, have the same colour. Of a mere
// list every pixel is interior.
inline constexpr std::size_t interior_distance = 4;
std::vector<bool> interior_pixels(const RgbStimulus& stimulus);

// By colour, in ascending order of (R, G, B); only pixels that are used. The capture must be as
// long as the stimulus.
std::vector<CapturedColour> captured_colours(const RgbStimulus& stimulus,
                                             const CaptureCodes& capture,
                                             const std::vector<bool>& used);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURED_COLOURS_H_
