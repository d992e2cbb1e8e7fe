// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/faults/fault_report.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <string_view>

#include "reports/accuracy/accuracy_report.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"
#include "reports/trace/trace_report.h"

namespace swingproof {
namespace {

// The nearest doubles that enclose an interval.
Json enclosing_json(const RationalInterval& interval) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  auto least = static_cast<double>(interval.least);
  auto greatest = static_cast<double>(interval.greatest);
  if (Rational(least) > interval.least) least = std::nextafter(least, -infinity);
  if (Rational(greatest) < interval.greatest) greatest = std::nextafter(greatest, infinity);
  return {least, greatest};
}

Json fit_json(const std::optional<ScaleFit>& fit, const Deployment& deployment) {
  if (!fit) return nullptr;
  Json json = Json::array();
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelFit& channel = (*fit)[c];
    json.push_back({{"channel", name(output_channels(deployment.op)[c])},
                    {"grey_levels_per_code", enclosing_json(channel.grey_levels_per_code)},
                    {"mean", enclosing_json(channel.mean)}});
  }
  return json;
}

Json fault_json(const FoundFault& fault) {
  Json json = {{"fault", fault.fault},
               {"sentence", fault.sentence},
               {"remedy", fault.remedy},
               {"differing", fault.differing},
               {"of", fault.of}};
  if (fault.first) {
    json["first"] = {{"yuv", yuv_json(fault.first->yuv)},
                     {"expected", fault.first->expected},
                     {"got", fault.first->got}};
  }
  return json;
}

}  // namespace

void add_faults_json(const FaultFindings& findings, const Deployment& deployment, Json& json) {
  json["faults"] = Json::array();
  for (const FoundFault& fault : findings.faults) json["faults"].push_back(fault_json(fault));
  json["fit"] = fit_json(findings.fit, deployment);
}

std::string fault_words(const FoundFault& fault) {
  if (fault.differing == 0) {
    return fmt::format("{} ({}); remedy: {}", fault.sentence, fault.fault, fault.remedy);
  }
  std::string first;
  if (fault.first) {
    first = fmt::format(" (first: {} is {}, not {})", yuv_text(fault.first->yuv),
                        codes_text(fault.first->got), codes_text(fault.first->expected));
  }
  return fmt::format("{} explains all but {} of {} inputs{}: {}; remedy: {}", fault.fault,
                     with_thousands(fault.differing), with_thousands(fault.of), first,
                     fault.sentence, fault.remedy);
}

std::string faults_text(const FaultFindings& findings, const Deployment& deployment,
                        std::string_view indent) {
  std::string text;
  for (const FoundFault& fault : findings.faults) {
    text += fmt::format("{}{}{}\n", indent,
                        fault.differing == 0 ? "cause: " : "nearly: ", fault_words(fault));
  }
  if (findings.fit) {
    text += fmt::format("{}fit: as if {}\n", indent, fit_words(*findings.fit, deployment));
  } else if (findings.is_saturated) {
    text += fmt::format(
        "{}no fit of mean and std is possible: fewer than 8 different codes of a channel are not "
        "saturated\n",
        indent);
  }
  return text;
}

std::string causes_section(const FaultFindings& findings, const Deployment& deployment) {
  const std::string text = faults_text(findings, deployment, "  ");
  return text.empty() ? text : "\nWhat is computed in place of it:\n" + text;
}

std::string without_effect_words(const std::vector<FaultWithoutEffect>& faults) {
  std::string words;
  for (const FaultWithoutEffect& each : faults) {
    words += words.empty() ? "same codes here, so that a pass does not tell them apart: " : ", ";
    words += each.fault;
    if (!each.in_every_form) words += " (some forms of it)";
  }
  return words;
}

}  // namespace swingproof
