// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/json/figure_reader.h"

#include <optional>
#include <vector>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

// Not longer than any figure is; a leading zero would mean octal to Boost.
bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > 4096 || (text[0] == '0' && text.size() > 1)) return false;
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Our documents are a dozen deep; what is much deeper could exhaust the stack of whoever walks it.
constexpr int deepest_nesting = 64;

bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool is_in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_in_string) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '"') {
        is_in_string = false;
      }
    } else if (text[i] == '"') {
      is_in_string = true;
    } else if (text[i] == '[' || text[i] == '{') {
      if (++depth > deepest_nesting) return true;
    } else if (text[i] == ']' || text[i] == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Json FigureReader::parse(std::string_view text) const {
  if (is_too_deep(text)) fail("", "is nested too deeply");
  Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) fail("", "is not JSON");
  if (!document.is_object()) fail("", "is not a JSON object");
  return document;
}

const Json& FigureReader::member(const Json& object, const std::string& key) const {
  if (!object.is_object() || !object.contains(key)) fail(key, "is missing");
  return object[key];
}

const Json& FigureReader::array(const Json& object, const std::string& key) const {
  const Json& value = member(object, key);
  if (!value.is_array()) fail(key, "is not an array");
  return value;
}

const std::string& FigureReader::text(const Json& object, const std::string& key) const {
  const Json& value = member(object, key);
  if (!value.is_string()) fail(key, "is not a string");
  return value.get_ref<const std::string&>();
}

std::uint64_t FigureReader::count(const Json& object, const std::string& key) const {
  const Json& value = member(object, key);
  if (!value.is_number_unsigned()) fail(key, "is not a count");
  return value.get<std::uint64_t>();
}

Rational FigureReader::exact(const Json& object, const std::string& key) const {
  const Json& value = member(object, key);
  if (!value.is_string()) fail(key, "is not a fraction");
  const auto& written = value.get_ref<const std::string&>();
  const std::size_t slash = written.find('/');
  if (slash == std::string::npos || !is_integer(written.substr(0, slash)) ||
      !is_integer(written.substr(slash + 1)) || written[slash + 1] == '-') {
    fail(key, "is not a fraction");
  }
  const Integer denominator(written.substr(slash + 1));
  if (denominator == 0) fail(key, "is not a fraction");
  return Rational(Integer(written.substr(0, slash)), denominator);
}

Deployment FigureReader::deployment(const Json& object) const {
  Deployment deployment;
  for (const DeploymentField& field : deployment_fields()) {
    const std::string key(field.key);
    const bool is_optional = field.texts(deployment).empty();
    if (is_optional && !object.contains(key)) continue;
    std::vector<std::string> texts;
    if (field.kind == FieldKind::channels) {
      for (const Json& value : array(object, key)) {
        if (!value.is_string()) fail(key, "has a value that is not a string");
        texts.push_back(value.get<std::string>());
      }
    } else {
      texts.push_back(text(object, key));
    }
    field.set(deployment, texts, file_name_ + ": deployment." + key);
  }
  return deployment;
}

void FigureReader::fail(const std::string& key, const std::string& problem) const {
  throw InputError(file_name_ + (key.empty() ? "" : ": " + key), problem, remedy_);
}

}  // namespace swingproof
