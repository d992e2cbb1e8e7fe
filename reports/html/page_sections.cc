// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/html/page_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>

#include "deployment/deployment_toml.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy_tables.h"
#include "reports/exact_decimal.h"
#include "reports/html/html_text.h"

namespace swingproof {
namespace {

constexpr int shown_digits = 4;

std::uint64_t differing(const ErrorMeasures& measures) {
  const auto zero = measures.code_difference.find(0);
  return measures.inputs - (zero == measures.code_difference.end() ? 0 : zero->second);
}

std::string lsb(const Rational& value) { return decimal(value, shown_digits); }

std::string rms(const ErrorMeasures& measures) {
  return decimal_of_root(mean_squared_error(measures), shown_digits);
}

std::string yuv_text(CenteredYuv yuv) { return fmt::format("({}, {}, {})", yuv.y, yuv.u, yuv.v); }

std::string max_figure(std::size_t c, std::string_view set, const ErrorMeasures& measures) {
  return figure_html(fmt::format("/channels/{}/{}/max_abs_error/value", c, set),
                     decimal(measures.max_abs_error), lsb(measures.max_abs_error));
}

std::string rms_figure(std::size_t c, std::string_view set, const ErrorMeasures& measures) {
  return figure_html(fmt::format("/channels/{}/{}/rms_error", c, set),
                     decimal_of_root(mean_squared_error(measures)), rms(measures));
}

// One channel in one sentence, over the colours that exist.
std::string cost_sentence(const Review& review, std::size_t c) {
  const ErrorMeasures& measures = review.accuracy.errors[c].in_gamut;
  const Rational grey = grey_levels_per_code(review.accuracy.deployment, c);
  return fmt::format(
      "<li><strong>{}</strong> is at most <strong>{} grey levels</strong> off ({} LSB), {} rms "
      "({} LSB); {} % of its codes are not the ideal ones.</li>\n",
      name(review.channels[c].channel), lsb(measures.max_abs_error * grey),
      max_figure(c, "in_gamut", measures),
      decimal_of_root(mean_squared_error(measures) * grey * grey, shown_digits),
      rms_figure(c, "in_gamut", measures), percentage(differing(measures), measures.inputs, 2));
}

// What must jump out: weights that int8 cannot hold.
std::string findings_html(const Review& review) {
  static constexpr std::string_view inputs[] = {"Y", "U", "V"};
  std::string html;
  for (const ChannelReview& channel : review.channels) {
    for (const ClampedWeight& weight : channel.attribution.clamped_weights) {
      const Rational lost = 100 * (weight.wanted - weight.held) / weight.wanted;
      html += fmt::format(
          "<p class=\"finding\"><strong>Finding: the {0} weight of {1} does not fit int8.</strong> "
          "At the published weight scale it would be {2}; it is clamped to {3}, so that {0} enters "
          "{1} {4} % too weak, on every input.</p>\n",
          inputs[weight.input], name(channel.channel), decimal(weight.wanted, 2), weight.held,
          decimal(lost, 2));
    }
  }
  return html;
}

// The stage whose exact value lowers the rms error most, and by how much.
std::string main_cause(const ChannelAttribution& attribution) {
  const auto square = [](const StageEffect& effect) {
    return mean_squared_error(effect.replaced.in_gamut);
  };
  const auto best =
      std::min_element(attribution.stages.begin(), attribution.stages.end(),
                       [&](const auto& a, const auto& b) { return square(a) < square(b); });
  const ErrorMeasures& floor = attribution.stages.back().cumulative.in_gamut;
  const ErrorMeasures& deployed = attribution.deployed.in_gamut;
  if (square(*best) >= mean_squared_error(deployed)) {
    return fmt::format(
        "<strong>{}</strong>: no stage made exact alone lowers the rms error of {} "
        "LSB; {} LSB are the rounding that any int8 output has.",
        name(attribution.channel), rms(deployed), rms(floor));
  }
  return fmt::format(
      "<strong>{}</strong>: most comes from <strong>{}</strong>. Made exact alone, it lowers the "
      "rms error from {} to {} LSB and the maximum from {} to {} LSB; {} and {} LSB are the "
      "rounding that any int8 output has.",
      name(attribution.channel), name(best->stage), rms(deployed), rms(best->replaced.in_gamut),
      lsb(deployed.max_abs_error), lsb(best->replaced.in_gamut.max_abs_error), rms(floor),
      lsb(floor.max_abs_error));
}

TextTable attribution_table(const ChannelAttribution& attribution) {
  TextTable table{"lrrrrrrrr",
                  {{"stage made exact", "alone: max", "rms", "in gamut: max", "rms",
                    "with all before it: max", "rms", "in gamut: max", "rms"}}};
  const auto add = [&](std::string_view step, const MixedErrors& alone,
                       const MixedErrors& cumulative) {
    std::vector<std::string> row = {std::string(step)};
    for (const MixedErrors* errors : {&alone, &cumulative}) {
      for (const ErrorMeasures* measures : {&errors->all_inputs, &errors->in_gamut}) {
        row.push_back(lsb(measures->max_abs_error));
        row.push_back(rms(*measures));
      }
    }
    table.rows.push_back(row);
  };
  add("none (as deployed)", attribution.deployed, attribution.deployed);
  for (const StageEffect& effect : attribution.stages) {
    add(name(effect.stage), effect.replaced, effect.cumulative);
  }
  return table;
}

TextTable clipping_table(const Review& review) {
  TextTable table{"lrrrr",
                  {{"channel", "code -128 is grey level", "code 127 is grey level",
                    "darker colours", "brighter colours"}}};
  for (const ChannelReview& channel : review.channels) {
    const Clipping& clipping = channel.clipping;
    table.rows.push_back({std::string(name(channel.channel)), lsb(clipping.least_grey),
                          lsb(clipping.greatest_grey),
                          percentage(clipping.below, clipping.inputs, 4) + " %",
                          percentage(clipping.above, clipping.inputs, 4) + " %"});
  }
  return table;
}

std::string map_caption(Channel channel, std::string_view set) {
  static constexpr std::string_view planes[] = {"V and Y, over all U", "U and V, over all Y",
                                                "U and Y, over all V"};
  return fmt::format("{}, {}: greatest and mean error at {}", name(channel), set,
                     planes[static_cast<std::size_t>(channel)]);
}

}  // namespace

std::string verdict_section(const Review& review) {
  std::string html =
      "<p class=\"light neutral\">No budget was given: this report measures, and does "
      "not say pass or fail.</p>\n";
  html +=
      "<p>Over all colours that exist (in gamut), against exact BT.601, no tolerance:</p>\n<ul "
      "class=\"cost\">\n";
  for (std::size_t c = 0; c < 3; ++c) html += cost_sentence(review, c);
  html += "</ul>\n" + findings_html(review);
  html += paragraph_html(
      "<strong>The alternative:</strong> the recommended path trains on YUV and needs no fallback "
      "op. The model then gets the BPU's YUV as it is, and every error in this report is saved. "
      "The op is a fallback for models that keep their RGB training.");
  html += paragraph_html(escaped(unconfirmed_notice));
  html += table_html(deployment_table(review.accuracy.deployment, review.accuracy.arithmetic),
                     "The deployment; 1 LSB is one output code");
  return section_html("verdict", "Verdict", html);
}

std::string error_section(const Review& review) {
  std::string html = paragraph_html(
      "The error is code - clamp(x, -128, 127), with x the exact value in LSB, not rounded: any "
      "int8 output errs by up to 0.5 LSB. <em>All inputs</em> are the 2<sup>24</sup> triples of "
      "centered Y, U, V; <em>in gamut</em> those whose exact R, G and B lie in 0..255.");
  html += table_html(error_table(review.accuracy), "Error per channel and set of inputs");
  for (const ChannelReview& channel : review.channels) {
    const std::string letter(name(channel.channel));
    html += fmt::format("<h3>{}</h3>\n<div class=\"charts\">\n", letter);
    html += chart_html("differences-" + letter, letter + ": difference from the ideal code");
    html += chart_html("errors-" + letter, letter + ": real error, in bins of 1/8 LSB");
    html += chart_html("luma-" + letter,
                       letter + ": error along Y, on grey and at the chroma of the worst input");
    html += chart_html("map-gamut-" + letter, map_caption(channel.channel, "in gamut"));
    html += chart_html("map-all-" + letter, map_caption(channel.channel, "all inputs"));
    html += "</div>\n";
  }
  html += "<h3>Saturation</h3>\n";
  html += paragraph_html(
      "Colours in gamut that lie beyond the range of the codes: no int8 output "
      "at this mean, std and q_scale can hold them.");
  html += table_html(clipping_table(review), "Share of the colours in gamut that clip, and where");
  return section_html("error", "Error of the op", html);
}

std::string attribution_section(const Review& review) {
  std::string html = findings_html(review) + "<ul>\n";
  for (const ChannelReview& channel : review.channels) {
    html += fmt::format("<li>{} (In gamut.)</li>\n", main_cause(channel.attribution));
  }
  html += "</ul>\n";
  html += paragraph_html(
      "Each stage of the op is replaced by its exact value, alone and together with all stages "
      "before it; every figure is exact, over all inputs. What is left when all are exact is the "
      "rounding of an int8 output.");
  for (const ChannelReview& channel : review.channels) {
    const std::string letter(name(channel.channel));
    html += chart_html("stages-" + letter,
                       letter + ": error as one stage after the other is made exact");
    html += details_html(letter + ": the figures",
                         table_html(attribution_table(channel.attribution),
                                    letter + ": error in LSB, all inputs and in gamut"));
  }
  html += details_html(
      "What exact means for each stage",
      "<dl><dt>coefficients</dt><dd>BT.601's own numbers in place of the published decimals</dd>"
      "<dt>weights</dt><dd>neither rounded nor clamped to int8</dd>"
      "<dt>bias</dt><dd>not rounded</dd>"
      "<dt>multiplier</dt><dd>the scale ratio itself in place of 16 bits of it</dd>"
      "<dt>shifts</dt><dd>nothing cut off before one rounding at the end, as the QuantStub's</dd>"
      "<dt>saturation</dt><dd>no saturation to int16 between the shifts</dd></dl>\n");
  return section_html("stages", "Where the error comes from", html);
}

std::string path_section(const Review& review) {
  std::string html = paragraph_html(
      "Over all 2<sup>24</sup> training pixels: the code that the BPU computes from the deployed "
      "training-side conversion, minus the code that the model saw in training. It contains the "
      "loss of the 8-bit YUV round trip as well. On the recommended path there is no such "
      "difference to make: the model is trained on the YUV that it gets.");
  html += table_html(path_table(review.accuracy), "End to end, in codes");
  html += chart_html("path", "End to end: difference in codes, all channels");
  return section_html("path", "End to end", html);
}

std::string reproducing_command(const Review& review) {
  return fmt::format("swingproof report deployment.toml --arithmetic {} -o report.html",
                     option_text(review.accuracy.arithmetic));
}

std::string method_section(const Review& review) {
  std::string html = paragraph_html(escaped(unconfirmed_notice));
  html += table_html(provenance_table(review.accuracy.arithmetic),
                     "Every choice of the model and how sure it is");
  html += table_html(lowered_table(review.accuracy), "The op as lowered to integers");
  TextTable exact{"llrl", {{"channel", "inputs", "max LSB as a fraction", "worst (Y, U, V)"}}};
  for (const ChannelErrors& errors : review.accuracy.errors) {
    for (const bool gamut : {false, true}) {
      const ErrorMeasures& measures = gamut ? errors.in_gamut : errors.all_inputs;
      exact.rows.push_back({std::string(name(errors.channel)), gamut ? "in_gamut" : "all_inputs",
                            fraction(measures.max_abs_error), yuv_text(measures.max_at)});
    }
  }
  html += table_html(exact, "The maxima, exactly");
  html += paragraph_html(
      "Every figure in words and tables is the exact number, rounded once, ties to even. Heat maps "
      "and curves are drawn from fixed-point errors less than 0.02 LSB from the exact ones at the "
      "steepest settings, and less than 0.00001 LSB at usual ones.");
  html += paragraph_html("With this deployment.toml:") +
          fmt::format("<pre tabindex=\"0\">{}</pre>\n",
                      escaped(deployment_toml(review.accuracy.deployment)));
  html += paragraph_html(fmt::format("swingproof {} writes this page again, byte for byte:",
                                     SWINGPROOF_VERSION)) +
          fmt::format("<pre tabindex=\"0\">{}</pre>\n", escaped(reproducing_command(review)));
  return section_html("method", "Method and standing", html);
}

}  // namespace swingproof
