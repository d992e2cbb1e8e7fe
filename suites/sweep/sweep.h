// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_SWEEP_SWEEP_H_
#define SWINGPROOF_SUITES_SWEEP_SWEEP_H_

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "oracle/gamut.h"
#include "oracle/input_sets.h"
#include "suites/sweep/error_measures.h"
#include "suites/sweep/plane_channel.h"

namespace swingproof {

// One of the contract's sets of inputs, also as the channels see it that do not depend on U or V.
struct SweepSet {
  InputSet inputs;
  std::unique_ptr<const PlaneSet> without_u;
  std::unique_ptr<const PlaneSet> without_v;
};

// The contract's sets for one matrix (docs/numerics.md section 5). They do not depend on mean, std
// or q_scale: build them once for many sweeps.
using SweepSets = PerSet<SweepSet>;

SweepSets sweep_sets(Matrix matrix);

// The sets of each matrix that is asked for, built once, on any thread.
class SetsByMatrix {
 public:
  const SweepSets& of(Matrix matrix);

 private:
  std::mutex mutex_;
  std::map<Matrix, SweepSets> sets_;
};

// The error of one output channel over every set.
struct ChannelErrors : PerSet<ErrorMeasures> {
  Channel channel = Channel::red;

  friend bool operator==(const ChannelErrors&, const ChannelErrors&) = default;
};

// The exhaustive sweep: the codes of the lowered op against the exact op, over all 2^24 inputs and
// all three channels, in output order. sets are those of the deployment's matrix. Exact in every
// figure, whatever the number of threads and the SIMD target.
std::array<ChannelErrors, 3> sweep(const Deployment& deployment, const LoweredOp& op,
                                   const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_SWEEP_SWEEP_H_
