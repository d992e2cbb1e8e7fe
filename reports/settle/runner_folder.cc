// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/settle/runner_folder.h"

#include <filesystem>
#include <system_error>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "reports/kit/probe_files.h"
#include "suites/certify/capture.h"

namespace swingproof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view written_folder =
    "run the folder that settle plan has written beside plan.json";

KitImage runner_image(const YuvPlanes& pixels) {
  constexpr ImageSize size = {runner_image_side, runner_image_side};
  DumpOptions form;
  form.layout = "nhwc";
  KitImage image = kit_image_forms(form, size);
  image.pixels = tiled_image(pixels, size, 1, "probe");
  return image;
}

std::string path_in(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).string();
}

Subject subject_of(const std::string& path, const std::string& sha256) {
  return {fs::path(path).filename().string(), sha256};
}

}  // namespace

std::vector<KitFile> runner_folder_files(const Deployment& deployment, const YuvPlanes& pixels) {
  return kit_files(deployment, runner_image(pixels));
}

bool has_runner_capture(const std::string& folder) {
  std::error_code ignored;
  return fs::exists(path_in(folder, capture_json_name), ignored);
}

std::vector<std::string> runner_capture_files(const std::string& folder) {
  return read_probe_kit(folder).files;
}

RunnerCapture read_runner_capture(const std::string& folder, const Deployment& deployment,
                                  const YuvPlanes& pixels, const DumpOptions& form) {
  const ProbeKit kit = read_probe_kit(folder);
  const KitImage image = runner_image(pixels);
  if (kit.probe.id != kit_identity(deployment, image).at("id")) {
    throw InputError(path_in(folder, probe_json_name), "is not the probe of this deployment",
                     written_folder);
  }
  if (kit.captures.size() != 1) {
    throw InputError(path_in(folder, capture_json_name) + ": file", "names several",
                     written_folder);
  }
  DumpOptions of_capture = form;
  if (!of_capture.shape) {
    for (const DumpOption& each : dump_options) {
      auto& text = of_capture.*each.text;
      if (!text) text = kit.capture_form.*each.text;
    }
  }
  CaptureRules rules;
  rules.request = parse_dump_options(of_capture);
  rules.floats = {CaptureKind::codes, rules.request.scale, deployment.q_scale.text, true};
  rules.positions = {runner_image_side, runner_image_side};
  Sha256 digest;
  RunnerCapture capture{image.pixels, read_capture(kit.captures, rules, &digest), {}};
  const std::string document = path_in(folder, capture_json_name);
  capture.files = {subject_of(kit.captures.front(), digest.hex()),
                   subject_of(document, sha256_of_file(document))};
  return capture;
}

}  // namespace swingproof
