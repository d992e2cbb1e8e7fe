// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_
#define SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "oracle/exact_channel.h"
#include "oracle/gamut.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// Red does not depend on U, blue not on V: 65,536 inputs instead of 2^24, each counted as often as
// the chroma that does not matter leaves it in the set.
enum class FreeChroma { u, v };

// Fills the codes at one value of the chroma that matters for Y = -128..127.
using PlaneCodeSource = std::function<void(int chroma, std::span<std::int8_t, 256> codes)>;

// Equal to measure_cube in every figure, for a channel whose exact value and whose codes do not
// depend on the free chroma.
std::vector<ErrorMeasures> measure_plane(const ExactChannel& channel, FreeChroma free_chroma,
                                         const PlaneCodeSource& source,
                                         std::span<const InputSet* const> sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_PLANE_CHANNEL_H_
