// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_
#define SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "oracle/exact_channel.h"
#include "oracle/gamut.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// Red does not depend on U, blue not on V: 65,536 inputs instead of 2^24, each counted as often as
// the chroma that does not matter leaves it in the set.
enum class FreeChroma { u, v };

// One number for each Y and each value of the chroma that matters: [chroma + 128][Y + 128].
template <typename Number>
using Plane = std::array<std::array<Number, 256>, 256>;

// A set of inputs as the plane sees it.
struct PlaneSet {
  Plane<std::uint16_t> weight;    // how many values of the free chroma are in the set, 0..256
  Plane<std::int8_t> first_free;  // the least of them; undefined where the weight is 0
};

std::unique_ptr<const PlaneSet> project(const InputSet& set, FreeChroma free_chroma);

// Fills the codes at one value of the chroma that matters for Y = -128..127.
using PlaneCodeSource = std::function<void(int chroma, std::span<std::int8_t, 256> codes)>;

// Equal to measure_cube in every figure, for a channel whose exact value and whose codes do not
// depend on the free chroma.
std::vector<ErrorMeasures> measure_plane(const ExactChannel& channel, FreeChroma free_chroma,
                                         const PlaneCodeSource& source,
                                         std::span<const PlaneSet* const> sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_
