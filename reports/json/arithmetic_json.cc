// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/arithmetic_json.h"

#include "fixedpoint/arithmetic_toml.h"

namespace swingproof {
namespace {

Json constants_json(const OpConstants& constants) {
  Json json = {{"weight_scale", Json::array()}, {"weight", Json::array()}, {"offset", nullptr}};
  for (const double scale : constants.weight_scale) {
    json["weight_scale"].push_back(constant_text(scale));
  }
  for (const auto& row : constants.weight) {
    Json texts = Json::array();
    for (const double weight : row) texts.push_back(constant_text(weight));
    json["weight"].push_back(texts);
  }
  json["offset"] = constant_text(constants.offset);
  return json;
}

}  // namespace

Json integers_json(const LoweredChannel& channel) {
  return Json{{"weights", channel.weights},       {"bias", channel.bias},
              {"bias_shift", channel.bias_shift}, {"multiplier", channel.multiplier},
              {"pre_shift", channel.pre_shift},   {"post_shift", channel.post_shift}};
}

Json arithmetic_json(const Arithmetic& arithmetic) {
  if (is_published(arithmetic)) return arithmetic.name;
  Json json = {{"datapath", arithmetic.name}};
  if (arithmetic.constants) {
    json["swing"] = name(arithmetic.constants->matrix.swing);
    json["constants"] = constants_json(arithmetic.constants->constants);
    return json;
  }
  json["integers"] = Json::array();
  for (const LoweredChannel& channel : arithmetic.integers->op) {
    json["integers"].push_back(integers_json(channel));
  }
  json["deployment"] = deployment_json(arithmetic.integers->deployment);
  return json;
}

}  // namespace swingproof
