// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <cstddef>
#include <vector>

#include "deployment/deployment_fields.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/json/exact_decimal.h"
#include "suites/bound/error_bound.h"

namespace swingproof {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : ", ") + text;
  return result;
}

std::string worth_of_a_code(const Deployment& deployment) {
  std::vector<std::string> texts;
  for (std::size_t c = 0; c < 3; ++c) {
    texts.push_back(decimal(grey_levels_per_code(deployment, c), shown_digits));
  }
  if (texts[0] == texts[1] && texts[1] == texts[2]) texts.resize(1);
  return joined(texts) + " grey levels";
}

std::string share_that_differs(const CodeDifferences& differences) {
  return percentage(differences.differing(), differences.total(), 2) + " %";
}

std::vector<std::string> error_row(const std::string& channel, const std::string& set,
                                   const ErrorMeasures& measures, const Rational& grey_per_code) {
  const Rational square = mean_squared_error(measures);
  return {channel,
          set,
          with_thousands(measures.inputs),
          decimal(measures.max_abs_error, shown_digits),
          signed_decimal(mean_error(measures), shown_digits),
          decimal_of_root(square, shown_digits),
          decimal(measures.max_abs_error * grey_per_code, shown_digits),
          decimal_of_root(square * grey_per_code * grey_per_code, shown_digits),
          share_that_differs(measures.code_difference),
          yuv_text(measures.max_at)};
}

// A bar of eighths of a character, 32 characters long where part is whole. A part that is not 0
// shows at least one eighth.
std::string bar(std::uint64_t part, std::uint64_t whole) {
  static constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  std::uint64_t length = whole == 0 ? 0 : part * 256 / whole;
  if (length == 0 && part > 0) length = 1;
  std::string text;
  for (std::uint64_t i = 0; i < length / 8; ++i) text += "█";
  return text + eighths[length % 8];
}

}  // namespace

std::string yuv_text(CenteredYuv yuv) {
  return "(" + std::to_string(yuv.y) + ", " + std::to_string(yuv.u) + ", " + std::to_string(yuv.v) +
         ")";
}

TextTable deployment_table(const Deployment& deployment, const Arithmetic& arithmetic) {
  TextTable table{"ll", {{"setting", "value"}}};
  for (const DeploymentField& field : op_fields()) {
    table.rows.push_back({std::string(field.key), field_text(field, deployment)});
  }
  table.rows.push_back({"arithmetic", description(arithmetic)});
  table.rows.push_back({"1 LSB (code)", worth_of_a_code(deployment)});
  return table;
}

TextTable bound_table(const Accuracy& accuracy) {
  TextTable table{"lrrr", {{"channel", "max |e|, measured", "bound", "slack"}}};
  const std::array<ErrorBound, 3> bounds = error_bounds(accuracy.deployment, accuracy.op);
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational& measured = accuracy.errors[c].all_inputs.max_abs_error;
    table.rows.push_back({std::string(name(accuracy.errors[c].channel)),
                          decimal(measured, shown_digits),
                          decimal_at_least(bounds[c].value, shown_digits),
                          measured == 0 ? "-" : decimal(bounds[c].value / measured, 3)});
  }
  return table;
}

TextTable lowered_table(const Accuracy& accuracy) {
  TextTable table{"lrrrrrr",
                  {{"channel", "weights Y, U, V", "bias", "bias_shift", "multiplier", "pre_shift",
                    "post_shift"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    const LoweredChannel& lowered = accuracy.op[c];
    table.rows.push_back(
        {std::string(name(accuracy.errors[c].channel)),
         joined({std::to_string(lowered.weights[0]), std::to_string(lowered.weights[1]),
                 std::to_string(lowered.weights[2])}),
         std::to_string(lowered.bias), std::to_string(lowered.bias_shift),
         std::to_string(lowered.multiplier), std::to_string(lowered.pre_shift),
         std::to_string(lowered.post_shift)});
  }
  return table;
}

TextTable error_table(const Accuracy& accuracy) {
  TextTable table{"llrrrrrrrr",
                  {{"channel", "inputs", "number", "max LSB", "mean LSB", "rms LSB", "max grey",
                    "rms grey", "codes differ", "worst (Y, U, V)"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelErrors& errors = accuracy.errors[c];
    const std::string channel(name(errors.channel));
    const Rational grey = grey_levels_per_code(accuracy.deployment, c);
    for_each_set(errors, [&](SetName set, const ErrorMeasures& measures) {
      table.rows.push_back(error_row(channel, std::string(name(set)), measures, grey));
    });
  }
  return table;
}

TextTable path_table(const Accuracy& accuracy) {
  TextTable table{"lrrr", {{"channel", "max codes", "mean codes", "codes differ"}}};
  for (const PathErrors& errors : accuracy.path) {
    table.rows.push_back({std::string(name(errors.channel)),
                          std::to_string(errors.code_difference.greatest()),
                          signed_decimal(errors.code_difference.mean(), shown_digits),
                          share_that_differs(errors.code_difference)});
  }
  return table;
}

TextTable histogram_table(const CodeDifferences& histogram) {
  const std::uint64_t all = histogram.total();
  TextTable table{"rrrl", {{"code - ideal", "inputs", "share", ""}}};
  for (const auto& [difference, times] : histogram) {
    const std::string sign = difference > 0 ? "+" : "";
    table.rows.push_back({sign + std::to_string(difference), with_thousands(times),
                          percentage(times, all, 2) + " %", bar(times, all)});
  }
  return table;
}

TextTable provenance_table(const Arithmetic& arithmetic) {
  TextTable table{"lll", {{"choice", "standing", "source"}}};
  for (const Provenance& entry : provenance(arithmetic)) {
    table.rows.push_back({entry.choice, std::string(name(entry.standing)), entry.source});
  }
  return table;
}

}  // namespace swingproof
