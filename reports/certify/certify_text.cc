// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "deployment/centered_yuv.h"
#include "fixedpoint/provenance.h"
#include "reports/accuracy/accuracy_report.h"
#include "reports/certify/certify_report.h"
#include "reports/certify/hypothesis_words.h"
#include "reports/document/text_table.h"
#include "reports/json/exact_decimal.h"
#include "reports/trace/trace_report.h"
#include "suites/certify/hypothesis_trace.h"

namespace swingproof {
namespace {

// Longer lists are cut; the JSON has all of it.
constexpr std::size_t classes_shown = 8;
constexpr std::size_t pixels_shown = 8;
constexpr std::size_t members_shown = 2;

std::string counted(std::uint64_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", with_thousands(count), count == 1 ? one : several);
}

std::string pixels_text(std::uint64_t count) { return counted(count, "pixel", "pixels"); }

std::string classes_text(std::uint64_t count) {
  return counted(count, "class of hypotheses", "classes of hypotheses");
}

std::string values_text(const std::array<ExactNumber, 3>& values) { return channel_list(values); }

std::string declared_text(const HypothesisClasses& classes) {
  const Deployment& declared = classes.declared;
  return fmt::format("{}, {}, mean {}, std {}, q_scale {}, arithmetic {}", name(declared.op),
                     words(declared.matrix), values_text(declared.mean), values_text(declared.std),
                     declared.q_scale.text,
                     is_published(classes.arithmetic)
                         ? std::string(value_name(classes.hypotheses.front(), Axis::arithmetic))
                         : description(classes.arithmetic));
}

// The members of a class in words, the simplest one first.
std::string class_text(const HypothesisClasses& classes, std::size_t class_index) {
  const Hypothesis& declared = classes.hypotheses.front();
  const Hypothesis& simplest = simplest_member(classes, class_index);
  const auto& members = classes.classes[class_index].members;
  std::string text = short_text(declared, simplest);
  if (members.size() == 1) return text;
  text += "; the same codes for all 2^24 inputs:";
  std::size_t shown = 0;
  for (const std::size_t member : members) {
    if (classes.hypotheses[member] == simplest) continue;
    if (shown == members_shown) break;
    text += fmt::format("{} {}", shown++ == 0 ? "" : ";",
                        short_text(declared, classes.hypotheses[member]));
  }
  const std::size_t more = members.size() - 1 - shown;
  return more == 0 ? text : text + fmt::format("; and {} more", more);
}

std::string class_list(const HypothesisClasses& classes,
                       const std::vector<ClassDistance>& distances) {
  std::string text;
  const std::size_t shown = std::min(distances.size(), classes_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    text += fmt::format("  {}. {}", i + 1, class_text(classes, distances[i].class_index));
    if (distances[i].differing_pixels > 0) {
      text += fmt::format("; {} differ", pixels_text(distances[i].differing_pixels));
    }
    text += "\n";
  }
  if (shown < distances.size()) {
    text += fmt::format("  and {} more; --json has all\n", distances.size() - shown);
  }
  return text;
}

std::string differing_text(const std::vector<DifferingPixel>& pixels) {
  TextTable table{"rrrr", {{"pixel", "(Y, U, V)", "expected", "captured"}}};
  const auto codes = [](const std::array<std::int8_t, 3>& triple) {
    return fmt::format("{}, {}, {}", triple[0], triple[1], triple[2]);
  };
  for (const DifferingPixel& each : pixels) {
    table.rows.push_back({with_thousands(each.index), yuv_text(each.pixel), codes(each.expected),
                          codes(each.captured)});
  }
  return aligned(table);
}

std::string facts(const HypothesisClasses& classes, const Verdict& verdict) {
  const JudgedPixels& judged = verdict.judged;
  std::string text = fmt::format("\n  declared   {}\n", declared_text(classes));
  const std::string apart =
      judged.classes_separated == judged.classes
          ? "all"
          : fmt::format("{} groups of the", with_thousands(judged.classes_separated));
  text += fmt::format("  stimulus   {}, which tell {} {} apart\n", pixels_text(judged.inputs),
                      apart, classes_text(judged.classes));
  text += fmt::format("  capture    differs from the declared codes on {}\n",
                      pixels_text(verdict.declared.distance.differing_pixels));
  if (judged.missing > 0) {
    text += fmt::format("             of which {} at its end are missing\n",
                        pixels_text(judged.missing));
  }
  text += fmt::format("  tolerated  {}\n", pixels_text(judged.tolerated));
  return text;
}

// What is known to be wrong, with remedies.
std::string causes_text(const HypothesisClasses& classes, const Verdict& verdict) {
  std::string text;
  const Hypothesis& found = simplest_member(classes, verdict.explained_by.front().class_index);
  for (const Deviation& each :
       deviations(classes.declared, found, known_causes(classes, verdict))) {
    std::string axes;
    for (const Axis axis : each.axes) {
      axes += fmt::format("{}{} {}", axes.empty() ? "" : ", ", name(axis), value_name(found, axis));
    }
    text += fmt::format("  {}: {}.\n    Remedy: {}.\n", axes, each.finding, each.remedy);
  }
  return text;
}

// The axes on which the explaining classes disagree, each in the words of its simplest member.
std::string open_axes_text(const HypothesisClasses& classes, const Verdict& verdict) {
  std::string text;
  for (const Axis axis : all_axes) {
    std::vector<std::string_view> values;
    for (const ClassDistance& each : verdict.explained_by) {
      const auto value = value_name(simplest_member(classes, each.class_index), axis);
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
    if (values.size() > 1) {
      text += fmt::format("  {}: {}\n", name(axis), fmt::join(values, " or "));
    }
  }
  return text;
}

// What belongs to the declared class: codes that are equal over all inputs are of no other class.
std::string equal_codes_text(const Verdict& verdict) {
  std::string text;
  for (const AxisFinding& each : verdict.axes) {
    if (each.values.size() < 2) continue;
    const std::vector<std::string> values(each.values.begin(), each.values.end());
    text += fmt::format("  {}: {}\n", name(each.axis), some_values(values));
  }
  if (text.empty()) return {};
  return "\nNot told apart, each by itself or with others, as no input has other codes under this "
         "deployment:\n" +
         text;
}

std::string next_text(const NextPixels& next) {
  if (next.pixels.size() == 0) return {};
  std::string pixels;
  const std::size_t shown = std::min(next.pixels.size(), pixels_shown);
  for (std::size_t i = 0; i < shown; ++i) pixels += " " + yuv_text(next.pixels[i]);
  return fmt::format(
      "\nAdd {} to the stimulus{} and capture again; --next-probe FILE writes that stimulus:\n "
      "{}{}\n",
      pixels_text(next.pixels.size()),
      next.times > 1 ? fmt::format(", each {} times,", with_thousands(next.times)) : "", pixels,
      shown < next.pixels.size() ? " ..." : "");
}

std::string refuted_text(const HypothesisClasses& classes, const Verdict& verdict,
                         const NextPixels& next) {
  std::string text = "\n";
  const std::string causes = causes_text(classes, verdict);
  if (causes.empty()) {
    text += "Each of the following explains the capture; it does not tell which one is true.\n";
  } else {
    text += "Whatever explains the capture has this in common:\n" + causes;
  }
  const std::string open = open_axes_text(classes, verdict);
  if (!causes.empty() && !open.empty()) text += "\nNot known from this capture:\n" + open;
  text += fmt::format("\nExplained by {}:\n{}", classes_text(verdict.explained_by.size()),
                      class_list(classes, verdict.explained_by));
  text += next_text(next);
  text += fmt::format("\nThe first pixels that contradict the deployment:\n{}",
                      differing_text(verdict.declared.first_differing));
  return text;
}

std::string undecided_text(const HypothesisClasses& classes, const Verdict& verdict,
                           const NextPixels& next) {
  return fmt::format(
      "\nThe stimulus does not tell these apart, the declared one among them:\n{}\nNot known from "
      "this capture:\n{}{}",
      class_list(classes, verdict.explained_by), open_axes_text(classes, verdict), next_text(next));
}

std::string trace_of_first(const HypothesisClasses& classes, const NearClass& near) {
  if (near.first_differing.empty()) return {};
  const auto trace = trace_hypothesis(classes.declared, classes.arithmetic,
                                      simplest_member(classes, near.distance.class_index),
                                      near.first_differing.front().pixel);
  if (!trace) return {};
  return fmt::format("\nPixel {} under the nearest hypothesis. {}",
                     with_thousands(near.first_differing.front().index),
                     trace_text(trace->op_input, trace->channels));
}

std::string unexplained_text(const HypothesisClasses& classes, const Verdict& verdict) {
  std::string text = "\nNo hypothesis explains the capture. The nearest ones:\n";
  for (std::size_t i = 0; i < verdict.nearest.size(); ++i) {
    const NearClass& near = verdict.nearest[i];
    text += fmt::format("\n  {}. {}\n     {} of {} {}, {} %\n", i + 1,
                        class_text(classes, near.distance.class_index),
                        with_thousands(near.distance.differing_pixels),
                        pixels_text(verdict.judged.inputs),
                        near.distance.differing_pixels == 1 ? "differs" : "differ",
                        percentage(near.distance.differing_pixels, verdict.judged.inputs, 2));
    text += differing_text(near.first_differing);
  }
  text +=
      "\nRemedy: check that the capture belongs to this stimulus, pixel by pixel, and --layout, "
      "--shape and\n--stride; if a few of its pixels are damaged, say how many: --tolerate.\n";
  if (!verdict.nearest.empty()) text += trace_of_first(classes, verdict.nearest.front());
  return text;
}

std::string choices_text(const Verdict& verdict) {
  if (verdict.choices.empty()) return {};
  TextTable table{"lll", {{"choice of the model", "alternative", "this capture"}}};
  for (const ChoiceFinding& choice : verdict.choices) {
    for (const ArithmeticFinding& each : choice.alternatives) {
      const bool is_first = each.arithmetic == choice.alternatives.front().arithmetic;
      table.rows.push_back(
          {is_first ? fmt::format("{}: {}", choice.choice, name(choice.standing)) : "",
           arithmetic_names().at(each.arithmetic), std::string(name(each.standing))});
    }
  }
  return "\nWhat the capture says of the datapath\n\n" + aligned(table);
}

std::string not_computable_text(const HypothesisClasses& classes) {
  if (classes.not_computable.empty()) return {};
  const NotComputable& first = classes.not_computable.front();
  return fmt::format(
      "\n{} cannot be computed and are neither refuted nor confirmed. The first: {}: {}\n",
      counted(classes.not_computable.size(), "hypothesis", "hypotheses"),
      short_text(classes.hypotheses.front(), classes.hypotheses[first.hypothesis]), first.reason);
}

// What a capture says nothing of, because nobody knows what it would be.
std::string not_judged_list(const HypothesisClasses& classes) {
  std::vector<std::string> texts = not_judged_texts(classes);
  const std::size_t more = texts.size() - std::min(texts.size(), classes_shown);
  texts.resize(texts.size() - more);
  return fmt::format("{}{}", fmt::join(texts, "; "),
                     more == 0 ? "" : fmt::format("; and {} more, which --json has", more));
}

std::string certified_headline(const HypothesisClasses& classes) {
  const std::string declared = "certified: the capture is what the deployment declares, and no ";
  if (classes.not_computable.empty()) {
    return declared + "other class of hypotheses explains it\n";
  }
  return declared + "other class of hypotheses that can be computed explains it; not judged: " +
         not_judged_list(classes) + "\n";
}

std::string headline(const HypothesisClasses& classes, const Verdict& verdict) {
  switch (verdict.judgement) {
    case Judgement::certified:
      return certified_headline(classes);
    case Judgement::refuted:
      return "refuted: the capture is not what the deployment declares\n";
    case Judgement::undecided:
      return "undecided: the capture is what the deployment declares, but something else explains "
             "it as well\n";
  }
  return {};
}

}  // namespace

std::string certify_text(const HypothesisClasses& classes, const Verdict& verdict,
                         const NextPixels& next) {
  std::string text = headline(classes, verdict) + facts(classes, verdict);
  if (verdict.judgement == Judgement::certified) {
    text += equal_codes_text(verdict);
  } else if (verdict.judgement == Judgement::undecided) {
    text += undecided_text(classes, verdict, next);
  } else if (verdict.explained_by.empty()) {
    text += unexplained_text(classes, verdict);
  } else if (verdict.judgement == Judgement::refuted) {
    text += refuted_text(classes, verdict, next);
  }
  text += choices_text(verdict) + not_computable_text(classes);
  return text + fmt::format(
                    "\n{} A capture confirms it only if it comes from a BPU, which "
                    "swingproof cannot see.\n",
                    standing_notice(classes.arithmetic));
}

std::string probe_text(const HypothesisClasses& classes, const std::vector<Axis>& against,
                       const Probe& probe) {
  std::vector<std::string_view> axes;
  axes.reserve(against.size());
  for (const Axis axis : against) axes.push_back(name(axis));
  std::string text =
      fmt::format("{} against {}\n\n  declared  {}\n", pixels_text(probe.pixels.size()),
                  fmt::join(axes, ", "), declared_text(classes));
  text += fmt::format(
      "  {} hypotheses form {} classes: within one, the same codes for all 2^24 inputs\n",
      with_thousands(classes.hypotheses.size()), with_thousands(classes.classes.size()));
  text += fmt::format("  the pixels tell {} of them apart\n",
                      probe.classes_separated == classes.classes.size()
                          ? "all"
                          : with_thousands(probe.classes_separated) + " groups");
  if (probe.pixels.size() < cube_inputs) {
    text += "  chosen greedily and reduced: no claim that no smaller probe exists\n";
  }
  return text + not_computable_text(classes);
}

}  // namespace swingproof
