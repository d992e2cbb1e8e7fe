// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/worst_input.h"

#include <algorithm>

namespace swingproof {

void WorstInput::keep_better(Kind kind, const Candidate& challenger, Candidate& holder) {
  if (!challenger.present) return;
  const bool clamped = kind == below_clamp || kind == above_clamp;
  const bool same_error = clamped || challenger.point == holder.point;
  const bool greater_error =
      kind == least ? challenger.point < holder.point : challenger.point > holder.point;
  const bool better = same_error ? challenger.place < holder.place : greater_error;
  if (!holder.present || better) holder = challenger;
}

void WorstInput::consider(std::int8_t code, std::int64_t point, std::uint32_t place) {
  auto& holders = candidates_[static_cast<std::size_t>(code + 128)];
  const Candidate challenger{point, place, true};
  if (point < first_unclamped_) {
    keep_better(below_clamp, challenger, holders[below_clamp]);
  } else if (point >= end_unclamped_) {
    keep_better(above_clamp, challenger, holders[above_clamp]);
  } else {
    keep_better(least, challenger, holders[least]);
    keep_better(greatest, challenger, holders[greatest]);
  }
}

void WorstInput::add(const WorstInput& other) {
  for (std::size_t code = 0; code < candidates_.size(); ++code) {
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      keep_better(static_cast<Kind>(kind), other.candidates_[code][kind], candidates_[code][kind]);
    }
  }
}

WorstInput::Result WorstInput::result(const ExactChannel& channel) const {
  // Errors over the channel's denominator: e = (code denominator - (point_factor M - origin)) / ...
  Integer greatest = -1;
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    for (const Candidate& candidate : candidates_[i]) {
      if (!candidate.present) continue;
      const Integer x = std::clamp<Integer>(channel.point_factor * candidate.point - channel.origin,
                                            -128 * channel.denominator, 127 * channel.denominator);
      const Integer error = abs(Integer((static_cast<int>(i) - 128) * channel.denominator - x));
      if (error < greatest || (error == greatest && candidate.place > place)) continue;
      greatest = error;
      place = candidate.place;
    }
  }
  if (greatest < 0) return Result{};
  return Result{Rational(greatest, channel.denominator), place};
}

}  // namespace swingproof
