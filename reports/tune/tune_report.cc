// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/tune/tune_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "deployment/input_error.h"
#include "fixedpoint/arithmetic.h"
#include "fixedpoint/arithmetic_toml.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/document/text_table.h"
#include "reports/json/arithmetic_json.h"
#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

// Of more deployments the terminal has no table of each.
constexpr std::size_t most_listed_deployments = 12;

std::string share(const Rational& part) { return decimal(part * 100, 2) + " %"; }

std::string weights_text(const LoweredChannel& channel) {
  return fmt::format("{}, {}, {}", channel.weights[0], channel.weights[1], channel.weights[2]);
}

std::string margin_text(double margin) {
  return margin < least_margin ? fmt::format("{:.1f} (thin)", margin)
                               : fmt::format("{:.0f}", std::floor(margin));
}

TextTable integers_table(const Tuning& tuning) {
  TextTable table{"lrrrrr",
                  {{"channel", "weights Y, U, V", "bias", "multiplier", "shifts", "margin ulps"}}};
  const LoweredOp& op = tuning.deployments.front().after.op;
  for (std::size_t c = 0; c < 3; ++c) {
    const LoweredChannel& channel = op[c];
    const double margin = tuning.channels[c].margin;
    table.rows.push_back({std::string(name(tuning.channels[c].channel)), weights_text(channel),
                          fmt::format("{} << {}", channel.bias, channel.bias_shift),
                          std::to_string(channel.multiplier),
                          fmt::format("{}, {}", channel.pre_shift, channel.post_shift),
                          tuning.task.freedom == Freedom::integers ? "-" : margin_text(margin)});
  }
  return table;
}

Rational path_share(const PathErrors& path) {
  return Rational(path.code_difference.differing()) / (1 << 24);
}

TextTable without_first_column(TextTable table) {
  table.alignment.erase(0, 1);
  for (auto& row : table.rows) row.erase(row.begin());
  return table;
}

// Rounded down, from the double's exact value: what is printed is proven too.
std::string lower_bound_text(Objective objective, double bound) {
  constexpr int digits = 6;
  return objective == Objective::rms ? decimal_of_root_at_most(Rational(bound), digits)
                                     : decimal_at_most(Rational(bound), digits);
}

// "optimal" is said only of what is proven.
std::string standing(const TuneTask& task, const TunedChannel& channel) {
  if (channel.is_optimal) {
    const std::string optimal =
        channel.is_changed ? "optimal" : "optimal: what it was, nothing else is better";
    return task.deployments.size() == 1
               ? optimal
               : optimal + ", among those with which no deployment is worse off than before";
  }
  return fmt::format("the best found, not proven the best: {} is not below {}{}",
                     name(task.objective), lower_bound_text(task.objective, channel.lower_bound),
                     task.objective == Objective::mismatch ? " of the codes" : " LSB");
}

List proof_list(const Tuning& tuning) {
  const bool is_scales = tuning.task.freedom == Freedom::constants;
  List list;
  for (const TunedChannel& channel : tuning.channels) {
    list.items.emplace_back(fmt::format(
        "{}: {}. {} {}, {} of them ruled out by a lower bound, {} sets of integers evaluated in "
        "the others.",
        name(channel.channel), standing(tuning.task, channel), channel.candidates,
        is_scales ? "intervals of scales with the same int8 weights"
                  : "sets of int8 weights that no pair of inputs rules out",
        channel.ruled_out, channel.evaluated));
  }
  return list;
}

// The measures that got worse where another one was the objective.
List what_got_worse(const Tuning& tuning) {
  List list;
  for (const TunedChannel& channel : tuning.channels) {
    for (const Objective each : {Objective::max, Objective::rms, Objective::mismatch}) {
      for (std::size_t d = 0; d < channel.after.each.size(); ++d) {
        if (channel.after.each[d].of(each) <= channel.before.each[d].of(each)) continue;
        list.items.emplace_back(fmt::format("Worse than before: {} of {} on deployment {}.",
                                            name(each), name(channel.channel), d + 1));
      }
    }
  }
  return list;
}

std::string map_words(const Tuning& tuning) {
  const std::array<double, 3>& scales = tuning.tuned.constants->constants.weight_scale;
  return fmt::format("{}: R {}, G {}, B {}", words(tuning.tuned.constants->matrix),
                     constant_text(scales[0]), constant_text(scales[1]), constant_text(scales[2]));
}

// All constants, where they could all change.
TextTable constants_table(const Tuning& tuning) {
  TextTable table{"lrrr", {{"constant", "R", "G", "B"}}};
  const OpConstants& constants = tuning.tuned.constants->constants;
  const auto add = [&](std::string_view name, const auto& value) {
    table.rows.push_back({std::string(name), constant_text(value(0)), constant_text(value(1)),
                          constant_text(value(2))});
  };
  constexpr std::array<std::string_view, 3> planes = {"weight of Y", "weight of U", "weight of V"};
  for (std::size_t j = 0; j < 3; ++j) {
    add(planes[j], [&](std::size_t row) { return constants.weight[row][j]; });
  }
  add("weight_scale", [&](std::size_t row) { return constants.weight_scale[row]; });
  add("offset", [&](std::size_t) { return constants.offset; });
  return table;
}

std::string_view freedom_words(Freedom freedom) {
  constexpr std::array<std::string_view, 3> words = {"weight scales", "constants", "integers"};
  return words.at(static_cast<std::size_t>(freedom));
}

void add_head(Document& document, const TuneTask& task) {
  const std::size_t count = task.deployments.size();
  document.add(
      Heading{fmt::format("What the {} of {} could be, {}, over {} deployment{}",
                          freedom_words(task.freedom), name(task.deployments.front().op),
                          words(task.deployments.front().matrix), count, count == 1 ? "" : "s"),
              1});
  document.add(Paragraph{fmt::format(
      "Objective {}, over {}{}. Arithmetic: {}. {}", name(task.objective), name(task.set),
      count == 1 ? "" : fmt::format(", the {} of the deployments", name(task.over)),
      description(task.arithmetic), standing_notice(task.arithmetic))});
  if (task.left_out > 0) {
    document.add(Paragraph{fmt::format("Left out: {} deployment{} that cannot be lowered.",
                                       task.left_out, task.left_out == 1 ? "" : "s")});
  }
}

Json measures_json(const ChannelMeasures& measures) {
  return {{"max_abs_error", number_json(measures.max)},
          {"mean_squared_error", number_json(measures.square)},
          {"share_of_codes_that_differ", number_json(measures.mismatch)}};
}

Json accuracy_part(const Accuracy& accuracy) {
  const Json whole = accuracy_json(accuracy);
  return {{"conv", whole["conv"]}, {"channels", whole["channels"]}, {"path", whole["path"]}};
}

// An expression in C of what is added before a shift to the right.
std::string added_text(std::int32_t term) { return term == 0 ? "" : fmt::format(" + {}", term); }

// An expression in C: sum, shifted by pre_shift and saturated to int16.
std::string intermediate_text(const LoweredChannel& channel) {
  const std::string added = added_text(pre_rounding_term(channel));
  if (channel.saturation == Saturation::before_pre_shift) {
    return fmt::format("(swingproof_tuned_clamp(sum, -32768, 32767){}) >> {}", added,
                       channel.pre_shift);
  }
  return fmt::format("swingproof_tuned_clamp((sum{}) >> {}, -32768, 32767)", added,
                     channel.pre_shift);
}

}  // namespace

TextTable before_and_after_table(const Tuning& tuning) {
  const bool is_integers = tuning.task.freedom == Freedom::integers;
  TextTable table{"llrrrr",
                  {{"channel", "when", is_integers ? "weights Y, U, V" : "weight_scale", "max LSB",
                    "rms LSB", "codes differ"}}};
  const TunedDeployment& first = tuning.deployments.front();
  for (std::size_t c = 0; c < 3; ++c) {
    const TunedChannel& channel = tuning.channels[c];
    const auto add = [&](std::string_view when, double scale, const LoweredOp& op,
                         const ChannelMeasures& measures) {
      table.rows.push_back({std::string(name(channel.channel)), std::string(when),
                            is_integers ? weights_text(op[c]) : constant_text(scale),
                            decimal(measures.max, shown_digits),
                            decimal_of_root(measures.square, shown_digits),
                            share(measures.mismatch)});
    };
    add("before", channel.scale_before, first.before.op, channel.before.joint);
    add("after", channel.scale_after, first.after.op, channel.after.joint);
  }
  return table;
}

TextTable tuned_path_table(const Tuning& tuning) {
  TextTable table{
      "rlrrrr",
      {{"deployment", "channel", "max before", "max after", "differ before", "differ after"}}};
  for (std::size_t d = 0; d < tuning.deployments.size(); ++d) {
    const TunedDeployment& deployment = tuning.deployments[d];
    for (std::size_t c = 0; c < 3; ++c) {
      const PathErrors& before = deployment.before.path[c];
      const PathErrors& after = deployment.after.path[c];
      table.rows.push_back({std::to_string(d + 1), std::string(name(before.channel)),
                            std::to_string(before.code_difference.greatest()),
                            std::to_string(after.code_difference.greatest()),
                            share(path_share(before)), share(path_share(after))});
    }
  }
  if (tuning.deployments.size() == 1) return without_first_column(table);
  return table;
}

Document tune_document(const Tuning& tuning) {
  const TuneTask& task = tuning.task;
  Document document;
  add_head(document, task);
  document.add(Heading{"Before and after"});
  document.add(Table{before_and_after_table(tuning)});
  document.add(Paragraph{"The floor of any int8 output is a max of 0.5 LSB."});
  if (const List worse = what_got_worse(tuning); !worse.items.empty()) document.add(worse);
  if (task.freedom == Freedom::coefficients) {
    document.add(Heading{"For the plugin, in place of the published constants"});
    document.add(Table{constants_table(tuning)});
  } else if (task.freedom == Freedom::constants) {
    document.add(Heading{"For the plugin's weight_scale_map"});
    document.add(Paragraph{map_words(tuning)});
  }
  document.add(Heading{"The integers on the first deployment"});
  document.add(Table{integers_table(tuning)});
  document.add(Heading{"How it is known"});
  document.add(proof_list(tuning));
  document.add(Heading{"What it does not change: end to end, in codes"});
  if (tuning.deployments.size() <= most_listed_deployments) {
    document.add(Table{tuned_path_table(tuning)});
  } else {
    document.add(Paragraph{
        fmt::format("--json has it for each of the {} deployments.", tuning.deployments.size())});
  }
  document.add(Paragraph{"The rest of the end to end difference is the 8-bit YUV round trip."});
  return document;
}

Json tune_json(const Tuning& tuning) {
  const TuneTask& task = tuning.task;
  Json json = json_document("swingproof.tune/1", task.deployments.front());
  if (task.deployments.size() > 1) json["deployment"] = nullptr;
  json["arithmetic"] = arithmetic_json(task.arithmetic);
  json["notice"] = standing_notice(task.arithmetic);
  const bool is_integers = task.freedom == Freedom::integers;
  json["freedom"] = name(task.freedom);
  json["objective"] = name(task.objective);
  json["set"] = name(task.set);
  json["over"] = name(task.over);
  json["tuned"] = arithmetic_json(tuning.tuned);
  json["channels"] = Json::array();
  for (const TunedChannel& channel : tuning.channels) {
    json["channels"].push_back(
        {{"channel", name(channel.channel)},
         {"weight_scale", is_integers ? Json(nullptr)
                                      : Json{{"before", constant_text(channel.scale_before)},
                                             {"after", constant_text(channel.scale_after)}}},
         {"optimal", channel.is_optimal},
         {"lower_bound", channel.is_optimal ? Json(nullptr) : Json(channel.lower_bound)},
         {"margin_ulps",
          is_integers || std::isinf(channel.margin) ? Json(nullptr) : Json(channel.margin)},
         {"search",
          {{task.freedom == Freedom::constants ? "weight_intervals" : "weight_sets",
            channel.candidates},
           {"ruled_out", channel.ruled_out},
           {"evaluated", channel.evaluated}}},
         {"before", measures_json(channel.before.joint)},
         {"after", measures_json(channel.after.joint)}});
  }
  json["left_out"] = task.left_out;
  json["deployments"] = Json::array();
  for (const TunedDeployment& each : tuning.deployments) {
    json["deployments"].push_back({{"deployment", deployment_json(each.after.deployment)},
                                   {"before", accuracy_part(each.before)},
                                   {"after", accuracy_part(each.after)}});
  }
  return json;
}

std::string tune_header(const Tuning& tuning) {
  const Accuracy& after = tuning.deployments.front().after;
  const Datapath& datapath = after.arithmetic.datapath;
  if (datapath.post_rounding != RoundingMode::half_up &&
      datapath.post_rounding != RoundingMode::floor) {
    throw InputError("--header", "has no C for this post_rounding", "leave --header out");
  }
  std::string text =
      "/* The integers of the tuned op, and its code; written by swingproof tune. For\n" +
      fmt::format(" * {}, {}, mean {}, std {}, q_scale {} only.\n", name(after.deployment.op),
                  words(after.deployment.matrix), channel_list(after.deployment.mean, ","),
                  channel_list(after.deployment.std, ","), after.deployment.q_scale.text) +
      " * No BPU has confirmed the model of the op that this is.\n"
      " * C99; a signed >> must be arithmetic, as it is with GCC and Clang. */\n"
      "#ifndef SWINGPROOF_TUNED_OP_H_\n#define SWINGPROOF_TUNED_OP_H_\n\n#include <stdint.h>\n\n"
      "static inline int32_t swingproof_tuned_clamp(int32_t x, int32_t least, int32_t greatest) {\n"
      "  return x < least ? least : x > greatest ? greatest : x;\n}\n";
  for (std::size_t c = 0; c < 3; ++c) {
    const LoweredChannel& channel = after.op[c];
    const bool rounds = channel.post_rounding == RoundingMode::half_up && channel.post_shift > 0;
    const std::int32_t post_term = rounds ? std::int32_t{1} << (channel.post_shift - 1) : 0;
    text += fmt::format(
        "\n/* Output channel {}: {}. y, u, v in [-128, 127]. */\n"
        "static inline int8_t swingproof_tuned_code_{}(int32_t y, int32_t u, int32_t v) {{\n"
        "  const int32_t sum = {} * y + {} * u + {} * v + ({});\n"
        "  const int32_t t = {};\n"
        "  return (int8_t)swingproof_tuned_clamp((t * {}{}) >> {}, -128, 127);\n}}\n",
        c, name(tuning.channels[c].channel), c, channel.weights[0], channel.weights[1],
        channel.weights[2], shifted_bias(channel), intermediate_text(channel), channel.multiplier,
        added_text(post_term), channel.post_shift);
  }
  return text + "\n#endif /* SWINGPROOF_TUNED_OP_H_ */\n";
}

}  // namespace swingproof
