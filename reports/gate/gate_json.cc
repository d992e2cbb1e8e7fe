// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/accuracy/limit_report.h"
#include "reports/faults/fault_report.h"
#include "reports/gate/gate_report.h"
#include "reports/json/arithmetic_json.h"
#include "reports/trace/trace_report.h"
#include "suites/trace/trace.h"

namespace swingproof {
namespace {

Json counterexample_json(const DeploymentVerdict& deployment, const Counterexample& example) {
  const Mismatch& mismatch = example.mismatch;
  Json json = {{"which", name(example.which)},
               {"yuv", yuv_json(mismatch.yuv)},
               {"expected", mismatch.expected},
               {"got", mismatch.got}};
  if (example.smallest_image) {
    json["smallest_image"] = {example.smallest_image->width, example.smallest_image->height};
  }
  json["trace"] =
      trace_channels_json(trace(deployment.task.deployment, deployment.op, mismatch.yuv));
  return json;
}

Json diagnosis_json(const std::optional<Diagnosis>& diagnosis) {
  if (!diagnosis) return nullptr;
  Json json = Json::object();
  for (const DiagnosedAxis& axis : *diagnosis) json[axis.axis] = axis.value;
  return json;
}

Json finding_json(const GateReport& report, const DeploymentVerdict& deployment,
                  const GateFinding& finding) {
  Json json = {{"kind", name(finding.kind)},
               {"message", finding.message},
               {"diagnosis", diagnosis_json(finding.diagnosis)},
               {"counterexamples", Json::array()},
               {"reproduce", reproduction(report, deployment, finding)}};
  add_faults_json(finding.causes, deployment.task.deployment, json);
  for (const Counterexample& example : finding.counterexamples) {
    json["counterexamples"].push_back(counterexample_json(deployment, example));
  }
  return json;
}

Json from_model_json(const ModelDifference& difference) {
  return {{"mismatches", difference.mismatches},
          {"max_code_difference", difference.max_code_difference}};
}

Json channels_json(const KernelFigures& figures) {
  Json channels = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    Json channel = channel_errors_json(figures.errors[c]);
    for_each_set(figures.from_model[c], [&](SetName set, const ModelDifference& difference) {
      channel[name(set)]["from_model"] = from_model_json(difference);
    });
    channels.push_back(channel);
  }
  return channels;
}

Json published_json(const DeploymentVerdict& deployment) {
  Json json = Json::array();
  for (const PublishedBoundCheck& check : deployment.published) {
    Json one = {{"preset", name(check.bound)},
                {"bound", words(check.bound)},
                {"judged", check.is_judged},
                {"reason", check.is_judged ? Json() : Json(why_not_judged)}};
    one["met"] = check.is_judged ? Json(is_met(check.kernel)) : Json();
    one["met_by_model"] = check.is_judged ? Json(is_met(check.model)) : Json();
    one["channels"] = Json::array();
    for (std::size_t c = 0; c < 3 && check.is_judged; ++c) {
      one["channels"].push_back(
          {{"channel", name(output_channels(deployment.task.deployment.op)[c])},
           {"outside", check.kernel[c].all_inputs},
           {"outside_in_gamut", check.kernel[c].in_gamut},
           {"model_outside", check.model[c].all_inputs},
           {"model_outside_in_gamut", check.model[c].in_gamut}});
    }
    json.push_back(std::move(one));
  }
  return json;
}

Json deployment_verdict_json(const GateReport& report, const DeploymentVerdict& deployment) {
  Json json = {{"deployment", deployment_json(deployment.task.deployment)},
               {"arithmetic", arithmetic_json(deployment.task.arithmetic)},
               {"environment", environment_json(deployment.task)},
               {"status", name(deployment.status)},
               {"inputs", deployment.inputs},
               {"mismatches", deployment.mismatches},
               {"max_code_difference", deployment.max_code_difference},
               {"findings", Json::array()}};
  for (const GateFinding& finding : deployment.findings) {
    json["findings"].push_back(finding_json(report, deployment, finding));
  }
  json["stack_bytes"] = deployment.stack_bytes ? Json(*deployment.stack_bytes) : Json();
  json["published_bounds"] = published_json(deployment);
  json["not_judged"] = unjudged_json(deployment.unjudged);
  json["same_codes"] = Json::array();
  json["same_codes_in_part"] = Json::array();
  for (const FaultWithoutEffect& each : deployment.without_effect) {
    json["same_codes"].push_back(each.fault);
    if (!each.in_every_form) json["same_codes_in_part"].push_back(each.fault);
  }
  if (deployment.figures) json["channels"] = channels_json(*deployment.figures);
  return json;
}

}  // namespace

Json environment_json(const GateTask& task) {
  Json json = Json::object();
  for (const std::string& assignment : task.environment) {
    const std::size_t equals = assignment.find('=');
    json[assignment.substr(0, equals)] = assignment.substr(equals + 1);
  }
  return json;
}

Json gate_json(const GateReport& report) {
  const GateVerdict& verdict = report.verdict;
  Json json = json_document("swingproof.gate/1", verdict.deployments.front().task.deployment);
  if (verdict.deployments.size() > 1) json["deployment"] = nullptr;
  json["notice"] = gate_notice(verdict);
  json["kernel"] = verdict.kernel_name;
  json["verdict"] = verdict.is_passed ? "pass" : "fail";
  json["deployments"] = Json::array();
  for (const DeploymentVerdict& deployment : verdict.deployments) {
    json["deployments"].push_back(deployment_verdict_json(report, deployment));
  }
  return json;
}

}  // namespace swingproof
