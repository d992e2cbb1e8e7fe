// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "deployment/input_error.h"
#include "fixedpoint/bpu_model.h"
#include "suites/certify/capture.h"
#include "suites/certify/stimulus.h"
#include "suites/gate/cube_slabs.h"
#include "suites/gate/kernel_source.h"

namespace swingproof {
namespace {

struct Recording {
  std::string name;
  std::shared_ptr<const ComparedPixels> pixels;
  ImageLayout layout;
  bool is_cube = false;
};

bool is_whole_cube(const YuvPlanes& pixels) {
  if (pixels.size() != cube_inputs) return false;
  for (std::uint32_t i = 0; i < cube_inputs; ++i) {
    if (pixels[i] != centered_yuv_at(i)) return false;
  }
  return true;
}

void compare_pixels(const ComparedPixels& compared, const LoweredOp& op, MismatchTally& tally) {
  const auto& planes = compared.codes.planes;
  for (std::size_t i = 0; i < compared.pixels.size(); ++i) {
    const CenteredYuv yuv = compared.pixels[i];
    const CodeTriple got = {planes[0][i], planes[1][i], planes[2][i]};
    const CodeTriple expected = fixed_codes(op, yuv);
    if (got != expected) tally.add(Mismatch{yuv, expected, got});
  }
}

// The cube's codes, one slab after the other.
void judge_cube(const CaptureCodes& codes, CubeJudge& judge) {
  std::array<std::vector<std::int8_t>, 3> slab;
  for (auto& plane : slab) plane.resize(slab_pixels);
  for (int u = -128; u < 128; ++u) {
    for (std::size_t i = 0; i < slab_pixels; ++i) {
      const CenteredYuv yuv{static_cast<std::int8_t>(static_cast<int>(i & 255U) - 128),
                            static_cast<std::int8_t>(u),
                            static_cast<std::int8_t>(static_cast<int>(i >> 8) - 128)};
      for (std::size_t c = 0; c < 3; ++c) slab[c][i] = codes.planes[c][cube_index(yuv)];
    }
    judge.judge(static_cast<std::size_t>(u + 128), 1,
                {slab[0].data(), slab[1].data(), slab[2].data()});
  }
}

Examination examine(const Recording& recording, const LoweredOp& op) {
  Examination examination;
  examination.kernel_name = recording.name;
  examination.inputs = recording.pixels->pixels.size();
  examination.layout = recording.layout;
  if (recording.is_cube) {
    auto judge = std::make_unique<CubeJudge>(op);
    judge_cube(recording.pixels->codes, *judge);
    examination.tally = judge->tally();
    examination.cube = std::move(judge);
  } else {
    examination.pixels = recording.pixels;
    compare_pixels(*recording.pixels, op, examination.tally);
  }
  return examination;
}

}  // namespace

KernelSource recorded_kernel(const std::string& stimulus_path, const std::string& result_path,
                             const DumpOptions& result_form) {
  Stimulus stimulus = read_stimulus(stimulus_path, {});
  if (stimulus.pixels.size() == 0) {
    throw InputError(stimulus_path + ": shape", "has no pixels", "record at least one");
  }
  CaptureRules rules;
  rules.request = parse_dump_options(result_form);
  rules.floats.scale = rules.request.scale;
  rules.positions = stimulus.positions;
  CaptureCodes codes = read_capture({result_path}, rules);
  auto recording = std::make_shared<Recording>();
  recording->name = result_path;
  recording->is_cube = is_whole_cube(stimulus.pixels);
  recording->layout = {
      stimulus.positions.empty() ? std::vector<std::size_t>{1} : stimulus.positions,
      recording->is_cube, true};
  recording->pixels = std::make_shared<const ComparedPixels>(
      ComparedPixels{std::move(stimulus.pixels), std::move(codes)});
  KernelSource source;
  source.takes_one_deployment = true;
  source.computes_cube = recording->is_cube;
  source.examine = [recording](const ExaminedTask& examined, const Progress& /*progress*/) {
    return examine(*recording, examined.op);
  };
  return source;
}

}  // namespace swingproof
