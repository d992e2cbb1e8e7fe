// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_COMPARE_COMPARISON_SURVEYS_H_
#define SWINGPROOF_REPORTS_COMPARE_COMPARISON_SURVEYS_H_

#include <array>
#include <optional>

#include "reports/compare/comparison.h"
#include "suites/review/error_survey.h"

namespace swingproof {

// Where the error of both lies: R, G, B, whatever the ops' output orders are.
struct ComparedSurveys {
  std::array<ErrorSurvey, 3> before;
  std::array<ErrorSurvey, 3> after;
  std::array<Rational, 3> grey_before;  // grey levels of a code
  std::array<Rational, 3> grey_after;
};

// Documents have no maps, so both ops are computed again. Nothing if they cannot be, or if the
// documents' greatest and rms errors come out otherwise: another version has written them, or
// somebody has changed them.
std::optional<ComparedSurveys> survey_again(const ComparedDeployment& compared);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_COMPARE_COMPARISON_SURVEYS_H_
