// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SETTLE_NEIGHBOUR_COVER_H_
#define SWINGPROOF_SUITES_SETTLE_NEIGHBOUR_COVER_H_

#include <cstddef>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "suites/certify/plane_function.h"

namespace swingproof {

struct NeighbourCover {
  YuvPlanes pixels;            // those that were given, then the added ones
  std::size_t neighbours = 0;  // functions of one channel that were looked at
};

// Adds pixels until they show every lowering next to those of the datapaths: a bias or multiplier
// of one channel that is 1 more or less. Where such a channel computes, for some input, what none
// of the datapaths' channels does, some pixel shows that. Greedy: each pixel is the one of the cube
// that shows the most.
NeighbourCover cover_neighbours(const Deployment& deployment,
                                const std::vector<Datapath>& datapaths, const YuvPlanes& given);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SETTLE_NEIGHBOUR_COVER_H_
