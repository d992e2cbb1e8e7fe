// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/deployment_options.h"
#include "cli/hypothesis_options.h"
#include "cli/output_folder.h"
#include "cli/result_output.h"
#include "deployment/input_error.h"
#include "reports/kit/kit_files.h"
#include "reports/kit/runner_files.h"
#include "suites/certify/probe.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

struct KitOptions {
  DeploymentOptions deployment;
  std::string folder;
  std::string image = "64x64";
  std::string layout = "nhwc";
  std::optional<std::string> dtype;
  std::string tolerate = "0";
};

std::string path_in(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

// The size of the model's input; of NV12 one that boards take without padding.
ImageSize input_size(const KitOptions& options, bool is_subsampled) {
  const ImageSize size = parse_stimulus_size(options.image, "--image");
  if (is_subsampled && (size.width % 16 != 0 || size.height % 2 != 0)) {
    throw InputError("--image",
                     quoted(options.image) + " is no size of an NV12 input without padding",
                     "use a width that is a multiple of 16, and an even height");
  }
  return size;
}

KitImage kit_image(const KitOptions& options, const Deployment& deployment) {
  const PixelLayout layout = parse_pixel_layout(options.layout, "--layout");
  const bool is_subsampled = row_of(layout).chroma != Chroma::full;
  if (is_subsampled && layout != PixelLayout::nv12) {
    throw InputError("--layout", "of a model's input is nhwc, nchw or nv12",
                     "give the layout of the model's input");
  }
  const ImageSize size = input_size(options, is_subsampled);
  const std::uint64_t times = times_for_tolerance(parse_tolerated(options.tolerate));
  DumpOptions form;
  form.layout = options.layout;
  form.dtype = options.dtype;
  KitImage image = kit_image_forms(form, size);
  const DeclaredHypothesis declared = resolve_declared(options.deployment, deployment);
  const HypothesisClasses classes = naming_source(options.deployment, [&] {
    return hypothesis_classes(deployment, declared.hypothesis, declared.arithmetic);
  });
  const Probe probe = choose_probe(classes, all_axes);
  image.pixels = tiled_image(repeated(probe.pixels, times, "--tolerate"), size,
                             is_subsampled ? 2 : 1, "--image");
  return image;
}

int run_kit(const KitOptions& options) {
  const Deployment deployment = resolve_deployment(options.deployment);
  std::vector<KitFile> files = kit_files(deployment, kit_image(options, deployment));
  files.push_back({"README.md", std::string(kit_readme())});

  const OutputFolder folder(options.folder);
  std::vector<OutputOption> outputs;
  for (const auto& [name, content] : files) {
    outputs.push_back({name, path_in(options.folder, name)});
  }
  ResultOutput output(outputs, input_files(options.deployment));
  for (const auto& [name, content] : files) output.write(name, content);
  output.write_stdout("wrote " + options.folder + ": " + std::to_string(files.size()) +
                      " files; README.md says how to run them. No board has tried the runners.\n");
  output.commit();
  return exit_done;
}

}  // namespace

Command kit_command(CLI::App& root) {
  auto options = std::make_shared<KitOptions>();
  CLI::App* app = root.add_subcommand(
      "kit", "Write a folder to copy to a board: the probe, and a runner for each way to run it");
  add_deployment_file(*app, options->deployment);
  app->add_option("-o,--output", options->folder, "The folder; it is made if it is missing")
      ->type_name("FOLDER")
      ->required();
  app->add_option("--image", options->image, "Size of the model's input")
      ->type_name("WxH")
      ->capture_default_str();
  app->add_option("--layout", options->layout,
                  "Layout of the model's input: nhwc or nchw (YUV444), or nv12")
      ->type_name("nhwc|nchw|nv12")
      ->capture_default_str();
  app->add_option("--dtype", options->dtype,
                  "Elements of a YUV444 input: int8, centered (default), or uint8, stored")
      ->type_name("int8|uint8");
  app->add_option("--tolerate", options->tolerate,
                  "Repeat the pixels so that N wrong ones do not matter")
      ->type_name("N");
  add_deployment_options(*app, options->deployment);
  app->footer(
      "No board has tried the runners: each was run with a stand-in that has the same calls.\n\n"
      "Examples:\n"
      "  swingproof kit deployment.toml -o kit\n"
      "  swingproof kit deployment.toml --image 224x224 --layout nv12 -o nv12-kit");
  return {app, [options] { return run_kit(*options); }};
}

}  // namespace swingproof
