// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Every option for a setting means what its key in a deployment file means: the real program, given
// the same deployment as options, as a file, or as options over a file that says something else.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/command_runner.h"
#include "suites/properties/arbitrary_deployment.h"
#include "suites/properties/costly_property.h"
#include "suites/properties/uniform.h"

namespace swingproof {
namespace {

// What an option, and what a key of a file, is given.
struct SettingText {
  std::string option;
  std::string toml;
};

std::string joined(const std::array<ExactNumber, 3>& values, const std::string& separator,
                   const std::string& quote) {
  std::string text;
  for (const std::string& value : channel_texts(values)) {
    text += (text.empty() ? "" : separator) + quote + value + quote;
  }
  return text;
}

SettingText in_quotes(std::string_view text) {
  return {std::string(text), '"' + std::string(text) + '"'};
}

SettingText list_of(const std::array<ExactNumber, 3>& values) {
  return {joined(values, ",", ""), '[' + joined(values, ", ", "\"") + ']'};
}

// By key.
using SettingTexts = std::map<std::string, SettingText>;

SettingTexts texts_of(const Deployment& deployment) {
  return {{"op", in_quotes(name(deployment.op))},
          {"march", in_quotes(name(deployment.march))},
          {"swing", in_quotes(name(deployment.matrix.swing))},
          {"mean", list_of(deployment.mean)},
          {"std", list_of(deployment.std)},
          {"q_scale", in_quotes(deployment.q_scale.text)},
          {"rounding", in_quotes(name(deployment.rounding))}};
}

std::string option_of(const std::string& key, const SettingText& text) {
  return " --" + (key == "q_scale" ? "q-scale" : key) + "=" + text.option;
}

Deployment any_deployment() {
  Deployment deployment = *arbitrary_deployment();
  deployment.march = *rc::gen::element(March::bayes, March::bayes_e);
  return deployment;
}

TEST(DeploymentOptions, MeanWhatTheKeysOfAFileMean) {
  const TemporaryFolder folder;
  check_costly_property(20, [&] {
    const Deployment deployment = any_deployment();
    const SettingTexts wanted = texts_of(deployment);
    const SettingTexts other = texts_of(any_deployment());
    const std::string arithmetic =
        *rc::gen::map(rc::gen::elementOf(arithmetic_alternatives()),
                      [](const Arithmetic& each) { return " --arithmetic " + each.name; });
    std::string options;
    std::string overriding;
    std::string file = "[deployment]\n";
    std::string other_file = "[deployment]\n";
    for (const auto& [key, text] : wanted) {
      options += option_of(key, text);
      file += key + " = " + text.toml + "\n";
      const bool overrides = *rc::gen::arbitrary<bool>();
      if (overrides) overriding += option_of(key, text);
      other_file += key + " = " + (overrides ? other.at(key) : text).toml + "\n";
    }
    folder.write("written.toml", deployment_toml(deployment));
    folder.write("by_hand.toml", file);
    folder.write("other.toml", other_file);
    const std::string rest = arithmetic + " --json - -- " + std::to_string(*any_int8()) + " " +
                             std::to_string(*any_int8()) + " " + std::to_string(*any_int8());
    const CommandResult expected = run_command(folder, "trace" + options + rest);
    RC_LOG() << options << rest << "\n" << expected.err;
    RC_ASSERT(expected.exit_code == 0);
    for (const std::string& same : {"trace written.toml" + rest, "trace by_hand.toml" + rest,
                                    "trace --deployment other.toml" + overriding + rest}) {
      RC_LOG() << same << "\n";
      const CommandResult result = run_command(folder, same);
      RC_ASSERT(result.exit_code == 0);
      RC_ASSERT(result.out == expected.out);
    }
    // And what it was given is what its document says.
    const auto json = nlohmann::json::parse(expected.out);
    for (const auto& [key, text] : wanted) {
      const auto& value = json.at("deployment").at(key);
      RC_ASSERT((value.is_array() ? value.dump() : value.get<std::string>()) ==
                (value.is_array() ? nlohmann::json::parse(text.toml).dump() : text.option));
    }
  });
}

}  // namespace
}  // namespace swingproof
