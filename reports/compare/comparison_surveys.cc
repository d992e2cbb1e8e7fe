// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/compare/comparison_surveys.h"

#include <cstddef>
#include <string>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/lowering.h"
#include "suites/sweep/sweep.h"

namespace swingproof {
namespace {

struct Surveyed {
  std::array<ErrorSurvey, 3> surveys;
  std::array<Rational, 3> grey;
};

const ErrorMeasures* measures_over(const ChannelErrors& errors, const std::string& set) {
  const auto named = value_named<SetName>(set);
  return named ? of_set(errors, *named) : nullptr;
}

// Whether a figure of the document is what these errors give; others than the two are not looked
// at.
bool fits(const ComparedFigure& figure, const Rational& value, const ChannelErrors& errors,
          const Rational& grey) {
  const ErrorMeasures* measures = measures_over(errors, figure.set);
  if (measures == nullptr) return true;
  if (figure.measure == "greatest error") return value == measures->max_abs_error * grey;
  if (figure.measure == "rms error") return value == mean_squared_error(*measures) * grey * grey;
  return true;
}

std::optional<Surveyed> survey(const std::optional<ComputedOp>& computed,
                               const std::vector<ComparedFigure>& figures,
                               Rational ComparedFigure::*value) {
  if (!computed) return std::nullopt;
  const Deployment& deployment = computed->deployment;
  LoweredOp op;
  try {
    op = lower(deployment, computed->arithmetic);
  } catch (const InputError&) {
    return std::nullopt;
  }
  const SweepSets sets = sweep_sets(deployment.matrix);
  const std::array<ChannelErrors, 3> errors = sweep(deployment, op, sets);
  std::array<ErrorSurvey, 3> surveys = survey_errors(deployment, op, sets);
  Surveyed result;
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational grey = grey_levels_per_code(deployment, c);
    for (const ComparedFigure& figure : figures) {
      if (figure.channel != name(errors[c].channel)) continue;
      if (!fits(figure, figure.*value, errors[c], grey)) return std::nullopt;
    }
    const auto at = static_cast<std::size_t>(errors[c].channel);
    result.surveys.at(at) = std::move(surveys[c]);
    result.grey.at(at) = grey;
  }
  return result;
}

}  // namespace

std::optional<ComparedSurveys> survey_again(const ComparedDeployment& compared) {
  std::optional<Surveyed> before =
      survey(compared.ops[0], compared.figures, &ComparedFigure::before);
  std::optional<Surveyed> after = survey(compared.ops[1], compared.figures, &ComparedFigure::after);
  if (!before || !after) return std::nullopt;
  return ComparedSurveys{std::move(before->surveys), std::move(after->surveys),
                         std::move(before->grey), std::move(after->grey)};
}

}  // namespace swingproof
