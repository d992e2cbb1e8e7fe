// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_source.h"

#include <algorithm>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

bool can_be_march_name(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(), [](char character) {
           return (character >= 'a' && character <= 'z') ||
                  (character >= 'A' && character <= 'Z') ||
                  (character >= '0' && character <= '9') || character == '-' || character == '_';
         });
}

}  // namespace

void set_march(std::string_view text, std::string_view place, DeploymentSource& source) {
  const std::optional<March> march = value_named<March>(text);
  source.deployment.march = march ? *march : March::bayes;
  source.march_without_op.reset();
  if (march) return;
  if (!can_be_march_name(text)) parse_name<March>(text, place);
  source.march_without_op = {std::string(text), std::string(place)};
}

void set_field(const DeploymentField& field, const std::vector<std::string>& texts,
               std::string_view place, DeploymentSource& source) {
  if (field.key == "march") {
    set_march(texts.at(0), place, source);
  } else {
    field.set(source.deployment, texts, place);
  }
  if (field.key == "q_scale") source.file_without_q_scale.reset();
  std::erase_if(source.mistakes,
                [&](const SourceMistake& mistake) { return mistake.field == field.key; });
}

const Deployment& require_deployable(const DeploymentSource& source) {
  if (!source.mistakes.empty()) {
    const SourceMistake& first = source.mistakes.front();
    throw InputError(first.place, first.problem, first.remedy);
  }
  if (const auto& march = source.march_without_op) parse_name<March>(march->name, march->place);
  if (source.file_without_q_scale) {
    throw InputError(*source.file_without_q_scale,
                     "has no q_scale, as a toolchain's file never has", q_scale_remedy);
  }
  return source.deployment;
}

}  // namespace swingproof
