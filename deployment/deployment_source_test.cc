// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

DeploymentSource source_of(const std::string& settings) {
  return parse_deployment_source("[deployment]\n" + settings, "test.toml");
}

TEST(DeploymentSource, KnowsTheLineOfEachKeyThatTheFileHas) {
  const DeploymentSource source =
      source_of("# comment\nswing = \"full\"\n\nmean = [\n  \"1\",\n  \"2\", \"3\"]\nstd = 2\n");
  EXPECT_EQ(source.lines.size(), 3U);
  EXPECT_EQ(source.lines.at("swing"), 3);
  EXPECT_EQ(source.lines.at("mean"), 5);
  EXPECT_EQ(source.lines.at("std"), 8);
}

TEST(DeploymentSource, ReadsAMarchThatLacksTheOp) {
  const DeploymentSource source = source_of("march = \"nash-e\"\nswing = \"studio\"\n");
  ASSERT_TRUE(source.march_without_op);
  EXPECT_EQ(source.march_without_op->name, "nash-e");
  EXPECT_EQ(source.deployment.matrix.swing, Swing::studio);
  EXPECT_FALSE(source_of("march = \"bayes-e\"\n").march_without_op);
}

TEST(DeploymentSource, AMarchThatLacksTheOpIsRefusedWhereOneIsRequired) {
  try {
    require_deployable(source_of("march = \"nash-e\"\n"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()),
              "test.toml: [deployment] march: \"nash-e\" is not a march that has the op; write "
              "bayes or bayes-e");
  }
}

TEST(DeploymentSource, WhatIsNoMarchAtAllIsRefused) {
  const std::vector<std::string> texts = {"", "bayes e", "b\\u00e4yes", "a/b",
                                          std::string(33, 'a')};
  for (const std::string& text : texts) {
    EXPECT_THROW(source_of("march = \"" + text + "\"\n"), InputError) << text;
  }
}

}  // namespace
}  // namespace swingproof
