// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_REVIEW_ERROR_SURVEY_H_
#define SWINGPROOF_SUITES_REVIEW_ERROR_SURVEY_H_

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "deployment/centered_yuv.h"
#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "suites/sweep/sweep.h"

namespace swingproof {

// Where on the plane of two inputs the error is, over the third: G over (U, V), R over (V, Y),
// B over (U, Y). The plane is cut into cells of 4 by 4 values.
inline constexpr int map_cells = 64;
inline constexpr int values_per_cell = 256 / map_cells;

// An error of the survey in units of 2^-fraction_bits LSB, less than survey_slack units from the
// exact one: x is the fixed-point x of oracle/ideal_row.h. Figures for drawing; every figure that
// is read as a number comes from the sweep.
inline constexpr std::int32_t survey_slack = 3;

struct MapCell {
  std::uint64_t inputs = 0;
  std::int32_t max_abs_error = 0;  // units
  std::int64_t sum_error = 0;      // units, over inputs
};

// [row * map_cells + column]; columns rise with U (G) or with the chroma that matters (R, B), rows
// with V (G) or Y (R, B).
using ErrorMap = std::vector<MapCell>;

// The real error e in bins of 1/8 LSB: bins[n] counts the inputs with n/8 <= e < (n+1)/8, exactly.
inline constexpr int bins_per_lsb = 8;
using ErrorBins = std::map<int, std::uint64_t>;

struct SurveyedSet {
  ErrorMap map;
  ErrorBins bins;
};

// An input with its exact error in absolute LSB.
struct BadInput {
  CenteredYuv yuv;
  Rational abs_error;
};

// One output channel.
struct ErrorSurvey : PerSet<SurveyedSet> {
  Channel channel = Channel::red;
  int fraction_bits = 0;
  // In-gamut inputs with the greatest errors, ten at most, no two from blocks of 32 x 32 x 32
  // inputs that touch; greatest first.
  std::vector<BadInput> worst;
};

// In output order. sets are those of the deployment's swing.
std::array<ErrorSurvey, 3> survey_errors(const Deployment& deployment, const LoweredOp& op,
                                         const SweepSets& sets);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_REVIEW_ERROR_SURVEY_H_
