// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/review/review_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

std::string shown(const Rational& number) { return decimal(number, shown_digits); }

std::string shown_root(const Rational& square) { return decimal_of_root(square, shown_digits); }

std::string percent(const CodeDifferences& differences) {
  return percentage(differences.differing(), differences.total(), 2);
}

std::string_view chroma_word(bool is_full) { return is_full ? "of each pixel" : "4:2:0 (NV12)"; }

std::string_view measure_words(LimitedMeasure measure) {
  constexpr std::array<std::string_view, 3> words = {"difference from the model", "greatest error",
                                                     "rms error"};
  return words.at(static_cast<std::size_t>(measure));
}

}  // namespace

Paragraph light_paragraph(Light light, bool all_judged) {
  static constexpr std::string_view roles[] = {"light neutral", "light pass", "light close",
                                               "light fail"};
  Text text;
  if (light != Light::none) text = Text(strong(light_word(light))) + ": ";
  return {text + light_sentence(light, all_judged),
          std::string(roles[static_cast<std::size_t>(light)])};
}

Text cost_sentence(const Accuracy& accuracy, std::size_t c, std::string_view pointer) {
  const ErrorMeasures& measures = accuracy.errors[c].in_gamut;
  const Rational grey = grey_levels_per_code(accuracy.deployment, c);
  const Rational square = mean_squared_error(measures);
  const std::string place = fmt::format("{}/channels/{}/in_gamut", pointer, c);
  return Text(strong(name(accuracy.errors[c].channel))) + " is at most " +
         strong(shown(measures.max_abs_error * grey) + " grey levels") + " off (" +
         figure(place + "/max_abs_error/value", decimal(measures.max_abs_error),
                shown(measures.max_abs_error)) +
         " LSB), " + shown_root(square * grey * grey) + " rms (" +
         figure(place + "/rms_error", decimal_of_root(square), shown_root(square)) + " LSB); " +
         percent(measures.code_difference) + " % of its codes are not the ideal ones.";
}

std::vector<WeightFinding> weight_findings(const Accuracy& accuracy) {
  static constexpr std::string_view inputs[] = {"Y", "U", "V"};
  const LoweredOps ops = lower_both(accuracy.deployment, accuracy.arithmetic);
  const std::string_view whose = is_published(accuracy.arithmetic) ? "published " : "";
  std::vector<WeightFinding> findings;
  for (std::size_t c = 0; c < 3; ++c) {
    const Channel channel = accuracy.errors[c].channel;
    for (const ClampedWeight& weight : clamped_weights(ops, c)) {
      const std::string_view input = inputs[weight.input];
      const Rational missing = weight.wanted - weight.held;
      findings.push_back(
          {channel, weight,
           fmt::format("Finding: the {} weight of {} does not fit int8 and is clamped from {} to "
                       "{}.",
                       input, name(channel), decimal(weight.wanted, 1), weight.held),
           fmt::format("The {0}coefficient {1} over the {0}weight scale {2} is {3}, and int8 ends "
                       "at {4}: {5} enters {6} {7} % too weak, on every input, which is up to {8} "
                       "grey levels at {5} = -128.",
                       whose, decimal(weight.coefficient, 4), decimal(weight.scale, 4),
                       decimal(weight.wanted, 2), weight.held, input, name(channel),
                       decimal(100 * missing / weight.wanted, 2),
                       decimal(abs(128 * missing * weight.scale), 2))});
    }
  }
  return findings;
}

std::string alternative_sentence(const Accuracy& accuracy) {
  std::string channels;
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational grey = grey_levels_per_code(accuracy.deployment, c);
    channels += fmt::format("{}{} {} grey levels at most and {} % of the codes end to end",
                            c == 0   ? ""
                            : c == 1 ? ", "
                                     : " and ",
                            name(accuracy.errors[c].channel),
                            shown(accuracy.errors[c].in_gamut.max_abs_error * grey),
                            percent(accuracy.path[c].code_difference));
  }
  return fmt::format(
      "the recommended path trains on YUV and needs no fallback op: the model gets the BPU's YUV "
      "as it is. It would save all that is reported here: {}. The op is a fallback for models "
      "that keep their RGB training.",
      channels);
}

TextTable summary_table(const ReviewReport& report) {
  TextTable table{"lllrrrr",
                  {{"deployment", "verdict", "channel", "max, grey levels", "rms, grey levels",
                    "codes not ideal, %", "differ end to end, %"}}};
  for (const DeploymentReport& one : report.deployments) {
    const Accuracy& accuracy = one.review.accuracy;
    for (std::size_t c = 0; c < 3; ++c) {
      const ErrorMeasures& measures = accuracy.errors[c].in_gamut;
      const Rational grey = grey_levels_per_code(accuracy.deployment, c);
      table.rows.push_back(
          {c == 0 ? one.name : "", c == 0 ? std::string(light_word(light_of(report, one))) : "",
           std::string(name(accuracy.errors[c].channel)), shown(measures.max_abs_error * grey),
           shown_root(mean_squared_error(measures) * grey * grey),
           percent(measures.code_difference), percent(accuracy.path[c].code_difference)});
    }
  }
  return table;
}

TextTable budget_table(const DeploymentReport& deployment) {
  TextTable table{"lllrrl", {{"inputs", "channel", "measure", "figure, LSB", "limit, LSB", ""}}};
  for (const LimitCheck& check : deployment.limits) {
    const bool is_squared = check.measure == LimitedMeasure::max_rms_error;
    table.rows.push_back({std::string(name(check.set)), std::string(name(check.channel)),
                          std::string(measure_words(check.measure)),
                          is_squared ? shown_root(check.figure) : shown(check.figure),
                          check.limit.text,
                          !check.is_kept   ? "over"
                          : check.is_close ? "kept, but close"
                                           : "kept"});
  }
  for (const UnjudgedLimit& limit : deployment.unjudged) {
    table.rows.push_back({std::string(name(limit.set)),
                          limit.channel ? std::string(name(*limit.channel)) : "each",
                          std::string(measure_words(limit.measure)), "-", limit.limit.text,
                          fmt::format("not judged: {}", limit.reason)});
  }
  return table;
}

std::string psnr_text(const Deployment& deployment, const FallbackTrial& trial) {
  const Rational square = mean_squared_grey_difference(deployment, trial);
  return square == 0 ? "no difference" : decibels(255 * 255 / square) + " dB";
}

TextTable picture_table(const DeploymentReport& deployment) {
  const Deployment& settings = deployment.review.accuracy.deployment;
  const auto channels = output_channels(settings.op);
  TextTable table{"llrlrrr",
                  {{"picture", "U and V", "PSNR", "channel", "max, codes", "max, grey levels",
                    "codes changed, %"}}};
  for (const PictureTrial& picture : deployment.pictures) {
    for (const FallbackTrial* trial : {&picture.full, &picture.subsampled}) {
      for (std::size_t c = 0; c < 3; ++c) {
        const auto& difference = trial->code_difference[c];
        const int greatest = difference.greatest();
        const bool is_full = trial == &picture.full;
        table.rows.push_back(
            {c == 0 && is_full ? picture.name : "", c == 0 ? std::string(chroma_word(is_full)) : "",
             c == 0 ? psnr_text(settings, *trial) : "", std::string(name(channels.at(c))),
             std::to_string(greatest), shown(greatest * grey_levels_per_code(settings, c)),
             percent(difference)});
      }
    }
  }
  return table;
}

TextTable picture_error_table(const DeploymentReport& deployment, const PictureTrial& picture) {
  const Accuracy& accuracy = deployment.review.accuracy;
  TextTable table{"lrrrrrr",
                  {{"channel", "picture: max LSB", "mean LSB", "rms LSB", "in gamut: max LSB",
                    "mean LSB", "rms LSB"}}};
  for (std::size_t c = 0; c < 3; ++c) {
    std::vector<std::string> row = {std::string(name(accuracy.errors[c].channel))};
    for (const ErrorMeasures* measures : {&picture.op_error[c], &accuracy.errors[c].in_gamut}) {
      row.push_back(shown(measures->max_abs_error));
      row.push_back(signed_decimal(mean_error(*measures), shown_digits));
      row.push_back(shown_root(mean_squared_error(*measures)));
    }
    table.rows.push_back(row);
  }
  return table;
}

}  // namespace swingproof
