// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// swingproof prove as its users run it, with the real Gappa.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "deployment/exact_number.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// Each script of the file on its own: the claim can be checked without this program.
constexpr const char* gappa_on_each =
    "csplit -zs claims.g '/^# channel/' '{*}' && for part in xx*; do "
    "gappa -Eprecision=1000 $part || echo refused; done 2>&1 && ls xx* | wc -l";

TEST(ProveCommand, ScriptsAreProvedByGappaAlone) {
  const TemporaryFolder folder;
  const CommandResult result =
      run_command(folder,
                  "prove --mean 123.675,116.28,103.53 --std 58.395,57.12,57.375 --q-scale 0.0207 "
                  "-o claims.g");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("G                 1.996339803  proved by Gappa\n"));
  const CommandResult by_hand = run_shell(folder, gappa_on_each);
  EXPECT_EQ(by_hand.out, "12\n") << by_hand.err;
}

// The claim is that of the report.
TEST(ProveCommand, TheBoundIsTheReports) {
  const TemporaryFolder folder;
  const std::string settings = " --op centered_yuv2bgr --q-scale 1/64 --json ";
  ASSERT_EQ(run_command(folder, "prove" + settings + "proof.json").exit_code, 0);
  ASSERT_EQ(run_command(folder, "report" + settings + "report.json").exit_code, 0);
  const json proof = json::parse(folder.read("proof.json"));
  const json report = json::parse(folder.read("report.json"));
  EXPECT_EQ(proof["deployment"], report["deployment"]);
  for (std::size_t c = 0; c < 3; ++c) {
    EXPECT_EQ(proof["channels"][c]["channel"], report["channels"][c]["channel"]);
    EXPECT_EQ(proof["channels"][c]["proved"], true);
    // The report's bound, rounded up to nine digits.
    const auto exact_bound = [c](const json& document) {
      return parse_exact_number(document["channels"][c]["bound"]["exact"].get<std::string>(), "")
          .exact;
    };
    const Rational above = exact_bound(proof) - exact_bound(report);
    EXPECT_GE(above, 0);
    EXPECT_LT(above, Rational(1, 1000000000));
  }
}

TEST(ProveCommand, ARangeOfSettingsIsProvedAtOnce) {
  const TemporaryFolder folder;
  const CommandResult result = run_command(
      folder, "prove --mean-range 100,130 --step-range 1,1.3 -o claims.g --json p.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("every mean from 100 to 130 and every std * q_scale from 1 to "
                                    "1.3"));
  EXPECT_EQ(run_shell(folder, gappa_on_each).out, "9\n");
  const json proof = json::parse(folder.read("p.json"));
  EXPECT_EQ(proof["range"]["step"], json({"1", "1.3"}));
  EXPECT_FALSE(proof["deployment"].contains("mean"));
}

TEST(ProveCommand, WhatIsNotProvedIsNoSuccess) {
  const TemporaryFolder folder;
  const CommandResult wide = run_command(folder, "prove --mean-range 0,255 --step-range 1,1e9");
  EXPECT_EQ(wide.exit_code, 1);
  EXPECT_THAT(wide.out, HasSubstr("no claim: the range is too wide"));
  EXPECT_THAT(wide.out, testing::Not(HasSubstr("proved")));
  folder.write("gappa", "#!/bin/sh\nexit 1\n");
  const CommandResult failed = run_shell(folder, "chmod +x gappa; PATH=. $swingproof prove");
  EXPECT_EQ(failed.exit_code, 1) << failed.err;
  EXPECT_THAT(failed.out, HasSubstr("not proved"));
  const CommandResult missing = run_shell(folder, "PATH=/nowhere $swingproof prove");
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.err,
            "swingproof: error: gappa: is not on PATH; install Debian's package gappa\n");
}

// No smaller bound holds.
TEST(ProveCommand, TheTrivialBoundIsProved) {
  const TemporaryFolder folder;
  for (const char* settings :
       {"--q-scale 1e-6", "--q-scale 1e-6 --arithmetic bayes:saturation=before_pre_shift",
        "--mean-range -1e6,1e6 --step-range 0.0005,0.001"}) {
    const CommandResult result = run_command(folder, std::string("prove ") + settings);
    EXPECT_EQ(result.exit_code, 0) << settings << result.err;
    EXPECT_THAT(result.out, HasSubstr("R               255.000000000  proved by Gappa\n"));
  }
}

// A coqtop that gives this answer to any proof, with the real Gappa.
CommandResult prove_with_answer(const TemporaryFolder& folder, const std::string& answer) {
  folder.write("answer", answer);
  folder.write("coqtop",
               "#!/bin/sh\ncase $1 in -print-version) echo 8.16.1 4.13.1 ;; esac\ncat answer\n");
  return run_shell(folder,
                   "chmod +x coqtop; PATH=.:$PATH $swingproof prove --q-scale 1e-6 --check --json "
                   "p.json; code=$?; cat p.json; exit $code");
}

TEST(ProveCommand, CheckNamesBothProversAndWhatTheProofRestsOn) {
  const TemporaryFolder folder;
  const std::string variables = "Section Variables:\n_Y_\n: R\n_U_\n: R\n";
  const std::string axioms =
      "Axioms:\nRdefinitions.sig_forall_dec\n  : forall P : nat -> Prop, True\nClassical_Prop."
      "classic : forall P : Prop, P \\/ ~ P\n";
  const CommandResult checked = prove_with_answer(folder, variables + axioms);
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(checked.out, HasSubstr(", checked by Coq 8.16.1\n"));
  const json document = json::parse(folder.read("p.json"));
  EXPECT_EQ(document["provers"]["coq"], "8.16.1");
  EXPECT_TRUE(document["provers"]["gappa"].is_string());
  EXPECT_EQ(document["channels"][0]["checked"], true);
  for (const std::string& answer :
       {std::string(), variables, axioms, variables + "a1\n: p23\n" + axioms,
        variables + axioms + "l7 : s1 -> p9\n"}) {
    const CommandResult refused = prove_with_answer(folder, answer);
    EXPECT_EQ(refused.exit_code, 1) << answer;
    EXPECT_THAT(refused.out, HasSubstr(", not checked by Coq 8.16.1\n"));
    EXPECT_EQ(json::parse(folder.read("p.json"))["channels"][0]["checked"], false);
  }
}

TEST(ProveCommand, CheckSaysWhatIsMissing) {
  const TemporaryFolder folder;
  constexpr const char* remedy =
      "; install Debian's packages coq and libcoq-gappa, or leave --check out\n";
  const CommandResult without = run_shell(
      folder, "mkdir bin; ln -s $(command -v gappa) bin; PATH=$PWD/bin $swingproof prove --check");
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_EQ(without.err, std::string("swingproof: error: coqtop: is not on PATH") + remedy);
  folder.write("coqtop", "#!/bin/sh\ncase $1 in -print-version) exit 0 ;; esac\nexit 1\n");
  const CommandResult library =
      run_shell(folder, "chmod +x coqtop; PATH=.:$PATH $swingproof prove --check");
  EXPECT_EQ(library.exit_code, 2);
  EXPECT_EQ(library.err,
            std::string("swingproof: error: coqtop: does not load Gappa.Gappa_library") + remedy);
}

TEST(ProveCommand, WrongRangesAreRefused) {
  const TemporaryFolder folder;
  for (const auto& [arguments, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"--mean-range 1,2", "--step-range: is missing"},
           {"--step-range 1,2", "--mean-range: is missing"},
           {"--mean-range 1 --step-range 1,2", "is not LOW,HIGH"},
           {"--mean-range 2,1 --step-range 1,2", "ends before it begins"},
           {"--mean-range 1,2 --step-range 0,2", "begins at 0 or below"},
           {"--mean-range 1,nan --step-range 1,2", "is not a finite number"},
           {"--mean-range 1,2 --step-range 1,2 --q-scale 1",
            "does not go with mean, std or q_scale"}}) {
    const CommandResult result = run_command(folder, std::string("prove ") + arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_THAT(result.err, HasSubstr(words)) << arguments;
    EXPECT_EQ(result.out, "");
  }
}

}  // namespace
}  // namespace swingproof
