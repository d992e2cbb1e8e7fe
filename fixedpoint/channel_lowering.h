// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_CHANNEL_LOWERING_H_
#define SWINGPROOF_FIXEDPOINT_CHANNEL_LOWERING_H_

#include <array>
#include <cstddef>

#include "deployment/deployment.h"
#include "fixedpoint/datapath.h"
#include "fixedpoint/lowered_op.h"
#include "fixedpoint/published_constants.h"

namespace swingproof {

// One channel of lower(), for searches; c is 0, 1 or 2 in output order. Throws InputError likewise.
// bits_of_weights is below 8 in tests only, which search a small problem exhaustively.
LoweredChannel lower_channel(const Deployment& deployment, const Datapath& datapath,
                             const OpConstants& constants, std::size_t c,
                             int bits_of_weights = weight_bits);

// How far the quotient weight / weight scale of each weight is from the nearest one that would give
// another integer, in units in the last place of the quotient in the lowering's precision: a
// compiler whose arithmetic is off by less gives the same weights. Infinite for a weight of 0.
std::array<double, 3> weight_margins(const Deployment& deployment, const Datapath& datapath,
                                     const OpConstants& constants, std::size_t c,
                                     int bits_of_weights = weight_bits);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_CHANNEL_LOWERING_H_
