// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The section about what the op could be.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "fixedpoint/arithmetic_toml.h"
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

Paragraph scales_paragraph(const Tuning& tuning, bool is_changed) {
  const std::array<double, 3>& scales = tuning.tuned.constants->constants.weight_scale;
  return {Text(fmt::format("The plugin's weight scales for {} swing {} R ",
                           name(tuning.tuned.constants->matrix.swing),
                           is_changed ? "would be" : "stay")) +
          strong(constant_text(scales[0])) + ", G " + strong(constant_text(scales[1])) + ", B " +
          strong(constant_text(scales[2])) + ". Lowering and hardware stay as they are."};
}

}  // namespace

PageSection tuning_section(const SectionSource& source) {
  PageSection section = page_section(source, "tuning", "What this op could be", "What it could be");
  Document& content = section.content;
  const std::optional<Tuning>& tuning = source.review().tuning;
  if (!tuning) {
    content.add(Paragraph{
        "The op has integers of its own, or weights that are all 0 for a channel: no weight scale "
        "leads to other ones, and there is none to choose."});
    return section;
  }
  const bool is_changed = std::any_of(tuning->channels.begin(), tuning->channels.end(),
                                      [](const TunedChannel& each) { return each.is_changed; });
  content.add(Paragraph{
      Text(is_changed
               ? "The same op with other weight scales, three constants of the plugin: those with "
                 "the least greatest error over all 2"
               : "No other weight scales, three constants of the plugin, give a smaller greatest "
                 "error over all 2") +
      exponent("24") +
      (is_changed
           ? " inputs. There are no better ones (docs/tuning.md has the proof, and what it is "
             "a proof of)."
           : " inputs (docs/tuning.md has the proof, and what it is a proof of).")});
  content.add(scales_paragraph(*tuning, is_changed));
  content.add(Table{before_and_after_table(*tuning), "Over all inputs, before and after"});
  content.add(Paragraph{
      "The floor of any int8 output is a max of 0.5 LSB. All this is so in the model of the BPU, "
      "which no BPU has confirmed yet. End to end the loss of the 8-bit YUV round "
      "trip remains, which no constants change:"});
  content.add(Table{tuned_path_table(*tuning), "End to end in codes, before and after"});
  content.add(Paragraph{"The tuned op for every other command, and its C:"});
  content.add(Verbatim{command(source)});
  return section;
}

}  // namespace swingproof
