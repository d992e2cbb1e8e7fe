// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_toml.h"

#include <vector>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

constexpr std::string_view table_name = "deployment";

std::string place_of(std::string_view file_name, std::string_view key) {
  return std::string(file_name) + ": [deployment] " + std::string(key);
}

std::vector<std::string> value_texts(FieldKind kind, const TomlValue& value,
                                     std::string_view place) {
  if (kind == FieldKind::name) return {name_text(value, place)};
  if (kind == FieldKind::number) return {number_text(value, place)};
  return number_texts(value, place);
}

void read_key(std::string_view file_name, std::string_view key, const TomlValue& value,
              DeploymentSource& source) {
  const DeploymentField* field = find_field(key);
  if (field == nullptr) {
    throw InputError(std::string(file_name) + ": [deployment]",
                     "has the unknown key " + quoted(key), "use " + field_keys());
  }
  const std::string place = place_of(file_name, key);
  set_field(*field, value_texts(field->kind, value, place), place, source);
  source.lines[std::string(key)] = value.line;
}

std::string toml_value(const DeploymentField& field, const Deployment& deployment) {
  const std::string text = "\"" + field_text(field, deployment, "\", \"") + "\"";
  return field.kind == FieldKind::channels ? "[" + text + "]" : text;
}

}  // namespace

DeploymentSource deployment_source(const TomlValue& table, std::string_view file_name) {
  DeploymentSource source;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    read_key(file_name, table.keys[i], table.values[i], source);
  }
  return source;
}

DeploymentSource parse_deployment_source(std::string_view text, std::string_view file_name) {
  const TomlValue root = parse_toml_text(text, file_name, "name a deployment file");
  for (const std::string& key : root.keys) {
    if (key != table_name) {
      throw InputError(file_name, "has the unknown key or table " + quoted(key),
                       "write all settings below one line [deployment]");
    }
  }
  const TomlValue* table = root.find(table_name);
  if (table == nullptr || table->kind != TomlValue::Kind::table) {
    throw InputError(file_name, "has no table [deployment]",
                     "write the line [deployment] above the settings");
  }
  return deployment_source(*table, file_name);
}

Deployment parse_deployment_toml(std::string_view text, std::string_view file_name) {
  return require_deployable(parse_deployment_source(text, file_name));
}

std::string deployment_toml(const Deployment& deployment) {
  std::string toml = "[deployment]\n";
  for (const DeploymentField& field : deployment_fields()) {
    if (field.texts(deployment).empty()) continue;
    toml += std::string(field.key) + " = " + toml_value(field, deployment) + "\n";
  }
  return toml;
}

}  // namespace swingproof
