// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// What certify and verify say of how far a verdict reaches: a pass must not be taken for more than
// was judged.
class VerdictCoverage : public testing::Test {
 protected:
  VerdictCoverage() { folder.write("d.toml", "[deployment]\nmean = \"127.5\"\n"); }

  void expect_done(const std::string& arguments) const {
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 0) << arguments << result.out << result.err;
  }

  // The pixels that tell all apart, and what the model of the BPU gives for them.
  void make_op_capture(const std::string& arithmetic) const {
    expect_done("probe d.toml -o probe.npy --arithmetic " + arithmetic);
    expect_done("convert probe.npy d.toml -o codes.npy --with fixed --arithmetic " + arithmetic);
  }

  void make_source_capture() const {
    expect_done("probe --source -o patches.npy");
    expect_done("convert patches.npy d.toml -o yuv.npy --with training");
  }

  std::string verified(const std::string& certificate) const {
    const CommandResult result = run_command(folder, "verify " + certificate);
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
    return result.out;
  }

  json coverage_of(const std::string& certificate) const {
    return json::parse(verified(certificate + " --json -")).at("coverage");
  }

  const TemporaryFolder folder;
};

TEST_F(VerdictCoverage, VerifySaysThatTheOpWasJudged) {
  make_op_capture("bayes");
  expect_done("certify d.toml --stimulus probe.npy --capture codes.npy -o c.json");
  const std::string text = verified("c.json");
  EXPECT_THAT(text, StartsWith("verified: the verdict is certified, of the op alone, and "));
  EXPECT_THAT(text, HasSubstr("\n  judged      swing, output_order, chroma_order, input_centering, "
                              "quant_stub\n  left open   normalisation: as_declared or reversed; "
                              "arithmetic: bayes or bayes:weight_rounding=half_even or "));
  EXPECT_THAT(text, HasSubstr("\n  tolerated   0 pixels\n"));
  EXPECT_THAT(text, Not(HasSubstr("\n  arithmetic")));
  const json certificate = json::parse(folder.read("c.json"));
  EXPECT_EQ(
      coverage_of("c.json"),
      (json{{"check", "op"},
            {"axes", {"swing", "output_order", "chroma_order", "input_centering", "quant_stub"}},
            {"open_axes", certificate.at("predicate").at("open_axes")},
            {"not_judged", json::array()},
            {"arithmetic", "bayes"},
            {"tolerance", {{"tolerated", 0}, {"missing", 0}}}}));
}

// With a scale at which every code is 0 the declared class has every swing and every order in it.
TEST_F(VerdictCoverage, AxesOfWhichEveryValueHasTheSameCodesAreLeftOpen) {
  folder.write("d.toml", "[deployment]\nq_scale = 1000\n");
  make_op_capture("bayes");
  const std::string certify = "certify d.toml --stimulus probe.npy --capture codes.npy -o c.json";
  const std::string text = run_command(folder, certify).out;
  EXPECT_THAT(
      text,
      HasSubstr("\nNot told apart, each by itself or with others, as no input has "
                "other codes under this deployment:\n  swing: full or studio\n  output_order: "));
  EXPECT_THAT(verified("c.json"), HasSubstr("\n  judged      no axis by itself\n  left open   "));
  EXPECT_EQ(coverage_of("c.json").at("axes"), json::array());
  EXPECT_EQ(coverage_of("c.json").at("open_axes").size(), 7U);
}

// The board of a deployment that says of itself that its QuantStub has another scale than 1 is not
// what that deployment declares, whatever the capture.
TEST_F(VerdictCoverage, AQuantStubThatWasNotResetIsNotCertified) {
  make_op_capture("bayes");
  folder.write("stub.toml", "[deployment]\nmean = \"127.5\"\nquant_stub_scale = 0.0207\n");
  for (const std::string command :
       {"probe stub.toml -o p.npy",
        "certify stub.toml --stimulus probe.npy --capture codes.npy -o s.json"}) {
    SCOPED_TRACE(command);
    const CommandResult result = run_command(folder, command);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr("stub.toml: quant_stub_scale: is 0.0207"));
  }
  folder.write("stub.toml", "[deployment]\nmean = \"127.5\"\nquant_stub_scale = 1.0\n");
  expect_done("certify stub.toml --stimulus probe.npy --capture codes.npy -o s.json");
}

// The exact op has no stages: none are shown for it, and not those of the model either.
TEST_F(VerdictCoverage, TheNearestHypothesisIsNotTracedAsAnother) {
  expect_done("probe d.toml -o probe.npy");
  expect_done("convert probe.npy d.toml -o codes.npy --with ideal");
  std::string codes = folder.read("codes.npy");
  codes.back() ^= 64;
  folder.write("codes.npy", codes);
  const std::string certify = "certify d.toml --stimulus probe.npy --capture codes.npy ";
  const CommandResult result = run_command(folder, certify + "--json c.json");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, Not(HasSubstr("under the nearest hypothesis")));
  const json nearest = json::parse(folder.read("c.json")).at("nearest").at(0);
  EXPECT_EQ(nearest.at("hypotheses").at(0).at("arithmetic"), "ideal");
  EXPECT_FALSE(nearest.contains("trace"));
}

TEST_F(VerdictCoverage, VerifyNamesAnotherArithmeticAndWhatWasTolerated) {
  expect_done("probe d.toml -o probe.npy --arithmetic bayes:post_rounding=floor --tolerate 2");
  expect_done(
      "convert probe.npy d.toml -o codes.npy --with fixed --arithmetic bayes:post_rounding=floor");
  expect_done(
      "certify d.toml --stimulus probe.npy --capture codes.npy --tolerate 2 "
      "--arithmetic bayes:post_rounding=floor -o c.json");
  const std::string text = verified("c.json");
  EXPECT_THAT(text, HasSubstr("\n  arithmetic  bayes:post_rounding=floor\n"));
  EXPECT_THAT(text, HasSubstr("\n  tolerated   2 pixels\n"));
  const json coverage = coverage_of("c.json");
  EXPECT_EQ(coverage.at("arithmetic"), "bayes:post_rounding=floor");
  EXPECT_EQ(coverage.at("tolerance").at("tolerated"), 2);
}

// A capture whose end is lost is judged only as far as it goes, and that is said.
TEST_F(VerdictCoverage, WhatIsMissingIsTolerated) {
  expect_done("probe d.toml -o probe.npy --tolerate 2");
  expect_done("convert probe.npy d.toml -o codes.npy --with fixed");
  const std::string codes = folder.read("codes.npy").substr(128);
  folder.write("lost.bin", codes.substr(0, codes.size() - 6));
  const std::string certify =
      "certify d.toml --stimulus probe.npy --capture lost.bin --layout nhwc --shape " +
      std::to_string(codes.size() / 3 - 2) + ",3 -o lost.json --tolerate ";
  const CommandResult refused = run_command(folder, certify + "1");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("but the stimulus has " + std::to_string(codes.size() / 3)));
  EXPECT_FALSE(folder.names().contains("lost.json"));
  const CommandResult result = run_command(folder, certify + "2");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("\n  capture    differs from the declared codes on 2 pixels\n"
                                    "             of which 2 pixels at its end are missing\n"));
}

TEST_F(VerdictCoverage, VerifySaysWhichAxesOfTheSourceWereJudged) {
  make_source_capture();
  const std::string certify = "certify d.toml --source --stimulus patches.npy --capture yuv.npy ";
  expect_done(certify + "-o all.json");
  const std::string all = verified("all.json");
  EXPECT_THAT(all, StartsWith("verified: the verdict is certified, of the source of the YUV "
                              "alone, and "));
  EXPECT_THAT(all, HasSubstr("\n  judged      conversion, swing, output_order, chroma_order, "
                             "input_centering\n"));
  EXPECT_THAT(all, HasSubstr("\n  tolerance   0 codes, every pixel\n"));
  EXPECT_EQ(coverage_of("all.json").at("not_judged"), json::array());

  expect_done(certify + "--tolerance 3/2 --margin 1/2 --against swing,chroma_order -o some.json");
  const std::string some = verified("some.json");
  EXPECT_THAT(some, StartsWith("verified: the verdict is certified, of the source of the YUV on "
                               "swing, chroma_order alone, and "));
  EXPECT_THAT(some, HasSubstr("\n  judged      swing, chroma_order; nothing else was judged\n"));
  EXPECT_THAT(some, HasSubstr("\n  not judged  conversion, output_order, input_centering\n"));
  EXPECT_THAT(some, HasSubstr("\n  tolerance   3/2 codes, mean of each patch; margin 1/2 codes\n"));
  EXPECT_EQ(coverage_of("some.json"),
            (json{{"check", "source"},
                  {"axes", {"swing", "chroma_order"}},
                  {"not_judged", {"conversion", "output_order", "input_centering"}},
                  {"tolerance", {{"value", "1.500000000000"}, {"exact", "3/2"}}},
                  {"margin", {{"value", "0.500000000000"}, {"exact", "1/2"}}}}));
}

TEST_F(VerdictCoverage, OfAnUnverifiedCertificateNothingIsSaid) {
  make_op_capture("bayes");
  expect_done("certify d.toml --stimulus probe.npy --capture codes.npy -o c.json");
  ASSERT_EQ(run_shell(folder, "cp probe.npy codes.npy").exit_code, 0);
  const CommandResult result = run_command(folder, "verify c.json --json -");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(json::parse(result.out).at("coverage").is_null());
  EXPECT_THAT(run_command(folder, "verify c.json").out, Not(HasSubstr("judged")));
}

// Integers are right for one deployment: what another swing or normalisation would give is unknown.
TEST_F(VerdictCoverage, CertifyNamesWhatOwnIntegersLeaveUnjudged) {
  folder.write("d.toml", "[deployment]\nmean = [\"120\", \"125\", \"130\"]\n");
  folder.write("own.toml",
               "[arithmetic]\nswing = \"full\"\n[arithmetic.integers]\n"
               "weights = [[87, 0, 122], [119, -41, -85], [57, 101, 0]]\nbias = [700, 400, -100]\n"
               "bias_shift = [0, 0, 0]\nmultiplier = [24104, 17622, 18395]\n"
               "pre_shift = [0, 0, 0]\npost_shift = [21, 21, 20]\n" +
                   folder.read("d.toml"));
  make_op_capture("./own.toml");
  const std::string certify =
      "certify d.toml --arithmetic ./own.toml --stimulus probe.npy --capture codes.npy ";
  const CommandResult result = run_command(folder, certify);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              StartsWith("certified: the capture is what the deployment declares, and no other "
                         "class of hypotheses that can be computed explains it; not judged: "
                         "normalisation reversed; normalisation unit_range; swing studio\n"));
  EXPECT_EQ(json::parse(run_command(folder, certify + "--json -").out).at("not_judged"),
            (json{"normalisation reversed", "normalisation unit_range", "swing studio"}));
}

// A deployment of which some hypotheses cannot be lowered, and its certificate.
TEST_F(VerdictCoverage, WhatCannotBeComputedIsInTheCertificateAndInVerify) {
  folder.write("d.toml", "[deployment]\nstd = \"5e-39\"\nq_scale = 1\n");
  make_op_capture("bayes");
  const std::string certify = "certify d.toml --stimulus probe.npy --capture codes.npy ";
  const CommandResult result = run_command(folder, certify + "-o c.json");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const json predicate = json::parse(folder.read("c.json")).at("predicate");
  const json& not_judged = predicate.at("not_judged");
  ASSERT_FALSE(not_judged.empty());
  EXPECT_THAT(result.out, HasSubstr("; not judged: " + not_judged.at(0).get<std::string>()));
  EXPECT_THAT(verified("c.json"),
              HasSubstr("\n  not judged  " + not_judged.at(0).get<std::string>()));
  EXPECT_EQ(coverage_of("c.json").at("not_judged"), not_judged);
}

// Where all can be computed, the headline is what it was.
TEST_F(VerdictCoverage, NothingIsNamedWhereEverythingIsJudged) {
  make_op_capture("bayes");
  const std::string certify = "certify d.toml --stimulus probe.npy --capture codes.npy ";
  EXPECT_THAT(run_command(folder, certify).out,
              StartsWith("certified: the capture is what the deployment declares, and no other "
                         "class of hypotheses explains it\n"));
  EXPECT_EQ(json::parse(run_command(folder, certify + "--json -").out).at("not_judged"),
            json::array());
}

}  // namespace
}  // namespace swingproof
