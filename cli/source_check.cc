// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/source_check.h"

#include <algorithm>

#include "cli/command.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/source_report.h"
#include "suites/certify/capture.h"
#include "suites/certify/nv12_capture.h"
#include "suites/certify/source_chart.h"

namespace swingproof {
namespace {

Rational parse_codes(const std::string& text, std::string_view place) {
  const ExactNumber number = parse_exact_number(text, place);
  if (number.exact < 0) {
    throw InputError(place, quoted(text) + " is below 0", "give a number of codes");
  }
  return number.exact;
}

// The colours as capture.h wants a stimulus: their number and positions count, not their values.
Stimulus shaped_like(const RgbStimulus& colours) {
  Stimulus stimulus{colours.positions, {}};
  for (auto* plane : {&stimulus.pixels.y, &stimulus.pixels.u, &stimulus.pixels.v}) {
    plane->resize(colours.pixels.size());
  }
  return stimulus;
}

CaptureCodes read_source_capture(const SourceCheckOptions& options, const RgbStimulus& colours) {
  const bool is_nv12 = options.layout == "nv12";
  if (!options.shape && (is_nv12 || options.stride)) {
    throw InputError(is_nv12 ? "--layout" : "--stride", "is for a capture of raw bytes",
                     "give --shape as well");
  }
  if (is_nv12) {
    if (options.stride)
      throw InputError("--stride", "is not for NV12", "give rows without padding");
    return read_nv12_capture(options.capture, parse_shape(*options.shape, "--shape"),
                             colours.positions);
  }
  const Stimulus stimulus = shaped_like(colours);
  std::optional<ArrayLayout> layout;
  if (options.layout) layout = parse_array_layout(*options.layout, "--layout");
  if (!options.shape) return read_npy_capture(options.capture, layout, stimulus, 0);
  if (!layout) {
    throw InputError("--shape", "is for a capture of raw bytes, which needs its layout",
                     "give --layout nhwc, nchw or nv12 as well");
  }
  RawForm form{*layout, parse_shape(*options.shape, "--shape"), {}};
  if (options.stride) form.stride = parse_count(*options.stride, "--stride");
  return read_raw_capture(options.capture, form, stimulus, 0);
}

}  // namespace

void add_source_check_options(CLI::App& app, bool& is_source, SourceCheckOptions& options,
                              const std::vector<CLI::Option*>& of_the_op_only) {
  constexpr const char* group = "Source";
  auto* source = app.add_flag("--source", is_source,
                              "Judge where the YUV comes from: --stimulus is uint8 RGB, as probe "
                              "--source writes it, --capture the YUV; --layout may be nv12");
  source->group(group);
  for (CLI::Option* each : of_the_op_only) source->excludes(each);
  app.add_option("--tolerance", options.tolerance,
                 "How many codes the mean of a patch may be off; 0 (default): every pixel is exact")
      ->type_name("CODES")
      ->needs(source)
      ->group(group);
  app.add_option("--margin", options.margin,
                 "With a tolerance: how many codes farther any other source has to be (default 1)")
      ->type_name("CODES")
      ->needs(source)
      ->group(group);
  app.add_option("--against", options.against,
                 "Axes that have to be as declared: conversion, swing, output_order, chroma_order, "
                 "input_centering (default all)")
      ->type_name("AXIS,...")
      ->needs(source)
      ->group(group);
}

int run_source_check(const SourceCheckOptions& options, const Deployment& deployment,
                     std::vector<std::string> inputs) {
  SourceRules rules;
  rules.tolerance = parse_codes(options.tolerance, "--tolerance");
  rules.margin = parse_codes(options.margin, "--margin");
  if (options.against) rules.against = parse_source_axes(*options.against, "--against");
  inputs.insert(inputs.end(), {options.stimulus, options.capture});
  ResultOutput output({{"--json", options.json}}, inputs);
  const RgbStimulus stimulus = read_rgb_stimulus(options.stimulus);
  const CaptureCodes capture = read_source_capture(options, stimulus);
  const SourceVerdict verdict =
      judge_source(declared_source(deployment), stimulus, capture, rules, options.stimulus);
  if (options.json) output.write("--json", json_text(source_json(deployment, verdict, rules)));
  if (output.stdout_is_free()) output.write_stdout(source_text(verdict, rules));
  output.commit();
  return verdict.judgement == Judgement::certified ? exit_done : exit_says_no;
}

int run_source_probe(const std::string& output, const std::optional<std::string>& image,
                     const std::vector<std::string>& inputs) {
  check_binary_output({"--output", output});
  const RgbStimulus chart =
      image ? tiled_chart(parse_image_size(*image, "--image"), "--image") : source_chart();
  ResultOutput results({{"--output", output}}, inputs);
  const bool is_png = output.size() >= 4 && output.substr(output.size() - 4) == ".png";
  results.write("--output", is_png ? chart_png(chart) : chart_npy(chart));
  results.commit();
  return exit_done;
}

}  // namespace swingproof
