// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_PIXEL_CANDIDATES_H_
#define SWINGPROOF_SUITES_SETTLE_PIXEL_CANDIDATES_H_

#include <array>
#include <cstddef>

#include "suites/certify/plane_function.h"
#include "suites/settle/channel_functions.h"

namespace swingproof {

struct PixelCandidates {
  YuvPlanes pixels;
  std::size_t outcomes = 1;  // no pixel of the cube has more different results among the datapaths
};

// Pixels that separate datapaths: for each way in which the codes of one channel can differ, those
// of the cube that separate the most pairs in all three channels. The functions are those of a
// deployment's channels.
PixelCandidates pixel_candidates(const std::array<ChannelFunctions, 3>& channels);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_PIXEL_CANDIDATES_H_
