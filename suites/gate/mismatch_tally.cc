// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/mismatch_tally.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace swingproof {
namespace {

// An image may hold the same input twice with different codes: the codes break that tie, so that
// the order of adding never shows.
auto order(const Mismatch& mismatch) { return std::tie(mismatch.got, mismatch.expected); }

}  // namespace

void MismatchTally::keep_lesser(std::uint64_t key, const Mismatch& mismatch, Holder& holder) {
  if (key > holder.key) return;
  if (key == holder.key && order(mismatch) >= order(holder.mismatch)) return;
  holder = {key, mismatch};
}

void MismatchTally::add(const Mismatch& mismatch) {
  ++mismatches_;
  const CenteredYuv yuv = mismatch.yuv;
  const std::uint64_t place = cube_index(yuv);
  const int distance = code_distance(mismatch);
  max_code_difference_ = std::max(max_code_difference_, distance);
  const auto size = static_cast<std::uint64_t>(std::abs(yuv.y) + std::abs(yuv.u) + std::abs(yuv.v));
  keep_lesser(place, mismatch, first_);
  keep_lesser(static_cast<std::uint64_t>(255 - distance) << 32 | place, mismatch, worst_);
  keep_lesser(size << 32 | place, mismatch, minimal_);
}

void MismatchTally::add(const MismatchTally& other) {
  if (other.mismatches_ == 0) return;
  mismatches_ += other.mismatches_;
  max_code_difference_ = std::max(max_code_difference_, other.max_code_difference_);
  keep_lesser(other.first_.key, other.first_.mismatch, first_);
  keep_lesser(other.worst_.key, other.worst_.mismatch, worst_);
  keep_lesser(other.minimal_.key, other.minimal_.mismatch, minimal_);
}

std::vector<Counterexample> MismatchTally::counterexamples() const {
  if (mismatches_ == 0) return {};
  return {{Which::first, first_.mismatch, {}},
          {Which::worst, worst_.mismatch, {}},
          {Which::minimal, minimal_.mismatch, {}}};
}

}  // namespace swingproof
