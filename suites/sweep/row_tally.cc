// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/sweep/row_tally.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "suites/sweep/row_tally.cc"
#include "hwy/foreach_target.h"
//
#include "suites/sweep/row_tally-inl.h"

#if HWY_ONCE

namespace swingproof {

HWY_EXPORT(SumCodes);
HWY_EXPORT(TallyDifferences);
HWY_EXPORT(GreatestError);

CodeSums sum_codes(const std::int8_t* codes, LumaRun run) {
  return HWY_DYNAMIC_DISPATCH(SumCodes)(codes, run);
}

void tally_differences(const std::int8_t* codes, const std::int8_t* reference,
                       std::span<DifferenceTally> tallies) {
  HWY_DYNAMIC_DISPATCH(TallyDifferences)(codes, reference, tallies.data(), tallies.size());
}

std::int32_t greatest_error(const std::int8_t* codes, const IdealRow& ideal, int fraction_bits,
                            LumaRun run) {
  return HWY_DYNAMIC_DISPATCH(GreatestError)(codes, ideal, fraction_bits, run);
}

}  // namespace swingproof

#endif  // HWY_ONCE
