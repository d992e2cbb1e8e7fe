// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/settle_commands_fixture.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class EvidenceCommands : public SettleCommands {
 protected:
  void judge(const std::string& options = "--board 'module 17' -o e.json") const {
    const CommandResult result = run("settle judge kit " + options);
    ASSERT_LE(result.exit_code, 1) << result.err;
  }

  // A certify of deployment 2 against its own capture: quick, and its output has the notice.
  CommandResult certified(const std::string& options) const {
    return run(
        "certify kit/deployment_2.toml --stimulus kit/probe_2.npy --capture "
        "kit/capture_2.npy " +
        options);
  }
};

TEST_F(EvidenceCommands, IsVerifiedFromTheFilesBesideIt) {
  judge();
  const CommandResult result = run("verify e.json");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, StartsWith("verified evidence: 6 choices confirmed, 0 refuted, 0 open on "
                                     "\"module 17\""));
  const json statement = json::parse(folder.read("e.json"));
  EXPECT_EQ(statement.at("_type"), "https://in-toto.io/Statement/v1");
  EXPECT_EQ(statement.at("predicateType"), "https://swingproof.github.io/evidence/v1");
  EXPECT_EQ(statement.at("subject").size(), 7U);
}

TEST_F(EvidenceCommands, IsSignedLikeACertificate) {
  ASSERT_EQ(run("keygen -o k").exit_code, 0);
  ASSERT_EQ(run("keygen -o other").exit_code, 0);
  judge("-o e.json --sign k.key");
  EXPECT_EQ(run("verify e.json --key k.pub").exit_code, 0);
  EXPECT_EQ(run("verify e.json --key other.pub").exit_code, 1);
  EXPECT_EQ(run("verify e.json").exit_code, 2);
  EXPECT_EQ(run("verify e.json --unauthenticated").exit_code, 0);
  judge("-o bare.json");
  EXPECT_EQ(run("verify bare.json --key k.pub").exit_code, 1);
}

TEST_F(EvidenceCommands, IsRefusedIfAByteDiffers) {
  judge();
  const std::string text = folder.read("e.json");
  std::string changed = text;
  changed.replace(changed.find("\"value\": \"32\""), 13, "\"value\": \"16\"");
  folder.write("e.json", changed);
  EXPECT_EQ(run("verify e.json").exit_code, 1);
  folder.write("e.json", text);
  ASSERT_EQ(run("convert kit/probe_2.npy kit/deployment_2.toml -o kit/capture_2.npy --with fixed "
                "--arithmetic bayes:post_rounding=floor")
                .exit_code,
            0);
  const CommandResult result = run("verify e.json");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("capture kit/capture_2.npy"));
}

TEST_F(EvidenceCommands, WhatItConfirmsIsNoLongerUnconfirmed) {
  judge();
  EXPECT_THAT(certified("").out, HasSubstr("No BPU has confirmed"));
  const std::string out = certified("--evidence e.json").out;
  EXPECT_THAT(out, HasSubstr("confirmed on module 17 (e.json, unsigned): bias_width=32, "));
  EXPECT_THAT(out, Not(HasSubstr("No BPU has confirmed")));
  EXPECT_EQ(certified("--evidence .").out, out);  // a folder of evidence
}

// Whoever trusts a key believes only what it has signed.
TEST_F(EvidenceCommands, IsTakenOnlyIfTheGivenKeyHasSignedIt) {
  ASSERT_EQ(run("keygen -o k").exit_code, 0);
  ASSERT_EQ(run("keygen -o other").exit_code, 0);
  judge("--board b -o e.json --sign k.key");
  EXPECT_THAT(certified("--evidence e.json").out,
              HasSubstr("confirmed on b (e.json, signature not checked): "));
  EXPECT_THAT(certified("--evidence e.json --evidence-key k.pub").out,
              HasSubstr("confirmed on b (e.json, signed): "));
  expect_refused("report --evidence e.json --evidence-key other.pub",
                 "e.json: is not signed by the key with id ");
  expect_refused("report --evidence e.json --evidence-key k.key", "k.key");
  expect_refused("report --evidence e.json --evidence-key k.pub --json k.pub", "--json");
  expect_refused("report --evidence-key k.pub", "give --evidence as well");
  judge("-o e.json");
  expect_refused("report --evidence e.json --evidence-key k.pub", "e.json: is not signed");
}

TEST_F(EvidenceCommands, WhatItRefutesIsReplaced) {
  capture("kit", "--arithmetic bayes:post_rounding=floor");
  judge();
  EXPECT_EQ(certified("").exit_code, 1);
  const CommandResult result = certified("--evidence e.json");
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(
      result.out,
      HasSubstr(
          "replaced by what is confirmed on module 17 (e.json, unsigned): post_rounding=floor"));
  const CommandResult asked = certified("--evidence e.json --arithmetic bayes");
  EXPECT_EQ(asked.exit_code, 1);
  EXPECT_THAT(asked.out, HasSubstr("--arithmetic asks for choices that are refuted on"));
}

TEST_F(EvidenceCommands, OfAnotherOpMarchOrPluginIsNotUsed) {
  judge("--plugin 2.5 --board b -o e.json");
  for (const std::string options : {"--op centered_yuv2bgr", "--march bayes-e", "--plugin 2.6"}) {
    const CommandResult result = certified("--evidence e.json " + options);
    EXPECT_THAT(result.err, HasSubstr("is not used")) << options;
    EXPECT_THAT(result.out, HasSubstr("No BPU has confirmed")) << options;
  }
  EXPECT_THAT(certified("--evidence e.json --plugin 2.5").out, HasSubstr("confirmed on b, plugin"));
}

TEST_F(EvidenceCommands, ThatCannotBeUsedIsAnError) {
  judge();
  expect_refused(
      "certify kit/deployment_2.toml --stimulus kit/probe_2.npy --capture "
      "kit/capture_2.npy --evidence kit/plan.json",
      "predicateType");
  expect_refused("report --evidence nowhere.json", "nowhere.json");
  expect_refused("report --plugin 2.5", "--evidence");
  expect_refused("settle judge kit --sign k.key", "--output");
  std::string text = folder.read("e.json");
  text.replace(text.find("\"value\": \"32\""), 13, "\"value\": \"33\"");
  folder.write("e.json", text);
  expect_refused("report --evidence e.json", "does not belong");
}

}  // namespace
}  // namespace swingproof
