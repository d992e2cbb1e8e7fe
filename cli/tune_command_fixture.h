// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_TUNE_COMMAND_FIXTURE_H_
#define SWINGPROOF_CLI_TUNE_COMMAND_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "cli/imagenet_fixture.h"

namespace swingproof {

// For tests: swingproof tune as its users run it.

// A kernel around the header that tune writes.
inline constexpr const char* kernel_source = R"(#include <swingproof/kernel.h>
#include "tuned.h"
const char *swingproof_kernel_name(void) { return "tuned"; }
static int created;
void *swingproof_kernel_create(const swingproof_config *config) {
  return config->abi == SWINGPROOF_KERNEL_ABI ? &created : 0;
}
int swingproof_kernel_run(void *kernel, const swingproof_image *image) {
  (void)kernel;
  for (size_t row = 0; row < image->height; ++row) {
    const ptrdiff_t in = (ptrdiff_t)row * image->in_stride, out = (ptrdiff_t)row * image->out_stride;
    for (size_t i = 0; i < image->width; ++i) {
      const int y = image->y[in + (ptrdiff_t)i], u = image->u[in + (ptrdiff_t)i];
      const int v = image->v[in + (ptrdiff_t)i];
      image->c0[out + (ptrdiff_t)i] = swingproof_tuned_code_0(y, u, v);
      image->c1[out + (ptrdiff_t)i] = swingproof_tuned_code_1(y, u, v);
      image->c2[out + (ptrdiff_t)i] = swingproof_tuned_code_2(y, u, v);
    }
  }
  return 0;
}
void swingproof_kernel_destroy(void *kernel) { (void)kernel; }
)";

inline void expect_same_in_report(const TemporaryFolder& folder, const nlohmann::json& tuning) {
  ASSERT_EQ(run_command(folder, "report d.toml --arithmetic tuned.toml --json r.json").exit_code,
            0);
  const nlohmann::json report = nlohmann::json::parse(folder.read("r.json"));
  EXPECT_EQ(report["arithmetic"], tuning["tuned"]);
  EXPECT_EQ(report["conv"], tuning["deployments"][0]["after"]["conv"]);
  EXPECT_EQ(report["channels"], tuning["deployments"][0]["after"]["channels"]);
  EXPECT_EQ(report["provenance"][0]["standing"], "own");
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(report["channels"][c]["all_inputs"]["max_abs_error"]["exact"],
              tuning["channels"][c]["after"]["max_abs_error"]["exact"]);
  }
}

inline void expect_same_in_gate(const TemporaryFolder& folder, const nlohmann::json& tuning) {
  folder.write("kernel.c", kernel_source);
  const CommandResult built = run_shell(
      folder, "${CC:-cc} -std=c99 -O2 -Wall -Werror -fPIC -shared -I" SWINGPROOF_SOURCE_DIR
              "/suites/gate/include kernel.c -o kernel.so");
  ASSERT_EQ(built.exit_code, 0) << built.err;
  const std::string gate = "gate --kernel ./kernel.so --deployment d.toml ";
  const CommandResult passed = run_command(folder, gate + "--arithmetic tuned.toml --json -");
  EXPECT_EQ(passed.exit_code, 0) << passed.out;
  EXPECT_EQ(nlohmann::json::parse(passed.out)["deployments"][0]["arithmetic"], tuning["tuned"]);
}

// Writes d.toml, tuned.toml and tuned.h; returns the document.
inline nlohmann::json tune_imagenet(const TemporaryFolder& folder, const std::string& freedom) {
  folder.write("d.toml", imagenet_toml);
  const CommandResult tuned = run_command(
      folder, "tune d.toml -o tuned.toml --header tuned.h --json tune.json --freedom " + freedom);
  EXPECT_EQ(tuned.exit_code, 0) << tuned.err;
  nlohmann::json tuning = nlohmann::json::parse(folder.read("tune.json"));
  EXPECT_EQ(tuning["freedom"], freedom);
  return tuning;
}

inline void write_own_constants(const TemporaryFolder& folder) {
  folder.write("own.toml",
               "[arithmetic]\ndatapath = \"bayes:bias_width=8\"\nswing = \"full\"\n"
               "[arithmetic.constants]\nweight_scale = [\"0.012\", \"0.0085\", \"0.0176\"]\n");
}

// Of a set of one deployment with this arithmetic: plan.toml, or s.sqlite, into which it is swept.
inline void expect_arithmetic_is_used(const std::string& arithmetic, const std::string& set) {
  SCOPED_TRACE(arithmetic + " " + set);
  const TemporaryFolder folder;
  write_own_constants(folder);
  folder.write("plan.toml",
               "[[settings]]\nq_scale = [\"1/128\"]\narithmetic = \"" + arithmetic + "\"\n");
  ASSERT_EQ(
      run_command(folder, "tune --set in_gamut --json d.json --arithmetic " + arithmetic).exit_code,
      0);
  ASSERT_EQ(run_command(folder, "campaign run plan.toml --store s.sqlite").exit_code, 0);
  const CommandResult result =
      run_command(folder, "tune --set in_gamut --json t.json --markdown t.md " + set);
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const nlohmann::json expected = nlohmann::json::parse(folder.read("d.json"));
  const nlohmann::json tuning = nlohmann::json::parse(folder.read("t.json"));
  for (const char* member : {"arithmetic", "tuned", "channels"}) {
    EXPECT_EQ(tuning[member], expected[member]) << member;
  }
  const std::string named = arithmetic == "own.toml"
                                ? "Arithmetic: bayes:bias_width=8 with own constants"
                                : "Arithmetic: bayes:pre_rounding=half_up. ";
  EXPECT_NE(result.out.find(named), std::string::npos) << result.out;
  EXPECT_NE(folder.read("t.md").find(named), std::string::npos);
}

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_TUNE_COMMAND_FIXTURE_H_
