// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/capture_options.h"
#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/result_output.h"
#include "cli/source_check.h"
#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/certify/certify_report.h"
#include "reports/kit/probe_files.h"
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
  DumpOptions form;
};

std::vector<Axis> axes_of(const ProbeOptions& options) {
  if (options.against) return parse_axes<Axis>(*options.against, "--against");
  return {all_axes.begin(), all_axes.end()};
}

// Pixels in the files that are wanted: of each its option, its entry in probe.json, its content.
struct WrittenPixels {
  std::string option;
  ProbeFile file;
  std::string content;
};

WrittenPixels written(const std::string& option, const std::string& path, const PixelForm& form,
                      std::string content) {
  ProbeFile file = {std::filesystem::path(path).filename().string(), sha256_hex(content),
                    form.options};
  return {option, std::move(file), std::move(content)};
}

// The pixels as a list, the cube, or an image, which is also written as NV12 if wanted.
std::vector<WrittenPixels> stimulus_files(const ProbeOptions& options, const Probe& probe) {
  const std::uint64_t tolerated = parse_tolerated(options.tolerate);
  const bool is_cube = !options.image && options.full && tolerated == 0;
  const YuvPlanes pixels =
      is_cube ? probe.pixels : repeated(probe.pixels, times_for_tolerance(tolerated), "--tolerate");
  if (!options.image) {
    PixelForm form = pixel_form(options.output, options.form, pixels.size(), {});
    if (is_cube && form.has_header) {
      form.options.shape = "256,256,256,3";
      return {written("--output", options.output, form, whole_cube_npy())};
    }
    return {written("--output", options.output, form, pixel_file(pixels, form))};
  }
  const ImageSize size = parse_stimulus_size(*options.image, "--image");
  const PixelForm form = pixel_form(options.output, options.form, size.width * size.height, size);
  const bool has_blocks =
      options.nv12 ||
      row_of(parse_pixel_layout(*form.options.layout, "--layout")).chroma != Chroma::full;
  const YuvPlanes image = tiled_image(pixels, size, has_blocks ? 2 : 1, "--image");
  std::vector<WrittenPixels> files = {
      written("--output", options.output, form, pixel_file(image, form))};
  if (options.nv12) {
    DumpOptions nv12;
    nv12.layout = "nv12";
    const PixelForm frame = pixel_form(*options.nv12, nv12, image.size(), size);
    files.push_back(written("--nv12", *options.nv12, frame, pixel_file(image, frame)));
  }
  return files;
}

// probe.json beside the pixels; none if they go to stdout, a pipe or a device.
std::optional<std::string> identity_path(const ProbeOptions& options) {
  const std::filesystem::path path(options.output);
  std::error_code unreadable;
  const auto status = std::filesystem::status(path, unreadable);
  const bool is_file = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
  if (options.output == "-" || options.output.starts_with("/dev/") ||
      options.output.starts_with("/proc/") || !is_file)
    return {};
  return (path.parent_path() / probe_json_name).string();
}

bool is_same_file(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  return a && b &&
         std::filesystem::path(*a).lexically_normal() ==
             std::filesystem::path(*b).lexically_normal();
}

int run_probe(const ProbeOptions& options) {
  if (options.is_source) {
    resolve_deployment(options.deployment);  // the chart is the same for all, but mistakes are told
    return run_source_probe(options.output, options.image, input_files(options.deployment));
  }
  pixel_form(
      options.output, options.form, 1,
      options.image ? std::optional(parse_stimulus_size(*options.image, "--image")) : std::nullopt);
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
  // One document may be both: --json has all that probe.json has.
  const std::optional<std::string> identity = identity_path(options);
  const bool is_joined = is_same_file(identity, options.json);
  ResultOutput output({{"--output", options.output},
                       {"--nv12", options.nv12},
                       {"--json", options.json},
                       {probe_json_name, is_joined ? std::nullopt : identity}},
                      input_files(options.deployment));
  const HypothesisClasses classes = naming_source(options.deployment, [&] {
    return hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
  });
  const Probe probe = options.full ? whole_cube_probe(classes) : choose_probe(classes, against);
  std::vector<ProbeFile> files;
  for (const WrittenPixels& each : stimulus_files(options, probe)) {
    output.write(each.option, each.content);
    files.push_back(each.file);
  }
  if (options.json) {
    Json document = probe_json(classes, against, probe);
    if (is_joined) add_identity(document, files);
    output.write("--json", json_text(document));
  }
  if (identity && !is_joined) {
    output.write(probe_json_name, json_text(probe_identity_json(deployment, files)));
  }
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
                  "File to write, int8 centered YUV: NPY (N, 3), or as the options say; without a "
                  "header if it ends in .bin. What it is goes into probe.json beside it")
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
  add_pixel_form_options(*app, options->form);
  add_deployment_options(*app, options->deployment);
  app->footer(
      "Examples:\n"
      "  swingproof probe deployment.toml -o probe.npy\n"
      "  swingproof probe deployment.toml --against swing,output_order -o small.npy\n"
      "  swingproof probe deployment.toml --image 64x64 --nv12 frame.nv12 -o image.npy\n"
      "  swingproof probe deployment.toml --image 64x64 --layout nhwc -o image.bin\n"
      "  swingproof probe --source -o patches.npy");
  return {app, [options] { return run_probe(*options); }};
}

}  // namespace swingproof
