// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_FAULTS_OBSERVED_CODES_H_
#define SWINGPROOF_SUITES_FAULTS_OBSERVED_CODES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deployment/centered_yuv.h"
#include "suites/certify/plane_function.h"
#include "suites/faults/faulty_codes.h"

namespace swingproof {

// How the inputs lay in images, for faults of place.
struct ImageLayout {
  // The axes of one image, the one along a row last. As many images follow one another as it takes.
  std::vector<std::size_t> shape;
  bool is_cube_array = false;    // the cube was one array with Y outermost
  bool has_channel_axis = true;  // false: Y, U, V and the codes were planes of their own
};

// Inputs and the codes that a kernel or a board gave for them: pixels in their order, or the whole
// cube. Element i of each plane of codes belongs to input i. Nothing is owned.
struct ObservedCodes {
  // None: the cube, U outermost, then V, then Y, each from -128 up.
  const YuvPlanes* pixels = nullptr;
  std::array<const std::int8_t*, 3> codes = {};
  std::size_t size = 0;
  ImageLayout layout;
};

inline CenteredYuv input_at(const ObservedCodes& observed, std::size_t i) {
  if (observed.pixels != nullptr) return (*observed.pixels)[i];
  const auto value = [i](unsigned shift) {
    return static_cast<std::int8_t>(static_cast<int>(i >> shift & 255U) - 128);
  };
  return {value(0), value(16), value(8)};
}

CodeTriple codes_at(const ObservedCodes& observed, std::size_t i);

// Whether such images can have a fault of place.
bool is_possible(const Place& place, const ObservedCodes& observed);

// The codes that a faulty op gives for some of the inputs, at most block_capacity.
void compute_codes(const FaultyCodes& op, const std::optional<Place>& place,
                   const ObservedCodes& observed, std::span<const std::uint32_t> inputs,
                   CodeBlock& codes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_FAULTS_OBSERVED_CODES_H_
