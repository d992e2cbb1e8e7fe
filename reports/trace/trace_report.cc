// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/trace/trace_report.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/document/text_table.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

constexpr int trace_digits = 6;

Json stages_json(const ChannelTrace& trace) {
  Json stages = Json::array();
  for (const TraceStage& stage : trace.stages) {
    stages.push_back({{"stage", stage.stage},
                      {"fixed", stage.fixed},
                      {"exact", stage.exact ? Json(decimal(*stage.exact)) : Json(nullptr)}});
  }
  return stages;
}

Json channel_json(const ChannelTrace& trace) {
  return Json{{"channel", name(trace.channel)},
              {"lowered", lowered_channel_json(trace.channel, trace.lowered)},
              {"grey_level", number_json(trace.grey_level)},
              {"value", number_json(trace.exact_value)},
              {"stages", stages_json(trace)},
              {"code", trace.code},
              {"ideal_code", trace.ideal_code},
              {"error", number_json(trace.error)},
              {"grey_level_error", number_json(trace.grey_error)}};
}

}  // namespace

std::string trace_channel_text(const ChannelTrace& trace) {
  const LoweredChannel& lowered = trace.lowered;
  std::string text = fmt::format(
      "\n{}: exact {} grey levels, x = {} LSB\n"
      "  weights {}, {}, {}  bias {} << {}  multiplier {}  pre_shift {}  post_shift {}\n",
      name(trace.channel), decimal(trace.grey_level, trace_digits),
      decimal(trace.exact_value, trace_digits), lowered.weights[0], lowered.weights[1],
      lowered.weights[2], lowered.bias, lowered.bias_shift, lowered.multiplier, lowered.pre_shift,
      lowered.post_shift);
  TextTable table{"lrr", {{"stage", "model", "exact"}}};
  for (const TraceStage& stage : trace.stages) {
    table.rows.push_back({std::string(stage.stage), std::to_string(stage.fixed),
                          stage.exact ? decimal(*stage.exact, trace_digits) : "-"});
  }
  text += aligned(table);
  text += fmt::format("  ideal code {}, error {} LSB = {} grey levels\n", trace.ideal_code,
                      signed_decimal(trace.error, trace_digits),
                      signed_decimal(trace.grey_error, trace_digits));
  return text;
}

std::string trace_text(CenteredYuv yuv, const std::array<ChannelTrace, 3>& traces) {
  std::string text = fmt::format(
      "Y {}, U {}, V {} through the op. exact: what a stage would hold for the exact x.\n{}\n",
      yuv.y, yuv.u, yuv.v, unconfirmed_notice);
  for (const ChannelTrace& trace : traces) text += trace_channel_text(trace);
  return text;
}

std::string training_trace_text(const Deployment& deployment, const TrainingTrace& training,
                                const std::array<ChannelTrace, 3>& traces) {
  const auto& [red, green, blue] = training.rgb;
  std::string text = fmt::format("R {}, G {}, B {} through the training-side op, beside exact {}\n",
                                 red, green, blue, luma_of(deployment.matrix.standard).title);
  for (const TrainingChannelTrace& channel : training.channels) {
    text += fmt::format("\n{}: exact {}  weights {}, {}, {}  offset {}\n", channel.channel,
                        decimal(channel.exact_value, trace_digits), channel.row.weight[0],
                        channel.row.weight[1], channel.row.weight[2], channel.row.offset);
    TextTable table{"lrr", {{"stage", "deployed", "exact"}}};
    for (const TrainingStage& stage : channel.stages) {
      table.rows.push_back({std::string(stage.stage), std::to_string(stage.deployed),
                            decimal(stage.exact, trace_digits)});
    }
    text += aligned(table);
    text += fmt::format("  exact, rounded: {}; the deployed op is {:+d} from it\n",
                        channel.ideal_value, channel.value - channel.ideal_value);
  }
  text += "\n" + trace_text(training.yuv(), traces);
  TextTable path{"lrrr", {{"channel", "code in training", "code of the op", "difference"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    path.rows.push_back({std::string(name(traces[c].channel)),
                         std::to_string(training.training_codes[c]), std::to_string(traces[c].code),
                         fmt::format("{:+d}", traces[c].code - training.training_codes[c])});
  }
  return text + "\nEnd to end\n" + aligned(path);
}

Json training_trace_json(const Deployment& deployment, const Arithmetic& arithmetic,
                         const TrainingTrace& training, const std::array<ChannelTrace, 3>& traces) {
  Json json = trace_json(deployment, arithmetic, training.yuv(), traces);
  json["rgb"] = training.rgb;
  json["training"] = Json::array();
  for (const TrainingChannelTrace& channel : training.channels) {
    Json stages = Json::array();
    for (const TrainingStage& stage : channel.stages) {
      stages.push_back(
          {{"stage", stage.stage}, {"deployed", stage.deployed}, {"exact", decimal(stage.exact)}});
    }
    json["training"].push_back({{"channel", channel.channel},
                                {"weights", channel.row.weight},
                                {"offset", channel.row.offset},
                                {"value", number_json(channel.exact_value)},
                                {"stages", stages},
                                {"deployed", channel.value},
                                {"ideal", channel.ideal_value},
                                {"difference", channel.value - channel.ideal_value}});
  }
  json["path"] = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    json["path"].push_back({{"channel", name(traces[c].channel)},
                            {"training_code", training.training_codes[c]},
                            {"code", traces[c].code},
                            {"difference", traces[c].code - training.training_codes[c]}});
  }
  return json;
}

Json trace_channels_json(const std::array<ChannelTrace, 3>& traces) {
  Json channels = Json::array();
  for (const ChannelTrace& trace : traces) channels.push_back(channel_json(trace));
  return channels;
}

Json trace_json(const Deployment& deployment, const Arithmetic& arithmetic, CenteredYuv yuv,
                const std::array<ChannelTrace, 3>& traces) {
  Json json = json_document("swingproof.trace/1", deployment);
  json["arithmetic"] = arithmetic_json(arithmetic);
  json["notice"] = unconfirmed_notice;
  json["yuv"] = yuv_json(yuv);
  json["channels"] = trace_channels_json(traces);
  return json;
}

}  // namespace swingproof
