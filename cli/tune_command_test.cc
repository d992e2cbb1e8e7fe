// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof tune as its users run it, and the tuned op through the other commands.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

// A kernel around the header that tune writes.
constexpr const char* kernel_source = R"(#include <swingproof/kernel.h>
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

constexpr const char* imagenet =
    "[deployment]\nmean = [\"123.675\", \"116.28\", \"103.53\"]\n"
    "std = [\"58.395\", \"57.12\", \"57.375\"]\nq_scale = \"0.0207\"\n";

void expect_same_in_report(const TemporaryFolder& folder, const json& tuning) {
  ASSERT_EQ(run_command(folder, "report d.toml --arithmetic tuned.toml --json r.json").exit_code,
            0);
  const json report = json::parse(folder.read("r.json"));
  EXPECT_EQ(report["arithmetic"], tuning["tuned"]);
  EXPECT_EQ(report["conv"], tuning["deployments"][0]["after"]["conv"]);
  EXPECT_EQ(report["channels"], tuning["deployments"][0]["after"]["channels"]);
  EXPECT_EQ(report["provenance"][0]["standing"], "own");
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(report["channels"][c]["all_inputs"]["max_abs_error"]["exact"],
              tuning["channels"][c]["after"]["max_abs_error"]["exact"]);
  }
}

void expect_same_in_gate(const TemporaryFolder& folder, const json& tuning) {
  folder.write("kernel.c", kernel_source);
  const CommandResult built =
      run_shell(folder, "cc -std=c99 -O2 -Wall -Werror -fPIC -shared -I" SWINGPROOF_SOURCE_DIR
                        "/suites/gate/include kernel.c -o kernel.so");
  ASSERT_EQ(built.exit_code, 0) << built.err;
  const std::string gate = "gate --kernel ./kernel.so --deployment d.toml ";
  const CommandResult passed = run_command(folder, gate + "--arithmetic tuned.toml --json -");
  EXPECT_EQ(passed.exit_code, 0) << passed.out;
  EXPECT_EQ(json::parse(passed.out)["deployments"][0]["arithmetic"], tuning["tuned"]);
  EXPECT_EQ(run_command(folder, gate).exit_code, 1);  // not the published op
}

// One truth: the sweep, the C header in a kernel, and the dump have the same codes.
TEST(TuneCommand, TheTunedOpIsTheSameInEveryCommand) {
  for (const std::string freedom : {"constants", "coefficients", "integers"}) {
    SCOPED_TRACE(freedom);
    const TemporaryFolder folder;
    folder.write("d.toml", imagenet);
    const CommandResult tuned = run_command(
        folder, "tune d.toml -o tuned.toml --header tuned.h --json tune.json --freedom " + freedom);
    ASSERT_EQ(tuned.exit_code, 0) << tuned.err;
    const json tuning = json::parse(folder.read("tune.json"));
    EXPECT_EQ(tuning["freedom"], freedom);
    expect_same_in_report(folder, tuning);
    expect_same_in_gate(folder, tuning);
    const CommandResult dumped =
        run_shell(folder,
                  "set -e; $swingproof stimulus --full -o s.npy; "
                  "$swingproof dump fixed d.toml --arithmetic tuned.toml -o r.npy; "
                  "$swingproof gate --stimulus s.npy --result r.npy --deployment d.toml "
                  "--arithmetic tuned.toml");
    EXPECT_EQ(dumped.exit_code, 0) << dumped.out << dumped.err;
  }
}

// By default the three scales do what any integers can do at best; both are proven.
TEST(TuneCommand, NoIntegersAreBetterThanTheBestScales) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "tune --json c.json").exit_code, 0);
  ASSERT_EQ(run_command(folder, "tune --freedom integers --json i.json").exit_code, 0);
  const json scales = json::parse(folder.read("c.json"));
  const json integers = json::parse(folder.read("i.json"));
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(integers["channels"][c]["optimal"], true);
    EXPECT_EQ(integers["channels"][c]["after"]["max_abs_error"],
              scales["channels"][c]["after"]["max_abs_error"]);
  }
}

// The published offset of studio swing is off by 0.043 grey levels; with an offset of its own every
// channel is better than with the best scales alone, and proven the best.
TEST(TuneCommand, CoefficientsRepairTheOffsetOfStudioSwing) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_command(folder, "tune --swing studio --json c.json").exit_code, 0);
  ASSERT_EQ(
      run_command(folder, "tune --swing studio --freedom coefficients --json f.json").exit_code, 0);
  const json scales = json::parse(folder.read("c.json"));
  const json coefficients = json::parse(folder.read("f.json"));
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(coefficients["channels"][c]["optimal"], true);
    EXPECT_LT(
        std::stod(
            coefficients["channels"][c]["after"]["max_abs_error"]["value"].get<std::string>()),
        std::stod(scales["channels"][c]["after"]["max_abs_error"]["value"].get<std::string>()) -
            0.03);
  }
}

// The deployments of a plan, and of the store that it was swept into, are one set. An arithmetic
// that is named takes the place of theirs.
TEST(TuneCommand, PlansAndStoresAreSetsOfDeployments) {
  const TemporaryFolder folder;
  folder.write("plan.toml",
               "[[settings]]\nmean = [128, \"127.5\"]\nstd = [128]\n"
               "q_scale = [\"1/128\", \"1/100\"]\narithmetic = [\"bayes\", "
               "\"bayes:post_rounding=floor\"]\n");
  const CommandResult planned =
      run_command(folder, "tune --plan plan.toml --arithmetic bayes -o p.toml --json p.json");
  ASSERT_EQ(planned.exit_code, 0) << planned.err;
  const json tuning = json::parse(folder.read("p.json"));
  EXPECT_EQ(tuning["arithmetic"], "bayes");
  EXPECT_EQ(tuning["deployments"].size(), 4U);  // each once
  for (const json& each : tuning["deployments"]) {
    for (std::size_t c = 0; c < 3; ++c) {
      const auto max = [&](const char* when) {
        const json& channel = each[when]["channels"][c];
        return std::stod(channel["all_inputs"]["max_abs_error"]["value"].get<std::string>());
      };
      EXPECT_LE(max("after"), max("before"));
    }
  }
  ASSERT_EQ(run_command(folder, "campaign run plan.toml --store s.sqlite").exit_code, 0);
  ASSERT_EQ(run_command(folder, "tune --store s.sqlite --arithmetic bayes -o s.toml").exit_code, 0);
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
TEST(TuneCommand, TheArithmeticOfAPlanOrAStoreIsUsedAndNamed) {
  const TemporaryFolder folder;
  folder.write("own.toml",
               "[arithmetic]\ndatapath = \"bayes:post_rounding=floor\"\nswing = \"full\"\n"
               "[arithmetic.constants]\nweight_scale = [\"0.012\", \"0.0085\", \"0.0176\"]\n");
  for (const std::string arithmetic : {"bayes:pre_rounding=half_up", "own.toml"}) {
    SCOPED_TRACE(arithmetic);
    folder.write("plan.toml",
                 "[[settings]]\nq_scale = [\"1/128\"]\narithmetic = \"" + arithmetic + "\"\n");
    ASSERT_EQ(run_command(folder, "tune --arithmetic " + arithmetic + " --json d.json").exit_code,
              0);
    const json expected = json::parse(folder.read("d.json"));
    const std::string store = arithmetic.substr(0, 3) + ".sqlite";
    ASSERT_EQ(run_command(folder, "campaign run plan.toml --store " + store).exit_code, 0);
    for (const std::string& set : {std::string("--plan plan.toml"), "--store " + store}) {
      const CommandResult result = run_command(folder, "tune " + set + " --json t.json");
      ASSERT_EQ(result.exit_code, 0) << result.err;
      const json tuning = json::parse(folder.read("t.json"));
      for (const char* member : {"arithmetic", "tuned", "channels"}) {
        EXPECT_EQ(tuning[member], expected[member]) << member;
      }
      const std::string named = arithmetic == "own.toml"
                                    ? "Arithmetic: bayes:post_rounding=floor with own constants"
                                    : "Arithmetic: bayes:pre_rounding=half_up. ";
      EXPECT_THAT(result.out, HasSubstr(named));
      EXPECT_THAT(run_command(folder, "tune " + set + " --markdown -").out, HasSubstr(named));
    }
  }
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
    const CommandResult result = run_command(folder, "tune " + set + " --swing full --json t.json");
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(json::parse(folder.read("t.json"))["deployments"].size(), 1U);
    EXPECT_THAT(result.out, HasSubstr("over 1 deployment\n"));
  }
}

// Never worse than published, on both swings and for both ops, whatever the objective.
TEST(TuneCommand, IsNeverWorseThanPublished) {
  const TemporaryFolder folder;
  folder.write("imagenet.toml",
               "[deployment]\nop = \"centered_yuv2bgr\"\nmean = [\"103.53\", \"116.28\", "
               "\"123.675\"]\nstd = [\"57.375\", \"57.12\", \"58.395\"]\nq_scale = \"0.0207\"\n");
  folder.write("half.toml",
               "[deployment]\nop = \"centered_yuv2bgr\"\nmean = \"127.5\"\nstd = \"127.5\"\n"
               "q_scale = \"1/127\"\n");
  for (const std::string arguments :
       {"--swing studio --set legal --objective max", "--swing full --objective max --over average",
        "--swing full --set in_gamut --objective rms"}) {
    SCOPED_TRACE(arguments);
    const CommandResult result = run_command(
        folder, "tune --deployment imagenet.toml --deployment half.toml --json - " + arguments);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const json tuning = json::parse(result.out);
    const std::string set = tuning["set"];
    const std::string sum = tuning["objective"] == "max" ? "max_abs_error" : "rms_error";
    for (const json& each : tuning["deployments"]) {
      for (std::size_t c = 0; c < 3; ++c) {
        const auto figure = [&](const char* when) {
          const json& measure = each[when]["channels"][c][set][sum];
          return std::stod((measure.is_object() ? measure["value"] : measure).get<std::string>());
        };
        EXPECT_LE(figure("after"), figure("before"));
      }
    }
  }
}

TEST(TuneCommand, WhatCannotBeLoweredIsNamedInEveryResult) {
  const TemporaryFolder folder;
  folder.write("plan.toml", "[[settings]]\nmean = [128, \"1e35\"]\n");
  const CommandResult result =
      run_command(folder, "tune --plan plan.toml --json t.json --markdown t.md");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string words = "Left out: 1 deployment that cannot be lowered.\n";
  EXPECT_THAT(result.out, HasSubstr(words));
  EXPECT_THAT(folder.read("t.md"), HasSubstr(words));
  EXPECT_EQ(json::parse(folder.read("t.json"))["left_out"], 1);
}

TEST(TuneCommand, OfSeveralDeploymentsOptimalIsWhatMakesNoneWorse) {
  const TemporaryFolder folder;
  folder.write("a.toml", "[deployment]\n");
  folder.write("b.toml", imagenet);
  EXPECT_THAT(run_command(folder, "tune --deployment a.toml --deployment b.toml").out,
              HasSubstr("G: optimal, among those with which no deployment is worse off"));
  EXPECT_THAT(run_command(folder, "tune a.toml").out, HasSubstr("G: optimal. "));
}

TEST(TuneCommand, MistakesAreToldInOneLine) {
  const TemporaryFolder folder;
  folder.write("full.toml", "[deployment]\n");
  folder.write("imagenet.toml", imagenet);
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
  const CommandResult result = run_command(folder, "tune");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("over all_inputs. Arithmetic: bayes. No BPU"));
  EXPECT_THAT(result.out, HasSubstr("No BPU has confirmed this model yet"));
  EXPECT_THAT(result.out, HasSubstr("full swing: R 0.0114937, G 0.0084028, B 0.017543\n"));
  EXPECT_THAT(result.out, HasSubstr("floor of any int8 output is a max of 0.5 LSB"));
  EXPECT_THAT(run_command(folder, "tune --markdown -").out, StartsWith("# What the weight scales"));
}

}  // namespace
}  // namespace swingproof
