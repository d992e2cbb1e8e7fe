// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/accuracy/accuracy_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_tables.h"

namespace swingproof {
namespace {

constexpr std::string_view error_legend =
    "error = code - clamp(x, -128, 127), x the exact BT.601 value in LSB, not rounded. A code "
    "differs when it is not sat8(round(x)).";
constexpr std::string_view bound_legend =
    "The bound follows from weights, bias, multiplier and shifts alone, in exact rationals, "
    "without looking at any input; its last digit is rounded up, so that no error is above what is "
    "printed.";
constexpr std::string_view path_legend =
    "Over all 2^24 training pixels: the code that the BPU computes from the deployed training-side "
    "conversion, minus the code that the model saw in training.";

// What tells the terminal's report from the Markdown one.
struct Layout {
  std::string (*heading)(std::string_view text, int level);
  std::string (*table)(const TextTable& table);
};

std::string plain_heading(std::string_view text, int level) {
  return level > 2 ? fmt::format("\n  {}\n", text) : fmt::format("\n{}\n", text);
}

std::string bold_heading(std::string_view text, int level) {
  return plain_heading(fmt::format("\x1b[1m{}\x1b[0m", text), level);
}

std::string markdown_heading(std::string_view text, int level) {
  return fmt::format("\n{:#>{}} {}\n\n", "", level, text);
}

std::string paragraph(std::string_view text) { return fmt::format("{}\n", text); }

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

std::string render(const Accuracy& accuracy, const Layout& layout) {
  std::string text = layout.heading(
      fmt::format("Accuracy of {} on the BPU, over all 2^24 inputs", name(accuracy.deployment.op)),
      1);
  text += paragraph(standing_summary(accuracy.arithmetic));
  text += layout.heading("Deployment", 2);
  text += layout.table(deployment_table(accuracy.deployment, accuracy.arithmetic));
  text += layout.heading("Error of the op", 2);
  text += layout.table(error_table(accuracy)) + "\n" + paragraph(error_legend);
  text += layout.heading("Bound on the error", 2);
  text += layout.table(bound_table(accuracy)) + "\n" + paragraph(bound_legend);
  text += layout.heading("Difference from the ideal code, all inputs", 2);
  for (const ChannelErrors& errors : accuracy.errors) {
    text += layout.heading(name(errors.channel), 3);
    text += layout.table(histogram_table(errors.all_inputs.code_difference));
  }
  text += layout.heading("End to end", 2);
  text += layout.table(path_table(accuracy)) + "\n" + paragraph(path_legend);
  text += layout.heading("The op as lowered to integers", 2);
  text += layout.table(lowered_table(accuracy));
  text += layout.heading("How sure we are", 2);
  text += layout.table(provenance_table(accuracy.arithmetic));
  return text.substr(1);
}

}  // namespace

std::string accuracy_text(const Accuracy& accuracy, bool bold_headings) {
  return render(accuracy, {bold_headings ? bold_heading : plain_heading, aligned});
}

std::string accuracy_markdown(const Accuracy& accuracy) {
  return render(accuracy, {markdown_heading, markdown});
}

}  // namespace swingproof
