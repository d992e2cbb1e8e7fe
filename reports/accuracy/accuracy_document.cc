// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"

namespace swingproof {
namespace {

std::string error_legend(const Deployment& deployment) {
  return fmt::format(
      "error = code - clamp(x, -128, 127), x the exact {} value in LSB, not rounded. A code "
      "differs when it is not sat8(round(x)).",
      luma_of(deployment.matrix.standard).title);
}

constexpr std::string_view bound_legend =
    "The bound follows from weights, bias, multiplier and shifts alone, in exact rationals, "
    "without looking at any input; its last digit is rounded up, so that no error is above what is "
    "printed.";
constexpr std::string_view path_legend =
    "Over all 2^24 training pixels: the code that the BPU computes from the deployed training-side "
    "conversion, minus the code that the model saw in training.";

std::string standing_summary(const Arithmetic& arithmetic) {
  const std::vector<Provenance> choices = provenance(arithmetic);
  const auto count = [&](Standing standing) {
    return std::count_if(choices.begin(), choices.end(),
                         [&](const Provenance& entry) { return entry.standing == standing; });
  };
  std::string text =
      fmt::format("{} Of its {} choices {} are published, {} inferred and {} assumed.",
                  standing_notice(arithmetic), choices.size(), count(Standing::published),
                  count(Standing::inferred), count(Standing::assumed));
  if (const auto confirmed = count(Standing::confirmed); confirmed > 0) {
    text += fmt::format(" {} {} confirmed.", confirmed, confirmed == 1 ? "is" : "are");
  }
  if (!is_published(arithmetic)) {
    text += fmt::format(" 1 is none of these: the {} are not those of the published op.",
                        arithmetic.constants ? "constants" : "integers");
  }
  const std::vector<std::string> replaced = replaced_choices(arithmetic);
  if (replaced.size() == 1) {
    text += fmt::format(" 1 is none of these: {} is not the model's choice.", replaced.front());
  } else if (!replaced.empty()) {
    text += fmt::format(" {} are none of these: {} are not the model's choices.", replaced.size(),
                        fmt::join(replaced, " and "));
  }
  return text;
}

}  // namespace

Document accuracy_document(const Accuracy& accuracy) {
  Document document;
  document.add(Heading{
      fmt::format("Accuracy of {} on the BPU, over all 2^24 inputs", name(accuracy.deployment.op)),
      1});
  document.add(Paragraph{standing_summary(accuracy.arithmetic)});
  document.add(Heading{"Deployment"});
  document.add(Table{deployment_table(accuracy.deployment, accuracy.arithmetic)});
  document.add(Heading{"Error of the op"});
  document.add(Table{error_table(accuracy)});
  document.add(Paragraph{error_legend(accuracy.deployment)});
  document.add(Heading{"Bound on the error"});
  document.add(Table{bound_table(accuracy)});
  document.add(Paragraph{bound_legend});
  document.add(Heading{"Difference from the ideal code, all inputs"});
  for (const ChannelErrors& errors : accuracy.errors) {
    document.add(Heading{name(errors.channel), 3});
    document.add(Table{histogram_table(errors.all_inputs.code_difference)});
  }
  document.add(Heading{"End to end"});
  document.add(Table{path_table(accuracy)});
  document.add(Paragraph{path_legend});
  document.add(Heading{"The op as lowered to integers"});
  document.add(Table{lowered_table(accuracy)});
  document.add(Heading{"How sure we are"});
  document.add(Table{provenance_table(accuracy.arithmetic)});
  return document;
}

}  // namespace swingproof
