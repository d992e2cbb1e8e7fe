// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>

#include "fixedpoint/lowering.h"
#include "reports/settle/settle_report.h"
#include "suites/settle/reconstruction.h"

namespace swingproof {
namespace {

Json choices_json(const SettleKit& kit, const SettleJudgement& judgement) {
  Json json = Json::array();
  for (const SettledChoice& each : judgement.choices) {
    Json closed_by = Json::array();
    for (const std::size_t i : each.closed_by) closed_by.push_back(kit.entries[i].capture);
    json.push_back({{"choice", each.choice->name},
                    {"standing", name(each.standing)},
                    {"value", each.value.empty() ? Json() : Json(each.value)},
                    {"closed_by", closed_by}});
    if (each.standing == SettledStanding::never_visible) {
      json.back()["proof"] = each.choice->invisible;
    }
  }
  return json;
}

Json captures_json(const SettleKit& kit, const SettleJudgement& judgement) {
  Json json = Json::array();
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    const bool is_there = kit.results[i].capture.has_value();
    json.push_back({{"capture", kit.entries[i].capture},
                    {"file", kit.entries[i].file},
                    {"deployment", deployment_json(kit.results[i].deployment)},
                    {"pixels", kit.entries[i].pixels},
                    {"captured", is_there},
                    {"explained_by", is_there ? Json(judgement.explain_alone[i]) : Json()}});
  }
  return json;
}

Json nearest_json(const SettleKit& kit, const SettleJudgement& judgement) {
  if (!judgement.explained_by.empty()) return {};
  Json captures = Json::array();
  for (std::size_t i = 0; i < kit.entries.size(); ++i) {
    if (!kit.results[i].capture) continue;
    Json differing = Json::array();
    for (const DifferingPixel& each : judgement.first_differing[i]) {
      differing.push_back({{"index", each.index},
                           {"yuv", yuv_json(each.pixel)},
                           {"expected", each.expected},
                           {"captured", each.captured}});
    }
    captures.push_back({{"capture", kit.entries[i].capture},
                        {"differing_pixels", judgement.nearest.experiments[i]},
                        {"first_differing", differing}});
  }
  return {{"datapath", datapath_name(all_datapaths()[judgement.nearest.datapath])},
          {"differing_pixels", judgement.nearest.pixels},
          {"captures", captures}};
}

std::string fraction_text(const Rational& number) {
  return numerator(number).str() + "/" + denominator(number).str();
}

Json interval_json(const std::optional<RationalInterval>& interval) {
  if (!interval) return {};
  return Json::array({fraction_text(interval->least), fraction_text(interval->greatest)});
}

Json interval_json(const std::optional<IntegerInterval>& interval) {
  if (!interval) return {};
  const auto number = [](const Integer& value) {  // a bias has 32 bits; a hull may have more
    constexpr std::int64_t largest = std::int64_t{1} << 53;
    return static_cast<std::int64_t>(std::clamp<Integer>(value, -largest, largest));
  };
  return Json::array({number(interval->least), number(interval->greatest)});
}

template <typename Intervals>
Json intervals_json(const Intervals& intervals) {
  Json json = Json::array();
  for (const auto& each : intervals) json.push_back(interval_json(each));
  return json;
}

Json linear_json(const std::optional<LinearPart>& part) {
  if (!part) return {};
  return {{"bias", interval_json(std::optional(part->bias))},
          {"ratio", interval_json(std::optional(part->ratio))}};
}

Json expected_json(const LoweredChannel& channel) {
  return {{"weights", channel.weights},
          {"bias", shifted_bias(channel)},
          {"ratio", fraction_text(Rational(channel.multiplier) /
                                  (Integer(1) << (channel.pre_shift + channel.post_shift)))}};
}

Json reconstruction_json(const SettleKit& kit) {
  Json json = Json::array();
  for (const ReconstructedChannel& each : reconstructed_channels(kit)) {
    const ChannelReconstruction& found = each.found;
    const Json linear = linear_json(found.linear);
    json.push_back({{"file", each.entry.file},
                    {"capture", each.entry.capture},
                    {"channel", name(each.channel)},
                    {"weights", intervals_json(found.weights)},
                    {"bias", linear.is_null() ? Json() : linear.at("bias")},
                    {"ratio", linear.is_null() ? Json() : linear.at("ratio")},
                    {"codes_per_step", intervals_json(found.per_step)},
                    {"code_at_zero", interval_json(found.at_zero)},
                    {"with_model_weights", linear_json(found.with_expected_weights)},
                    {"model", expected_json(each.model)}});
  }
  return json;
}

}  // namespace

Json settle_json(const SettleKit& kit, const SettleJudgement& judgement,
                 const MeasuredSubject& subject) {
  Json datapaths = Json::array();
  for (const std::size_t each : judgement.explained_by) {
    datapaths.push_back(datapath_name(all_datapaths()[each]));
  }
  return {{"schema", "swingproof.settle/1"},
          {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
          {"op", name(kit.op)},
          {"march", name(kit.march)},
          {"board", subject.board},
          {"plugin", subject.plugin ? Json(*subject.plugin) : Json()},
          {"settled", is_settled(judgement)},
          {"captures", captures_json(kit, judgement)},
          {"choices", choices_json(kit, judgement)},
          {"datapaths", datapaths},
          {"nearest", nearest_json(kit, judgement)},
          {"reconstruction", reconstruction_json(kit)}};
}

bool is_settled(const SettleJudgement& judgement) {
  return std::ranges::all_of(judgement.choices, [](const SettledChoice& each) {
    return each.standing == SettledStanding::confirmed ||
           each.standing == SettledStanding::never_visible;
  });
}

}  // namespace swingproof
