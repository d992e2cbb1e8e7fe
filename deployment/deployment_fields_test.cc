// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_fields.h"

#include <gtest/gtest.h>

#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

// No field has its default.
Deployment unusual_deployment() {
  return parse_deployment_toml(
      "[deployment]\nop = \"centered_yuv2bgr\"\nmarch = \"bayes-e\"\nswing = \"studio\"\n"
      "mean = [1, 2, 3]\nstd = [4, 5, 6]\nq_scale = \"1/3\"\nrounding = \"half_up\"\n"
      "quant_stub_scale = 2\nqat_q_scale = 3\n",
      "unusual.toml");
}

TEST(DeploymentFields, EveryFieldIsReadWrittenAndComparedAlone) {
  const Deployment unusual = unusual_deployment();
  Deployment copied;
  for (const DeploymentField& field : deployment_fields()) {
    SCOPED_TRACE(field.key);
    EXPECT_EQ(find_field(field.key), &field);
    EXPECT_FALSE(is_default(field, unusual));
    EXPECT_FALSE(field.is_same(copied, unusual));
    field.set(copied, field.texts(unusual), "copy");
    EXPECT_TRUE(field.is_same(copied, unusual));
    EXPECT_EQ(column_names(field).size(), full_texts(field, unusual).size());
  }
  EXPECT_EQ(copied, unusual);
}

TEST(DeploymentFields, AreTheSameHoweverTheNumberIsWritten) {
  Deployment one;
  Deployment other;
  find_field("q_scale")->set(other, {"0.0078125"}, "q_scale");
  EXPECT_TRUE(find_field("q_scale")->is_same(one, other));
  EXPECT_FALSE(is_default(*find_field("q_scale"), other));
  find_field("mean")->set(other, {"128", "128", "128.5"}, "mean");
  EXPECT_FALSE(find_field("mean")->is_same(one, other));
}

TEST(DeploymentFields, AScaleIsOneNumber) {
  Deployment deployment;
  try {
    find_field("q_scale")->set(deployment, {"1", "2", "3"}, "--q-scale");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(
        error.what(),
        "--q-scale: has 3 values; q_scale is one number; fold per-channel scales into std");
  }
}

TEST(DeploymentFields, AnAbsentScaleHasNoText) {
  EXPECT_TRUE(find_field("qat_q_scale")->texts(Deployment()).empty());
  EXPECT_EQ(find_field("colour"), nullptr);
}

}  // namespace
}  // namespace swingproof
