// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_toml.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

std::string message_of(const std::string& toml) {
  try {
    parse_deployment_toml(toml, "d.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(DeploymentToml, BareNumbersAreTakenAsWrittenWhereverTheyStand) {
  const std::vector<std::string> documents = {
      "[deployment]\nmean = 58.395000000000000001",
      "\xEF\xBB\xBF[deployment]\r\nmean = 58.395000000000000001\r\n",
      "\uFEFFdeployment = {mean = 58.395000000000000001, swing = \"full\"}",
      "\t[deployment]\n\t \tmean\t=\t58.395000000000000001\t# \u00e9",
      "[deployment]\nmean = [ # \u00e9 \U0001F600\n58.395000000000000001,\n\t1,2]",
      "[deployment]\nmean = 5_8.39500_0000000000001",
  };
  for (const std::string& document : documents) {
    SCOPED_TRACE(document);
    EXPECT_EQ(parse_deployment_toml(document, "d.toml").mean[0].text, "58.395000000000000001");
  }
}

// Nothing but ASCII can stand before a number in a line that is right; in a wrong one it must not
// spoil the message.
// 2^53 + 1 and more; toml++ has no double for them.
TEST(DeploymentToml, IntegersThatNoDoubleHoldsAreTakenAsWritten) {
  const Deployment deployment = parse_deployment_toml(
      "[deployment]\nmean = [9007199254740993, -9007199254740993, 9223372036854775807]\n",
      "d.toml");
  EXPECT_EQ(deployment.mean[0].exact, Rational("9007199254740993"));
  EXPECT_EQ(deployment.mean[1].exact, Rational("-9007199254740993"));
  EXPECT_EQ(deployment.mean[2].exact, Rational("9223372036854775807"));
}

TEST(DeploymentToml, ColumnsBehindOtherCharactersAreNotBytes) {
  for (const std::string before : {"\u00e9", "\u20ac", "\U0001F600", "a\u00e9\u20ac\U0001F600b"}) {
    const std::string message = message_of("[deployment]\nmean = [\"" + before + "\", 12.5, 3]");
    EXPECT_EQ(message.find("d.toml: [deployment] mean[0]: \"" + before + "\" is not a finite"), 0U)
        << message;
  }
}

TEST(DeploymentToml, ReadsBackWhatItWrites) {
  Deployment deployment;
  EXPECT_EQ(parse_deployment_toml(deployment_toml(deployment), "d.toml"), deployment);
  deployment.op = Op::centered_yuv2bgr;
  deployment.march = March::bayes_e;
  deployment.matrix.swing = Swing::studio;
  deployment.mean = parse_mean({"123.675", "116.28", "103.53"}, "mean");
  deployment.std = parse_std({"0x1p-7", "1/3", "1e-3"}, "std");
  deployment.q_scale = parse_scale("1/128", "q_scale");
  deployment.rounding = Rounding::half_up;
  deployment.quant_stub_scale = parse_scale("1.0", "quant_stub_scale");
  deployment.qat_q_scale = parse_scale("0.0207", "qat_q_scale");
  EXPECT_EQ(parse_deployment_toml(deployment_toml(deployment), "d.toml"), deployment);
}

}  // namespace
}  // namespace swingproof
