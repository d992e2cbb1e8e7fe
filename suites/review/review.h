// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_REVIEW_REVIEW_H_
#define SWINGPROOF_SUITES_REVIEW_REVIEW_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "suites/review/attribution.h"
#include "suites/review/error_survey.h"
#include "suites/review/misconfiguration.h"
#include "suites/sweep/accuracy.h"
#include "suites/trace/trace.h"
#include "suites/tune/tune.h"

namespace swingproof {

// In-gamut inputs whose exact x is outside a code's range [-128, 127]: no int8 code can hold them.
struct Clipping {
  std::uint64_t inputs = 0;  // in gamut
  std::uint64_t below = 0;   // x < -128
  std::uint64_t above = 0;   // x > 127
  Rational least_grey;       // the grey levels that -128 and 127 stand for
  Rational greatest_grey;
};

// e along all Y at fixed U and V, in units of 2^-fraction_bits LSB (suites/review/error_survey.h).
struct LumaCurve {
  std::int8_t u = 0;
  std::int8_t v = 0;
  std::array<std::int32_t, 256> error = {};
};

struct TracedInput {
  BadInput input;
  std::array<ChannelTrace, 3> traces;  // output order
};

struct ChannelReview {
  Channel channel = Channel::red;
  ChannelAttribution attribution;
  ErrorSurvey survey;
  Clipping clipping;
  std::vector<LumaCurve> curves;
  std::vector<TracedInput> worst;
};

// Everything that the deployment review report shows.
struct Review {
  Accuracy accuracy;
  std::array<ChannelReview, 3> channels;  // output order
  std::vector<Misconfiguration> misconfigurations;
  // Other weight scales, by the greatest error over all inputs; none where no scale leads to the
  // integers: own ones, and those of a channel without weights.
  std::optional<Tuning> tuning = {};
};

// Throws InputError as lower() does.
Review review_deployment(const Deployment& deployment, const Arithmetic& arithmetic);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_REVIEW_REVIEW_H_
