// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_GATE_MUTANTS_FIXTURE_H_
#define SWINGPROOF_CLI_GATE_MUTANTS_FIXTURE_H_

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/imagenet_fixture.h"
#include "cli/mutant_fixture.h"
#include "deployment/deployment_toml.h"
#include "reports/gate/gate_report.h"
#include "suites/gate/gate.h"

namespace swingproof {

// Kernels that are wrong, each in one way (suites/gate/mutants/mutant.c): every one must be
// rejected, for the right reason, and none may take the gate down.

// Biases below 0, where floor and trunc are not the same.
inline constexpr std::string_view bright_toml = R"([deployment]
mean = ["150.3"]
std = ["58.395"]
q_scale = "0.0207")";
// A pre-shift that is not 0.
inline constexpr std::string_view coarse_toml = R"([deployment]
q_scale = "1/16")";
// Odd biases that 16 bits do not hold, and a pre-shift.
inline constexpr std::string_view dark_toml = R"([deployment]
mean = ["-300.29"]
std = ["64"]
q_scale = "1/16")";
inline constexpr std::string_view bgr_toml = R"([deployment]
op = "centered_yuv2bgr"
mean = ["103.53", "116.28", "123.675"]
std = ["57.375", "57.12", "58.395"]
q_scale = "0.02")";
inline constexpr std::string_view defaults_toml = "[deployment]";

struct Mutant {
  int number;  // of -DMUTANT
  std::string_view defect;
  std::string_view kinds;           // of the finding it must get, one of these
  std::string_view diagnosis = {};  // "axis=value axis=value"; empty: none
  std::string_view deployment = imagenet_toml;
};

inline const Mutant all_mutants[] = {
    {1, "computes studio swing", "value", "swing=studio"},
    {2, "mean and std in the other order", "value", "normalisation=reversed"},
    {3, "the other op with the same mean and std", "value", "output_order=reversed"},
    {4, "mean/255 and std/255", "value", "normalisation=unit_range"},
    {5, "the first mean for all channels", "value"},
    {6, "the first std for all channels", "value"},
    {7, "ignores q_scale", "value"},
    {8, "ignores op", "value", "output_order=reversed normalisation=reversed", bgr_toml},
    {10, "U weight of G one too great", "value"},
    {11, "V weight of R one too great", "value"},
    {12, "bias one too great", "value"},
    {13, "multiplier one too great", "value"},
    {14, "post_shift one too small", "value"},
    {15, "bias rounded down", "value", "arithmetic=bayes:bias_rounding=floor", bright_toml},
    {16, "bias rounded toward zero", "value", "arithmetic=bayes:bias_rounding=trunc", bright_toml},
    {17, "bias in 8 bits", "value", "arithmetic=bayes:bias_width=8"},
    {18, "weights clamped to 126", "value"},
    {19, "bias of B with the wrong sign", "value"},
    {20, "post_shift one too great", "value"},
    {21, "bias in 16 bits", "value", "arithmetic=bayes:bias_width=16", dark_toml},
    {30, "rounds at pre_shift", "value", "arithmetic=bayes:pre_rounding=half_up", coarse_toml},
    {31, "accumulator of 16 bits", "value"},
    {32, "rounds down at post_shift", "value", "arithmetic=bayes:post_rounding=floor"},
    {33, "rounds up at post_shift", "value"},
    {34, "rounds toward zero at post_shift", "value", "arithmetic=bayes:post_rounding=trunc"},
    {35, "half of the rounding term", "value"},
    {36, "wraps in place of saturating", "value"},
    {37, "saturates at -127", "value"},
    {38, "saturates at 126", "value"},
    {39, "saturates before pre_shift", "value", "arithmetic=bayes:saturation=before_pre_shift",
     dark_toml},
    {40, "U and V exchanged", "value", "chroma_order=swapped"},
    {41, "output planes 0 and 2 exchanged", "value", "output_order=reversed"},
    {42, "bytes not centered", "value", "input_centering=uncentered"},
    {43, "QuantStub's scale not reset", "value", "quant_stub=unreset", defaults_toml},
    {44, "exact arithmetic", "value", "arithmetic=ideal"},
    {45, "takes Y 127 for 126", "value"},
    {46, "wrong where U and V are both -128", "value"},
    {47, "wrong for one input of 2^24", "value"},
    {48, "U below 0 one too great", "value"},
    {49, "never gives the code 0", "value"},
    {50, "writes to address 8", "crash"},
    {51, "abort()", "crash"},
    {52, "exit(3)", "exit"},
    {53, "endless loop", "timeout"},
#if defined(__x86_64__)
    {54, "integer division by zero", "crash"},
    {81, "flushes subnormals from then on", "fp_environment"},
    {82, "MMX without EMMS", "fp_environment"},
#endif
    {55, "stack overflow", "crash"},
    {56, "returns 5", "exit"},
    {57, "closes all descriptors", "exit"},
    {58, "fork()", "exit"},
    {59, "illegal instruction", "crash"},
    {60, "the first configuration for every instance", "stale_state"},
    {61, "the last configuration for every instance", "stale_state"},
    {62, "wrong from its eleventh run on", "stale_state"},
    {63, "depends on what the output held", "nondeterministic"},
    {64, "instances share a row buffer", "nondeterministic"},
    {65, "depends on the time", "nondeterministic"},
    {66, "keeps the pointer to its configuration", "value stale_state nondeterministic"},
    {70, "leaves out the tail of a row", "value"},
    {71, "rounds the width up to 8", "out_of_bounds"},
    {72, "takes the width for the output stride", "out_of_bounds"},
    {73, "takes the width for the input stride", "value"},
    {74, "takes chroma from every other pixel", "value"},
    {75, "wrong at unaligned rows", "value"},
    {76, "reads 16 bytes behind the row", "out_of_bounds"},
    {77, "writes the byte before the row", "out_of_bounds"},
    {78, "writes to its inputs", "input_written"},
    {79, "writes the byte behind the row", "out_of_bounds"},
    {80, "rounds upward from then on", "fp_environment"},
    {83, "unmasks floating-point exceptions", "fp_environment"},
    {84, "leaves out the last row of an odd height", "value"},
    {85, "writes to an empty image", "out_of_bounds"},
    {86, "leaves out rows beyond a multiple of 16", "value"},
    {87, "returns before its thread has ended", "value nondeterministic stale_state"},
    {96, "takes rows for adjacent if those of the inputs are", "value out_of_bounds"},
    {97, "wrong for one input of 2^24, in narrow rows only", "value"},
    {98, "wrong once an instance was destroyed", "stale_state"},
    {99, "one instance at a time", "stale_state"},
    {100, "width in 16 bits", "value"},
    {101, "does not write the code 90", "value nondeterministic"},
    {102, "a thread writes after run has returned", "nondeterministic"},
    {103, "stride in 16 bits", "value out_of_bounds crash"},
    {104, "computes nothing for an address that it knows", "value stale_state nondeterministic"},
    {105, "height in 16 bits", "value"},
    {106, "wrong while there are two instances of its configuration", "stale_state"},
    {109, "wrong if made beside an instance of its configuration", "stale_state"},
    {107, "destroy in another thread than run", "crash"},
    {108, "leaves out rows of heights between 17 and 32", "value"},
    {110, "leaks 64 bytes in each run", "leak"},
    {111, "leaks a descriptor in each run", "leak"},
    {112, "leaves a thread behind in each run", "leak"},
    {113, "does not free its instances", "leak"},
    {123, "leaks a page in each run", "leak"},
    {114, "changes the working directory", "process_state"},
    {115, "sets a locale", "process_state"},
    {116, "ignores SIGFPE from then on", "process_state"},
    {117, "changes the umask", "process_state"},
    {118, "sets an environment variable", "process_state"},
#if defined(__x86_64__) || defined(__aarch64__)
    {119, "does not restore r12, or x20", "machine_state"},
#endif
#if defined(__x86_64__)
    {124, "leaves the direction flag set", "machine_state"},
#endif
    {120, "another path for more than a million pixels", "value"},
    {121, "another path for 224 x 224", "value"},
    {122, "another path for four rows of 1280", "value"},
    {126, "row offsets in int32", "value out_of_bounds crash"},
    {127, "row offsets in uint32", "value"},
    {90, "abort() in create", "crash"},
    {91, "endless loop in create", "timeout"},
    {92, "SIGSEGV in its tenth run", "crash"},
};

inline KernelSource mutant_kernel(const Mutant& mutant) {
  LibraryKernel kernel = mutant_library(mutant.number);
  // What never ends is always too late, however slow the machine is.
  const bool is_endless = mutant.kinds == "timeout";
  kernel.timeout = std::chrono::milliseconds(is_endless ? 100 : 120000);
  return library_kernel(kernel);
}

inline std::string diagnosis_text(const GateFinding& finding) {
  std::string text;
  if (!finding.diagnosis) return text;
  for (const DiagnosedAxis& axis : *finding.diagnosis) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", axis.axis, axis.value);
  }
  return text;
}

inline GateVerdict gate_mutant(const Mutant& mutant) {
  const Deployment deployment = parse_deployment_toml(mutant.deployment, "mutant");
  return gate(mutant_kernel(mutant), {{deployment, {"bayes", Datapath()}}}, {}, [](double) {});
}

// Those that every test run rejects: one of each kind of finding and diagnosis, and all that end at
// once. A whole gate takes most of a second, so gate_mutants_slow_test.cc has the others.
inline bool is_in_every_run(const Mutant& mutant) {
  constexpr int numbers[] = {1,  32, 50, 51, 52,  53,  54,  55,  56,  57,  58, 59,
                             60, 63, 71, 74, 76,  77,  78,  79,  80,  84,  85, 87,
                             90, 92, 97, 99, 102, 111, 113, 114, 119, 122, 126};
  return std::ranges::find(numbers, mutant.number) != std::end(numbers);
}

inline std::vector<Mutant> mutants_of_run(bool is_every_run) {
  std::vector<Mutant> some;
  for (const Mutant& mutant : all_mutants) {
    if (is_in_every_run(mutant) == is_every_run) some.push_back(mutant);
  }
  return some;
}

inline void expect_rejected(const Mutant& mutant) {
  const GateVerdict verdict = gate_mutant(mutant);
  EXPECT_FALSE(verdict.is_passed);
  ASSERT_EQ(verdict.deployments.size(), 1U);
  const DeploymentVerdict& deployment = verdict.deployments.front();
  EXPECT_EQ(deployment.status, GateStatus::failed);
  bool found = false;
  for (const GateFinding& finding : deployment.findings) {
    found = found || mutant.kinds.find(name(finding.kind)) != std::string_view::npos;
  }
  ASSERT_FALSE(deployment.findings.empty());
  const GateFinding& first = deployment.findings.front();
  fmt::print("{:2}  {:45}  {}\n", mutant.number, mutant.defect, finding_line(first));
  EXPECT_TRUE(found) << finding_line(first);
  EXPECT_EQ(diagnosis_text(first), mutant.diagnosis);
}

// What a failure names the mutant by.
// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name.
inline void PrintTo(const Mutant& mutant, std::ostream* out) { *out << mutant.defect; }

inline std::string mutant_name(const testing::TestParamInfo<Mutant>& mutant) {
  return fmt::format("Mutant{}", mutant.param.number);
}

inline void expect_faultless(std::string_view deployment) {
  const GateVerdict verdict = gate_mutant({0, "none", "", "", deployment});
  EXPECT_TRUE(verdict.is_passed);
  for (const GateFinding& finding : verdict.deployments.front().findings) {
    ADD_FAILURE() << finding_line(finding);
  }
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_GATE_MUTANTS_FIXTURE_H_
