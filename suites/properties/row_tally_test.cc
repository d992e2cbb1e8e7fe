// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Properties of suites/sweep/row_tally.h: on every SIMD target the tallies equal plain loops, for
// any run, and whatever the padding holds.

#include "suites/sweep/row_tally.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>

#include "suites/properties/simd_targets.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// A run that is not empty.
LumaRun any_run() {
  const int begin = *uniform(0, 255);
  const int end = *uniform(begin + 1, 256);
  return LumaRun{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
}

template <typename Number>
Number number_between(std::mt19937& random, int from, int to) {
  return static_cast<Number>(std::uniform_int_distribution<int>(from, to)(random));
}

CodeRow any_codes(int from = -128, int to = 127) {
  std::mt19937 random = any_random_engine();
  CodeRow row;
  for (std::int8_t& code : row.code) code = number_between<std::int8_t>(random, from, to);
  return row;
}

RC_GTEST_PROP(RowTally, SumsOfCodesEqualPlainSums, ()) {
  // All at an end too: there the sums are greatest.
  const int from = *rc::gen::element(-128, -1, 0, 127);
  const CodeRow row = any_codes(from, *rc::gen::element(from, 127));
  const LumaRun run = any_run();
  CodeSums expected;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const std::int64_t code = row.code[i];
    expected.codes += code;
    expected.squares += code * code;
    expected.codes_by_place += code * static_cast<std::int64_t>(i);
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << "\n";
    const CodeSums sums = sum_codes(row.code.data(), run);
    RC_ASSERT(sums.codes == expected.codes);
    RC_ASSERT(sums.squares == expected.squares);
    RC_ASSERT(sums.codes_by_place == expected.codes_by_place);
  }
}

RC_GTEST_PROP(RowTally, DifferencesEqualPlainDifferences, ()) {
  const CodeRow reference = any_codes();
  // Near the reference, as good kernels are, up to anywhere; sometimes all on one side of it.
  const int spread = *rc::gen::element(0, 1, 8, 9, 20, 127, 128, 255);
  const int middle = *rc::gen::element(-255, -128, -8, 0, 8, 127, 255);
  std::mt19937 random = any_random_engine();
  CodeRow row;
  for (std::size_t i = 0; i < row.code.size(); ++i) {
    const int wanted =
        reference.code[i] + number_between<int>(random, middle - spread, middle + spread);
    row.code[i] = static_cast<std::int8_t>(std::clamp(wanted, -128, 127));
  }
  const LumaRun run = any_run();
  DifferenceHistogram expected;
  int greatest = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const int difference = row.code[i] - reference.code[i];
    expected.add(difference, 1);
    greatest = std::max(greatest, std::abs(difference));
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << "\n";
    DifferenceHistogram histogram;
    DifferenceHistogram nothing;
    std::array<DifferenceTally, 2> tallies = {DifferenceTally{run, &histogram},
                                              DifferenceTally{LumaRun{7, 7}, &nothing}};
    tally_differences(row.code.data(), reference.code.data(), tallies);
    RC_ASSERT(tallies[0].greatest_size == greatest);
    RC_ASSERT(histogram.occurred() == expected.occurred());
    RC_ASSERT(tallies[1].greatest_size == 0);
    RC_ASSERT(nothing.occurred().empty());
  }
}

RC_GTEST_PROP(RowTally, GreatestErrorEqualsPlainOne, ()) {
  const int fraction_bits = *uniform(8, 20);
  const int one = 1 << fraction_bits;
  const CodeRow codes = any_codes();
  std::mt19937 random = any_random_engine();
  IdealRow ideal;
  for (std::int32_t& value : ideal.value) {
    value = number_between<std::int32_t>(random, -140 * one, 140 * one);
  }
  const LumaRun run = any_run();
  std::int32_t expected = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const std::int32_t value = std::clamp(ideal.value[i], -128 * one, 127 * one);
    expected = std::max(expected, std::abs(codes.code[i] * one - value));
  }
  for (const std::int64_t target : simd_targets()) {
    const OnSimdTarget on_target(target);
    RC_LOG() << on_target.name() << "\n";
    RC_ASSERT(greatest_error(codes.code.data(), ideal, fraction_bits, run) == expected);
  }
}

}  // namespace
}  // namespace swingproof
