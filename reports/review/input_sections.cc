// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The sections about single inputs and about mistakes.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "oracle/ideal_op.h"
#include "reports/json/exact_decimal.h"
#include "reports/review/page_sections.h"

namespace swingproof {
namespace {

// A grey level as a screen can show it: the nearest byte.
std::uint8_t screen_byte(const Rational& grey) {
  const Rational shifted = grey + Rational(1, 2);
  const Integer rounded = floor_quotient(numerator(shifted), denominator(shifted));
  return static_cast<std::uint8_t>(std::clamp<Integer>(rounded, 0, 255));
}

Span colour_swatch(const std::array<Rational, 3>& rgb, std::string_view what) {
  return swatch({screen_byte(rgb[0]), screen_byte(rgb[1]), screen_byte(rgb[2])}, what);
}

Text swatches(const Review& review, const TracedInput& worst) {
  std::array<Rational, 3> exact;
  std::array<Rational, 3> received;
  for (std::size_t c = 0; c < 3; ++c) {
    const auto at = static_cast<std::size_t>(worst.traces[c].channel);
    const Deployment& deployment = review.accuracy.deployment;
    exact.at(at) = worst.traces[c].grey_level;
    received.at(at) =
        deployment.mean[c].exact + worst.traces[c].code * grey_levels_per_code(deployment, c);
  }
  return Text(colour_swatch(exact, "exact colour")) +
         colour_swatch(received, "colour of the codes");
}

TextTable stages_table(const ChannelTrace& trace) {
  TextTable table{"lrr", {{"stage", "model", "exact"}}};
  for (const TraceStage& stage : trace.stages) {
    table.rows.push_back({std::string(stage.stage), std::to_string(stage.fixed),
                          stage.exact ? decimal(*stage.exact, shown_digits) : "-"});
  }
  table.rows.push_back(
      {"ideal code", std::to_string(trace.ideal_code), decimal(trace.exact_value, shown_digits)});
  return table;
}

Details worst_details(const Review& review, std::size_t c, const TracedInput& worst) {
  const ChannelTrace& trace = worst.traces[c];
  const CenteredYuv yuv = worst.input.yuv;
  const std::string place = fmt::format("Y {}, U {}, V {}", yuv.y, yuv.u, yuv.v);
  return {swatches(review, worst) + fmt::format(" {}: error {} LSB, {} grey levels", place,
                                                signed_decimal(trace.error, shown_digits),
                                                signed_decimal(trace.grey_error, shown_digits)),
          {Table{stages_table(trace),
                 fmt::format("{} at {}: every stage", name(trace.channel), place)}}};
}

std::string mistake_words(const Misconfiguration& mistake) {
  const Hypothesis& h = mistake.hypothesis;
  if (mistake.axes.size() == 2)
    return "the other op (RGB and BGR exchanged), same mean and std lists";
  switch (mistake.axes.front()) {
    case Axis::swing:
      return fmt::format("swing {} in place of the declared one", name(h.matrix.swing));
    case Axis::output_order:
      return "output planes 0 and 2 exchanged";
    case Axis::chroma_order:
      return "U and V exchanged (NV12 against NV21)";
    case Axis::input_centering:
      return "input not centered (128 not subtracted)";
    case Axis::quant_stub:
      return "QuantStub scale not reset to 1";
    case Axis::normalisation:
      return h.normalisation == Normalisation::reversed ? "mean and std in the other channel order"
                                                        : "mean and std in 0..1 units";
    case Axis::arithmetic:
      return "other arithmetic";
  }
  return "";
}

std::vector<std::string> mistake_row(const Review& review, const Misconfiguration& mistake) {
  if (!mistake.refused.empty()) {
    return {mistake_words(mistake), "-", "-", "-", "the op cannot be lowered so"};
  }
  std::string greatest;
  std::string rms;
  std::string changed;
  int loudest = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const PlaneDeviation& plane = mistake.planes[c];
    const Rational grey = grey_levels_per_code(review.accuracy.deployment, c);
    const std::string separator = c == 0 ? "" : " / ";
    greatest += separator + decimal(plane.max_abs * grey, 1);
    rms += separator +
           decimal_of_root(Rational(plane.sum_of_squares, mistake.inputs) * grey * grey, 1);
    changed += separator + percentage(plane.changed, mistake.inputs, 1);
    loudest = std::max(loudest, plane.max_abs);
  }
  const bool on_grey = mistake.grey_ramp_max_abs > 0;
  const std::string noticed = loudest == 0 ? "no: it changes nothing here"
                              : on_grey
                                  ? fmt::format("yes, by up to {} codes", mistake.grey_ramp_max_abs)
                                  : "no: use a coloured picture";
  return {mistake_words(mistake), greatest, rms, changed, noticed};
}

}  // namespace

PageSection misconfiguration_section(const SectionSource& source) {
  PageSection section =
      page_section(source, "mistakes", "What if it were set up wrong", "Set up wrong");
  const Review& review = source.review();
  TextTable table{"lrrrl",
                  {{"mistake", "max, grey levels", "rms, grey levels", "codes changed, %",
                    "seen on a grey picture?"}}};
  for (const Misconfiguration& mistake : review.misconfigurations) {
    table.rows.push_back(mistake_row(review, mistake));
  }
  section.content.add(Paragraph{
      "How loud each mistake would be: the codes of the wrongly set up op against those of the "
      "declared one, per output plane in output order, over the colours in gamut with U and V on "
      "every fourth value. The last column is a smoke test with a grey ramp."});
  section.content.add(Table{table, "Mistakes, one at a time"});
  return section;
}

PageSection worst_inputs_section(const SectionSource& source) {
  PageSection section = page_section(source, "worst", "Worst inputs", "Worst inputs");
  const Review& review = source.review();
  section.content.add(Paragraph{
      "The inputs in gamut with the greatest errors, at most one from each region of 32 x 32 x 32 "
      "inputs and its neighbours. The left swatch is the exact colour, the right one the colour "
      "that the codes stand for. Open an input to see every stage."});
  for (std::size_t c = 0; c < 3; ++c) {
    section.content.add(Heading{name(review.channels[c].channel), 3});
    for (const TracedInput& worst : review.channels[c].worst) {
      section.content.add(worst_details(review, c, worst));
    }
  }
  return section;
}

}  // namespace swingproof
