// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/toolchain_yaml.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "deployment/input_error.h"
#include "deployment/nearest_name.h"
#include "deployment/toml_text.h"
#include "deployment/yaml_parser-inl.h"

namespace swingproof {
namespace {

// A value in the file: a scalar as written, or a list of them in one line.
struct YamlValue {
  std::string text;
  int line = 0;
};

using YamlSection = std::map<std::string, YamlValue, std::less<>>;

constexpr std::array<std::string_view, 8> input_keys = {
    "input_name", "input_type_rt", "input_type_train", "input_space_and_range",
    "norm_type",  "mean_value",    "scale_value",      "std_value"};

constexpr std::string_view not_a_toolchain_file =
    "name the YAML of hb_mapper or hb_compile, or a TOML file with a table [deployment]";

struct NormType {
  std::string_view name;
  bool has_mean;
  bool has_scale;
};

constexpr std::array<NormType, 4> norm_types = {{{"no_preprocess", false, false},
                                                 {"data_mean", true, false},
                                                 {"data_scale", false, true},
                                                 {"data_mean_and_scale", true, true}}};

constexpr std::array<std::string_view, 6> runtime_types = {"nv12", "yuv444", "rgb",
                                                           "bgr",  "gray",   "featuremap"};
constexpr std::array<std::string_view, 5> training_types = {"rgb", "bgr", "gray", "yuv444",
                                                            "featuremap"};
constexpr std::array<std::string_view, 2> ranges = {"regular", "bt601_video"};

std::string trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(spaces) - begin + 1));
}

// The file's sections and keys.
class ToolchainReader {
 public:
  ToolchainReader(std::string_view text, std::string_view file_name) : file_name_(file_name) {
    const YAML::Node root = parse_hostile_yaml(text, file_name);
    require_map(root, "");
    const YAML::Node input = child(root, "", "input_parameters");
    if (!input.IsDefined()) {
      throw InputError(file_name, "has no section input_parameters", not_a_toolchain_file);
    }
    input_ = section(input, "input_parameters");
    if (const YAML::Node model = child(root, "", "model_parameters"); model.IsDefined()) {
      model_ = section(model, "model_parameters");
    }
  }

  std::string place(std::string_view key) const {
    return file_name_ + ": input_parameters." + std::string(key);
  }

  const std::string& file_name() const { return file_name_; }
  std::string march_place() const { return file_name_ + ": model_parameters.march"; }

  // The march, if the file names one.
  std::optional<YamlValue> march() const {
    const auto found = model_.find("march");
    return found == model_.end() || found->second.text.empty() ? std::nullopt
                                                               : std::optional(found->second);
  }

  bool has(std::string_view key) const { return input_.contains(key); }
  int line(std::string_view key) const { return input_.find(key)->second.line; }

  // The values of all inputs, which ';' separates; empty where there is no value at all.
  std::vector<std::string> values(std::string_view key) const {
    const auto found = input_.find(key);
    if (found == input_.end() || found->second.text.empty()) return {};
    std::vector<std::string> parts;
    std::string_view rest = found->second.text;
    for (;;) {
      const std::size_t end = rest.find(';');
      parts.push_back(trimmed(rest.substr(0, end)));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    return parts;
  }

 private:
  void require_map(const YAML::Node& node, std::string_view name) const {
    if (node.IsMap()) return;
    throw InputError(name.empty() ? file_name_ : file_name_ + ": " + std::string(name),
                     "is not a section of YAML with keys", not_a_toolchain_file);
  }

  [[noreturn]] void refuse_key(std::string_view place, const YAML::Node& key,
                               const std::string& problem, std::string_view remedy) const {
    throw InputError(file_name_ + ": line " + std::to_string(key.Mark().line + 1) +
                         (place.empty() ? std::string() : ": " + std::string(place)),
                     problem, remedy);
  }

  // The value of a section's key; undefined if there is none. Every key once.
  YAML::Node child(const YAML::Node& parent, std::string_view place, std::string_view name) const {
    YAML::Node found(YAML::NodeType::Undefined);
    for (const auto& entry : parent) {
      if (!entry.first.IsScalar()) continue;
      if (entry.first.Scalar() == "<<") {
        refuse_key(place, entry.first, "has a merge key <<", "write the merged keys out");
      }
      if (entry.first.Scalar() != name) continue;
      if (found.IsDefined()) {
        refuse_key(place, entry.first, "has " + std::string(name) + " twice", "leave one out");
      }
      found.reset(entry.second);
    }
    return found;
  }

  YamlSection section(const YAML::Node& node, const std::string& name) const {
    require_map(node, name);
    std::vector<std::string_view> keys = {"march"};
    if (name == "input_parameters") keys.assign(input_keys.begin(), input_keys.end());
    YamlSection values;
    for (const std::string_view key : keys) {
      const YAML::Node value = child(node, name, key);
      if (!value.IsDefined()) continue;
      values.emplace(
          key, YamlValue{scalar_text(value, name + "." + std::string(key)), value.Mark().line + 1});
    }
    if (name == "input_parameters") refuse_misspelt_keys(node, name, values);
    return values;
  }

  // A key that nobody knows and that looks like one that is not there would silently count as
  // absent.
  void refuse_misspelt_keys(const YAML::Node& node, const std::string& name,
                            const YamlSection& values) const {
    for (const auto& entry : node) {
      if (!entry.first.IsScalar()) continue;
      const std::string& key = entry.first.Scalar();
      const auto meant = nearest_name(key, input_keys);
      if (!meant || *meant == key || values.contains(*meant)) continue;
      refuse_key(name, entry.first, "has the unknown key " + quoted(key),
                 "did you mean " + std::string(*meant) + "?");
    }
  }

  std::string scalar_text(const YAML::Node& value, const std::string& key) const {
    if (value.IsNull()) return {};
    if (value.IsScalar()) return trimmed(value.Scalar());
    std::string text;
    bool is_list_of_scalars = value.IsSequence();
    if (is_list_of_scalars) {
      for (const YAML::Node& each : value) {
        is_list_of_scalars = is_list_of_scalars && each.IsScalar();
        if (each.IsScalar()) text += (text.empty() ? "" : " ") + each.Scalar();
      }
    }
    if (is_list_of_scalars) return trimmed(text);
    throw InputError(file_name_ + ": " + key, "is neither a value nor a list of values",
                     "write it in one line, as in '123.675 116.28 103.53'");
  }

  std::string file_name_;
  YamlSection input_;
  YamlSection model_;
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// One input of the file.
struct ChosenInput {
  std::size_t index = 0;
  std::size_t count = 1;
};

ChosenInput choose_input(const ToolchainReader& file, const std::optional<std::string>& wanted) {
  std::vector<std::string> names = file.values("input_name");
  while (!names.empty() && names.back().empty()) names.pop_back();
  std::size_t count = std::max<std::size_t>(names.size(), 1);
  if (names.empty()) {
    for (const std::string_view key : {"input_type_rt", "input_type_train"}) {
      std::vector<std::string> types = file.values(key);
      while (!types.empty() && types.back().empty()) types.pop_back();
      count = std::max(count, types.size());
    }
  }
  if (!wanted) {
    if (count == 1) return {};
    throw InputError(file.file_name(), "has " + std::to_string(count) + " inputs",
                     names.empty() ? "write input_name, then choose one with --input NAME"
                                   : "choose one with --input: " + joined(names));
  }
  const auto found = std::find(names.begin(), names.end(), *wanted);
  if (found == names.end()) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    throw InputError("--input", "names no input of " + quoted(file.file_name()),
                     names.empty() ? "its inputs have no input_name: leave --input out"
                                   : name_remedy(*wanted, views));
  }
  return {static_cast<std::size_t>(found - names.begin()), count};
}

// The chosen input's value of a key; empty where there is none.
std::string value_of(const ToolchainReader& file, std::string_view key, const ChosenInput& input) {
  std::vector<std::string> values = file.values(key);
  while (values.size() > input.count && values.back().empty()) values.pop_back();
  if (values.empty()) return {};
  if (values.size() != input.count) {
    throw InputError(
        file.place(key),
        "has " + std::to_string(values.size()) + " values for " + std::to_string(input.count) +
            (input.count == 1 ? " input" : " inputs"),
        input.count == 1
            ? "separate channels by spaces; ';' separates inputs, which input_name lists"
            : "write one for each input, ';' between them");
  }
  return values[input.index];
}

std::string word_of(const ToolchainReader& file, std::string_view key, const ChosenInput& input,
                    std::span<const std::string_view> words, std::string_view absent) {
  const std::string text = value_of(file, key, input);
  if (text.empty() && !absent.empty()) return std::string(absent);
  if (text.empty()) {
    throw InputError(file.place(key), "is missing",
                     "write " + std::string(words[0]) + " or " + std::string(words[1]));
  }
  if (std::find(words.begin(), words.end(), text) != words.end()) return text;
  throw InputError(file.place(key), quoted(text) + " is not one of its values",
                   name_remedy(text, words));
}

NormType norm_type_of(const ToolchainReader& file, const ChosenInput& input, bool has_mean,
                      bool has_scale) {
  std::array<std::string_view, norm_types.size()> names;
  std::transform(norm_types.begin(), norm_types.end(), names.begin(),
                 [](const NormType& each) { return each.name; });
  if (value_of(file, "norm_type", input).empty()) return {"", has_mean, has_scale};
  const std::string name = word_of(file, "norm_type", input, names, "");
  return *std::find_if(norm_types.begin(), norm_types.end(),
                       [&](const NormType& each) { return each.name == name; });
}

void set_setting(const ToolchainReader& file, std::string_view setting, std::string_view key,
                 const std::vector<std::string>& texts, DeploymentSource& source) {
  set_field(*find_field(setting), texts, file.place(key), source);
  source.toolchain->keys[std::string(setting)] = key;
  if (file.has(key)) source.lines[std::string(setting)] = file.line(key);
}

// The std whose reciprocal a text is: "1/0.017507", "128" for "0.0078125", "58.395" for "1/58.395".
std::string reciprocal_text(std::string_view text, std::string_view place) {
  const ExactNumber scale = parse_scale(text, place);
  const std::string exact = exact_text(1 / scale.exact);
  constexpr std::size_t longest_plain = 16;
  if (exact.find('/') == std::string::npos && exact.size() <= longest_plain) return exact;
  return text.find('/') == std::string_view::npos ? "1/" + std::string(text) : exact;
}

void read_std(const ToolchainReader& file, const ChosenInput& input, DeploymentSource& source) {
  const std::string scale = value_of(file, "scale_value", input);
  const std::string std = value_of(file, "std_value", input);
  if (!scale.empty() && !std.empty()) {
    throw InputError(file.place("std_value"), "and scale_value are both given",
                     "leave one out: std is 1 / scale_value");
  }
  if (!std.empty()) {
    return set_setting(file, "std", "std_value", channel_values(std), source);
  }
  if (scale.empty()) {
    const bool has_empty_std = source.toolchain->has_empty_std;
    const std::string_view key = has_empty_std ? "std_value" : "scale_value";
    set_setting(file, "std", key, {"1"}, source);
    source.mistakes.push_back({SourceMistake::Kind::std_is_missing, "std", file.place(key),
                               has_empty_std ? "is empty" : "is missing, but norm_type wants it",
                               "write its numbers, or leave it out and write a norm_type without a "
                               "scale for a std of 1"});
    return;
  }
  std::vector<std::string> texts = channel_values(scale);
  for (std::string& text : texts) text = reciprocal_text(text, file.place("scale_value"));
  set_setting(file, "std", "scale_value", texts, source);
}

void read_normalisation(const ToolchainReader& file, const ChosenInput& input,
                        DeploymentSource& source) {
  const std::string mean = value_of(file, "mean_value", input);
  bool has_scale = false;
  for (const std::string_view key : {"scale_value", "std_value"}) {
    has_scale = has_scale || !value_of(file, key, input).empty();
  }
  source.toolchain->has_empty_std =
      file.has("std_value") && value_of(file, "std_value", input).empty();
  const NormType norm =
      norm_type_of(file, input, !mean.empty(), has_scale || source.toolchain->has_empty_std);
  if (norm.has_mean && mean.empty()) {
    throw InputError(file.place("mean_value"),
                     "is missing, but norm_type is " + std::string(norm.name),
                     "write it, or another norm_type");
  }
  set_setting(file, "mean", "mean_value",
              norm.has_mean ? channel_values(mean) : std::vector<std::string>{"0"}, source);
  if (!norm.has_mean && !mean.empty()) source.toolchain->ignored_keys.emplace_back("mean_value");
  if (norm.has_scale) return read_std(file, input, source);
  set_setting(file, "std", file.has("std_value") ? "std_value" : "scale_value", {"1"}, source);
  for (const std::string_view key : {"scale_value", "std_value"}) {
    if (!value_of(file, key, input).empty()) source.toolchain->ignored_keys.emplace_back(key);
  }
}

void read_types(const ToolchainReader& file, const ChosenInput& input, DeploymentSource& source) {
  ToolchainInput& toolchain = *source.toolchain;
  toolchain.type_rt = word_of(file, "input_type_rt", input, runtime_types, "");
  toolchain.type_train = word_of(file, "input_type_train", input, training_types, "");
  const bool is_yuv = toolchain.type_rt == "nv12" || toolchain.type_rt == "yuv444";
  const bool is_rgb = toolchain.type_train == "rgb" || toolchain.type_train == "bgr";
  const std::string range = word_of(file, "input_space_and_range", input, ranges, "regular");
  const auto not_yuv = [&](std::string_view key, const std::string& type, std::string_view wanted) {
    source.mistakes.push_back(
        {SourceMistake::Kind::input_is_not_yuv, "", file.place(key),
         "is " + type + ", but the op turns a camera's YUV into RGB",
         "choose an input whose " + std::string(key) + " is " + std::string(wanted)});
  };
  if (!is_yuv) not_yuv("input_type_rt", toolchain.type_rt, "nv12 or yuv444");
  if (!is_rgb) not_yuv("input_type_train", toolchain.type_train, "rgb or bgr");
  const bool is_bgr = toolchain.type_train == "bgr";
  set_setting(file, "op", "input_type_train",
              {std::string(name(is_bgr ? Op::centered_yuv2bgr : Op::centered_yuv2rgb))}, source);
  const bool is_studio = range == "bt601_video";
  set_setting(file, "swing", "input_space_and_range",
              {std::string(name(is_studio ? Swing::studio : Swing::full))}, source);
  if (is_studio && is_yuv && is_rgb && toolchain.type_rt != "nv12") {
    source.mistakes.push_back(
        {SourceMistake::Kind::studio_is_illegal, "swing", file.place("input_space_and_range"),
         "is bt601_video, which goes with input_type_rt nv12 only, not " + toolchain.type_rt,
         "write regular, or input_type_rt nv12"});
  }
}

}  // namespace

DeploymentSource parse_toolchain_yaml(std::string_view text, std::string_view file_name,
                                      const std::optional<std::string>& input) {
  if (text.size() > largest_settings_file) {
    throw InputError(file_name, "is larger than 64 KiB", not_a_toolchain_file);
  }
  const ToolchainReader file(text, file_name);
  const ChosenInput chosen = choose_input(file, input);
  DeploymentSource source;
  source.toolchain.emplace();
  read_types(file, chosen, source);
  // What is no image has values for other purposes, or none.
  if (source.mistakes.empty() ||
      source.mistakes.front().kind != SourceMistake::Kind::input_is_not_yuv) {
    read_normalisation(file, chosen, source);
  }
  if (const auto march = file.march()) {
    set_march(march->text, file.march_place(), source);
    source.toolchain->keys["march"] = "march";
    source.lines["march"] = march->line;
  }
  source.file_without_q_scale = file.file_name();
  return source;
}

}  // namespace swingproof
