// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/accuracy/accuracy_report.h"
#include "reports/accuracy/limit_report.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/review_report.h"
#include "reports/review/review_sections_json.h"
#include "reports/review/review_words.h"

namespace swingproof {
namespace {

Json findings_json(const Accuracy& accuracy) {
  static constexpr std::string_view inputs[] = {"Y", "U", "V"};
  Json json = Json::array();
  for (const WeightFinding& finding : weight_findings(accuracy)) {
    json.push_back({{"channel", name(finding.channel)},
                    {"input", inputs[finding.weight.input]},
                    {"wanted", number_json(finding.weight.wanted)},
                    {"held", finding.weight.held},
                    {"message", finding.headline + " " + finding.detail}});
  }
  return json;
}

Json budget_json(const ReviewReport& report, const DeploymentReport& deployment) {
  if (!report.has_budget) return nullptr;
  const bool is_kept = light_of(report, deployment) != Light::fail;
  Json json = {{"verdict", is_kept ? "pass" : "fail"}, {"limits", Json::array()}};
  for (const LimitCheck& check : deployment.limits) json["limits"].push_back(limit_json(check));
  json["not_judged"] = unjudged_json(deployment.unjudged);
  return json;
}

Json path_json(const Deployment& deployment, const FallbackTrial& trial, const char* chroma) {
  const Rational square = mean_squared_grey_difference(deployment, trial);
  Json json = {{"chroma", chroma},
               {"psnr_db", square == 0 ? Json() : Json(decibels(255 * 255 / square))},
               {"mean_squared_grey_difference", fraction(square)},
               {"channels", Json::array()}};
  const auto channels = output_channels(deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& difference = trial.code_difference[c];
    json["channels"].push_back({{"channel", name(channels.at(c))},
                                {"mean", decimal(difference.mean())},
                                {"max_abs", difference.greatest()},
                                {"code_difference", histogram_json(difference)}});
  }
  return json;
}

Json picture_json(const Deployment& deployment, const PictureTrial& picture) {
  Json json = {{"name", picture.name},
               {"size", {picture.size.width, picture.size.height}},
               {"sha256", picture.sha256.empty() ? Json() : Json(picture.sha256)},
               {"changes", picture.changes},
               {"paths", Json::array({path_json(deployment, picture.full, "full"),
                                      path_json(deployment, picture.subsampled, "4:2:0")})},
               {"op_error", Json::array()}};
  const auto channels = output_channels(deployment.op);
  for (std::size_t c = 0; c < 3; ++c) {
    Json error = measures_json(picture.op_error[c]);
    error["channel"] = name(channels.at(c));
    json["op_error"].push_back(error);
  }
  return json;
}

Json document_of(const ReviewReport& report, const DeploymentReport& deployment) {
  const Accuracy& accuracy = deployment.review.accuracy;
  Json json = accuracy_json(accuracy);
  json["findings"] = findings_json(accuracy);
  json["budget"] = budget_json(report, deployment);
  json["pictures"] = Json::array();
  for (const PictureTrial& picture : deployment.pictures) {
    json["pictures"].push_back(picture_json(accuracy.deployment, picture));
  }
  // Measured for a page only.
  if (!deployment.review.misconfigurations.empty()) {
    json["attribution"] = attribution_json(deployment.review);
    json["mistakes"] = mistakes_json(deployment.review);
    json["worst_inputs"] = worst_inputs_json(deployment.review);
  }
  return json;
}

}  // namespace

Json review_json(const ReviewReport& report) {
  if (report.deployments.size() == 1) return document_of(report, report.deployments.front());
  const Deployment& first = report.deployments.front().review.accuracy.deployment;
  Json json = json_document("swingproof.reports/1", first);
  json["deployment"] = nullptr;
  json["reports"] = Json::array();
  for (const DeploymentReport& deployment : report.deployments) {
    json["reports"].push_back(document_of(report, deployment));
  }
  return json;
}

}  // namespace swingproof
