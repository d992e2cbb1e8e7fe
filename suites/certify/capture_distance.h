// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_CERTIFY_CAPTURE_DISTANCE_H_
#define SWINGPROOF_SUITES_CERTIFY_CAPTURE_DISTANCE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "deployment/centered_yuv.h"
#include "suites/certify/hypothesis_classes.h"

namespace swingproof {

// The codes that a board gave for the pixels of a stimulus: element i of each output plane belongs
// to pixel i. A capture may be cut off: it then belongs to the first pixels of its stimulus.
struct CaptureCodes {
  std::array<std::vector<std::int8_t>, 3> planes;

  std::size_t size() const { return planes[0].size(); }
};

// On how many pixels the capture differs from each of some classes (indices into classes.classes),
// in one code or more: exact up to limit, none above it.
std::vector<std::optional<std::uint64_t>> capture_distances(const HypothesisClasses& classes,
                                                            const std::vector<std::size_t>& which,
                                                            const YuvPlanes& stimulus,
                                                            const CaptureCodes& capture,
                                                            std::uint64_t limit);

// A class and the number of pixels on which the capture differs from it.
struct ClassDistance {
  std::size_t class_index = 0;
  std::uint64_t differing_pixels = 0;

  friend bool operator==(const ClassDistance&, const ClassDistance&) = default;
};

// The given number of nearest classes, the nearest first; equally near ones in their order.
std::vector<ClassDistance> nearest_classes(const HypothesisClasses& classes,
                                           const YuvPlanes& stimulus, const CaptureCodes& capture,
                                           std::size_t wanted);

struct DifferingPixel {
  std::size_t index = 0;  // in the stimulus
  CenteredYuv pixel;      // as it was sent to the board
  CodeTriple expected = {};
  CodeTriple captured = {};
};

// The first pixels on which the capture differs from a class, up to the given number, after
// skipping the given number.
std::vector<DifferingPixel> first_differing_pixels(const HypothesisClasses& classes,
                                                   std::size_t class_index,
                                                   const YuvPlanes& stimulus,
                                                   const CaptureCodes& capture, std::size_t wanted,
                                                   std::uint64_t skipped = 0);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_CERTIFY_CAPTURE_DISTANCE_H_
