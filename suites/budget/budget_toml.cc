// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "deployment/input_error.h"
#include "deployment/toml_parser-inl.h"
#include "deployment/whole_file.h"
#include "suites/budget/budget.h"

namespace swingproof {
namespace {

constexpr std::string_view root_name = "budget";

ExactNumber parse_limit(const toml::node& node, const std::string& place) {
  const std::string remedy = "write an integer, or a decimal in quotes such as \"0.75\"";
  std::string text;
  if (const auto* string = node.as_string()) {
    text = string->get();
  } else if (const auto* integer = node.as_integer()) {
    text = std::to_string(integer->get());
  } else {
    throw InputError(place, "is not an exact number", remedy);
  }
  ExactNumber number = parse_exact_number(text, place);
  if (number.exact < 0) throw InputError(place, quoted(text) + " is below 0", remedy);
  return number;
}

// Whether the key is one of a limit; then it is read.
bool read_limit(std::string_view key, const toml::node& node, const std::string& place,
                Limits& limits) {
  if (key == "max_code_difference") {
    limits.max_code_difference = parse_limit(node, place);
  } else if (key == "max_abs_error") {
    limits.max_abs_error = parse_limit(node, place);
  } else if (key == "max_rms_error") {
    limits.max_rms_error = parse_limit(node, place);
  } else {
    return false;
  }
  return true;
}

const toml::table& as_table(const toml::node& node, std::string_view place) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw InputError(place, "is not a table", "write limits below it");
  return *table;
}

[[noreturn]] void refuse_key(const std::string& place, std::string_view key,
                             std::string_view known) {
  throw InputError(place, "has the unknown key " + quoted(key), "use " + std::string(known));
}

class BudgetReader {
 public:
  explicit BudgetReader(std::string_view file_name) : file_name_(file_name) {}

  Budget read(const toml::table& file) {
    const toml::node* root = file.get(root_name);
    if (root == nullptr || file.size() != 1) {
      throw InputError(file_name_, "does not have the one table [budget]",
                       "put all limits into [budget] and its subtables");
    }
    Limits everywhere;
    for (const auto& [key, node] : as_table(*root, place("budget"))) {
      const std::string_view text = key.str();
      if (text == "bit_exact") {
        read_bit_exact(node);
      } else if (const std::optional<SetName> set = value_named<SetName>(text)) {
        read_set(*set, node);
      } else if (!read_limit(text, node, place("budget", text), everywhere)) {
        refuse_key(place("budget"), text,
                   "bit_exact, max_code_difference, max_abs_error, max_rms_error, or a table "
                   "all_inputs, in_gamut or legal");
      }
    }
    budget_.limits.insert(budget_.limits.begin(), everywhere);
    return budget_;
  }

 private:
  std::string place(std::string_view table, std::string_view key = {}) const {
    return file_name_ + ": [" + std::string(table) + "]" + (key.empty() ? "" : " ") +
           std::string(key);
  }

  void read_bit_exact(const toml::node& node) {
    const auto* value = node.as_boolean();
    if (value == nullptr) {
      throw InputError(place("budget", "bit_exact"), "is not a boolean", "write true or false");
    }
    budget_.bit_exact = value->get();
  }

  void read_set(SetName set, const toml::node& node) {
    const std::string table_name = "budget." + std::string(name(set));
    Limits limits;
    limits.set = set;
    std::vector<Limits> of_channels;
    for (const auto& [key, value] : as_table(node, place(table_name))) {
      const std::string_view text = key.str();
      if (const std::optional<Channel> channel = value_named<Channel>(text)) {
        of_channels.push_back(read_channel(set, *channel, value));
      } else if (!read_limit(text, value, place(table_name, text), limits)) {
        refuse_key(place(table_name), text,
                   "max_code_difference, max_abs_error, max_rms_error, or a table R, G or B");
      }
    }
    budget_.limits.push_back(limits);
    budget_.limits.insert(budget_.limits.end(), of_channels.begin(), of_channels.end());
  }

  Limits read_channel(SetName set, Channel channel, const toml::node& node) {
    const std::string table_name =
        "budget." + std::string(name(set)) + "." + std::string(name(channel));
    Limits limits;
    limits.set = set;
    limits.channel = channel;
    for (const auto& [key, value] : as_table(node, place(table_name))) {
      if (!read_limit(key.str(), value, place(table_name, key.str()), limits)) {
        refuse_key(place(table_name), key.str(),
                   "max_code_difference, max_abs_error or max_rms_error");
      }
    }
    return limits;
  }

  std::string file_name_;
  Budget budget_;
};

}  // namespace

Budget parse_budget_toml(std::string_view text, std::string_view file_name) {
  return BudgetReader(file_name).read(
      parse_hostile_toml(text, file_name, "see swingproof gate --help"));
}

Budget read_budget_toml(const std::string& path) {
  return parse_budget_toml(read_whole_file(path, largest_budget_file), path);
}

}  // namespace swingproof
