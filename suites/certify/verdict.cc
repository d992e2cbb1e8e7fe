// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/verdict.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "fixedpoint/arithmetic.h"
#include "fixedpoint/choices.h"
#include "suites/certify/probe.h"
#include "suites/certify/separation.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

constexpr std::size_t first_shown = 3;    // differing pixels
constexpr std::size_t nearest_shown = 3;  // classes

NearClass near_class(const HypothesisClasses& classes, ClassDistance distance,
                     const YuvPlanes& stimulus, const CaptureCodes& capture) {
  return {distance,
          first_differing_pixels(classes, distance.class_index, stimulus, capture, first_shown)};
}

// The one choice in which two arithmetics of the BPU differ; none if they differ in several.
const Choice* differing_choice(std::size_t declared, std::size_t other) {
  const auto& arithmetics = arithmetic_alternatives();
  const auto differing =
      differing_choices(arithmetics.at(declared).datapath, arithmetics.at(other).datapath);
  return differing.size() == 1 ? differing.front() : nullptr;
}

bool explains(const std::vector<ClassDistance>& explained_by, std::size_t class_index) {
  return std::any_of(explained_by.begin(), explained_by.end(),
                     [&](const ClassDistance& each) { return each.class_index == class_index; });
}

// Whether a hypothesis that explains the capture has this arithmetic.
bool explains_with(const HypothesisClasses& classes, std::size_t arithmetic,
                   const std::vector<ClassDistance>& explained_by) {
  return std::any_of(explained_by.begin(), explained_by.end(), [&](const ClassDistance& each) {
    const auto& members = classes.classes[each.class_index].members;
    return std::any_of(members.begin(), members.end(), [&](std::size_t member) {
      return classes.hypotheses[member].arithmetic == arithmetic;
    });
  });
}

ArithmeticStanding standing_of(const HypothesisClasses& classes, std::size_t arithmetic,
                               const std::vector<ClassDistance>& explained_by) {
  Hypothesis alternative = classes.hypotheses.front();
  alternative.arithmetic = arithmetic;
  const auto place = std::find(classes.hypotheses.begin(), classes.hypotheses.end(), alternative);
  const std::size_t its_class =
      class_of(classes, static_cast<std::size_t>(place - classes.hypotheses.begin()));
  if (its_class == classes.classes.size()) return ArithmeticStanding::not_computable;
  if (its_class == 0) return ArithmeticStanding::cannot_differ;
  return explains_with(classes, arithmetic, explained_by) ? ArithmeticStanding::open
                                                          : ArithmeticStanding::refuted;
}

ChoiceStanding choice_standing(const std::vector<ArithmeticFinding>& alternatives) {
  const auto count = [&](ArithmeticStanding standing) {
    return static_cast<std::size_t>(
        std::count_if(alternatives.begin(), alternatives.end(),
                      [&](const ArithmeticFinding& each) { return each.standing == standing; }));
  };
  const std::size_t refuted = count(ArithmeticStanding::refuted);
  const std::size_t without_effect = count(ArithmeticStanding::cannot_differ);
  if (refuted + without_effect < alternatives.size()) return ChoiceStanding::open;
  if (without_effect == 0) return ChoiceStanding::confirmed;
  return refuted == 0 ? ChoiceStanding::without_effect : ChoiceStanding::confirmed_here;
}

std::vector<ChoiceFinding> choice_findings(const HypothesisClasses& classes,
                                           const std::vector<ClassDistance>& explained_by) {
  const std::size_t declared = classes.hypotheses.front().arithmetic;
  std::vector<ChoiceFinding> findings;
  if (declared == ideal_arithmetic()) return findings;
  for (std::size_t other = 0; other < ideal_arithmetic(); ++other) {
    const Choice* choice = differing_choice(declared, other);
    if (choice == nullptr) continue;
    auto finding = std::find_if(findings.begin(), findings.end(),
                                [&](const auto& each) { return each.choice == choice->name; });
    if (finding == findings.end()) {
      finding = findings.insert(finding,
                                ChoiceFinding{std::string(choice->name), ChoiceStanding::open, {}});
    }
    finding->alternatives.push_back({other, standing_of(classes, other, explained_by)});
  }
  for (ChoiceFinding& finding : findings) finding.standing = choice_standing(finding.alternatives);
  return findings;
}

// The classes within the tolerance.
std::vector<ClassDistance> explaining_classes(const HypothesisClasses& classes,
                                              const YuvPlanes& stimulus,
                                              const CaptureCodes& capture,
                                              const JudgedPixels& judged) {
  std::vector<ClassDistance> explaining;
  if (judged.missing > judged.tolerated) return explaining;
  std::vector<std::size_t> all(classes.classes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto distances =
      capture_distances(classes, all, stimulus, capture, judged.tolerated - judged.missing);
  for (const std::size_t i : all) {
    if (distances[i]) explaining.push_back({i, *distances[i] + judged.missing});
  }
  return explaining;
}

std::array<AxisFinding, all_axes.size()> axis_findings(
    const HypothesisClasses& classes, const std::vector<ClassDistance>& explained_by) {
  std::array<AxisFinding, all_axes.size()> findings;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    AxisFinding& finding = findings[i];
    finding.axis = all_axes[i];
    for (const ClassDistance& each : explained_by) {
      for (const std::size_t member : classes.classes[each.class_index].members) {
        const std::string_view value = value_name(classes.hypotheses[member], finding.axis);
        const bool is_known =
            std::find(finding.values.begin(), finding.values.end(), value) != finding.values.end();
        if (!is_known) finding.values.push_back(value);
      }
    }
  }
  return findings;
}

std::size_t differing_axes(const Hypothesis& one, const Hypothesis& other) {
  return static_cast<std::size_t>(std::count_if(all_axes.begin(), all_axes.end(), [&](Axis axis) {
    return value_name(one, axis) != value_name(other, axis);
  }));
}

}  // namespace

Verdict judge(const HypothesisClasses& classes, const YuvPlanes& stimulus,
              const CaptureCodes& capture, std::uint64_t tolerated) {
  if (capture.size() > stimulus.size()) {
    throw std::invalid_argument("judge: the capture has more pixels than the stimulus");
  }
  Verdict verdict;
  verdict.judged = {stimulus.size(), stimulus.size() - capture.size(), tolerated,
                    classes.classes.size(), classes_separated(classes, stimulus)};
  const std::uint64_t missing = verdict.judged.missing;
  const std::uint64_t declared_distance =
      *capture_distances(classes, {0}, stimulus, capture, capture.size()).front();
  verdict.declared = near_class(classes, {0, declared_distance + missing}, stimulus, capture);
  verdict.explained_by = explaining_classes(classes, stimulus, capture, verdict.judged);
  verdict.axes = axis_findings(classes, verdict.explained_by);
  if (!explains(verdict.explained_by, 0)) {
    verdict.judgement = Judgement::refuted;
  } else {
    verdict.judgement =
        verdict.explained_by.size() == 1 ? Judgement::certified : Judgement::undecided;
    verdict.choices = choice_findings(classes, verdict.explained_by);
  }
  if (verdict.explained_by.empty()) {
    for (ClassDistance near : nearest_classes(classes, stimulus, capture, nearest_shown)) {
      verdict.nearest.push_back(near_class(classes, near, stimulus, capture));
      verdict.nearest.back().distance.differing_pixels += missing;
    }
  }
  return verdict;
}

std::vector<Axis> known_causes(const HypothesisClasses& classes, const Verdict& verdict) {
  std::vector<Axis> causes;
  for (const AxisFinding& finding : verdict.axes) {
    const std::string_view declared = value_name(classes.hypotheses.front(), finding.axis);
    if (finding.values.size() == 1 && finding.values.front() != declared) {
      causes.push_back(finding.axis);
    }
  }
  return causes;
}

NextPixels next_pixels(const HypothesisClasses& classes, const Verdict& verdict) {
  if (verdict.explained_by.size() < 2) return {};
  std::vector<std::size_t> explaining;
  for (const ClassDistance& each : verdict.explained_by) explaining.push_back(each.class_index);
  return {choose_probe_among(classes, explaining).pixels,
          times_for_tolerance(verdict.judged.tolerated)};
}

const Hypothesis& simplest_member(const HypothesisClasses& classes, std::size_t class_index) {
  const Hypothesis& declared = classes.hypotheses.front();
  const auto& members = classes.classes.at(class_index).members;
  const std::size_t simplest =
      *std::min_element(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
        return differing_axes(classes.hypotheses[a], declared) <
               differing_axes(classes.hypotheses[b], declared);
      });
  return classes.hypotheses[simplest];
}

}  // namespace swingproof
