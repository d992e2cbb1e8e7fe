// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_DEPLOYMENT_YAML_PARSER_INL_H_
#define SWINGPROOF_DEPLOYMENT_YAML_PARSER_INL_H_

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "deployment/input_error.h"

// yaml-cpp for text that may be hostile; the only place that includes it.

namespace swingproof {

// Takes what a parser finds, and keeps nothing.
class IgnoredYaml final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

// The only document of the text. Aliases stand for one node, which is not copied, and yaml-cpp ends
// nesting at 500 levels, so that neither costs more than the text is long. Throws InputError if the
// text is not YAML.
inline YAML::Node parse_hostile_yaml(std::string_view text, std::string_view file_name) {
  // YAML has no control characters but these, and yaml-cpp takes byte 4 for the end of the text.
  const auto control = std::find_if(text.begin(), text.end(), [](char character) {
    const auto byte = static_cast<std::uint8_t>(character);
    return (byte < 0x20 && character != '\t' && character != '\n' && character != '\r') ||
           byte == 0x7F;
  });
  const auto refuse = [&](std::ptrdiff_t line, const std::string& problem,
                          std::string_view remedy) {
    throw InputError(std::string(file_name) + ": line " + std::to_string(line),
                     "is not YAML: " + problem, remedy);
  };
  if (control != text.end()) {
    refuse(1 + std::count(text.begin(), control, '\n'), "it has a control character",
           "save the file as UTF-8 text");
  }
  try {
    // Not LoadAll(), which never ends where a ',' or ']' begins a document.
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    IgnoredYaml ignored;
    const bool has_first = parser.HandleNextDocument(ignored);
    if (has_first && !parser.HandleNextDocument(ignored)) return YAML::Load(std::string(text));
    refuse(1, has_first ? "something follows its document" : "it is empty",
           "write it as the toolchain's templates are");
  } catch (const YAML::Exception& error) {
    refuse(std::max(error.mark.line, 0) + 1, error.msg,
           "write it as the toolchain's templates are");
  }
  return {};
}

}  // namespace swingproof

#endif  // SWINGPROOF_DEPLOYMENT_YAML_PARSER_INL_H_
