// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <cstddef>

#include "reports/accuracy/accuracy_report.h"
#include "reports/charts/charts.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"

namespace swingproof {
namespace {

TextTable clipping_table(const Review& review) {
  TextTable table{"lrrll", {{"channel", "share that clips", "inputs that clip", "below", "above"}}};
  for (const ChannelReview& channel : review.channels) {
    const Clipping& clipping = channel.clipping;
    const auto side = [&](std::uint64_t part, const char* word, const Rational& grey) {
      return part == 0 ? std::string("none")
                       : fmt::format("{} %, {} than grey level {}",
                                     percentage(part, clipping.inputs, shown_digits), word,
                                     decimal(grey, shown_digits));
    };
    const std::uint64_t all = clipping.below + clipping.above;
    table.rows.push_back({std::string(name(channel.channel)),
                          percentage(all, clipping.inputs, shown_digits) + " %",
                          with_thousands(all), side(clipping.below, "darker", clipping.least_grey),
                          side(clipping.above, "brighter", clipping.greatest_grey)});
  }
  return table;
}

std::string map_caption(Channel channel, std::string_view set) {
  static constexpr std::string_view planes[] = {"V and Y, over all U", "U and V, over all Y",
                                                "U and Y, over all V"};
  return fmt::format("{}, {}: greatest and mean error at {}", name(channel), set,
                     planes[static_cast<std::size_t>(channel)]);
}

void add_channel(Document& content, const SectionSource& source, std::size_t c) {
  const ChannelReview& channel = source.review().channels[c];
  const std::string letter(name(channel.channel));
  content.add(Heading{letter, 3});
  content.add(Beside{
      {Chart{"differences-" + letter, letter + ": difference from the ideal code",
             difference_chart(source.accuracy().errors[c])},
       Chart{"bins-" + letter, letter + ": real error, in bins of 1/8 LSB",
             error_bins_chart(channel.survey)},
       Chart{"luma-" + letter,
             letter + ": error along Y, on grey and at the chroma of the worst input in gamut",
             luma_chart(channel)},
       Chart{"map-gamut-" + letter, map_caption(channel.channel, "in gamut"),
             map_chart(channel.survey, channel.survey.in_gamut)},
       Chart{"map-all-" + letter, map_caption(channel.channel, "all inputs"),
             map_chart(channel.survey, channel.survey.all_inputs)}},
      "charts"});
}

}  // namespace

PageSection error_section(const SectionSource& source) {
  PageSection section = page_section(source, "error", "Error of the op", "Error of the op");
  Document& content = section.content;
  content.add(Paragraph{
      Text("The error is code - clamp(x, -128, 127), with x the exact value in LSB, not rounded: "
           "any int8 output errs by up to 0.5 LSB. ") +
      emphasis("All inputs") + " are the 2" + exponent("24") + " triples of centered Y, U, V; " +
      emphasis("in gamut") + " those whose exact R, G and B lie in 0..255."});
  content.add(Table{error_table(source.accuracy()), "Error per channel and set of inputs"});
  for (std::size_t c = 0; c < 3; ++c) add_channel(content, source, c);
  content.add(Heading{"Saturation", 3});
  content.add(Paragraph{
      "Colours in gamut beyond the range of the codes -128..127: no int8 output at this mean, std "
      "and q_scale can hold them, and the exact op clips them as well."});
  content.add(
      Table{clipping_table(source.review()), "Share of the colours in gamut that clip, and where"});
  return section;
}

}  // namespace swingproof
