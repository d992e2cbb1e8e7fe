// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The kernels of suites/gate/mutants/fault.c, of both ops, each at three deployments that show its
// fault: it is named alone, or with those that have the same codes there.

#include <dlfcn.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "deployment/deployment_toml.h"
#include "suites/faults/fault_search.h"
#include "suites/gate/kernel_session.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::string_view defaults = "";
constexpr std::string_view imagenet =
    "mean = ['123.675', '116.28', '103.53']\nstd = ['58.395', '57.12', '57.375']\n"
    "q_scale = '0.0186'";
constexpr std::string_view bright = "mean = '150.3'\nstd = '58.395'\nq_scale = '0.0207'";
constexpr std::string_view coarse = "q_scale = '1/16'";
constexpr std::string_view coarser = "mean = ['100', '110', '120']\nq_scale = '0.09'";
constexpr std::string_view dark = "mean = '-300.29'\nstd = '64'\nq_scale = '1/16'";
constexpr std::string_view studio =
    "swing = 'studio'\nmean = ['123.675', '116.28', '103.53']\n"
    "std = ['58.395', '57.12', '57.375']\nq_scale = '0.02'";
constexpr std::string_view studio_defaults = "swing = 'studio'";
constexpr std::string_view studio_bright =
    "swing = 'studio'\nmean = '150.3'\nstd = '64'\nq_scale = '0.017'";
constexpr std::string_view unit = "mean = '0'\nstd = '255'\nq_scale = '1/255'";
// std * q_scale is a power of two times the weight scale of a row: half codes are there.
constexpr std::string_view halves = "std = '1'\nq_scale = '1.408'";
constexpr std::string_view halves_of_all = "std = ['1.408', '0.9984', '1.7792']\nq_scale = '1'";
constexpr std::string_view halves_of_blue = "mean = '100'\nstd = '2'\nq_scale = '0.8896'";
// Sums beyond int16 by so much that products leave int32.
constexpr std::string_view far = "mean = '-2000'\nstd = '1'\nq_scale = '1'";
constexpr std::string_view farther = "mean = '-2100'\nstd = '2'\nq_scale = '0.5'";
constexpr std::string_view far_above = "mean = '2900'\nstd = '1.5'\nq_scale = '1'";

struct NamedKernel {
  int number;  // of -DFAULT
  std::string_view fault;
  std::array<std::string_view, 3> deployments = {imagenet, coarse, studio};
  bool needs_cube = false;  // a few of all inputs tell it from another
  // Of the same codes at the last of the deployments.
  std::vector<std::string> equal = {};
};

// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name.
void PrintTo(const NamedKernel& kernel, std::ostream* out) { *out << kernel.fault; }

const NamedKernel kernels[] = {
    {1, "requantisation_toward_zero"},
    {2, "requantisation_half_toward_zero", {halves, halves_of_all, halves_of_blue}},
    {3, "double_rounding"},
    {4, "pre_shift_rounded", {coarse, coarser, dark}},
    {5, "sums_wrap_int16"},
    {6, "codes_wrap_int8", {imagenet, studio, dark}, false, {"saturation_uint8"}},
    {7, "saturation_symmetric", {imagenet, defaults, studio}},
    {8, "saturation_uint8"},
    {9, "codes_plus_128"},
    {10, "no_intermediate_saturation", {far, farther, far_above}},
    {11, "float32_simulation", {imagenet, bright, defaults}, true, {"gamut_clamped"}},
    {12, "float64_simulation", {imagenet, studio, defaults}, true, {"gamut_clamped"}},
    {13, "matrix_bt709"},
    {14, "matrix_bt2020"},
    {15, "offset_16_at_full_swing", {imagenet, coarse, defaults}},
    {16, "chroma_not_centered"},
    {17, "chroma_span_219", {studio, studio_bright, studio_defaults}, true},
    {18, "gamut_clamped", {imagenet, coarse, studio}, true},
    {19, "scale_used_as_std"},
    {20, "std_not_applied", {imagenet, studio, unit}, false, {"unit_range"}},
    {21, "mean_not_applied"},
    {22, "unit_range"},
    {23, "stale_constants"},
    {24, "chroma_equal"},
    {25, "stimulus_returned"},
    {26, "constant"},
    {27, "rows_flipped"},
    {28, "pixels_shifted"},
    {30, "input_clamped_127"},
    {31, "other_scale"},
};

Deployment deployment_of(std::string_view settings, bool is_bgr) {
  const std::string op = is_bgr ? "op = 'centered_yuv2bgr'\n" : "";
  return parse_deployment_toml(fmt::format("[deployment]\n{}{}", op, settings), "settings");
}

constexpr std::size_t width = 2048;

// The inputs of an image, in the order of the cube or without a pattern.
struct Inputs {
  YuvPlanes pixels;  // none: the cube
  std::array<std::vector<std::int8_t>, 3> planes;

  std::size_t size() const { return planes[0].size(); }
};

std::size_t rows_of(const Inputs& in) { return in.pixels.size() == 0 ? 32 : in.size() / width; }

Inputs cube() {
  Inputs inputs;
  ObservedCodes all;
  for (std::size_t i = 0; i < cube_inputs; ++i) {
    const CenteredYuv yuv = input_at(all, i);
    inputs.planes[0].push_back(yuv.y);
    inputs.planes[1].push_back(yuv.u);
    inputs.planes[2].push_back(yuv.v);
  }
  return inputs;
}

Inputs some_inputs() {
  Inputs inputs;
  for (std::uint32_t i = 0; i < 64 * width; ++i) {
    const CenteredYuv yuv = centered_yuv_at(i * 0x9E3779B1U % cube_inputs);
    inputs.pixels.push_back(yuv);
    inputs.planes[0].push_back(yuv.y);
    inputs.planes[1].push_back(yuv.u);
    inputs.planes[2].push_back(yuv.v);
  }
  return inputs;
}

using Codes = std::array<std::vector<std::int8_t>, 3>;

// As one image, or the cube in strips.
Codes run_kernel(int number, const Deployment& deployment, const Inputs& in) {
  const std::string path = fmt::format("{}/fault_{}_0.so", SWINGPROOF_MUTANTS, number);
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(path);
  const auto create = reinterpret_cast<decltype(&swingproof_kernel_create)>(
      dlsym(library, "swingproof_kernel_create"));
  const auto run =
      reinterpret_cast<decltype(&swingproof_kernel_run)>(dlsym(library, "swingproof_kernel_run"));
  const auto destroy = reinterpret_cast<decltype(&swingproof_kernel_destroy)>(
      dlsym(library, "swingproof_kernel_destroy"));
  const swingproof_config config = kernel_config(deployment);
  void* const instance = create(&config);
  if (instance == nullptr) throw std::runtime_error(path + " refuses the deployment");
  Codes codes;
  for (auto& plane : codes) plane.resize(in.size());
  const std::size_t rows = rows_of(in);
  for_each_block(in.size() / (rows * width), [&](std::size_t block) {
    const std::size_t at = block * rows * width;
    const swingproof_image image{&in.planes[0][at],
                                 &in.planes[1][at],
                                 &in.planes[2][at],
                                 &codes[0][at],
                                 &codes[1][at],
                                 &codes[2][at],
                                 width,
                                 rows,
                                 width,
                                 width};
    run(instance, &image);
  });
  destroy(instance);
  dlclose(library);
  return codes;
}

// The faults that explain a kernel with one more input that is wrong, or none more. Of two forms of
// a fault that differ on a single input the search may keep either: up to twice as many may be
// left.
std::vector<std::string> named(const NamedKernel& kernel, const Deployment& deployment,
                               std::size_t more) {
  static const Inputs all = cube();
  static const Inputs some = some_inputs();
  const Inputs& in = kernel.needs_cube ? all : some;
  Codes codes = run_kernel(kernel.number, deployment, in);
  for (std::size_t i = 0; i < more; ++i) codes[1][in.size() / 3 + i] ^= 1;
  FaultSubject subject{deployment, {"bayes", Datapath()}, {}};
  Deployment others;
  others.op = deployment.op;
  others.matrix = deployment.matrix;
  if (others != deployment) subject.others.push_back(others);
  ObservedCodes observed;
  if (in.pixels.size() != 0) observed.pixels = &in.pixels;
  observed.codes = {codes[0].data(), codes[1].data(), codes[2].data()};
  observed.size = in.size();
  observed.layout.shape = {rows_of(in), width};
  observed.layout.has_channel_axis = false;
  std::vector<std::string> names;
  for (const FoundFault& each : find_faults(subject, observed, true).faults) {
    if (each.differing <= 2 * more) names.push_back(each.fault);
  }
  return names;
}

class FaultNames : public testing::TestWithParam<NamedKernel> {};

TEST_P(FaultNames, AreRightAndAlone) {
  const NamedKernel& kernel = GetParam();
  for (std::size_t i = 0; i < kernel.deployments.size(); ++i) {
    std::vector<std::string> expected = {std::string(kernel.fault)};
    const bool is_last = i + 1 == kernel.deployments.size();
    if (is_last) expected.insert(expected.end(), kernel.equal.begin(), kernel.equal.end());
    for (const bool is_bgr : {false, true}) {
      EXPECT_THAT(named(kernel, deployment_of(kernel.deployments[i], is_bgr), 0),
                  testing::UnorderedElementsAreArray(expected))
          << kernel.deployments[i] << (is_bgr ? "\nbgr" : "\nrgb");
    }
  }
}

// As near explanations then.
TEST_P(FaultNames, StayWithOneMoreWrongInput) {
  const NamedKernel& kernel = GetParam();
  for (const std::string_view settings : kernel.deployments) {
    for (const bool is_bgr : {false, true}) {
      EXPECT_THAT(named(kernel, deployment_of(settings, is_bgr), 1),
                  testing::Contains(std::string(kernel.fault)))
          << settings << (is_bgr ? "\nbgr" : "\nrgb");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, FaultNames, testing::ValuesIn(kernels),
                         [](const auto& info) { return std::string(info.param.fault); });

}  // namespace
}  // namespace swingproof
