// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_FIXEDPOINT_LOWERING_H_
#define SWINGPROOF_FIXEDPOINT_LOWERING_H_

#include "deployment/deployment.h"
#include "fixedpoint/arithmetic.h"
#include "fixedpoint/datapath.h"
#include "fixedpoint/lowered_op.h"
#include "fixedpoint/published_constants.h"

namespace swingproof {

// Lowers the deployed op to integers, with every operation rounded to the datapath's precision
// (docs/numerics.md section 4.2). mean, std and q_scale enter as float32 (binary64 for the
// alternative float64, which also keeps the constants in double), never as exact numbers.
//
// Throws InputError naming the channel and setting if an intermediate is zero, infinite or not a
// number where the lowering would divide by it, or if the shifted bias does not fit the int32
// accumulator: nobody knows what the hardware computes then.
LoweredOp lower(const Deployment& deployment, const Datapath& datapath,
                const OpConstants& constants);

// As above with the published constants of the deployment's matrix.
LoweredOp lower(const Deployment& deployment, const Datapath& datapath);

// The op of this arithmetic: its own constants lowered, its own integers, or else the published
// constants lowered. Every command gets its op here. Throws InputError as above and as
// require_fit() does.
LoweredOp lower(const Deployment& deployment, const Arithmetic& arithmetic);

// As above, but weights that int8 cannot hold are kept, in 20 bits: no BPU computes this, it shows
// what the clamp to int8 costs. row_kernel.h and bpu_model.h take such weights as well. Throws
// InputError, too, if 20 bits do not hold them or the accumulator has no room for their sum.
LoweredOp lower_unclamped(const Deployment& deployment, const Arithmetic& arithmetic);

}  // namespace swingproof

#endif  // SWINGPROOF_FIXEDPOINT_LOWERING_H_
