// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_PIXEL_COVER_H_
#define SWINGPROOF_SUITES_SETTLE_PIXEL_COVER_H_

#include <cstddef>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

// The second half of the design of experiments: the pixels of one deployment that show which
// datapath a board has.
struct PixelCover {
  YuvPlanes pixels;            // those that were given, then the chosen ones
  std::size_t pairs = 0;       // of datapaths that the deployment tells apart over all inputs
  std::size_t least = 0;       // on how many of the pixels the least separated pair differs
  std::size_t candidates = 0;  // pixels to choose from
  // No pixels of this deployment, fewer than that, separate each pair `times` times: one pixel has
  // at most `outcomes` different results, and codes of n letters that differ in `times` places
  // number at most outcomes^(n - times + 1) (Singleton's bound).
  std::size_t lower_bound = 0;
  std::size_t outcomes = 0;
};

// A greedy cover: of some thousand candidates, found on the whole cube, the one that separates most
// pairs that are not separated `times` times yet, until all are; among equals the one where more of
// them differ in two codes. Then what became superfluous is left out. Not proven to be the fewest.
PixelCover cover_pairs(const Deployment& deployment, const std::vector<Datapath>& datapaths,
                       const YuvPlanes& given, std::size_t times);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_PIXEL_COVER_H_
