// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/refutation.h"

#include <algorithm>
#include <tuple>

#include "suites/parallel_blocks.h"

namespace swingproof {

std::vector<Refutation> refutations(const HypothesisClasses& classes, const Verdict& verdict,
                                    const YuvPlanes& stimulus, const CaptureCodes& capture) {
  std::vector<bool> explains(classes.classes.size(), false);
  for (const ClassDistance& each : verdict.explained_by) explains[each.class_index] = true;
  std::vector<Refutation> found;
  for (std::size_t i = 0; i < explains.size(); ++i) {
    if (!explains[i]) found.push_back({i, {}});
  }
  const std::uint64_t excused = verdict.judged.tolerated - verdict.judged.missing;
  for_each_block(found.size(), [&](std::size_t i) {
    found[i].decided_at =
        first_differing_pixels(classes, found[i].class_index, stimulus, capture, 1, excused).at(0);
  });
  std::sort(found.begin(), found.end(), [](const Refutation& a, const Refutation& b) {
    return std::tie(a.decided_at.index, a.class_index) <
           std::tie(b.decided_at.index, b.class_index);
  });
  return found;
}

}  // namespace swingproof
