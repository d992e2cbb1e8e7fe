// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_GATE_FAULTS_FIXTURE_H_
#define SWINGPROOF_CLI_GATE_FAULTS_FIXTURE_H_

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/gate_mutants_fixture.h"

namespace swingproof {

// Kernels of suites/gate/mutants/fault.c: each has to be named for what it is, and for nothing
// else.
struct FaultyKernel {
  int number;  // of -DFAULT
  std::string_view fault;
  std::string_view deployment = imagenet_toml;
  int extra = 0;  // wrong inputs beside the fault
};

inline constexpr std::string_view studio_toml = R"([deployment]
op = "centered_yuv2bgr"
swing = "studio"
mean = ["103.53", "116.28", "123.675"]
std = ["57.375", "57.12", "58.395"]
q_scale = "0.02")";

// Ties at the last shift.
inline constexpr std::string_view ties_toml = R"([deployment]
std = 1
q_scale = "1.408")";

inline const FaultyKernel faulty_kernels[] = {
    {1, "requantisation_toward_zero"},
    {2, "requantisation_half_toward_zero", ties_toml},
    {3, "double_rounding"},
    {4, "pre_shift_rounded", coarse_toml},
    {5, "sums_wrap_int16"},
    {6, "codes_wrap_int8"},
    {7, "saturation_symmetric"},
    {8, "saturation_uint8"},
    {9, "codes_plus_128"},
    {11, "float32_simulation"},
    {12, "float64_simulation"},
    {13, "matrix_bt709"},
    {14, "matrix_bt2020", bgr_toml},
    {15, "offset_16_at_full_swing"},
    {16, "chroma_not_centered"},
    {17, "chroma_span_219", studio_toml},
    {18, "gamut_clamped"},
    {19, "scale_used_as_std"},
    {20, "std_not_applied"},
    {21, "mean_not_applied", studio_toml},
    {22, "unit_range"},
    {23, "stale_constants"},
    {24, "chroma_equal", bgr_toml},
    {25, "stimulus_returned"},
    {26, "constant"},
    {30, "input_clamped_127"},
    {31, "other_scale", studio_toml},
    {1, "requantisation_toward_zero", defaults_toml, 1},
    {6, "codes_wrap_int8", bgr_toml, 1},
    {11, "float32_simulation", imagenet_toml, 1},  // by default gamut_clamped has the same codes
    {20, "std_not_applied", studio_toml, 1},
};

inline bool is_in_every_run(const FaultyKernel& kernel) {
  return kernel.number == 6 || kernel.number == 24;
}

inline std::vector<FaultyKernel> faulty_kernels_of_run(bool is_every_run) {
  std::vector<FaultyKernel> some;
  for (const FaultyKernel& kernel : faulty_kernels) {
    if (is_in_every_run(kernel) == is_every_run) some.push_back(kernel);
  }
  return some;
}

inline void expect_named(const FaultyKernel& faulty) {
  LibraryKernel kernel;
  kernel.host.path = SWINGPROOF_COMMAND;
  kernel.path = fmt::format("{}/fault_{}_{}.so", SWINGPROOF_MUTANTS, faulty.number, faulty.extra);
  const Deployment deployment = parse_deployment_toml(faulty.deployment, "faulty");
  const GateVerdict verdict =
      gate(library_kernel(kernel, {}), {{deployment, {"bayes", Datapath()}}}, {}, [](double) {});
  EXPECT_FALSE(verdict.is_passed);
  ASSERT_FALSE(verdict.deployments.front().findings.empty());
  const GateFinding& finding = verdict.deployments.front().findings.front();
  EXPECT_EQ(finding.kind, FindingKind::value) << finding_line(finding);
  ASSERT_FALSE(finding.causes.faults.empty()) << finding_line(finding);
  const FoundFault& best = finding.causes.faults.front();
  EXPECT_EQ(best.fault, faulty.fault);
  // The extra one may have been wrong already.
  EXPECT_LE(best.differing, static_cast<std::uint64_t>(faulty.extra));
  EXPECT_EQ(best.of, cube_inputs);
  for (std::size_t i = 1; i < finding.causes.faults.size(); ++i) {
    EXPECT_GT(finding.causes.faults[i].differing, best.differing) << finding.causes.faults[i].fault;
  }
}

// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name.
inline void PrintTo(const FaultyKernel& kernel, std::ostream* out) { *out << kernel.fault; }

inline std::string faulty_kernel_name(const testing::TestParamInfo<FaultyKernel>& info) {
  return fmt::format("{}{}", info.param.fault, info.param.extra == 0 ? "" : "_and_one");
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_GATE_FAULTS_FIXTURE_H_
