// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/result_output.h"
#include "suites/npy/npy_file.h"
#include "suites/pixels/cube_dump.h"

namespace swingproof {
namespace {

struct CubeOptions {
  DeploymentOptions deployment;
  std::string computation;
  std::string output;
};

// A cube of the training side may be asked for by the training op's own name.
void accept_training_op(DeploymentOptions& options) {
  std::optional<std::string>& text = options.settings["op"];
  for (const Op op : {Op::centered_yuv2rgb, Op::centered_yuv2bgr}) {
    if (text == training_op_name(op)) text = name(op);
  }
}

int run_dump(CubeOptions options) {
  const OutputOption output{"--output", options.output};
  check_outputs({output}, input_files(options.deployment));
  check_binary_output(output);
  const PixelComputation computation = parse_pixel_computation(options.computation, "COMPUTATION");
  if (takes_bytes(computation)) accept_training_op(options.deployment);
  const Deployment deployment = resolve_deployment(options.deployment);
  const Arithmetic arithmetic = resolve_arithmetic(options.deployment, deployment);
  const PixelOperation operation = naming_source(
      options.deployment, [&] { return pixel_operation(computation, deployment, arithmetic); });
  constexpr std::array<std::size_t, 4> shape = {256, 256, 256, 3};
  NpyWriter writer(options.output, NpyType::int8, shape);
  dump_cube(computation, operation,
            [&](std::span<const std::uint8_t> bytes) { writer.write(bytes); });
  writer.finish();
  return exit_done;
}

}  // namespace

Command dump_command(CLI::App& root) {
  auto options = std::make_shared<CubeOptions>();
  CLI::App* app = root.add_subcommand("dump", "Write the whole cube as NPY, int8 (256,256,256,3)");
  app->add_option("COMPUTATION", options->computation, std::string(pixel_computations))
      ->type_name("fixed|ideal|training|training_ideal")
      ->required();
  add_deployment_file(*app, options->deployment);
  app->add_option("-o,--output", options->output, "NPY file to write, or - for stdout")
      ->type_name("FILE")
      ->required();
  add_deployment_options(*app, options->deployment);
  app->footer(
      "The index of a pixel is (Y+128, U+128, V+128); for the training side, the three bytes in "
      "the op's "
      "channel order.\n\n"
      "Examples:\n"
      "  swingproof dump fixed -o fixed.npy\n"
      "  swingproof dump ideal deployment.toml -o ideal.npy\n"
      "  swingproof dump training --op centered_yuv2bgr -o training.npy");
  return {app, [options] { return run_dump(*options); }};
}

}  // namespace swingproof
