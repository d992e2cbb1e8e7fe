// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/json_document.h"

#include "deployment/deployment_fields.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {

Json json_document(std::string_view schema, const Deployment& deployment) {
  return Json{{"schema", schema},
              {"tool", {{"name", "swingproof"}, {"version", SWINGPROOF_VERSION}}},
              {"deployment", deployment_json(deployment)}};
}

Json deployment_json(const Deployment& deployment) {
  Json json = Json::object();
  for (const DeploymentField& field : deployment_fields()) {
    const std::vector<std::string> texts = field.texts(deployment);
    if (texts.empty()) continue;
    json[std::string(field.key)] = field.kind == FieldKind::channels ? Json(texts) : Json(texts[0]);
  }
  return json;
}

Json number_json(const Rational& number) {
  return Json{{"value", decimal(number)}, {"exact", fraction(number)}};
}

Json histogram_json(const CodeDifferences& histogram) {
  Json json = Json::object();
  for (const auto& [difference, times] : histogram) json[std::to_string(difference)] = times;
  return json;
}

Json yuv_json(CenteredYuv yuv) { return Json::array({yuv.y, yuv.u, yuv.v}); }

std::string json_text(const Json& document) {
  // Paths and commands that users give may be any bytes.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace swingproof
