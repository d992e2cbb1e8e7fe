// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <sstream>

#include "deployment/deployment_fields.h"
#include "deployment/input_error.h"
#include "deployment/toml_parser-inl.h"
#include "fixedpoint/arithmetic_toml.h"
#include "suites/campaign/plan.h"

namespace swingproof {
namespace {

// Not by deployment/toml_text.h: that is for files of a few lines, and looks for each bare number
// from the document's beginning. A plan may be 4 MiB, so bare decimals are refused with a remedy
// instead.
constexpr std::uint64_t most_axis_values = std::uint64_t{1} << 40U;

// A table of the file with its name for messages.
struct Table {
  const toml::table& node;
  std::string place;

  std::string place_of(std::string_view key) const { return place + " " + std::string(key); }
};

Table as_table(const toml::node& node, const std::string& place) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw InputError(place, "is not a table", "see docs/campaign.md");
  return {*table, place};
}

[[noreturn]] void refuse_key(const Table& table, std::string_view key, std::string_view known) {
  throw InputError(table.place, "has the unknown key " + quoted(key), "use " + std::string(known));
}

std::string number_text(const toml::node& node, const std::string& place) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* integer = node.as_integer()) return std::to_string(integer->get());
  throw InputError(place, "is not an exact number",
                   "write an integer, or a decimal or fraction in quotes such as \"58.395\"");
}

std::string name_text(const toml::node& node, const std::string& place) {
  if (const auto* text = node.as_string()) return text->get();
  throw InputError(place, "is not a string", "write the name in quotes");
}

std::uint64_t whole_number(const toml::node& node, const std::string& place, std::uint64_t least) {
  const auto* integer = node.as_integer();
  if (integer == nullptr || integer->get() < static_cast<std::int64_t>(least)) {
    throw InputError(place, "is not an integer from " + std::to_string(least) + " on",
                     "write one without quotes");
  }
  return static_cast<std::uint64_t>(integer->get());
}

bool true_or_false(const toml::node& node, const std::string& place) {
  const auto* value = node.as_boolean();
  if (value == nullptr) throw InputError(place, "is not a boolean", "write true or false");
  return value->get();
}

// The elements of an array that must have some, or the one value itself.
std::vector<const toml::node*> elements(const toml::node& node, const std::string& place) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return {&node};
  std::vector<const toml::node*> nodes;
  for (const toml::node& each : *array) nodes.push_back(&each);
  if (nodes.empty()) throw InputError(place, "has no values", "list at least one");
  return nodes;
}

template <typename Value, typename Parse>
std::vector<Value> parse_names(const toml::node& node, const std::string& place,
                               const Parse& parse) {
  std::vector<Value> values;
  for (const toml::node* each : elements(node, place)) {
    values.push_back(parse(name_text(*each, place), place));
  }
  return values;
}

enum class AxisKind { mean, std, q_scale };

std::array<ExactNumber, 3> parse_values(AxisKind kind, const std::vector<std::string>& texts,
                                        const std::string& place) {
  if (kind == AxisKind::mean) return parse_mean(texts, place);
  if (kind == AxisKind::std) return parse_std(texts, place);
  if (texts.size() != 1) throw InputError(place, "has not one number", "q_scale is one number");
  const ExactNumber scale = parse_scale(texts[0], place);
  return {scale, scale, scale};
}

// {from, to, step} or {from, to, count}, and per_channel.
NumberAxis parse_range(AxisKind kind, const Table& table) {
  NumberAxis axis;
  std::optional<Rational> from;
  std::optional<Rational> to;
  std::optional<Rational> step;
  for (const auto& [key, node] : table.node) {
    const std::string place = table.place_of(key.str());
    const toml::node& value = node;  // Clang 14 captures no structured binding
    const auto number = [&] { return parse_exact_number(number_text(value, place), place).exact; };
    if (key == "from") {
      from = number();
    } else if (key == "to") {
      to = number();
    } else if (key == "step") {
      step = number();
    } else if (key == "count") {
      axis.count = whole_number(node, place, 1);
    } else if (key == "per_channel" && kind != AxisKind::q_scale) {
      axis.per_channel = true_or_false(node, place);
    } else {
      refuse_key(table, key.str(), "from, to, and step or count, and per_channel of mean and std");
    }
  }
  if (!from || !to || step.has_value() == (axis.count > 0)) {
    throw InputError(table.place, "is not a range", "give it from, to, and either step or count");
  }
  if (*from > *to) {
    throw InputError(table.place, "is empty: from is above to", "exchange the two");
  }
  if (kind != AxisKind::mean && *from <= 0) {
    throw InputError(table.place, "from is not above 0", "begin above 0");
  }
  axis.from = *from;
  if (step) {
    if (*step <= 0) throw InputError(table.place, "step is not above 0", "take a positive step");
    const Rational steps = (*to - *from) / *step;
    const Integer count = numerator(steps) / denominator(steps) + 1;
    if (count > most_axis_values) {
      throw InputError(table.place, "has " + count.str() + " values", "take a larger step");
    }
    axis.count = static_cast<std::uint64_t>(count);
    axis.step = *step;
  } else {
    if (axis.count > most_axis_values) {
      throw InputError(table.place, "has " + std::to_string(axis.count) + " values",
                       "take a smaller count");
    }
    if (axis.count > 1) axis.step = (*to - *from) / (axis.count - 1);
  }
  // What the ends allow, the numbers in between do; each must be a number of float32 as well.
  for (const std::uint64_t index : {std::uint64_t{0}, axis.count - 1}) {
    const Rational end = axis.from + axis.step * index;
    parse_values(kind, {exact_text(end)}, table.place);
  }
  return axis;
}

NumberAxis parse_axis(AxisKind kind, const toml::node& node, const std::string& place) {
  if (node.is_table()) return parse_range(kind, as_table(node, place));
  NumberAxis axis;
  for (const toml::node* each : elements(node, place)) {
    std::vector<std::string> texts;
    for (const toml::node* number : elements(*each, place)) {
      texts.push_back(number_text(*number, place));
    }
    axis.list.push_back(parse_values(kind, texts, place));
  }
  return axis;
}

RandomSample parse_random(const Table& table) {
  RandomSample sample;
  for (const auto& [key, node] : table.node) {
    const std::string place = table.place_of(key.str());
    if (key == "count") {
      sample.count = whole_number(node, place, 1);
    } else if (key == "seed") {
      sample.seed = whole_number(node, place, 0);
    } else {
      refuse_key(table, key.str(), "count and seed");
    }
  }
  if (sample.count == 0) throw InputError(table.place, "has no count", "say how many settings");
  return sample;
}

std::string path_from(const std::string& folder, const std::string& path) {
  return path.starts_with('/') ? path : folder + path;
}

// Own constants are for one matrix, and so must the settings be.
void require_matrix(const PlanPart& part, const PlanArithmetic& arithmetic,
                    std::string_view place) {
  if (!arithmetic.own) return;
  Deployment own;
  own.matrix = arithmetic.own->constants->matrix;
  std::size_t i = 0;
  for (const DeploymentField* field : name_fields()) {
    for (const std::string& text : part.names.at(i++)) {
      Deployment each = own;
      field->set(each, {text}, place);
      if (differing_setting(each.matrix, own.matrix) == nullptr) continue;
      const std::string key(field->key);
      throw InputError(place,
                       "has constants for " + key + " " + field_text(*field, own) +
                           ", but settings have " + text,
                       "give each " + key + " a [[settings]] of its own");
    }
  }
}

PlanPart parse_part(const Table& table, const std::string& folder) {
  PlanPart part;
  const Deployment defaults;
  const std::vector<const DeploymentField*> fields = name_fields();
  std::string known;
  for (const DeploymentField* field : fields) {
    part.names.push_back(field->texts(defaults));
    known += std::string(field->key) + ", ";
  }
  part.mean.list = {defaults.mean};
  part.std.list = {defaults.std};
  part.q_scale.list = {{defaults.q_scale, defaults.q_scale, defaults.q_scale}};
  for (const auto& [key, node] : table.node) {
    const std::string place = table.place_of(key.str());
    const auto named = std::ranges::find(fields, key.str(), &DeploymentField::key);
    if (named != fields.end()) {
      part.names[static_cast<std::size_t>(named - fields.begin())] = parse_names<std::string>(
          node, place, [&](const std::string& text, const std::string& at) {
            Deployment deployment;
            (*named)->set(deployment, {text}, at);
            return text;
          });
    } else if (key == "arithmetic") {
      part.arithmetics = parse_names<PlanArithmetic>(
          node, place, [&](const std::string& text, const std::string& at) {
            return plan_arithmetic(is_arithmetic_path(text) ? path_from(folder, text) : text, at);
          });
    } else if (key == "mean") {
      part.mean = parse_axis(AxisKind::mean, node, place);
    } else if (key == "std") {
      part.std = parse_axis(AxisKind::std, node, place);
    } else if (key == "q_scale") {
      part.q_scale = parse_axis(AxisKind::q_scale, node, place);
    } else if (key == "random") {
      part.random = parse_random(as_table(node, place));
    } else {
      refuse_key(table, key.str(), known + "arithmetic, mean, std, q_scale or random");
    }
  }
  for (const PlanArithmetic& arithmetic : part.arithmetics) {
    require_matrix(part, arithmetic, table.place_of("arithmetic"));
  }
  return part;
}

SettingFilter parse_filter(const Table& table) {
  SettingFilter filter;
  for (const auto& [key, node] : table.node) {
    const std::string place = table.place_of(key.str());
    const toml::node& value = node;  // Clang 14 captures no structured binding
    const auto number = [&] { return parse_exact_number(number_text(value, place), place).exact; };
    if (key == "least_grey_levels_per_code") {
      filter.least_grey_levels_per_code = number();
    } else if (key == "most_grey_levels_per_code") {
      filter.most_grey_levels_per_code = number();
    } else if (key == "keeps_range") {
      filter.keeps_range = true_or_false(node, place);
    } else {
      refuse_key(table, key.str(),
                 "least_grey_levels_per_code, most_grey_levels_per_code or keeps_range");
    }
  }
  return filter;
}

SearchPlan parse_search(const Table& table) {
  SearchPlan search{1, 100'000, 8};
  for (const auto& [key, node] : table.node) {
    const std::string place = table.place_of(key.str());
    if (key == "seed") {
      search.seed = whole_number(node, place, 0);
    } else if (key == "candidates") {
      search.candidates = whole_number(node, place, 1);
    } else if (key == "starts") {
      search.starts = whole_number(node, place, 1);
    } else {
      refuse_key(table, key.str(), "seed, candidates or starts");
    }
  }
  if (search.candidates > 10'000'000 || search.starts > 10'000) {
    throw InputError(table.place, "asks for more than 10000000 candidates or 10000 starts",
                     "take fewer");
  }
  return search;
}

Measures parse_measures(const toml::node& node, const std::string& place) {
  Measures measures;
  for (const toml::node* each : elements(node, place)) {
    const std::string text = name_text(*each, place);
    if (text == "code_difference") {
      measures.code_difference = true;
    } else if (text == "path") {
      measures.path = true;
    } else if (text != "error") {
      throw InputError(place, quoted(text) + " is not a measure",
                       "use error, code_difference or path");
    }
  }
  return measures;
}

// The plan's limits in the words of a budget file.
Budget parse_limits(const toml::node& node, std::string_view file_name) {
  const std::string place = std::string(file_name) + ": [budget]";
  const Table table = as_table(node, place);
  if (table.node.contains("bit_exact")) {
    refuse_key(table, "bit_exact", "max_abs_error and max_rms_error; no kernel runs here");
  }
  std::ostringstream text;
  text << toml::table{{"budget", table.node}};
  Budget budget = parse_budget_toml(text.str(), file_name);
  for (const Limits& limits : budget.limits) {
    if (limits.max_code_difference) {
      throw InputError(place, "limits max_code_difference, which is a kernel's",
                       "use max_abs_error and max_rms_error");
    }
  }
  return budget;
}

void check_search(const Plan& plan, std::string_view file_name) {
  if (!plan.search) return;
  if (plan.parts.size() != 1 || plan.parts[0].random) {
    throw InputError(std::string(file_name) + ": [search]", "needs one [[settings]] without random",
                     "split the plan");
  }
}

}  // namespace

PlanArithmetic plan_arithmetic(const std::string& name_or_path, std::string_view place) {
  if (!is_arithmetic_path(name_or_path))
    return {parse_arithmetic(name_or_path, place).name, nullptr};
  std::shared_ptr<const Arithmetic> own = campaign_arithmetic(read_arithmetic_toml(name_or_path));
  return {own_arithmetic_name(*own), std::move(own)};
}

void set_arithmetic(Plan& plan, const PlanArithmetic& arithmetic, std::string_view place) {
  for (PlanPart& part : plan.parts) {
    require_matrix(part, arithmetic, place);
    part.arithmetics = {arithmetic};
  }
}

std::optional<Budget> parse_plan_budget(std::string_view text, std::string_view file_name) {
  const toml::table root = parse_hostile_toml(text, file_name, "see docs/campaign.md");
  const toml::node* budget = root.get("budget");
  if (budget == nullptr) return {};
  return parse_limits(*budget, file_name);
}

Plan parse_plan_toml(std::string_view text, std::string_view file_name) {
  const toml::table root = parse_hostile_toml(text, file_name, "see docs/campaign.md");
  const std::string name(file_name);
  const std::string folder = name.substr(0, name.find_last_of('/') + 1);
  Plan plan;
  plan.text = text;
  for (const auto& [key, node] : root) {
    if (key == "measures") {
      plan.measures = parse_measures(node, name + ": measures");
    } else if (key == "settings") {
      for (const toml::node* each : elements(node, name + ": settings")) {
        const std::string place =
            name + ": [[settings]] " + std::to_string(plan.parts.size() + 1) + ":";
        plan.parts.push_back(parse_part(as_table(*each, place), folder));
      }
    } else if (key == "filter") {
      plan.filter = parse_filter(as_table(node, name + ": [filter]"));
    } else if (key == "budget") {
      plan.budget = parse_limits(node, file_name);
    } else if (key == "search") {
      plan.search = parse_search(as_table(node, name + ": [search]"));
    } else {
      refuse_key({root, name}, key.str(), "measures, [[settings]], [filter], [budget] or [search]");
    }
  }
  if (plan.parts.empty()) {
    throw InputError(name, "has no settings", "write them below a line [[settings]]");
  }
  check_search(plan, file_name);
  return plan;
}

}  // namespace swingproof
