// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_CUBE_ARRAY_H_
#define SWINGPROOF_SUITES_GATE_CUBE_ARRAY_H_

#include <cstdint>
#include <span>

#include "suites/gate/cube_judge.h"

namespace swingproof {

// The cube as files and programs have it: int8 (256, 256, 256, 3) in C order, Y outermost; the
// three values of a pixel side by side. In it slices at one Y have 196,608 bytes.
inline constexpr std::size_t slice_bytes = std::size_t{65536} * 3;

// The inputs at one Y, -128..127, in that order.
void fill_stimulus_slice(int y, std::span<std::uint8_t, slice_bytes> slice);

// Whether these bytes, 256 slices, are all of the stimulus.
bool is_cube_stimulus(std::span<const std::uint8_t> bytes);

// Judges the codes of the whole cube, 256 slices, given in that order.
void judge_cube_array(std::span<const std::uint8_t> codes, CubeJudge& judge);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_CUBE_ARRAY_H_
