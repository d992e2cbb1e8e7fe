// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "deployment/sha256.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// Subjects of a certificate that are open descriptors: they can be read once only, from where they
// stand.
class CertificateSubjects : public testing::Test {
 protected:
  CertificateSubjects() {
    folder.write("d.toml", "[deployment]\nmean = \"127.5\"\n");
    for (const std::string line :
         {"probe d.toml -o probe.npy", "convert probe.npy d.toml -o codes.npy --with fixed"}) {
      const CommandResult result = run_command(folder, line);
      EXPECT_EQ(result.exit_code, 0) << line << result.out << result.err;
    }
  }

  CommandResult shell(const std::string& line) const { return run_shell(folder, line); }

  // The digest of a subject in c.json: 0 the capture, 1 the stimulus, 2 the deployment.
  std::string digest(std::size_t subject) const {
    return json::parse(folder.read("c.json")).at("subject").at(subject).at("digest").at("sha256");
  }

  void expect_refused(const std::string& line, const std::string& words) const {
    SCOPED_TRACE(line);
    const auto before = folder.snapshot();
    const CommandResult result = shell(line);
    EXPECT_EQ(result.exit_code, 2) << result.out;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, HasSubstr(words));
    EXPECT_EQ(folder.snapshot(), before);
  }

  const TemporaryFolder folder;
};

TEST_F(CertificateSubjects, ADeploymentFromStdinHasTheDigestOfWhatWasJudged) {
  const CommandResult made = shell(
      "$swingproof certify /dev/stdin --stimulus probe.npy --capture codes.npy -o c.json <d.toml");
  EXPECT_EQ(made.exit_code, 0) << made.out << made.err;
  EXPECT_EQ(digest(2), sha256_hex(folder.read("d.toml")));
  EXPECT_EQ(shell("$swingproof verify c.json --deployment d.toml").exit_code, 0);
  EXPECT_EQ(shell("$swingproof verify c.json --deployment /dev/stdin <d.toml").exit_code, 0);
}

TEST_F(CertificateSubjects, SoHaveAllThree) {
  const CommandResult made = shell(
      "$swingproof certify --deployment /dev/fd/5 --stimulus /dev/fd/4 --capture /dev/fd/3 "
      "-o c.json 3<codes.npy 4<probe.npy 5<d.toml");
  EXPECT_EQ(made.exit_code, 0) << made.out << made.err;
  EXPECT_EQ(digest(0), sha256_hex(folder.read("codes.npy")));
  EXPECT_EQ(digest(1), sha256_hex(folder.read("probe.npy")));
  EXPECT_EQ(digest(2), sha256_hex(folder.read("d.toml")));
  const std::string files = "--capture codes.npy --stimulus probe.npy --deployment d.toml";
  EXPECT_EQ(shell("$swingproof verify c.json " + files).exit_code, 0);
}

TEST_F(CertificateSubjects, ACaptureOfRawBytesHasTheDigestOfWhatWasJudged) {
  ASSERT_EQ(shell("tail -c +129 codes.npy >raw").exit_code, 0);
  const std::string raw = folder.read("raw");
  const CommandResult made = shell(
      "$swingproof certify d.toml --stimulus probe.npy --capture /dev/stdin --layout nhwc "
      "--shape " +
      std::to_string(raw.size() / 3) + ",3 -o c.json <raw");
  EXPECT_EQ(made.exit_code, 0) << made.out << made.err;
  EXPECT_EQ(digest(0), sha256_hex(raw));
}

// Whoever checks the certificate has whole files.
TEST_F(CertificateSubjects, WhatIsNoWholeFileIsRefused) {
  folder.write("skipped.toml", "x" + folder.read("d.toml"));
  const std::string rest = " --stimulus probe.npy --capture codes.npy -o c.json";
  expect_refused("{ dd bs=1 count=1 of=/dev/null status=none; $swingproof certify /dev/stdin" +
                     rest + "; } <skipped.toml",
                 "/dev/stdin: is not at its start");
  expect_refused("cat d.toml | $swingproof certify /dev/stdin" + rest,
                 "/dev/stdin: is not a regular file");
  expect_refused(
      "{ dd bs=1 count=1 of=/dev/null status=none; $swingproof certify d.toml --stimulus probe.npy "
      "--capture /dev/stdin -o c.json; } <codes.npy",
      "/dev/stdin: is not at its start");
  expect_refused(
      "cat codes.npy | $swingproof certify d.toml --stimulus probe.npy --capture /dev/stdin "
      "-o c.json",
      "/dev/stdin: is not a regular file");
  EXPECT_EQ(shell("cat d.toml | $swingproof certify /dev/stdin --stimulus probe.npy "
                  "--capture codes.npy")
                .exit_code,
            0);
}

}  // namespace
}  // namespace swingproof
