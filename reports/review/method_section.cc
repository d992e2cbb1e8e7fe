// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "deployment/deployment_toml.h"
#include "deployment/sha256.h"
#include "fixedpoint/provenance.h"
#include "oracle/exact_map.h"
#include "reports/accuracy/accuracy_report.h"
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

List contract_in_short(ColourStandard standard) {
  const LumaCoefficients luma = luma_coefficients(standard);
  return {
      {Text(strong("Exact.")) +
           fmt::format(" {} with Kr = {}, Kb = {}, Kg = {} turns centered Y, U, V into R, G, B in ",
                       luma_of(standard).title, exact_text(luma.kr), exact_text(luma.kb),
                       exact_text(1 - luma.kr - luma.kb)) +
           "grey levels, as rational numbers; x = (RGB - mean) / (std q_scale), in LSB. The ideal "
           "code is x rounded as the QuantStub rounds, and saturated to -128..127.",
       Text(strong("The BPU.")) +
           " Weights W are int8, published coefficient / weight scale rounded and clamped; acc = W "
           ". (Y, U, V) + bias; t = acc >> pre_shift, saturated to int16; code = t * multiplier >> "
           "post_shift, rounded half up, saturated to int8.",
       Text(strong("Compared.")) + " Error = code - clamp(x, -128, 127), over all 2" +
           exponent("24") +
           " inputs, and over those whose exact R, G, B lie in 0..255 (in gamut). Grey levels = "
           "LSB "
           "* std * q_scale. No tolerance, no sampling.",
       Text(strong("End to end.")) + " Over all 2" + exponent("24") +
           " training pixels: code after the training-side conversion and the op, minus the code "
           "that the model saw."},
      "contract",
      true};
}

}  // namespace

PageSection method_section(const SectionSource& source) {
  PageSection section = page_section(source, "method", "Method and standing", "Method");
  Document& content = section.content;
  content.add(Paragraph{standing_notice(source.accuracy().arithmetic)});
  content.add(contract_in_short(source.accuracy().deployment.matrix.standard));
  content.add(Table{provenance_table(source.accuracy().arithmetic),
                    "Every choice of the model and how sure it is"});
  content.add(Table{lowered_table(source.accuracy()), "The op as lowered to integers"});
  content.add(Table{exact_maxima_table(source.accuracy()), "The maxima, exactly"});
  content.add(Paragraph{
      "Every figure in words and tables is the exact number, rounded once, ties to even. Heat maps "
      "and curves are drawn from fixed-point errors less than 0.02 LSB from the exact ones at the "
      "steepest settings, and less than 0.00001 LSB at usual ones."});
  content.add(Table{version_table(), "Versions"});
  content.add(Table{input_table(source), "Inputs"});
  content.add(Paragraph{fmt::format("With this {}:", source.deployment.name)});
  content.add(Verbatim{deployment_toml(source.accuracy().deployment), "deployment"});
  content.add(Paragraph{
      fmt::format("swingproof {} writes this page again, byte for byte{}:", SWINGPROOF_VERSION,
                  source.report.inputs.empty() ? "" : ", beside the other inputs")});
  content.add(Verbatim{reproducing_command(source.report), "command"});
  return section;
}

}  // namespace swingproof
