// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/review/review.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "fixedpoint/row_kernel.h"
#include "oracle/exact_channel.h"
#include "oracle/ideal_row.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

Clipping measure_clipping(const Deployment& deployment, std::size_t c, const InputSet& gamut) {
  const ExactChannel exact = exact_channel(deployment, c);
  Clipping clipping;
  for (int u = -128; u < 128; ++u) {
    for (int v = -128; v < 128; ++v) {
      const LumaRun run = gamut[chroma_index(u, v)];
      if (run.begin >= run.end) continue;
      const auto in_run = [&](std::int64_t point) {
        return std::clamp<int>(luma_values_below(exact.lattice, u, v, point), run.begin, run.end);
      };
      clipping.inputs += static_cast<std::uint64_t>(run.end - run.begin);
      clipping.below += static_cast<std::uint64_t>(in_run(exact.first_unclamped) - run.begin);
      clipping.above += static_cast<std::uint64_t>(run.end - in_run(exact.end_unclamped));
    }
  }
  const Rational step = grey_levels_per_code(deployment, c);
  clipping.least_grey = deployment.mean[c].exact - 128 * step;
  clipping.greatest_grey = deployment.mean[c].exact + 127 * step;
  return clipping;
}

LumaCurve luma_curve(const IdealRows& ideal, const LoweredChannel& lowered, int u, int v) {
  LumaCurve curve{static_cast<std::int8_t>(u), static_cast<std::int8_t>(v), {}};
  std::array<std::int8_t, 256> codes{};
  fixed_luma_row(lowered, curve.u, curve.v, codes);
  IdealRow row;
  ideal.evaluate(u, v, row);
  const std::int32_t one = 1 << ideal.fraction_bits();
  for (std::size_t i = 0; i < 256; ++i) {
    curve.error[i] = codes[i] * one - std::clamp(row.value[i], -128 * one, 127 * one);
  }
  return curve;
}

// Grey, and the chroma of the channel's worst input in gamut.
std::vector<LumaCurve> luma_curves(const Deployment& deployment, const LoweredChannel& lowered,
                                   std::size_t c, const ErrorSurvey& survey) {
  const IdealRows ideal(exact_channel(deployment, c));
  std::vector<LumaCurve> curves = {luma_curve(ideal, lowered, 0, 0)};
  if (!survey.worst.empty()) {
    const CenteredYuv worst = survey.worst.front().yuv;
    curves.push_back(luma_curve(ideal, lowered, worst.u, worst.v));
  }
  return curves;
}

}  // namespace

Review review_deployment(const Deployment& deployment, const Arithmetic& arithmetic) {
  const LoweredOp op = lower(deployment, arithmetic);
  const SweepSets sets = sweep_sets(deployment.matrix);
  Review review{{deployment, arithmetic, op, {}, {}}, {}, {}};
  std::array<ChannelAttribution, 3> attributions;
  std::array<ErrorSurvey, 3> surveys;
  for_each_block(6, [&](std::size_t i) {
    if (i == 0) review.accuracy.errors = sweep(deployment, op, sets);
    if (i == 1) review.accuracy.path = sweep_path(deployment, op);
    if (i == 2) attributions = attribute_errors(deployment, arithmetic, sets);
    if (i == 3) surveys = survey_errors(deployment, op, sets);
    if (i == 4) {
      review.misconfigurations =
          measure_misconfigurations(deployment, arithmetic, sets.in_gamut.inputs);
    }
    const bool has_scales = !arithmetic.integers && !channel_without_weights(arithmetic);
    if (i == 5 && has_scales) review.tuning = tune({{deployment}, arithmetic});
  });
  for (std::size_t c = 0; c < 3; ++c) {
    ChannelReview& channel = review.channels[c];
    channel.channel = surveys[c].channel;
    channel.attribution = std::move(attributions[c]);
    channel.clipping = measure_clipping(deployment, c, sets.in_gamut.inputs);
    channel.curves = luma_curves(deployment, op[c], c, surveys[c]);
    for (const BadInput& input : surveys[c].worst) {
      channel.worst.push_back({input, trace(deployment, op, input.yuv)});
    }
    channel.survey = std::move(surveys[c]);
  }
  return review;
}

}  // namespace swingproof
