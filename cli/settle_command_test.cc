// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/settle_commands_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

json choice(const json& document, const std::string& name) {
  for (const json& each : document.at("choices")) {
    if (each.at("choice") == name) return each;
  }
  return {};
}

TEST_F(SettleCommands, ConfirmTheModelOfABoardThatComputesIt) {
  const CommandResult result = run("settle judge kit --board 'module 17'");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("module 17, op centered_yuv2rgb, march bayes\n"));
  EXPECT_THAT(result.out, HasSubstr("confirmed: after_pre_shift"));
  EXPECT_THAT(result.out, HasSubstr("never visible"));
  const json document = judged();
  EXPECT_EQ(document.at("schema"), "swingproof.settle/1");
  EXPECT_EQ(document.at("datapaths"), json({"bayes", "bayes:weight_rounding=half_even"}));
  EXPECT_EQ(choice(document, "bias_width").at("standing"), "confirmed");
  EXPECT_EQ(choice(document, "bias_width").at("value"), "32");
  EXPECT_EQ(choice(document, "weight_rounding").at("standing"), "never_visible");
  EXPECT_EQ(choice(document, "weight_rounding").at("value"), json());
  EXPECT_EQ(document.at("reconstruction").size(), 6U);
}

TEST_F(SettleCommands, RefuteWhatAnotherBoardDoes) {
  std::filesystem::create_directory(folder.path_of("other"));
  capture("other", "--arithmetic bayes:post_rounding=floor");
  const std::string options = "--captures other";
  EXPECT_EQ(run("settle judge kit " + options).exit_code, 1);
  const json document = judged(options);
  EXPECT_EQ(choice(document, "post_rounding").at("standing"), "refuted");
  EXPECT_EQ(choice(document, "post_rounding").at("value"), "floor");
  EXPECT_EQ(choice(document, "lowering").at("standing"), "confirmed");
  EXPECT_EQ(choice(judged(), "post_rounding").at("standing"), "confirmed");
}

TEST_F(SettleCommands, SayWhichCaptureWouldCloseAChoice) {
  remove("kit/capture_1.npy");
  const json open = choice(judged(), "bias_width");
  EXPECT_EQ(open.at("standing"), "open");
  EXPECT_EQ(open.at("value"), json());
  EXPECT_EQ(open.at("closed_by"), json({"capture_1.npy"}));
  EXPECT_THAT(run("settle judge kit").out, HasSubstr("open: capture_1.npy would close it"));
}

TEST_F(SettleCommands, SayThatNothingExplainsCaptures) {
  ASSERT_EQ(run("convert kit/probe_1.npy kit/deployment_1.toml -o kit/capture_1.npy --with fixed "
                "--std 180")
                .exit_code,
            0);
  const CommandResult result = run("settle judge kit");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("none of the considered datapaths explains the captures"));
  const json document = judged();
  EXPECT_EQ(document.at("datapaths"), json::array());
  EXPECT_GT(document.at("nearest").at("differing_pixels"), 0);
  EXPECT_EQ(choice(document, "lowering").at("standing"), "open");
}

TEST_F(SettleCommands, NeedACaptureThatBelongsToItsProbe) {
  ASSERT_EQ(run_shell(folder, "cp kit/capture_2.npy kit/capture_1.npy").exit_code, 0);
  expect_refused("settle judge kit", "kit/capture_1.npy");
  remove("kit/capture_1.npy");
  remove("kit/capture_2.npy");
  expect_refused("settle judge kit", "every other capture");
}

TEST_F(SettleCommands, OfTwoBoardsAreNotOfOne) {
  std::filesystem::create_directory(folder.path_of("other"));
  capture("other", "--arithmetic bayes:post_rounding=floor");
  ASSERT_EQ(run_shell(folder, "cp other/capture_1.npy kit").exit_code, 0);
  const CommandResult mixed = run("settle judge kit");
  EXPECT_EQ(mixed.exit_code, 1);
  EXPECT_THAT(mixed.out, HasSubstr("none of the considered datapaths"));
  EXPECT_THAT(mixed.out, HasSubstr("Each capture alone is explained: are they of one board"));
  EXPECT_THAT(mixed.out, testing::Not(HasSubstr("confirmed: ")));
}

TEST_F(SettleCommands, RefuseCapturesThatAreCutShort) {
  const std::string whole = folder.read("kit/capture_1.npy");
  for (const std::size_t size : {0U, 5U, 127U, 300U}) {
    folder.write("kit/capture_1.npy", whole.substr(0, size));
    expect_refused("settle judge kit", "kit/capture_1.npy: ");
    expect_refused("settle judge kit -o e.json", "kit/capture_1.npy: ");
  }
}

TEST_F(SettleCommands, RefuseWhatIsNoKit) {
  expect_refused("settle judge nowhere", "nowhere/plan.json");
  const std::string plan = folder.read("kit/plan.json");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = plan;
    changed.replace(changed.find(from), from.size(), to);
    folder.write("kit/plan.json", changed);
  };
  with("probe_1.npy", "../probe_1.npy");
  expect_refused("settle judge kit", "not a path in the folder");
  with("\"run_1\"", "\"../run_1\"");
  expect_refused("settle judge kit", "run: \"../run_1\" is not a path in the folder");
  with("\"pixels\": 144", "\"pixels\": 143");
  expect_refused("settle judge kit", "144 pixels");
  with("swingproof.settle-plan/1", "swingproof.plan/1");
  expect_refused("settle judge kit", "schema");
  with("\"march\": \"bayes\"", "\"march\": \"bayes-e\"");
  expect_refused("settle judge kit", "another op or march");
  folder.write("kit/plan.json", "[]");
  expect_refused("settle judge kit", "schema");
}

}  // namespace
}  // namespace swingproof
