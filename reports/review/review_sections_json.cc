// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/review/review_sections_json.h"

#include <cstddef>

#include "reports/certify/hypothesis_words.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

Json figures_json(const ErrorMeasures& measures) {
  const Rational square = mean_squared_error(measures);
  return {{"max_abs_error", number_json(measures.max_abs_error)},
          {"rms_error", decimal_of_root(square)},
          {"mean_squared_error_exact", fraction(square)}};
}

Json errors_json(const MixedErrors& errors) {
  Json json;
  for_each_set(errors, [&](SetName set, const ErrorMeasures& measures) {
    json[name(set)] = figures_json(measures);
  });
  return json;
}

Json set_up_json(const Misconfiguration& mistake) {
  const Json all = hypothesis_json(mistake.hypothesis);
  Json json = Json::object();
  for (const Axis axis : mistake.axes) json[name(axis)] = all.at(std::string(name(axis)));
  return json;
}

}  // namespace

Json attribution_json(const Review& review) {
  Json json = Json::array();
  for (const ChannelReview& channel : review.channels) {
    Json stages = Json::array();
    for (const StageEffect& effect : channel.attribution.stages) {
      stages.push_back({{"stage", name(effect.stage)},
                        {"alone", errors_json(effect.replaced)},
                        {"cumulative", errors_json(effect.cumulative)}});
    }
    json.push_back({{"channel", name(channel.channel)},
                    {"deployed", errors_json(channel.attribution.deployed)},
                    {"stages", std::move(stages)}});
  }
  return json;
}

Json mistakes_json(const Review& review) {
  Json json = Json::array();
  for (const Misconfiguration& mistake : review.misconfigurations) {
    Json one = {{"as_set_up", set_up_json(mistake)}};
    if (!mistake.refused.empty()) {
      one["refused"] = mistake.refused;
      json.push_back(one);
      continue;
    }
    one["inputs"] = mistake.inputs;
    one["planes"] = Json::array();
    for (std::size_t c = 0; c < 3; ++c) {
      const PlaneDeviation& plane = mistake.planes[c];
      const Rational grey = grey_levels_per_code(review.accuracy.deployment, c);
      const Rational square = Rational(plane.sum_of_squares, mistake.inputs) * grey * grey;
      one["planes"].push_back({{"max_abs_grey", number_json(plane.max_abs * grey)},
                               {"rms_grey", decimal_of_root(square)},
                               {"changed", plane.changed}});
    }
    one["grey_ramp_max_abs"] = mistake.grey_ramp_max_abs;
    json.push_back(one);
  }
  return json;
}

Json worst_inputs_json(const Review& review) {
  Json json = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    Json inputs = Json::array();
    for (const TracedInput& worst : review.channels[c].worst) {
      const ChannelTrace& trace = worst.traces[c];
      inputs.push_back({{"at", yuv_json(worst.input.yuv)},
                        {"code", trace.code},
                        {"ideal_code", trace.ideal_code},
                        {"error", number_json(trace.error)},
                        {"grey_error", number_json(trace.grey_error)}});
    }
    json.push_back({{"channel", name(review.channels[c].channel)}, {"inputs", std::move(inputs)}});
  }
  return json;
}

}  // namespace swingproof
