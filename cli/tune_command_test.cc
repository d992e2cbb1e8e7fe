// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof tune as its users run it, and the tuned op through the other commands.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "cli/tune_command_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

// One truth: the sweep and the C header in a kernel have the same codes; tune_command_slow_test.cc
// has the other freedoms, and the dump.
TEST(TuneCommand, TheTunedOpIsTheSameInEveryCommand) {
  const TemporaryFolder folder;
  const json tuning = tune_imagenet(folder, "constants");
  expect_same_in_report(folder, tuning);
  expect_same_in_gate(folder, tuning);
}

// tune_command_slow_test.cc compares them with the best scales.
TEST(TuneCommand, IntegersAreProvenTheBest) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "tune --freedom integers --json i.json").exit_code, 0);
  const json integers = json::parse(folder.read("i.json"));
  for (const json& channel : integers["channels"]) EXPECT_EQ(channel["optimal"], true);
}

// The deployments of a plan, and of the store that it was swept into, are one set. An arithmetic
// that is named takes the place of theirs.
TEST(TuneCommand, PlansAndStoresAreSetsOfDeployments) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[[settings]]\nmean = [128, \"127.5\"]\nstd = [128]\n"
               "q_scale = [\"1/128\"]\narithmetic = [\"bayes\", "
               "\"bayes:post_rounding=floor\"]\n");
  const CommandResult planned = run_command(
      folder, "tune --set in_gamut --plan plan.toml --arithmetic bayes -o p.toml --json p.json");
  ASSERT_EQ(planned.exit_code, 0) << planned.err;
  const json tuning = json::parse(folder.read("p.json"));
  EXPECT_EQ(tuning["arithmetic"], "bayes");
  EXPECT_EQ(tuning["deployments"].size(), 2U);  // each once
  for (const json& each : tuning["deployments"]) {
    for (std::size_t c = 0; c < 3; ++c) {
      const auto max = [&](const char* when) {
        const json& channel = each[when]["channels"][c];
        return std::stod(channel["in_gamut"]["max_abs_error"]["value"].get<std::string>());
      };
      EXPECT_LE(max("after"), max("before"));
    }
  }
  ASSERT_EQ(run_command(folder, "campaign run plan.toml --store s.sqlite").exit_code, 0);
  ASSERT_EQ(run_command(folder, "tune --set in_gamut --store s.sqlite --arithmetic bayes -o s.toml")
                .exit_code,
            0);
  EXPECT_EQ(folder.read("s.toml"), folder.read("p.toml"));
  for (const std::string set : {"--plan plan.toml", "--store s.sqlite"}) {
    const CommandResult result = run_command(folder, "tune " + set);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr(set.substr(set.find(' ') + 1) + ": arithmetic: is bayes"));
    EXPECT_THAT(result.err, HasSubstr("--arithmetic"));
    EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  }
}

// What the header computes is the datapath's own.
TEST(TuneCommand, AHeaderHasTheShiftAndTheSaturationInTheirOrder) {
  const TemporaryFolder folder;
  const auto header = [&](const std::string& arithmetic) {
    const CommandResult result =
        run_command(folder, "tune --q-scale 1/16 --header h.h --arithmetic " + arithmetic);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return folder.read("h.h");
  };
  EXPECT_THAT(header("bayes"), HasSubstr("t = swingproof_tuned_clamp((sum) >> 2, -32768, 32767);"));
  EXPECT_THAT(header("bayes:pre_rounding=half_up"),
              HasSubstr("t = swingproof_tuned_clamp((sum + 2) >> 2, -32768, 32767);"));
  EXPECT_THAT(header("bayes:saturation=before_pre_shift"),
              HasSubstr("t = (swingproof_tuned_clamp(sum, -32768, 32767)) >> 2;"));
}

// What a plan says of the BPU, or was swept into a store with it, is what tune starts from.
// tune_command_slow_test.cc has both arithmetics of both.
TEST(TuneCommand, TheArithmeticOfAPlanOrAStoreIsUsedAndNamed) {
  expect_arithmetic_is_used("bayes:pre_rounding=half_up", "--plan plan.toml");
  expect_arithmetic_is_used("own.toml", "--store s.sqlite");
}

TEST(TuneCommand, ConstantsOfOneSwingAreNotForTheOther) {
  const TemporaryFolder folder;
  write_own_constants(folder);
  folder.write("plan.toml", "[[settings]]\narithmetic = \"own.toml\"\n");
  const CommandResult other = run_command(folder, "tune --plan plan.toml --swing studio");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("plan.toml: arithmetic: has constants for swing full"));
}

// A deployment that is in a plan with both swings is one deployment once it has the same.
TEST(TuneCommand, DeploymentsThatASwingMakesEqualCountOnce) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[[settings]]\nswing = [\"full\", \"studio\"]\nq_scale = [\"1/128\"]\n");
  ASSERT_EQ(run_command(folder, "campaign run plan.toml --store s.sqlite").exit_code, 0);
  for (const std::string set : {"--plan plan.toml", "--store s.sqlite"}) {
    const CommandResult result =
        run_command(folder, "tune " + set + " --swing full --set in_gamut --json t.json");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(json::parse(folder.read("t.json"))["deployments"].size(), 1U);
    EXPECT_THAT(result.out, HasSubstr("over 1 deployment\n"));
  }
}

TEST(TuneCommand, WhatCannotBeLoweredIsNamedInEveryResult) {
  const TemporaryFolder folder;
  folder.write("plan.toml", "[[settings]]\nmean = [128, \"1e35\"]\n");
  const CommandResult result =
      run_command(folder, "tune --set in_gamut --plan plan.toml --json t.json --markdown t.md");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string words = "Left out: 1 deployment that cannot be lowered.\n";
  EXPECT_THAT(result.out, HasSubstr(words));
  EXPECT_THAT(folder.read("t.md"), HasSubstr(words));
  EXPECT_EQ(json::parse(folder.read("t.json"))["left_out"], 1);
}

TEST(TuneCommand, OfSeveralDeploymentsOptimalIsWhatMakesNoneWorse) {
  const TemporaryFolder folder;
  folder.write("a.toml", "[deployment]\n");
  folder.write("b.toml", imagenet_toml);
  EXPECT_THAT(
      run_command(folder, "tune --set in_gamut --deployment a.toml --deployment b.toml").out,
      HasSubstr("G: optimal, among those with which no deployment is worse off"));
  EXPECT_THAT(run_command(folder, "tune --set in_gamut a.toml").out, HasSubstr("G: optimal. "));
}

TEST(TuneCommand, MistakesAreToldInOneLine) {
  const TemporaryFolder folder;
  folder.write("full.toml", "[deployment]\n");
  folder.write("imagenet.toml", imagenet_toml);
  folder.write("studio.toml", "[deployment]\nswing = \"studio\"\n");
  folder.write("zero.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.constants]\n"
               "weight = [[0, 0, 0], [1, \"-0.3441\", \"-0.7141\"], [1, \"1.772\", 0]]\n");
  folder.write("both.toml", "[[settings]]\nswing = [\"full\", \"studio\"]\n");
  folder.write("bgr.toml", "[deployment]\nop = \"centered_yuv2bgr\"\n");
  folder.write("own.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.integers]\n"
               "weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\nbias = [0, 0, 0]\n"
               "bias_shift = [0, 0, 0]\nmultiplier = [24104, 17622, 18395]\n"
               "pre_shift = [0, 0, 0]\npost_shift = [21, 21, 20]\n[deployment]\n");
  const std::pair<std::string, std::string> cases[] = {
      {"--freedom everything", "--freedom: \"everything\" is not a freedom"},
      {"--freedom coefficients --plan preset:common",
       "--freedom: coefficients are searched for one deployment only"},
      {"--freedom integers --deployment full.toml --deployment imagenet.toml",
       "--freedom: integers are searched for one deployment only"},
      {"--plan none.toml", "none.toml: there is no such file"},
      {"--plan preset:worst", "preset:worst: is a search"},
      {"--plan preset:all", "\"preset:all\" is not a preset"},
      {"--plan preset:common --mean 1", "--plan: has settings of its own"},
      {"--plan preset:common --store s.sqlite", "--plan: and --store both name deployments"},
      {"full.toml --plan preset:common", "--plan: and deployment files both name deployments"},
      {"--plan both.toml",
       "--plan: names deployments of both swings; tune each on its own, as --swing"},
      {"--plan preset:common --header h.h", "--header: is for one deployment"},
      {"--header h.h --arithmetic bayes:post_rounding=half_even",
       "--header: has no C for this post_rounding"},
      {"--plan preset:common --freedom integers", "--freedom: integers are searched for one"},
      {"--store full.toml", "full.toml"},
      {"--objective mean", "--objective: \"mean\" is not an objective"},
      {"--set legal", "--set: legal is a set of studio swing"},
      {"--set some", "--set: \"some\" is not a set of inputs"},
      {"--over all", "--over: \"all\" is not a way to judge a set"},
      {"--deployment full.toml --deployment studio.toml", "names deployments of both swings"},
      {"--deployment full.toml --deployment bgr.toml", "names deployments of both ops"},
      {"--arithmetic own.toml", "--arithmetic: has own integers"},
      {"--arithmetic zero.toml", "--arithmetic: has only weights of 0 for R"},
      {"--arithmetic none.toml", "none.toml: there is no such file"},
      {"--deployment full.toml --deployment bgr.toml --op centered_yuv2rgb --header h.h",
       "--header: is for one deployment"},
      {"full.toml -o full.toml", "full.toml"},
  };
  for (const auto& [arguments, expected] : cases) {
    SCOPED_TRACE(arguments);
    const CommandResult result = run_command(folder, "tune " + arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(expected));
    EXPECT_EQ(result.out, "");
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path_of("h.h")));
}

TEST(TuneCommand, WritesTextAndMarkdownWithTheStandingOfTheModel) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(folder, "tune --markdown t.md");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("over all_inputs. Arithmetic: bayes. No BPU"));
  EXPECT_THAT(result.out, HasSubstr("No BPU has confirmed this model yet"));
  EXPECT_THAT(result.out, HasSubstr("full swing: R 0.0114937, G 0.0084028, B 0.017543\n"));
  EXPECT_THAT(result.out, HasSubstr("floor of any int8 output is a max of 0.5 LSB"));
  EXPECT_THAT(folder.read("t.md"), StartsWith("# What the weight scales"));
}

}  // namespace
}  // namespace swingproof
