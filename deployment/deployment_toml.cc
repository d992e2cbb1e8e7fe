// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/deployment_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <sstream>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

constexpr std::string_view table_name = "deployment";

struct Document {
  std::string_view text;
  std::string_view file_name;
};

std::string place_of(const Document& document, std::string_view key) {
  return std::string(document.file_name) + ": [deployment] " + std::string(key);
}

// Where the code point of that number begins in UTF-8, from 0; the length if there are not as many.
std::size_t byte_of_code_point(std::string_view text, std::size_t number) {
  const auto continues = [](char byte) {
    return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U;
  };
  std::size_t byte = 0;
  for (; number > 0 && byte < text.size(); --number) {
    do {
      ++byte;
    } while (byte < text.size() && continues(text[byte]));
  }
  return byte;
}

// The characters between two places of the document that lie on one line; empty if they do not.
// Columns count code points.
std::string_view source_text(const Document& document, const toml::source_region& region) {
  if (region.begin.line != region.end.line || region.begin.line == 0) return {};
  std::string_view rest = document.text;
  for (toml::source_index line = 1; line < region.begin.line; ++line) {
    const std::size_t line_end = rest.find('\n');
    if (line_end == std::string_view::npos) return {};
    rest.remove_prefix(line_end + 1);
  }
  const std::size_t begin = byte_of_code_point(rest, region.begin.column - 1);
  const std::size_t end = byte_of_code_point(rest, region.end.column - 1);
  return rest.substr(begin, end - begin);
}

// A bare TOML number as its author wrote it. TOML itself keeps only the nearest double, so the
// text is cut out of the document; that it denotes the same double proves the cut to be right.
std::string bare_number_text(const Document& document, const toml::node& node,
                             std::string_view place) {
  std::string text(source_text(document, node.source()));
  std::erase(text, '_');
  const double value = *node.value<double>();
  const bool is_this_number =
      std::isfinite(value) && parse_exact_number(text, place).binary64 == value;
  if (!is_this_number) {
    throw InputError(place, "is not a finite number in decimal",
                     "write it as a string, such as \"128\"");
  }
  return text;
}

std::string number_text(const Document& document, const toml::node& node, std::string_view place) {
  if (const auto* text = node.as_string()) return text->get();
  if (node.is_number()) return bare_number_text(document, node, place);
  throw InputError(place, "is not a number", "write a string such as \"58.395\", or a number");
}

std::vector<std::string> number_texts(const Document& document, const toml::node& node,
                                      std::string_view place) {
  const toml::array* values = node.as_array();
  if (values == nullptr) return {number_text(document, node, place)};
  std::vector<std::string> texts;
  for (const toml::node& value : *values) {
    const std::string value_place = std::string(place) + "[" + std::to_string(texts.size()) + "]";
    texts.push_back(number_text(document, value, value_place));
  }
  return texts;
}

std::string name_text(const toml::node& node, std::string_view place) {
  if (const auto* text = node.as_string()) return text->get();
  throw InputError(place, "is not a string", "write the name in quotes");
}

void read_key(const Document& document, std::string_view key, const toml::node& node,
              DeploymentSource& source) {
  Deployment& deployment = source.deployment;
  const std::string place = place_of(document, key);
  if (key == "op") {
    deployment.op = parse_op(name_text(node, place), place);
  } else if (key == "march") {
    set_march(name_text(node, place), place, source);
  } else if (key == "swing") {
    deployment.swing = parse_swing(name_text(node, place), place);
  } else if (key == "mean") {
    deployment.mean = parse_mean(number_texts(document, node, place), place);
  } else if (key == "std") {
    deployment.std = parse_std(number_texts(document, node, place), place);
  } else if (key == "q_scale") {
    deployment.q_scale = parse_scale(number_text(document, node, place), place);
  } else if (key == "rounding") {
    deployment.rounding = parse_rounding(name_text(node, place), place);
  } else if (key == "quant_stub_scale") {
    deployment.quant_stub_scale = parse_scale(number_text(document, node, place), place);
  } else if (key == "qat_q_scale") {
    deployment.qat_q_scale = parse_scale(number_text(document, node, place), place);
  } else {
    throw InputError(std::string(document.file_name) + ": [deployment]",
                     "has the unknown key " + quoted(key),
                     "use op, march, swing, mean, std, q_scale, rounding, quant_stub_scale or "
                     "qat_q_scale");
  }
  source.lines[std::string(key)] = static_cast<int>(node.source().begin.line);
}

toml::table parse_table(const Document& document) {
  try {
    return toml::parse(document.text, document.file_name);
  } catch (const toml::parse_error& error) {
    std::ostringstream place;
    place << document.file_name << ": line " << error.source().begin.line;
    throw InputError(place.str(), "is not TOML: " + std::string(error.description()),
                     "see the example in README.md");
  }
}

bool can_be_march_name(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(), [](char character) {
           return (character >= 'a' && character <= 'z') ||
                  (character >= 'A' && character <= 'Z') ||
                  (character >= '0' && character <= '9') || character == '-' || character == '_';
         });
}

std::string toml_strings(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "\"" : ", \"") + text + "\"";
  return "[" + joined + "]";
}

}  // namespace

DeploymentSource parse_deployment_source(std::string_view text, std::string_view file_name) {
  // A byte order mark is no part of the columns.
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const bool marked = text.starts_with(byte_order_mark);
  const Document document{marked ? text.substr(byte_order_mark.size()) : text, file_name};
  if (text.size() > largest_deployment_file) {
    throw InputError(file_name, "is larger than 64 KiB", "name a deployment file");
  }
  const toml::table root = parse_table(document);
  for (const auto& [key, node] : root) {
    if (key.str() != table_name) {
      throw InputError(file_name, "has the unknown key or table " + quoted(key.str()),
                       "write all settings below one line [deployment]");
    }
  }
  const toml::table* table = root[table_name].as_table();
  if (table == nullptr) {
    throw InputError(file_name, "has no table [deployment]",
                     "write the line [deployment] above the settings");
  }
  DeploymentSource source;
  for (const auto& [key, node] : *table) read_key(document, key.str(), node, source);
  return source;
}

Deployment parse_deployment_toml(std::string_view text, std::string_view file_name) {
  return require_march_with_op(parse_deployment_source(text, file_name));
}

void set_march(std::string_view text, std::string_view place, DeploymentSource& source) {
  const std::optional<March> march = march_with_op(text);
  source.deployment.march = march ? *march : March::bayes;
  source.march_without_op.reset();
  if (march) return;
  if (!can_be_march_name(text)) parse_march(text, place);
  source.march_without_op = {std::string(text), std::string(place)};
}

const Deployment& require_march_with_op(const DeploymentSource& source) {
  if (const auto& march = source.march_without_op) parse_march(march->name, march->place);
  return source.deployment;
}

DeploymentSource read_deployment_source(const std::string& path) {
  return parse_deployment_source(read_whole_file(path, largest_deployment_file), path);
}

std::string deployment_toml(const Deployment& deployment) {
  std::ostringstream toml;
  toml << "[deployment]\n"
       << "op = \"" << name(deployment.op) << "\"\n"
       << "march = \"" << name(deployment.march) << "\"\n"
       << "swing = \"" << name(deployment.swing) << "\"\n"
       << "mean = " << toml_strings(channel_texts(deployment.mean)) << "\n"
       << "std = " << toml_strings(channel_texts(deployment.std)) << "\n"
       << "q_scale = \"" << deployment.q_scale.text << "\"\n"
       << "rounding = \"" << name(deployment.rounding) << "\"\n";
  if (deployment.quant_stub_scale) {
    toml << "quant_stub_scale = \"" << deployment.quant_stub_scale->text << "\"\n";
  }
  if (deployment.qat_q_scale) {
    toml << "qat_q_scale = \"" << deployment.qat_q_scale->text << "\"\n";
  }
  return toml.str();
}

}  // namespace swingproof
