// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/exact_decimal.h"
#include "suites/bound/error_bound.h"

namespace swingproof {
namespace {

Json path_json(const PathErrors& errors) {
  return Json{{"channel", name(errors.channel)},
              {"mean", decimal(errors.code_difference.mean())},
              {"max_abs", errors.code_difference.greatest()},
              {"code_difference", histogram_json(errors.code_difference)}};
}

Json provenance_json(const Arithmetic& arithmetic) {
  Json json = Json::array();
  for (const Provenance& entry : provenance(arithmetic)) {
    json.push_back(
        {{"choice", entry.choice}, {"standing", name(entry.standing)}, {"source", entry.source}});
  }
  return json;
}

}  // namespace

Json measures_json(const ErrorMeasures& measures) {
  return Json{{"inputs", measures.inputs},
              {"max_abs_error",
               {{"value", decimal(measures.max_abs_error)},
                {"exact", fraction(measures.max_abs_error)},
                {"at", yuv_json(measures.max_at)}}},
              {"mean_error", decimal(mean_error(measures))},
              {"rms_error", decimal_of_root(mean_squared_error(measures))},
              {"sum_error", fraction(measures.sum_error)},
              {"sum_squared_error", fraction(measures.sum_squared_error)},
              {"code_difference", histogram_json(measures.code_difference)}};
}

Json channel_errors_json(const ChannelErrors& errors) {
  Json json = {{"channel", name(errors.channel)}};
  for_each_set(errors, [&](SetName set, const ErrorMeasures& measures) {
    json[name(set)] = measures_json(measures);
  });
  return json;
}

Json channels_json(const Deployment& deployment, const LoweredOp& op,
                   const std::array<ChannelErrors, 3>& errors) {
  const std::array<ErrorBound, 3> bounds = error_bounds(deployment, op);
  Json json = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    json.push_back(channel_errors_json(errors.at(c)));
    json.back()["bound"] = number_json(bounds.at(c).value);
  }
  return json;
}

Json lowered_channel_json(Channel channel, const LoweredChannel& lowered) {
  return Json{{"channel", name(channel)},
              {"weights", lowered.weights},
              {"bias", lowered.bias},
              {"bias_shift", lowered.bias_shift},
              {"multiplier", lowered.multiplier},
              {"pre_shift", lowered.pre_shift},
              {"post_shift", lowered.post_shift}};
}

Json accuracy_json(const Accuracy& accuracy) {
  Json json = json_document("swingproof.report/1", accuracy.deployment);
  json["arithmetic"] = arithmetic_json(accuracy.arithmetic);
  json["notice"] = standing_notice(accuracy.arithmetic);
  json["conv"] = Json::array();
  json["channels"] = channels_json(accuracy.deployment, accuracy.op, accuracy.errors);
  json["path"] = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    json["conv"].push_back(lowered_channel_json(accuracy.errors[c].channel, accuracy.op[c]));
    json["path"].push_back(path_json(accuracy.path[c]));
  }
  json["provenance"] = provenance_json(accuracy.arithmetic);
  return json;
}

}  // namespace swingproof
