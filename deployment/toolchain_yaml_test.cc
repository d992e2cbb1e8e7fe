// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/toolchain_yaml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "deployment/deployment_file.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

const std::string image = "input_parameters:\n  input_type_rt: nv12\n  input_type_train: rgb\n";

DeploymentSource read(const std::string& yaml, const std::optional<std::string>& input = {}) {
  return parse_toolchain_yaml(yaml, "c.yaml", input);
}

Deployment deployment_of(const std::string& yaml, const std::optional<std::string>& input = {}) {
  DeploymentSource source = read(yaml, input);
  set_field(*find_field("q_scale"), {"0.0207"}, "--q-scale", source);
  return require_deployable(source);
}

std::string yaml_message(const std::string& yaml, const std::optional<std::string>& input = {}) {
  try {
    deployment_of(yaml, input);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

// hb_mapper's, as for RDK X5.
TEST(ToolchainYaml, ReadsWhatHbMapperReads) {
  const DeploymentSource source = read(
      "model_parameters:\n  onnx_model: './model.onnx'\n  march: 'bayes-e'\n"
      "input_parameters:\n  input_type_rt: 'nv12'\n  input_type_train: 'rgb'\n"
      "  norm_type: 'data_mean_and_scale'\n  mean_value: 123.675 116.28 103.53\n"
      "  scale_value: 0.01712475 0.017507 0.01742919\n"
      "calibration_parameters:\n  cal_data_type: 'float32'\n");
  const Deployment& deployment = source.deployment;
  EXPECT_EQ(deployment.op, Op::centered_yuv2rgb);
  EXPECT_EQ(deployment.march, March::bayes_e);
  EXPECT_EQ(deployment.matrix.swing, Swing::full);
  EXPECT_EQ(channel_list(deployment.mean), "123.675, 116.28, 103.53");
  EXPECT_EQ(deployment.std[0].exact, 1 / Rational("1712475/100000000"));
  EXPECT_EQ(deployment.std[1].text, "1/0.017507");
  EXPECT_EQ(source.lines.at("mean"), 8);
  EXPECT_EQ(source.lines.at("std"), 9);
  EXPECT_EQ(source.lines.at("march"), 3);
  EXPECT_EQ(source.file_without_q_scale, "c.yaml");
  EXPECT_TRUE(source.mistakes.empty());
  EXPECT_THROW(require_deployable(source), InputError);
}

// Templates have empty values, double quotes, comments and lists.
TEST(ToolchainYaml, ReadsOtherWaysOfWritingThem) {
  const Deployment yolo = deployment_of(
      "# YOLO\ninput_parameters:\n  input_name: \"\"\n  input_type_rt: \"nv12\"\n"
      "  input_type_train: 'bgr'\n  input_space_and_range: 'bt601_video'\n"
      "  norm_type: 'data_scale'\n  mean_value: ''\n  scale_value: 0.003921568627451 # 1/255\n");
  EXPECT_EQ(yolo.op, Op::centered_yuv2bgr);
  EXPECT_EQ(yolo.matrix.swing, Swing::studio);
  EXPECT_EQ(channel_list(yolo.mean), "0");
  EXPECT_EQ(yolo.std[2].text, "1/0.003921568627451");

  const Deployment commas = deployment_of(
      image + "  mean_value: '123.675, 116.28,103.53'\n  std_value: [58.395, 57.12, 57.375]\n");
  EXPECT_EQ(channel_list(commas.mean), "123.675, 116.28, 103.53");
  EXPECT_EQ(channel_list(commas.std), "58.395, 57.12, 57.375");

  const Deployment plain = deployment_of(image + "  norm_type: no_preprocess\n  scale_value: 2\n");
  EXPECT_EQ(channel_list(plain.mean) + " " + channel_list(plain.std), "0 1");
  EXPECT_EQ(deployment_of(image).std[0].text, "1");

  const Deployment mean = deployment_of(image + "  norm_type: data_mean\n  mean_value: 128\n");
  EXPECT_EQ(channel_list(mean.mean) + " " + channel_list(mean.std), "128 1");
}

TEST(ToolchainYaml, StdIsOneOverScaleExactly) {
  const auto std_of = [](const std::string& scale) {
    return deployment_of(image + "  scale_value: '" + scale + "'\n").std[0];
  };
  EXPECT_EQ(std_of("0.0078125").text, "128");
  EXPECT_EQ(std_of("1").text, "1");
  EXPECT_EQ(std_of("1/58.395").exact, Rational("58395/1000"));
  EXPECT_EQ(std_of("0.017").exact, Rational("1000/17"));
  EXPECT_EQ(std_of("1.7125e-2").exact, Rational("10000000/171250"));
}

const std::string two_inputs =
    "input_parameters:\n  input_name: 'image;boxes'\n  input_type_rt: 'nv12;featuremap'\n"
    "  input_type_train: 'rgb;featuremap'\n  norm_type: 'data_mean_and_scale;no_preprocess'\n"
    "  mean_value: '1 2 3;'\n  scale_value: '0.5 0.25 0.125;'\n";

TEST(ToolchainYaml, OneOfSeveralInputsIsChosen) {
  const Deployment deployment = deployment_of(two_inputs, "image");
  EXPECT_EQ(channel_list(deployment.mean), "1, 2, 3");
  EXPECT_EQ(channel_list(deployment.std), "2, 4, 8");
  EXPECT_EQ(yaml_message(two_inputs),
            "c.yaml: has 2 inputs; choose one with --input: image, boxes");
  EXPECT_EQ(yaml_message(two_inputs, "imagge"),
            "--input: names no input of \"c.yaml\"; did you mean image?");
  EXPECT_EQ(yaml_message(two_inputs, "boxes"),
            "c.yaml: input_parameters.input_type_rt: is featuremap, but the op turns a camera's "
            "YUV into RGB; choose an input whose input_type_rt is nv12 or yuv444");
}

TEST(ToolchainYaml, WhatNoDeploymentCanBeIsRefusedInWords) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {image + "  input_space_and_range: bt601_vidoe\n", "did you mean bt601_video?"},
      {"input_parameters:\n  input_type_rt: yuv444\n  input_type_train: rgb\n"
       "  input_space_and_range: bt601_video\n",
       "goes with input_type_rt nv12 only"},
      {"input_parameters:\n  input_type_rt: NV12\n  input_type_train: rgb\n", "did you mean nv12?"},
      {"input_parameters:\n  input_type_rt: nv12\n  input_type_train: gray\n", "is gray"},
      {"input_parameters:\n  input_type_rt: nv12\n", "input_type_train: is missing"},
      {image + "  norm_type: data_mean_scale\n", "did you mean data_mean_and_scale?"},
      {image + "  norm_type: data_mean\n", "mean_value: is missing, but norm_type is data_mean"},
      {image + "  norm_type: data_scale\n", "scale_value: is missing, but norm_type wants it"},
      {image + "  std_value: ''\n", "std_value: is empty"},
      {image + "  std_value: 1\n  scale_value: 1\n", "are both given"},
      {image + "  scale_value: 0\n", "is not above 0"},
      {image + "  mean_value: 1 2\n", "has 2 values"},
      {image + "  mean_value: '1;2'\n", "has 2 values for 1 input"},
      {image + "  mean_vale: 1\n", "did you mean mean_value?"},
      {image + "  mean_value: 1\n  mean_value: 2\n", "has mean_value twice"},
      {image + "  mean_value: {a: 1}\n", "neither a value nor a list of values"},
      {image + "  mean_value: .inf\n", "is not a finite number"},
      {image + "  <<: {mean_value: 1}\n", "has a merge key <<"},
      {"model_parameters: {march: nash-e}\n" + image, "is not a march that has the op"},
      {"model_parameters: {march: bayes_e}\n" + image, "did you mean bayes-e?"},
      {"model_parameters: {}\n", "has no section input_parameters"},
      {"[1, 2]\n", "is not a section of YAML with keys"},
      {"input_parameters: 1\n", "is not a section of YAML with keys"},
  };
  for (const auto& [yaml, words] : rows) {
    const std::string message = yaml_message(yaml);
    EXPECT_NE(message.find(words), std::string::npos) << yaml << message;
    EXPECT_EQ(message.find("c.yaml"), 0U) << message;
  }
}

// Nothing takes long, much memory, or the program down.
TEST(ToolchainYaml, HostileTextIsOneLine) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) bomb += (j > 0 ? ", *a" : "*a") + before;
    bomb += "]\n";
  }
  const std::vector<std::string> texts = {
      "",
      std::string("\0", 1),
      image + "  mean_value: '1\x04 2'\n",
      std::string(30000, '['),
      std::string(30000, '{'),
      std::string(60000, '-'),
      std::string(70000, ' '),
      "a: *b\n",
      "&a [*a, *a]\n",
      "--- 1\n--- 2\n",
      "\xFF\xFE\x00i",
      "input_parameters: &x\n  input_type_rt: *x\n",
      bomb + "input_parameters: {mean_value: *a11, input_type_rt: nv12, input_type_train: rgb}\n"};
  for (const std::string& text : texts) {
    const std::string message = yaml_message(text);
    EXPECT_NE(message, "") << text.substr(0, 80);
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST(DeploymentFile, IsYamlByItsNameOrItsSections) {
  EXPECT_TRUE(parse_deployment_file(image, "config").toolchain);
  EXPECT_TRUE(parse_deployment_file("# x\n" + image, "stdin").toolchain);
  EXPECT_FALSE(parse_deployment_file("[deployment]\n", "d.toml").toolchain);
  EXPECT_THROW(parse_deployment_file("[deployment]\n", "d.yml"), InputError);
  EXPECT_THROW(parse_deployment_file("[deployment]\n", "d.toml", "image"), InputError);
}

TEST(DeploymentFile, AnOptionEndsTheMistakeThatItIsAbout) {
  DeploymentSource source = read(image + "  std_value: ''\n");
  ASSERT_EQ(source.mistakes.size(), 1U);
  set_field(*find_field("std"), {"58"}, "--std", source);
  EXPECT_TRUE(source.mistakes.empty());
}

}  // namespace
}  // namespace swingproof
