// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/proof/proof_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "fixedpoint/provenance.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {

namespace {

std::string no_claim(const ProofReport& report) {
  return report.range ? "no claim: the range is too wide for one form of the op"
                      : "no claim: the saturation to int16 matters";
}

std::string standing(const ProofReport& report, const ChannelProof& channel) {
  if (!channel.claim) return no_claim(report);
  if (!channel.is_proved) return "not proved";
  if (!report.checkers) return "proved by Gappa";
  return fmt::format("proved by Gappa {}, {}checked by Coq {}", report.checkers->gappa,
                     channel.is_checked ? "" : "not ", report.checkers->coq);
}

}  // namespace

bool is_proved(const ProofReport& report) {
  return std::ranges::all_of(report.channels, [&](const ChannelProof& channel) {
    return channel.is_proved && (channel.is_checked || !report.checkers);
  });
}

std::string proof_text(const ProofReport& report) {
  TextTable table{"lrl", {{"channel", "|error| at most, LSB", "for all 2^24 inputs"}}};
  std::string text;
  if (report.range) {
    const SettingRange& range = *report.range;
    text = fmt::format(
        "{}, {}, every mean from {} to {} and every std * q_scale from {} to {}, where std "
        "and q_scale are each from 2^-40 to 2^40\n\n",
        name(report.deployment.op), words(report.deployment.matrix), exact_text(range.least_mean),
        exact_text(range.greatest_mean), exact_text(range.least_step),
        exact_text(range.greatest_step));
  }
  for (const ChannelProof& channel : report.channels) {
    table.rows.push_back({std::string(name(channel.channel)),
                          channel.claim ? decimal(channel.claim->bound, 9) : "-",
                          standing(report, channel)});
  }
  return text + aligned(table) + "\n" + std::string(unconfirmed_notice) + "\n";
}

Json proof_json(const ProofReport& report) {
  Json json = json_document("swingproof.proof/1", report.deployment);
  if (report.range) {
    const SettingRange& range = *report.range;
    for (const char* key : {"mean", "std", "q_scale", "rounding"}) json["deployment"].erase(key);
    json["range"] = {{"mean", {exact_text(range.least_mean), exact_text(range.greatest_mean)}},
                     {"step", {exact_text(range.least_step), exact_text(range.greatest_step)}}};
  }
  json["arithmetic"] = description(report.arithmetic);
  json["notice"] = unconfirmed_notice;
  json["channels"] = Json::array();
  for (const ChannelProof& channel : report.channels) {
    Json& entry = json["channels"].emplace_back(
        Json{{"channel", name(channel.channel)},
             {"proved", channel.is_proved},
             {"bound", channel.claim ? number_json(channel.claim->bound) : Json()}});
    if (report.checkers) entry["checked"] = channel.is_checked;
  }
  if (report.checkers) {
    json["provers"] = {{"gappa", report.checkers->gappa}, {"coq", report.checkers->coq}};
  }
  return json;
}

std::string proof_scripts(const ProofReport& report) {
  std::string text;
  for (const ChannelProof& channel : report.channels) {
    if (!channel.claim) text += fmt::format("# channel {}: no claim\n", name(channel.channel));
    if (!channel.claim) continue;
    int number = 0;
    for (const std::string& script : channel.claim->scripts) {
      text += fmt::format("# channel {}, part {} of {}\n{}\n", name(channel.channel), ++number,
                          channel.claim->scripts.size(), script);
    }
  }
  return text;
}

}  // namespace swingproof
