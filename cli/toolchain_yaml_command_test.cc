// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// A toolchain's YAML in place of a deployment file, through the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "deployment/deployment_toml.h"

namespace swingproof {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// As hb_mapper's samples for RDK X5 have it.
const std::string rdk_x5 =
    "model_parameters:\n  onnx_model: './model.onnx'\n  march: 'bayes-e'\n"
    "input_parameters:\n  input_type_rt: 'nv12'\n  input_type_train: 'rgb'\n"
    "  input_layout_train: 'NCHW'\n  norm_type: 'data_mean_and_scale'\n"
    "  mean_value: 123.675 116.28 103.53\n  scale_value: 0.01712475 0.017507 0.01742919\n"
    "calibration_parameters:\n  cal_data_type: 'float32'\n";

TEST(ToolchainYamlCommand, IsConvertedToADeploymentFile) {
  const TemporaryFolder folder;
  folder.write("config.yaml", rdk_x5);
  const CommandResult without = run_command(folder, "convert-deployment config.yaml -o d.toml");
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.err, HasSubstr("config.yaml: has no q_scale"));
  EXPECT_THAT(without.err, HasSubstr("--q-scale"));
  EXPECT_EQ(std::count(without.err.begin(), without.err.end(), '\n'), 1);
  EXPECT_FALSE(std::filesystem::exists(folder.path_of("d.toml")));

  const CommandResult result =
      run_command(folder, "convert-deployment config.yaml --q-scale 0.0207 -o d.toml");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const Deployment deployment = parse_deployment_toml(folder.read("d.toml"), "d.toml");
  EXPECT_EQ(deployment.march, March::bayes_e);
  EXPECT_EQ(channel_list(deployment.mean), "123.675, 116.28, 103.53");
  EXPECT_EQ(deployment.std[2].exact, 1 / Rational("1742919/100000000"));
  EXPECT_EQ(deployment.q_scale.text, "0.0207");
}

// Wherever a file is taken the option completes it.
TEST(ToolchainYamlCommand, IsTakenWhereADeploymentFileIs) {
  const TemporaryFolder folder;
  folder.write("config.yaml", rdk_x5);
  run_command(folder, "convert-deployment config.yaml --q-scale 0.0207 -o d.toml");
  for (const std::string command : {"trace FILE 1 2 3 --json -", "lint FILE --json -"}) {
    std::string with_yaml = command;
    std::string with_toml = command;
    with_yaml.replace(command.find("FILE"), 4, "config.yaml");
    with_toml.replace(command.find("FILE"), 4, "d.toml");
    EXPECT_EQ(run_command(folder, with_yaml).exit_code, command[0] == 'l' ? 1 : 2) << command;
    const json yaml = json::parse(run_command(folder, with_yaml + " --q-scale 0.0207").out);
    const json toml = json::parse(run_command(folder, with_toml).out);
    EXPECT_EQ(yaml.at("deployment"), toml.at("deployment")) << command;
  }
  const std::string around = "campaign run preset:around --limit 1 --store s.sqlite --deployment ";
  EXPECT_EQ(run_command(folder, around + "config.yaml").exit_code, 2);
  EXPECT_EQ(run_command(folder, around + "config.yaml --q-scale 0.0207").exit_code, 0);
}

// Without q_scale there are no codes, but lint reports what is wrong with the file all the same.
TEST(ToolchainYamlCommand, LintFindsWhatSuchFilesGetWrong) {
  const TemporaryFolder folder;
  const auto rules = [&](const std::string& yaml, const std::string& options = "") {
    folder.write("c.yaml", yaml);
    const CommandResult result = run_command(folder, "lint c.yaml --json - " + options);
    std::string found;
    const json document = json::parse(result.out);
    for (const json& finding : document.at("findings")) {
      if (finding.at("rule") == "weight-clamped") continue;
      found += (found.empty() ? "" : " ") + finding.at("rule").get<std::string>();
    }
    return found;
  };
  const std::string image = "input_parameters:\n  input_type_rt: nv12\n  input_type_train: rgb\n";
  const std::string q = "--q-scale 0.0207";
  EXPECT_EQ(rules(rdk_x5, q), "calibration-swing");
  EXPECT_EQ(rules(rdk_x5), "q-scale-missing calibration-swing");
  const std::string mean = image + "  mean_value: 123.675 116.28 103.53\n";
  EXPECT_EQ(rules(mean + "  scale_value: 58.395 57.12 57.375\n", q),
            "std-is-a-scale codes-saturate calibration-swing");
  EXPECT_EQ(rules(mean + "  scale_value: 58.395 57.12 57.375\n"),
            "q-scale-missing std-is-a-scale calibration-swing");
  EXPECT_EQ(rules(image + "  mean_value: 0.485 0.456 0.406\n  std_value: 0.229 0.224 0.225\n"),
            "q-scale-missing unit-range calibration-swing");
  EXPECT_EQ(rules(mean + "  std_value: ''\n", q), "std-missing");
  EXPECT_EQ(rules(mean + "  norm_type: data_mean\n  scale_value: 0.017\n", "--q-scale 1.3"),
            "norm-type-ignores calibration-swing");
  EXPECT_EQ(rules("input_parameters:\n  input_type_rt: featuremap\n  input_type_train: rgb\n", q),
            "input-not-yuv");
  EXPECT_EQ(rules("input_parameters:\n  input_type_rt: yuv444\n  input_type_train: rgb\n"
                  "  input_space_and_range: bt601_video\n",
                  "--q-scale 2.008"),
            "range-not-legal swing-studio");
}

TEST(ToolchainYamlCommand, ASlipOfThePenIsToldFromWhatWasMeant) {
  const TemporaryFolder folder;
  folder.write("typo.toml", "[deployment]\nmarch = \"bayes_e\"\n");
  for (const std::string arguments :
       {"report typo.toml", "trace --march Bayes-e 0 0 0", "convert-deployment typo.toml -o -"}) {
    const CommandResult result = run_command(folder, arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments;
    EXPECT_THAT(result.err, HasSubstr("did you mean bayes-e?")) << arguments;
  }
  EXPECT_THAT(run_command(folder, "lint typo.toml").out, HasSubstr("did you mean bayes-e?"));
}

}  // namespace
}  // namespace swingproof
