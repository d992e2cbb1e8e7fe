// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/function_kernel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "deployment/input_error.h"
#include "suites/gate/cube_slabs.h"
#include "suites/gate/image_trial.h"

namespace swingproof {
namespace {

constexpr ImageSize slab_size = {256, 256};
// One pixel, a row, a column, and sides that no vector length divides.
constexpr std::array<ImageSize, 5> other_sizes = {{{1, 1}, {257, 1}, {1, 67}, {7, 5}, {131, 33}}};

ImagePlanes slab_inputs(int u) {
  ImagePlanes yuv;
  for (auto& plane : yuv) plane.reserve(slab_pixels);
  for (int v = -128; v < 128; ++v) {
    for (int y = -128; y < 128; ++y) {
      yuv[0].push_back(static_cast<std::int8_t>(y));
      yuv[1].push_back(static_cast<std::int8_t>(u));
      yuv[2].push_back(static_cast<std::int8_t>(v));
    }
  }
  return yuv;
}

// A kernel while it is examined: every call goes through run().
class Run {
 public:
  Run(const FunctionKernel& kernel, Examination& examination)
      : kernel_(kernel), examination_(examination) {}

  // The codes of an image; nothing once the function has failed.
  std::optional<ImagePlanes> run(const ImagePlanes& yuv, ImageSize size) {
    FunctionResult result = kernel_.run(yuv, size);
    const std::string image = fmt::format("an image of {} x {}", size.width, size.height);
    if (result.input_written && !input_written_) {
      input_written_ = true;
      find(FindingKind::input_written, "wrote to the input of " + image);
    }
    if (!result.failure) return std::move(result.codes);
    find(FindingKind::exit, *result.failure + ", given " + image);
    return {};
  }

  void find(FindingKind kind, const std::string& what) {
    examination_.findings.push_back(GateFinding{kind, "the kernel " + what});
  }

 private:
  const FunctionKernel& kernel_;
  Examination& examination_;
  bool input_written_ = false;
};

bool judge_cube(Run& run, const Progress& progress, CubeJudge& judge) {
  for (std::size_t slab = 0; slab < cube_slabs; ++slab) {
    const auto codes = run.run(slab_inputs(static_cast<int>(slab) - 128), slab_size);
    if (!codes) return false;
    judge.judge(slab, 1, {(*codes)[0].data(), (*codes)[1].data(), (*codes)[2].data()});
    progress(static_cast<double>(slab + 1) / cube_slabs);
  }
  return true;
}

// What the function gave over the cube for one pixel.
CodeTriple code_over_cube(const CubeJudge& judge, CenteredYuv yuv) {
  CodeTriple codes = {};
  ModelSlabs::Row scratch;
  for (std::size_t c = 0; c < 3; ++c) {
    const std::vector<std::int8_t>& kept = judge.kept_codes()[c];
    codes[c] = kept.empty() ? judge.model().row(c, yuv.u, yuv.v, scratch)[yuv.y + 128]
                            : kept[slab_index(yuv.y, yuv.u, yuv.v)];
  }
  return codes;
}

// How many pixels of an image have other codes than over the cube; nothing if the function failed.
std::optional<std::size_t> changed_pixels(Run& run, const CubeJudge& judge, const ImagePlanes& yuv,
                                          ImageSize size) {
  const auto codes = run.run(yuv, size);
  if (!codes) return {};
  std::size_t changed = 0;
  for (std::size_t i = 0; i < yuv[0].size(); ++i) {
    const CodeTriple got = {(*codes)[0][i], (*codes)[1][i], (*codes)[2][i]};
    if (got != code_over_cube(judge, {yuv[0][i], yuv[1][i], yuv[2][i]})) ++changed;
  }
  return changed;
}

void repeat_first_slab(Run& run, const CubeJudge& judge) {
  const auto changed = changed_pixels(run, judge, slab_inputs(-128), slab_size);
  if (changed.value_or(0) == 0) return;
  run.find(FindingKind::nondeterministic,
           fmt::format("gave other codes for {} pixels of the cube's first image when it got the "
                       "image again",
                       *changed));
}

void check_other_sizes(Run& run, const CubeJudge& judge) {
  for (const ImageSize size : other_sizes) {
    ImagePlanes yuv;
    for (const CenteredYuv pixel : trial_pixels(shape_trial(size, Placement::loose))) {
      yuv[0].push_back(pixel.y);
      yuv[1].push_back(pixel.u);
      yuv[2].push_back(pixel.v);
    }
    const auto changed = changed_pixels(run, judge, yuv, size);
    if (!changed) return;
    if (*changed == 0) continue;
    run.find(FindingKind::value,
             fmt::format("gives {} of {} pixels other codes in an image of {} x {} than in images "
                         "of 256 x 256",
                         *changed, yuv[0].size(), size.width, size.height));
    return;
  }
}

Examination examine(const FunctionKernel& kernel, const LoweredOp& op, const Progress& progress) {
  Examination examination;
  examination.kernel_name = kernel.name;
  auto judge = std::make_unique<CubeJudge>(op);
  Run run(kernel, examination);
  const bool is_whole = judge_cube(run, progress, *judge);
  examination.inputs = judge->inputs();
  examination.tally = judge->tally();
  if (!is_whole) return examination;
  repeat_first_slab(run, *judge);
  check_other_sizes(run, *judge);
  examination.cube = std::move(judge);
  examination.layout = {{slab_size.height, slab_size.width}, false, false};
  return examination;
}

}  // namespace

KernelSource function_kernel(const FunctionKernel& kernel) {
  KernelSource source;
  source.examine = [kernel](const ExaminedTask& examined, const Progress& progress) {
    return examine(kernel, examined.op, progress);
  };
  return source;
}

}  // namespace swingproof
