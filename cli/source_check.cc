// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/source_check.h"

#include "cli/command.h"
#include "cli/result_output.h"
#include "suites/certify/source_chart.h"

namespace swingproof {
void add_source_check_options(CLI::App& app, CheckParameters& parameters,
                              const std::vector<CLI::Option*>& of_the_op_only) {
  constexpr const char* group = "Source";
  auto* source = app.add_flag("--source", parameters.is_source,
                              "Judge the source of the YUV: --stimulus is uint8 RGB, as probe "
                              "--source writes it, --capture the YUV, of which uint8 is "
                              "centered");
  source->group(group);
  for (CLI::Option* each : of_the_op_only) source->excludes(each);
  app.add_option("--tolerance", parameters.tolerance,
                 "Codes by which the mean of a patch may be off; 0 (default): every pixel is exact")
      ->type_name("CODES")
      ->needs(source)
      ->group(group);
  app.add_option("--margin", parameters.margin,
                 "With a tolerance: codes by which every other source must be farther (default 1)")
      ->type_name("CODES")
      ->needs(source)
      ->group(group);
  app.add_option("--against", parameters.against,
                 "Axes that must be as declared: conversion, swing, output_order, chroma_order, "
                 "input_centering (default all)")
      ->type_name("AXIS,...")
      ->needs(source)
      ->group(group);
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
