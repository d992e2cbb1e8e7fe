// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/settle/judgement.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/lowering.h"

namespace swingproof {
namespace {

constexpr std::size_t shown_pixels = 3;
constexpr std::uint64_t wrong_pixels_per_capture = 1;

CodeTriple captured_codes(const CaptureCodes& capture, std::size_t i) {
  return {capture.planes[0][i], capture.planes[1][i], capture.planes[2][i]};
}

DatapathDistance distance(const std::vector<ExperimentResult>& results, std::size_t datapath) {
  DatapathDistance found{datapath, {}, 0};
  for (const ExperimentResult& result : results) {
    std::uint64_t differing = 0;
    if (result.capture) {
      const LoweredOp op = lower(result.deployment, all_datapaths()[datapath]);
      for (std::size_t i = 0; i < result.pixels.size(); ++i) {
        differing +=
            fixed_codes(op, result.pixels[i]) != captured_codes(*result.capture, i) ? 1 : 0;
      }
    }
    found.experiments.push_back(differing);
    found.pixels += differing;
  }
  return found;
}

std::vector<DifferingPixel> first_differing(const ExperimentResult& result,
                                            const Datapath& datapath) {
  std::vector<DifferingPixel> differing;
  if (!result.capture) return differing;
  const LoweredOp op = lower(result.deployment, datapath);
  for (std::size_t i = 0; i < result.pixels.size() && differing.size() < shown_pixels; ++i) {
    const auto expected = fixed_codes(op, result.pixels[i]);
    const auto captured = captured_codes(*result.capture, i);
    if (expected != captured) differing.push_back({i, result.pixels[i], expected, captured});
  }
  return differing;
}

// The codes that a datapath gives on an experiment's pixels.
std::vector<CodeTriple> codes_of(const ExperimentResult& result, std::size_t datapath) {
  const LoweredOp op = lower(result.deployment, all_datapaths()[datapath]);
  std::vector<CodeTriple> codes;
  for (std::size_t i = 0; i < result.pixels.size(); ++i) {
    codes.push_back(fixed_codes(op, result.pixels[i]));
  }
  return codes;
}

// The missing captures that would decide a choice between these datapaths: one that does so alone,
// else all that separate some of them.
std::vector<std::size_t> deciding(const std::vector<ExperimentResult>& results,
                                  const Choice& choice, const std::vector<std::size_t>& left) {
  std::vector<std::size_t> some;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].capture) continue;
    // The values that give each list of codes: it decides where there is never more than one.
    std::map<std::vector<CodeTriple>, std::set<std::string_view>> values;
    for (const std::size_t each : left) {
      values[codes_of(results[i], each)].insert(value_name(choice, all_datapaths()[each]));
    }
    if (std::ranges::all_of(values, [](const auto& entry) { return entry.second.size() == 1; })) {
      return {i};
    }
    if (values.size() > 1) some.push_back(i);
  }
  return some;
}

SettledChoice settled(const std::vector<ExperimentResult>& results, const Choice& choice,
                      const std::vector<std::size_t>& left) {
  SettledChoice found;
  found.choice = &choice;
  if (!choice.invisible.empty()) {
    found.standing = SettledStanding::never_visible;
    return found;
  }
  std::set<std::string_view> values;
  for (const std::size_t each : left) values.insert(value_name(choice, all_datapaths()[each]));
  if (values.size() == 1) {
    found.value = std::string(*values.begin());
    found.standing = found.value == choice.values.front().text ? SettledStanding::confirmed
                                                               : SettledStanding::refuted;
  } else {
    found.closed_by = deciding(results, choice, left);
  }
  return found;
}

}  // namespace

SettleJudgement judge(const std::vector<ExperimentResult>& results) {
  SettleJudgement judgement;
  judgement.explain_alone.resize(results.size(), 0);
  std::vector<std::size_t> left;  // within one wrong pixel per capture
  for (std::size_t i = 0; i < all_datapaths().size(); ++i) {
    const DatapathDistance found = distance(results, i);
    if (found.pixels == 0) judgement.explained_by.push_back(i);
    if (std::ranges::max(found.experiments) <= wrong_pixels_per_capture) left.push_back(i);
    for (std::size_t each = 0; each < results.size(); ++each) {
      judgement.explain_alone[each] +=
          found.experiments[each] == 0 && results[each].capture ? 1 : 0;
    }
    if (judgement.equally_near == 0 || found.pixels < judgement.nearest.pixels) {
      judgement.nearest = found;
      judgement.equally_near = 0;
    }
    judgement.equally_near += found.pixels == judgement.nearest.pixels ? 1 : 0;
  }
  if (judgement.explained_by.empty()) left.clear();  // then nothing is left to decide between
  for (const Choice& choice : choices()) {
    if (!choice.values.empty()) judgement.choices.push_back(settled(results, choice, left));
  }
  for (const ExperimentResult& result : results) {
    judgement.first_differing.push_back(
        first_differing(result, all_datapaths()[judgement.nearest.datapath]));
  }
  return judgement;
}

}  // namespace swingproof
