// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Rules about the YAML of a toolchain (deployment/toolchain_yaml.h).

#include <algorithm>

#include "suites/lint/lint_subject.h"

namespace swingproof {
namespace {

// The error that other commands would end with.
RuleFinding mistake_of(const LintSubject& subject, SourceMistake::Kind kind, std::string_view field,
                       std::string consequence) {
  const auto& mistakes = subject.source->mistakes;
  const auto found = std::ranges::find(mistakes, kind, &SourceMistake::kind);
  if (found == mistakes.end()) return std::nullopt;
  const std::string key = found->place.substr(found->place.find_last_of('.') + 1);
  return LintFinding{.severity = Severity::error,
                     .field = field,
                     .reason = key + " " + found->problem,
                     .consequence = NoCodes{std::move(consequence)},
                     .remedy = found->remedy};
}

}  // namespace

RuleFinding check_input_types(const LintSubject& subject) {
  return mistake_of(subject, SourceMistake::Kind::input_is_not_yuv, "op",
                    "the op has no place at this input");
}

RuleFinding check_range(const LintSubject& subject) {
  return mistake_of(subject, SourceMistake::Kind::studio_is_illegal, "swing",
                    "the toolchain refuses the file");
}

RuleFinding check_std_is_there(const LintSubject& subject) {
  if (auto finding = mistake_of(subject, SourceMistake::Kind::std_is_missing, "std",
                                "there is no std to compute with")) {
    return finding;
  }
  const auto& toolchain = subject.source->toolchain;
  if (!toolchain || !toolchain->has_empty_std) return std::nullopt;
  return LintFinding{.severity = Severity::warning,
                     .field = "std",
                     .reason = "std_value is there without a number",
                     .consequence = NoCodes{"nothing, while another key says what std is"},
                     .remedy = "leave std_value out"};
}

RuleFinding check_q_scale_is_there(const LintSubject& subject) {
  if (!subject.source->file_without_q_scale) return std::nullopt;
  return LintFinding{.severity = Severity::error,
                     .field = "q_scale",
                     .reason = "the file has no q_scale, as a toolchain's file never has",
                     .consequence = NoCodes{"no code can be computed without it"},
                     .remedy = std::string(q_scale_remedy)};
}

RuleFinding check_norm_type(const LintSubject& subject) {
  const auto& toolchain = subject.source->toolchain;
  if (!toolchain || toolchain->ignored_keys.empty()) return std::nullopt;
  std::string keys;
  for (const std::string& key : toolchain->ignored_keys)
    keys += (keys.empty() ? "" : " and ") + key;
  return LintFinding{
      .severity = Severity::warning,
      .field = toolchain->ignored_keys.front() == "mean_value" ? "mean" : "std",
      .reason = "norm_type leaves out the " + keys + " that the file has",
      .consequence = NoCodes{"the model gets pixels without it"},
      .remedy = "write norm_type: 'data_mean_and_scale' if it is meant, else remove it"};
}

// Nobody can tell from the file how its calibration pictures were made; the public recipes are
// wrong for it. Grey g becomes 16 + 219 g / 255, rounded: 16, 126, 235.
RuleFinding check_calibration(const LintSubject& subject) {
  const auto& toolchain = subject.source->toolchain;
  if (!toolchain || toolchain->type_rt != "nv12" || !subject.source->mistakes.empty() ||
      subject.deployment.matrix.swing != Swing::full) {
    return std::nullopt;
  }
  return LintFinding{
      .severity = Severity::note,
      .field = "swing",
      .reason =
          "the file declares full swing; public recipes convert calibration pictures with "
          "OpenCV's I420, which is studio, and leave the range at regular",
      .consequence = NoCodes{"with such pictures grey is off by +16 at 0, -2 at 128 and -20 at 255 "
                             "before the model sees it"},
      .remedy =
          "convert calibration pictures in full swing, as rgb2centered_yuv does; certify "
          "--source tells which conversion made a picture"};
}

}  // namespace swingproof
