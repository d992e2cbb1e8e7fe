// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "suites/npy/npy_file.h"
#include "suites/pixels/array_conversion.h"

namespace swingproof {
namespace {

struct ConvertOptions {
  DeploymentOptions deployment;
  std::string input;
  std::string output;
  std::string with;
  std::string layout = "nhwc";
};

int run_convert(const ConvertOptions& options) {
  const OutputOption output{"--output", options.output};
  std::vector<std::string> inputs = input_files(options.deployment);
  inputs.push_back(options.input);
  check_outputs({output}, inputs);
  check_binary_output(output);
  const PixelComputation computation = parse_pixel_computation(options.with, "--with");
  const ArrayLayout layout = parse_array_layout(options.layout, "--layout");
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  const PixelOperation operation = naming_source(
      options.deployment, [&] { return pixel_operation(computation, deployment, arithmetic); });
  const NpyArray result =
      convert_array(options.input, read_npy(options.input), layout, computation, operation);
  NpyWriter writer(options.output, result.type, result.shape);
  writer.write(result.bytes);
  writer.finish();
  return exit_done;
}

}  // namespace

Command convert_command(CLI::App& root) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* app = root.add_subcommand("convert", "Convert an array of pixels, NPY to NPY");
  app->add_option("IN.npy", options->input,
                  "int8 centered YUV, or uint8 pixels for the training side")
      ->required();
  add_deployment_file(*app, options->deployment);
  app->add_option("-o,--output", options->output,
                  "NPY file to write, int8 of the same shape, or - for stdout")
      ->type_name("FILE")
      ->required();
  app->add_option("--with", options->with, std::string(pixel_computations))
      ->type_name("fixed|ideal|training|training_ideal")
      ->required();
  app->add_option("--layout", options->layout,
                  "nhwc: channels on the last axis (default); nchw: on the second")
      ->type_name("nhwc|nchw");
  add_deployment_options(*app, options->deployment);
  app->footer(
      "Examples:\n"
      "  swingproof convert frames.npy -o codes.npy --with fixed --layout nchw\n"
      "  swingproof convert rgb.npy deployment.toml -o yuv.npy --with training");
  return {app, [options] { return run_convert(*options); }};
}

}  // namespace swingproof
