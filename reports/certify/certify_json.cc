// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/provenance.h"
#include "reports/certify/certify_report.h"
#include "reports/certify/hypothesis_words.h"
#include "reports/json/arithmetic_json.h"
#include "reports/trace/trace_report.h"
#include "suites/certify/hypothesis_trace.h"

namespace swingproof {
namespace {

Json members_json(const HypothesisClasses& classes, std::size_t class_index) {
  Json members = Json::array();
  for (const std::size_t member : classes.classes[class_index].members) {
    members.push_back(hypothesis_json(classes.hypotheses[member]));
  }
  return members;
}

Json pixels_json(const YuvPlanes& pixels) {
  Json json = Json::array();
  for (std::size_t i = 0; i < pixels.size(); ++i) json.push_back(yuv_json(pixels[i]));
  return json;
}

Json differing_json(const std::vector<DifferingPixel>& pixels) {
  Json json = Json::array();
  for (const DifferingPixel& each : pixels) {
    json.push_back({{"index", each.index},
                    {"yuv", yuv_json(each.pixel)},
                    {"expected", each.expected},
                    {"captured", each.captured}});
  }
  return json;
}

Json near_json(const HypothesisClasses& classes, const NearClass& near) {
  const std::size_t index = near.distance.class_index;
  Json json = {{"differing_pixels", near.distance.differing_pixels},
               {"hypotheses", members_json(classes, index)},
               {"first_differing", differing_json(near.first_differing)}};
  if (near.first_differing.empty()) return json;
  const auto trace =
      trace_hypothesis(classes.declared, classes.arithmetic, simplest_member(classes, index),
                       near.first_differing.front().pixel);
  if (trace) {
    json["trace"] = trace_channels_json(trace->channels);
  }
  return json;
}

Json causes_json(const HypothesisClasses& classes, const Verdict& verdict) {
  Json causes = Json::array();
  if (verdict.explained_by.empty()) return causes;
  const Hypothesis& found = simplest_member(classes, verdict.explained_by.front().class_index);
  for (const Deviation& each :
       deviations(classes.declared, found, known_causes(classes, verdict))) {
    Json axes;
    for (const Axis axis : each.axes) axes[std::string(name(axis))] = value_name(found, axis);
    causes.push_back({{"axes", axes}, {"finding", each.finding}, {"remedy", each.remedy}});
  }
  return causes;
}

Json open_axes_json(const Verdict& verdict) {
  Json open = Json::object();
  for (const AxisFinding& each : verdict.axes) {
    if (each.values.size() > 1) open[std::string(name(each.axis))] = each.values;
  }
  return open;
}

Json choices_json(const Verdict& verdict) {
  Json choices = Json::array();
  for (const ChoiceFinding& each : verdict.choices) {
    Json alternatives = Json::array();
    for (const ArithmeticFinding& alternative : each.alternatives) {
      alternatives.push_back({{"arithmetic", arithmetic_names().at(alternative.arithmetic)},
                              {"standing", name(alternative.standing)}});
    }
    choices.push_back({{"choice", each.choice},
                       {"standing", name(each.standing)},
                       {"alternatives", alternatives}});
  }
  return choices;
}

Json not_computable_json(const HypothesisClasses& classes) {
  Json json = Json::array();
  for (const NotComputable& each : classes.not_computable) {
    json.push_back({{"hypothesis", hypothesis_json(classes.hypotheses[each.hypothesis])},
                    {"reason", each.reason}});
  }
  return json;
}

}  // namespace

Json certify_json(const HypothesisClasses& classes, const Verdict& verdict,
                  const NextPixels& next) {
  Json json = json_document("swingproof.certify/1", classes.declared);
  if (!is_published(classes.arithmetic)) json["arithmetic"] = arithmetic_json(classes.arithmetic);
  json["verdict"] = name(verdict.judgement);
  json["declared"] = hypothesis_json(classes.hypotheses.front());
  json["explained_by"] = Json::array();
  json["stimulus"] = {{"inputs", verdict.judged.inputs},
                      {"classes", verdict.judged.classes},
                      {"classes_separated", verdict.judged.classes_separated}};
  json["explanations"] = Json::array();
  for (const ClassDistance& each : verdict.explained_by) {
    json["explained_by"].push_back(members_json(classes, each.class_index));
    json["explanations"].push_back({{"proof", name(classes.classes[each.class_index].proof)},
                                    {"differing_pixels", each.differing_pixels}});
  }
  json["causes"] = causes_json(classes, verdict);
  json["open_axes"] = open_axes_json(verdict);
  json["tolerance"] = {{"tolerated", verdict.judged.tolerated},
                       {"missing", verdict.judged.missing}};
  json["declared_distance"] = {
      {"differing_pixels", verdict.declared.distance.differing_pixels},
      {"first_differing", differing_json(verdict.declared.first_differing)}};
  json["nearest"] = Json::array();
  for (const NearClass& each : verdict.nearest) {
    json["nearest"].push_back(near_json(classes, each));
  }
  json["next_probe"] = {{"pixels", pixels_json(next.pixels)}, {"times", next.times}};
  json["choices"] = choices_json(verdict);
  json["not_computable"] = not_computable_json(classes);
  json["not_judged"] = not_judged_texts(classes);
  json["notice"] = standing_notice(classes.arithmetic);
  return json;
}

Json probe_json(const HypothesisClasses& classes, const std::vector<Axis>& against,
                const Probe& probe) {
  Json json = json_document("swingproof.probe/1", classes.declared);
  json["declared"] = hypothesis_json(classes.hypotheses.front());
  if (!is_published(classes.arithmetic)) json["arithmetic"] = arithmetic_json(classes.arithmetic);
  json["against"] = Json::array();
  for (const Axis axis : against) json["against"].push_back(name(axis));
  if (probe.pixels.size() < cube_inputs) json["pixels"] = pixels_json(probe.pixels);
  json["stimulus"] = {{"inputs", probe.pixels.size()},
                      {"classes", classes.classes.size()},
                      {"classes_separated", probe.classes_separated}};
  json["classes"] = Json::array();
  for (std::size_t i = 0; i < classes.classes.size(); ++i) {
    json["classes"].push_back(
        {{"proof", name(classes.classes[i].proof)}, {"hypotheses", members_json(classes, i)}});
  }
  json["not_computable"] = not_computable_json(classes);
  return json;
}

}  // namespace swingproof
