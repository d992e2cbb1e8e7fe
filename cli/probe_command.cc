// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "cli/source_check.h"
#include "deployment/input_error.h"
#include "reports/certify_json.h"
#include "reports/certify_text.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

struct ProbeOptions {
  DeploymentOptions deployment;
  std::optional<std::string> against;
  bool full = false;
  std::optional<std::string> image;
  std::optional<std::string> nv12;
  std::string tolerate = "0";
  std::string output;
  std::optional<std::string> json;
  bool is_source = false;
};

std::vector<Axis> axes_of(const ProbeOptions& options) {
  if (options.against) return parse_axes(*options.against, "--against");
  return {all_axes.begin(), all_axes.end()};
}

// The pixels as a file: a list, the cube, or an image, which is also written as NV12 if wanted.
void write_stimulus(const ProbeOptions& options, const Probe& probe, ResultOutput& output) {
  const std::uint64_t tolerated = parse_tolerated(options.tolerate);
  if (!options.image && options.full && tolerated == 0) {
    return output.write("--output", whole_cube_npy());
  }
  const YuvPlanes pixels = repeated(probe.pixels, times_for_tolerance(tolerated), "--tolerate");
  if (!options.image) return output.write("--output", pixel_list_npy(pixels));
  const ImageSize size = parse_stimulus_size(*options.image, "--image");
  const YuvPlanes image = tiled_image(pixels, size, options.nv12 ? 2 : 1, "--image");
  output.write("--output", image_npy(image, size));
  if (options.nv12) output.write("--nv12", nv12_bytes(image, size));
}

int run_probe(const ProbeOptions& options) {
  if (options.is_source) {
    resolve_deployment(options.deployment);  // the chart is the same for all, but mistakes are told
    return run_source_probe(options.output, options.image, input_files(options.deployment));
  }
  if (options.nv12 && !options.image) {
    throw InputError("--nv12", "needs the size of the frame", "give --image WxH as well");
  }
  const std::vector<Axis> against = axes_of(options);
  parse_tolerated(options.tolerate);
  if (options.image) parse_stimulus_size(*options.image, "--image");
  const Deployment deployment = resolve_deployment(options.deployment);
  const DeclaredHypothesis declared = resolve_declared(options.deployment, deployment);
  check_binary_output({"--output", options.output});
  check_binary_output({"--nv12", options.nv12});
  ResultOutput output(
      {{"--output", options.output}, {"--nv12", options.nv12}, {"--json", options.json}},
      input_files(options.deployment));
  const HypothesisClasses classes = naming_source(options.deployment, [&] {
    return hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
  });
  const Probe probe = options.full ? whole_cube_probe(classes) : choose_probe(classes, against);
  write_stimulus(options, probe, output);
  if (options.json) output.write("--json", json_text(probe_json(classes, against, probe)));
  if (output.stdout_is_free()) output.write_stdout(probe_text(classes, against, probe));
  output.commit();
  return exit_done;
}

}  // namespace

Command probe_command(CLI::App& root) {
  auto options = std::make_shared<ProbeOptions>();
  CLI::App* app = root.add_subcommand(
      "probe", "Write the few pixels that show what a board computes, for certify");
  add_deployment_file(*app, options->deployment);
  app->add_option("-o,--output", options->output,
                  "NPY file to write, int8 centered YUV: (N, 3), or as the options say")
      ->type_name("FILE")
      ->required();
  auto* against =
      app->add_option("--against", options->against,
                      "Separate hypotheses on these axes only: swing, output_order, chroma_order, "
                      "input_centering, quant_stub, normalisation, arithmetic");
  against->type_name("AXIS,...");
  auto* full = app->add_flag("--full", options->full, "The whole cube instead: (256, 256, 256, 3)");
  full->excludes(against);
  app->add_option("--image", options->image, "A planar image (3, H, W), tiled with the pixels")
      ->type_name("WxH");
  auto* nv12 =
      app->add_option("--nv12", options->nv12,
                      "Also write the image as an NV12 frame, in 2x2 blocks of one colour");
  nv12->type_name("FILE");
  auto* tolerate = app->add_option("--tolerate", options->tolerate,
                                   "Repeat the pixels so that N wrong ones do not matter");
  tolerate->type_name("N");
  auto* json =
      app->add_option("--json", options->json,
                      "Write the pixels and the classes of hypotheses as JSON, or - for stdout");
  json->type_name("FILE");
  auto* source = app->add_flag(
      "--source", options->is_source,
      "Patches of known RGB instead, for certify --source: PNG if -o ends in .png, else "
      "NPY (H, W, 3) uint8; larger with --image");
  for (CLI::Option* each : {against, full, nv12, tolerate, json}) source->excludes(each);
  add_deployment_options(*app, options->deployment);
  app->footer(
      "Examples:\n"
      "  swingproof probe deployment.toml -o probe.npy\n"
      "  swingproof probe deployment.toml --against swing,output_order -o small.npy\n"
      "  swingproof probe deployment.toml --image 64x64 --nv12 frame.nv12 -o image.npy\n"
      "  swingproof probe --source -o patches.npy");
  return {app, [options] { return run_probe(*options); }};
}

}  // namespace swingproof
