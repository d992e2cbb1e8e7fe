// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "deployment/deployment_toml.h"
#include "deployment/sha256.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_tables.h"
#include "reports/document/html_text.h"
#include "reports/document/page_files.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"

namespace swingproof {
namespace {

TextTable exact_maxima_table(const Accuracy& accuracy) {
  TextTable table{"llrl", {{"channel", "inputs", "max LSB as a fraction", "worst (Y, U, V)"}}};
  for (const ChannelErrors& errors : accuracy.errors) {
    for (const bool gamut : {false, true}) {
      const ErrorMeasures& measures = gamut ? errors.in_gamut : errors.all_inputs;
      const CenteredYuv at = measures.max_at;
      table.rows.push_back({std::string(name(errors.channel)), gamut ? "in_gamut" : "all_inputs",
                            fraction(measures.max_abs_error),
                            fmt::format("({}, {}, {})", at.y, at.u, at.v)});
    }
  }
  return table;
}

TextTable input_table(const SectionSource& source) {
  TextTable table{"lll", {{"input", "file", "SHA-256"}}};
  table.rows.push_back({"deployment, as below", source.deployment.name,
                        sha256_hex(deployment_toml(source.accuracy().deployment))});
  for (const ReportInput& input : source.report.inputs) {
    table.rows.push_back({input.option.substr(2), input.name, input.sha256});
  }
  return table;
}

TextTable version_table() {
  return {"ll",
          {{"program", "version"},
           {"swingproof", SWINGPROOF_VERSION},
           {"numeric contract", "docs/numerics.md, sections 2 to 5"},
           {"charts", std::string(chart_library_versions())}}};
}

constexpr std::string_view contract_in_short =
    "<ol class=\"contract\">\n"
    "<li><strong>Exact.</strong> BT.601 with Kr = 0.299, Kb = 0.114, Kg = 0.587 turns centered Y, "
    "U, V into R, G, B in grey levels, as rational numbers; x = (RGB - mean) / (std q_scale), in "
    "LSB. The ideal code is x rounded as the QuantStub rounds, and saturated to -128..127.</li>\n"
    "<li><strong>The BPU.</strong> Weights W are int8, published coefficient / weight scale "
    "rounded "
    "and clamped; acc = W . (Y, U, V) + bias; t = acc &gt;&gt; pre_shift, saturated to int16; code "
    "= t * multiplier &gt;&gt; post_shift, rounded half up, saturated to int8.</li>\n"
    "<li><strong>Compared.</strong> Error = code - clamp(x, -128, 127), over all 2<sup>24</sup> "
    "inputs, and over those whose exact R, G, B lie in 0..255 (in gamut). Grey levels = LSB * std "
    "* q_scale. No tolerance, no sampling.</li>\n"
    "<li><strong>End to end.</strong> Over all 2<sup>24</sup> training pixels: code after the "
    "training-side conversion and the op, minus the code that the model saw.</li>\n</ol>\n";

}  // namespace

PageSection method_section(const SectionSource& source) {
  PageSection section = page_section(source, "method", "Method and standing", "Method");
  std::string& html = section.html;
  html = paragraph_html(escaped(standing_notice(source.accuracy().arithmetic))) +
         std::string(contract_in_short);
  html += table_html(provenance_table(source.accuracy().arithmetic),
                     "Every choice of the model and how sure it is");
  html += table_html(lowered_table(source.accuracy()), "The op as lowered to integers");
  html += table_html(exact_maxima_table(source.accuracy()), "The maxima, exactly");
  html += paragraph_html(
      "Every figure in words and tables is the exact number, rounded once, ties to even. Heat maps "
      "and curves are drawn from fixed-point errors less than 0.02 LSB from the exact ones at the "
      "steepest settings, and less than 0.00001 LSB at usual ones.");
  html += table_html(version_table(), "Versions");
  html += table_html(input_table(source), "Inputs");
  html += paragraph_html(fmt::format("With this {}:", escaped(source.deployment.name))) +
          fmt::format("<pre tabindex=\"0\" class=\"deployment\">{}</pre>\n",
                      escaped(deployment_toml(source.accuracy().deployment)));
  html += paragraph_html(fmt::format(
              "swingproof {} writes this page again, byte for byte{}:", SWINGPROOF_VERSION,
              source.report.inputs.empty() ? "" : ", beside the other inputs")) +
          fmt::format("<pre tabindex=\"0\" class=\"command\">{}</pre>\n",
                      escaped(reproducing_command(source.report)));
  return section;
}

}  // namespace swingproof
