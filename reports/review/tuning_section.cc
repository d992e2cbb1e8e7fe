// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The section about what the op could be.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "fixedpoint/arithmetic_toml.h"
#include "reports/document/html_text.h"
#include "reports/document/shell_word.h"
#include "reports/review/page_sections.h"
#include "reports/tune/tune_report.h"

namespace swingproof {
namespace {

std::string command(const SectionSource& source) {
  const Arithmetic& arithmetic = source.accuracy().arithmetic;
  return fmt::format("swingproof tune {} --arithmetic {} -o tuned.toml --header tuned.h",
                     shell_word(source.deployment.name), shell_word(option_text(arithmetic)));
}

std::string scales_html(const Tuning& tuning, bool is_changed) {
  const std::array<double, 3>& scales = tuning.tuned.constants->constants.weight_scale;
  return paragraph_html(fmt::format(
      "The plugin's weight scales for {} swing {} R <strong>{}</strong>, G "
      "<strong>{}</strong>, B <strong>{}</strong>. Lowering and hardware stay as they are.",
      name(tuning.tuned.constants->matrix.swing), is_changed ? "would be" : "stay",
      constant_text(scales[0]), constant_text(scales[1]), constant_text(scales[2])));
}

}  // namespace

PageSection tuning_section(const SectionSource& source) {
  PageSection section = page_section(source, "tuning", "What this op could be", "What it could be");
  const std::optional<Tuning>& tuning = source.review().tuning;
  if (!tuning) {
    section.html = paragraph_html(
        "The op has integers of its own, or weights that are all 0 for a channel: no weight scale "
        "leads to other ones, and there is none to choose.");
    return section;
  }
  const bool is_changed = std::any_of(tuning->channels.begin(), tuning->channels.end(),
                                      [](const TunedChannel& each) { return each.is_changed; });
  section.html =
      is_changed
          ? paragraph_html(
                "The same op with other weight scales, three constants of the plugin: those with "
                "the least greatest error over all 2<sup>24</sup> inputs. There are no better ones "
                "(docs/tuning.md has the proof, and what it is a proof of).")
          : paragraph_html(
                "No other weight scales, three constants of the plugin, give a smaller greatest "
                "error over all 2<sup>24</sup> inputs (docs/tuning.md has the proof, and what it "
                "is "
                "a proof of).");
  section.html += scales_html(*tuning, is_changed);
  section.html += table_html(before_and_after_table(*tuning), "Over all inputs, before and after");
  section.html += paragraph_html(
      "The floor of any int8 output is a max of 0.5 LSB. All this is so in the model of the BPU, "
      "which no BPU has confirmed yet. End to end the loss of the 8-bit YUV round "
      "trip remains, which no constants change:");
  section.html += table_html(tuned_path_table(*tuning), "End to end in codes, before and after");
  section.html += paragraph_html("The tuned op for every other command, and its C:") +
                  fmt::format("<pre tabindex=\"0\">{}</pre>\n", escaped(command(source)));
  return section;
}

}  // namespace swingproof
