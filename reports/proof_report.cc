// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/proof_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "fixedpoint/provenance.h"
#include "reports/exact_decimal.h"
#include "reports/text_table.h"

namespace swingproof {

bool is_proved(const ProofReport& report) {
  return std::ranges::all_of(report.channels, &ChannelProof::is_proved);
}

std::string proof_text(const ProofReport& report) {
  TextTable table{"lrl", {{"channel", "|error| at most, LSB", "for all 2^24 inputs"}}};
  for (const ChannelProof& channel : report.channels) {
    table.rows.push_back({std::string(name(channel.channel)),
                          channel.claim ? decimal(channel.claim->bound, 9) : "-",
                          channel.is_proved ? "proved by Gappa"
                          : channel.claim   ? "not proved"
                                            : "no claim: the saturation to int16 matters"});
  }
  return aligned(table) + "\n" + std::string(unconfirmed_notice) + "\n";
}

Json proof_json(const ProofReport& report) {
  Json json = json_document("swingproof.proof/1", report.deployment);
  json["arithmetic"] = description(report.arithmetic);
  json["notice"] = unconfirmed_notice;
  json["channels"] = Json::array();
  for (const ChannelProof& channel : report.channels) {
    json["channels"].push_back(
        {{"channel", name(channel.channel)},
         {"proved", channel.is_proved},
         {"bound", channel.claim ? number_json(channel.claim->bound) : Json()}});
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
      text +=
          fmt::format("# channel {}, part {} of 4\n{}\n", name(channel.channel), ++number, script);
    }
  }
  return text;
}

}  // namespace swingproof
