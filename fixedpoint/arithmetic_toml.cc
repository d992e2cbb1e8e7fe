// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "fixedpoint/arithmetic_toml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "deployment/deployment_toml.h"
#include "deployment/input_error.h"
#include "deployment/toml_text.h"
#include "deployment/whole_file.h"

namespace swingproof {
namespace {

constexpr int constant_digits = 15;
constexpr long long largest_bias_shift = 30;

// One file's name, and the errors of its tables.
class ArithmeticReader {
 public:
  explicit ArithmeticReader(std::string_view file_name) : file_name_(file_name) {}

  Arithmetic read(const TomlValue& root) const {
    refuse_other_keys(root, "", {"arithmetic", "deployment"});
    const TomlValue* table = root.find("arithmetic");
    if (table == nullptr || table->kind != TomlValue::Kind::table) {
      throw InputError(file_name_, "has no table [arithmetic]",
                       "write the line [arithmetic] above its settings; see docs/tuning.md");
    }
    refuse_other_keys(*table, "arithmetic", {"datapath", "swing", "constants", "integers"});
    Arithmetic arithmetic;
    if (const TomlValue* datapath = table->find("datapath")) {
      const std::string at = place("arithmetic", "datapath");
      arithmetic = parse_arithmetic(name_text(*datapath, at), at);
    }
    arithmetic.file = file_name_;
    Matrix matrix;
    matrix.swing = parse_name<Swing>(
        name_text(needed(*table, "arithmetic", "swing"), place("arithmetic", "swing")),
        place("arithmetic", "swing"));
    const TomlValue* constants = table->find("constants");
    const TomlValue* integers = table->find("integers");
    if ((constants == nullptr) == (integers == nullptr)) {
      throw InputError(file_name_, "needs one of [arithmetic.constants] and [arithmetic.integers]",
                       "write one of these tables");
    }
    if (constants != nullptr) {
      if (root.find("deployment") != nullptr) {
        throw InputError(file_name_ + ": [deployment]", "is for integers only",
                         "leave it out: constants are for every deployment of the swing");
      }
      arithmetic.constants = read_constants(*constants, matrix);
    } else {
      arithmetic.integers = read_integers(root, *integers, matrix, arithmetic.datapath);
    }
    return arithmetic;
  }

 private:
  std::string place(std::string_view table, std::string_view key) const {
    return file_name_ + ": [" + std::string(table) + "] " + std::string(key);
  }

  void refuse_other_keys(const TomlValue& table, const std::string& table_name,
                         std::initializer_list<std::string_view> known) const {
    for (const std::string& key : table.keys) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      std::string names;
      for (const std::string_view each : known) {
        names += (names.empty() ? "" : ", ") + std::string(each);
      }
      throw InputError(file_name_ + (table_name.empty() ? "" : ": [" + table_name + "]"),
                       "has the unknown key or table " + quoted(key), "use " + names);
    }
  }

  const TomlValue& needed(const TomlValue& table, std::string_view table_name,
                          std::string_view key) const {
    if (const TomlValue* value = table.find(key)) return *value;
    throw InputError(place(table_name, key), "is missing", "write it; see docs/tuning.md");
  }

  static double constant(const ExactNumber& number, const std::string& at) {
    const ExactNumber kept = parse_exact_number(constant_text(number.binary64), at);
    if (kept.exact != number.exact) {
      throw InputError(at, quoted(number.text) + " has more digits than a double keeps",
                       "write a decimal of at most 15 significant digits");
    }
    return number.binary64;
  }

  OwnConstants read_constants(const TomlValue& table, Matrix matrix) const {
    constexpr std::string_view name = "arithmetic.constants";
    table_value(table, file_name_ + ": [arithmetic.constants]");
    refuse_other_keys(table, std::string(name), {"weight_scale", "weight", "offset"});
    OwnConstants own{matrix, published_constants(matrix)};
    if (table.keys.empty()) {
      throw InputError(file_name_ + ": [arithmetic.constants]", "is empty",
                       "write weight_scale, weight or offset, or use the arithmetic bayes");
    }
    if (const TomlValue* scales = table.find("weight_scale")) {
      const std::string at = place(name, "weight_scale");
      const auto& values = array_values(*scales, 3, at);
      for (std::size_t row = 0; row < 3; ++row) {
        const std::string at_it = at + "[" + std::to_string(row) + "]";
        own.constants.weight_scale[row] =
            constant(parse_scale(number_text(values[row], at_it), at_it), at_it);
      }
    }
    if (const TomlValue* weight = table.find("weight")) {
      const std::string at = place(name, "weight");
      const auto& rows = array_values(*weight, 3, at);
      for (std::size_t row = 0; row < 3; ++row) {
        const std::string at_row = at + "[" + std::to_string(row) + "]";
        const auto& values = array_values(rows[row], 3, at_row);
        for (std::size_t j = 0; j < 3; ++j) {
          const std::string at_it = at_row + "[" + std::to_string(j) + "]";
          own.constants.weight[row][j] =
              constant(parse_exact_number(number_text(values[j], at_it), at_it), at_it);
        }
      }
    }
    if (const TomlValue* offset = table.find("offset")) {
      const std::string at = place(name, "offset");
      own.constants.offset = constant(parse_exact_number(number_text(*offset, at), at), at);
    }
    return own;
  }

  // One whole number for each output channel.
  std::array<std::int32_t, 3> channel_integers(const TomlValue& table, std::string_view key,
                                               long long least, long long greatest) const {
    const std::string at = place("arithmetic.integers", key);
    const auto& values = array_values(needed(table, "arithmetic.integers", key), 3, at);
    std::array<std::int32_t, 3> result{};
    for (std::size_t c = 0; c < 3; ++c) {
      const std::string at_it = at + "[" + std::to_string(c) + "]";
      result[c] = static_cast<std::int32_t>(integer_value(values[c], least, greatest, at_it));
    }
    return result;
  }

  OwnIntegers read_integers(const TomlValue& root, const TomlValue& table, Matrix matrix,
                            const Datapath& datapath) const {
    constexpr std::string_view name = "arithmetic.integers";
    table_value(table, file_name_ + ": [arithmetic.integers]");
    refuse_other_keys(table, std::string(name),
                      {"weights", "bias", "bias_shift", "multiplier", "pre_shift", "post_shift"});
    OwnIntegers own;
    const TomlValue* deployment = root.find("deployment");
    if (deployment == nullptr || deployment->kind != TomlValue::Kind::table) {
      throw InputError(file_name_, "has no table [deployment]",
                       "state the deployment that the integers were made for");
    }
    own.deployment = require_deployable(deployment_source(*deployment, file_name_));
    if (own.deployment.matrix != matrix) {
      throw InputError(place("deployment", "swing"), "is not that of [arithmetic]",
                       "write the same swing in both tables");
    }
    const std::string at = place(name, "weights");
    const auto& rows = array_values(needed(table, name, "weights"), 3, at);
    const long long bias_limit = 1LL << (datapath.bias_width - 1);
    const auto bias = channel_integers(table, "bias", -bias_limit, bias_limit - 1);
    const auto bias_shift = channel_integers(table, "bias_shift", 0, largest_bias_shift);
    const auto multiplier = channel_integers(table, "multiplier", 0, 32767);
    const auto pre_shift = channel_integers(table, "pre_shift", 0, largest_pre_shift);
    const auto post_shift = channel_integers(table, "post_shift", 0, largest_post_shift);
    for (std::size_t c = 0; c < 3; ++c) {
      const std::string at_row = at + "[" + std::to_string(c) + "]";
      const auto& values = array_values(rows[c], 3, at_row);
      LoweredChannel& channel = own.op[c];
      for (std::size_t j = 0; j < 3; ++j) {
        channel.weights[j] = static_cast<std::int32_t>(
            integer_value(values[j], -128, 127, at_row + "[" + std::to_string(j) + "]"));
      }
      const std::int64_t shifted = std::int64_t{bias[c]} * (std::int64_t{1} << bias_shift[c]);
      if (std::abs(shifted) > largest_shifted_bias) {
        throw InputError(place(name, "bias") + "[" + std::to_string(c) + "]",
                         "shifted by bias_shift does not fit the int32 accumulator",
                         "write a smaller bias or shift");
      }
      channel.bias = bias[c];
      channel.bias_shift = bias_shift[c];
      channel.multiplier = multiplier[c];
      channel.pre_shift = pre_shift[c];
      channel.post_shift = post_shift[c];
      channel = on_datapath(channel, datapath);
    }
    return own;
  }

  std::string file_name_;
};

template <typename Values, typename Text>
std::string toml_array(const Values& values, const Text& text) {
  std::string joined;
  for (const auto& value : values) joined += (joined.empty() ? "" : ", ") + text(value);
  return "[" + joined + "]";
}

std::string constants_toml(const OwnConstants& own) {
  const OpConstants published = published_constants(own.matrix);
  const auto text = [](double value) { return "\"" + constant_text(value) + "\""; };
  std::string toml = "\n[arithmetic.constants]  # R, G, B\nweight_scale = " +
                     toml_array(own.constants.weight_scale, text) + "\n";
  if (own.constants.weight != published.weight) {
    const auto row = [&](const std::array<double, 3>& values) { return toml_array(values, text); };
    toml += "weight = " + toml_array(own.constants.weight, row) + "  # of Y, U, V\n";
  }
  if (own.constants.offset != published.offset) {
    toml += "offset = " + text(own.constants.offset) + "\n";
  }
  return toml;
}

std::string integers_toml(const OwnIntegers& own) {
  const auto number = [](std::int32_t value) { return std::to_string(value); };
  const auto line = [&](std::string_view key, const auto& member) {
    return std::string(key) + " = " +
           toml_array(own.op, [&](const LoweredChannel& channel) { return member(channel); }) +
           "\n";
  };
  using C = const LoweredChannel&;
  return "\n[arithmetic.integers]  # in the op's output order\n" +
         line("weights", [&](C c) { return toml_array(c.weights, number); }) +
         line("bias", [&](C c) { return number(c.bias); }) +
         line("bias_shift", [&](C c) { return number(c.bias_shift); }) +
         line("multiplier", [&](C c) { return number(c.multiplier); }) +
         line("pre_shift", [&](C c) { return number(c.pre_shift); }) +
         line("post_shift", [&](C c) { return number(c.post_shift); }) + "\n" +
         deployment_toml(own.deployment);
}

}  // namespace

std::string constant_text(double constant) {
  std::array<char, 64> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), constant,
                                          std::chars_format::general, constant_digits);
  return {text.data(), end};
}

Arithmetic parse_arithmetic_toml(std::string_view text, std::string_view file_name) {
  const TomlValue root = parse_toml_text(text, file_name, "name an arithmetic file");
  return ArithmeticReader(file_name).read(root);
}

Arithmetic read_arithmetic_toml(const std::string& path) {
  return parse_arithmetic_toml(read_whole_file(path, largest_settings_file), path);
}

bool is_arithmetic_path(std::string_view text) {
  return text.find_first_of("./") != std::string_view::npos;
}

Arithmetic named_arithmetic(std::string_view text, const Deployment& deployment,
                            std::string_view place) {
  if (!is_arithmetic_path(text)) return parse_arithmetic(text, place);
  Arithmetic arithmetic = read_arithmetic_toml(std::string(text));
  require_fit(arithmetic, deployment);
  return arithmetic;
}

std::string arithmetic_toml(const Arithmetic& arithmetic) {
  const Matrix matrix =
      arithmetic.constants ? arithmetic.constants->matrix : arithmetic.integers->deployment.matrix;
  const std::string head = "[arithmetic]\ndatapath = \"" + arithmetic.name + "\"\nswing = \"" +
                           std::string(name(matrix.swing)) + "\"\n";
  return head + (arithmetic.constants ? constants_toml(*arithmetic.constants)
                                      : integers_toml(*arithmetic.integers));
}

}  // namespace swingproof
