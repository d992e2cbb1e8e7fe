// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/kit/kit_files.h"

#include "deployment/sha256.h"
#include "reports/kit/probe_files.h"
#include "reports/kit/runner_files.h"

namespace swingproof {
namespace {

constexpr const char* probe_bin = "probe.bin";
constexpr const char* probe_npy = "probe.npy";

}  // namespace

KitImage kit_image_forms(const DumpOptions& form, ImageSize size) {
  KitImage image;
  image.bin = pixel_form(probe_bin, form, size.width * size.height, size);
  DumpOptions npy;
  npy.layout = form.layout == "nchw" ? "nchw" : "nhwc";
  image.npy = pixel_form(probe_npy, npy, size.width * size.height, size);
  return image;
}

Json kit_identity(const Deployment& deployment, const KitImage& image) {
  const auto digest = [&](const PixelForm& form) {
    return sha256_hex(pixel_file(image.pixels, form));
  };
  return probe_identity_json(deployment, {{probe_npy, digest(image.npy), image.npy.options},
                                          {probe_bin, digest(image.bin), image.bin.options}});
}

std::vector<KitFile> kit_files(const Deployment& deployment, const KitImage& image) {
  std::vector<KitFile> files = {{probe_bin, pixel_file(image.pixels, image.bin)},
                                {probe_npy, pixel_file(image.pixels, image.npy)},
                                {probe_json_name, json_text(kit_identity(deployment, image))}};
  for (const RunnerFile& each : runner_files()) {
    files.push_back({std::string(each.name), std::string(each.text)});
  }
  return files;
}

}  // namespace swingproof
