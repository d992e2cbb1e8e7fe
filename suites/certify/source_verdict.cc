// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_verdict.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "deployment/input_error.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// A distance |captured - expected| as a fraction, below 2^34 / 2^26: read_rgb_stimulus() refuses
// more than 2^26 pixels, so that products of two fit.
struct Deviation {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

bool exceeds(const Deviation& a, const Deviation& b) {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

// How far a patch is above the expected value; negative: below.
Deviation above(const PatchMean& mean, int expected) {
  return {mean.sum - expected * mean.pixels, mean.pixels};
}

Deviation below(const PatchMean& mean, int expected) {
  return {expected * mean.pixels - mean.sum, mean.pixels};
}

// The patch of a colour that is farthest from the expected value.
const PatchMean& farthest_patch(const CapturedValues& values, int expected) {
  const bool is_low = exceeds(below(values.least, expected), above(values.greatest, expected));
  return is_low ? values.least : values.greatest;
}

Deviation deviation(const CapturedValues& values, int expected) {
  const Deviation low = below(values.least, expected);
  const Deviation high = above(values.greatest, expected);
  return exceeds(low, high) ? low : high;
}

struct Farthest {
  Deviation deviation{-1, 1};
  std::size_t colour = 0;
  std::size_t plane = 0;
};

// The values of a colour that belong to a plane of the conversion.
const CapturedValues& plane_values(const SourceHypothesis& source, const CapturedColour& colour,
                                   std::size_t plane) {
  const bool is_swapped = source.chroma_order == ChromaOrder::swapped && plane != 0;
  const std::size_t from = is_swapped ? 3 - plane : plane;
  return source.input_centering == InputCentering::centered ? colour.delivered[from]
                                                            : colour.sign_flipped[from];
}

// What the conversion gives for a colour, before chroma_order and input_centering.
std::array<int, 3> conversion_values(const SourceHypothesis& source, const SourceFunction& function,
                                     const Rgb& colour) {
  const CenteredYuv yuv = undo_delivery(source, function(colour));
  return {yuv.y, yuv.u, yuv.v};
}

SourceDistance distance_of(const SourceHypothesis& source,
                           const std::vector<CapturedColour>& colours) {
  const SourceFunction function = source_function(source);
  Farthest farthest;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const auto expected = conversion_values(source, function, colours[i].colour);
    for (std::size_t plane = 0; plane < 3; ++plane) {
      const Deviation found = deviation(plane_values(source, colours[i], plane), expected[plane]);
      if (exceeds(found, farthest.deviation)) farthest = {found, i, plane};
    }
  }
  const CapturedColour& at = colours[farthest.colour];
  const int expected = conversion_values(source, function, at.colour)[farthest.plane];
  const PatchMean& patch = farthest_patch(plane_values(source, at, farthest.plane), expected);
  return {source,    Rational(farthest.deviation.numerator, farthest.deviation.denominator),
          at.colour, farthest.plane,
          expected,  Rational(patch.sum, patch.pixels)};
}

std::vector<SourceDistance> all_distances(const std::vector<SourceHypothesis>& sources,
                                          const std::vector<CapturedColour>& colours) {
  std::vector<SourceDistance> distances(sources.size());
  for_each_block(sources.size(),
                 [&](std::size_t i) { distances[i] = distance_of(sources[i], colours); });
  return distances;
}

std::vector<SourceDistance> nearest_sources(std::vector<SourceDistance> distances) {
  constexpr std::size_t shown = 3;
  std::stable_sort(
      distances.begin(), distances.end(),
      [](const SourceDistance& a, const SourceDistance& b) { return a.codes < b.codes; });
  distances.resize(std::min(shown, distances.size()));
  return distances;
}

std::vector<SourceAxisFinding> axis_findings(const std::vector<SourceDistance>& remaining) {
  std::vector<SourceAxisFinding> findings;
  for (const SourceAxis axis : all_source_axes) {
    SourceAxisFinding finding{axis, {}};
    for (const SourceDistance& each : remaining) {
      const std::string_view value = value_name(each.source, axis);
      if (std::find(finding.values.begin(), finding.values.end(), value) == finding.values.end()) {
        finding.values.push_back(value);
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

Judgement judgement_of(const SourceVerdict& verdict, const std::vector<SourceAxis>& against) {
  const auto is_declared = [&](const SourceDistance& each) {
    return agree_on(each.source, verdict.declared.source, against);
  };
  const auto& explaining = verdict.explained_by;
  const auto& near = verdict.within_margin;
  const bool declared_explains = std::any_of(explaining.begin(), explaining.end(), is_declared);
  if (declared_explains && std::all_of(explaining.begin(), explaining.end(), is_declared) &&
      std::all_of(near.begin(), near.end(), is_declared)) {
    return Judgement::certified;
  }
  const bool declared_remains =
      declared_explains || std::any_of(near.begin(), near.end(), is_declared);
  return declared_remains ? Judgement::undecided : Judgement::refuted;
}

}  // namespace

std::size_t separated_sources(const std::vector<SourceHypothesis>& sources,
                              const std::vector<CapturedColour>& colours) {
  std::vector<SourceFunction> functions;
  functions.reserve(sources.size());
  for (const SourceHypothesis& source : sources) functions.push_back(source_function(source));
  std::vector<std::size_t> group(sources.size(), 0);
  std::size_t groups = 1;
  for (const CapturedColour& each : colours) {
    std::map<std::tuple<std::size_t, std::int8_t, std::int8_t, std::int8_t>, std::size_t> refined;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const CenteredYuv yuv = functions[i](each.colour);
      group[i] = refined.try_emplace({group[i], yuv.y, yuv.u, yuv.v}, refined.size()).first->second;
    }
    groups = refined.size();
    if (groups == sources.size()) break;
  }
  return groups;
}

PatchMap judged_patches(const RgbStimulus& stimulus, const SourceRules& rules,
                        std::string_view place) {
  const bool is_exact = rules.tolerance == 0;
  PatchMap map = is_exact ? each_pixel(stimulus) : patches(stimulus);
  if (map.colours.empty()) {
    throw InputError(place,
                     stimulus.pixels.empty() ? "has no pixels" : "has no patch of 9x9 pixels",
                     "use the patches of probe --source");
  }
  return map;
}

SourceVerdict judge_source(const SourceHypothesis& declared, const RgbStimulus& stimulus,
                           const CaptureCodes& capture, const SourceRules& rules,
                           std::string_view place) {
  return judge_source(declared, judged_patches(stimulus, rules, place), capture, rules);
}

SourceVerdict judge_source(const SourceHypothesis& declared, const PatchMap& patches,
                           const CaptureCodes& capture, const SourceRules& rules) {
  const bool is_exact = rules.tolerance == 0;
  const std::vector<CapturedColour> colours = captured_colours(patches, capture);
  const std::vector<SourceHypothesis> sources = all_sources(declared);
  const std::vector<SourceDistance> distances = all_distances(sources, colours);

  SourceVerdict verdict;
  verdict.inputs = capture.size();
  for (const CapturedColour& colour : colours) verdict.inputs_used += colour.pixels;
  verdict.colours = colours.size();
  verdict.sources_separated = separated_sources(sources, colours);
  verdict.declared = distances.front();
  const std::vector<SourceDistance> nearest = nearest_sources(distances);
  const Rational& least = nearest.front().codes;
  for (const SourceDistance& each : distances) {
    if (each.codes <= rules.tolerance) {
      verdict.explained_by.push_back(each);
    } else if (!is_exact && least <= rules.tolerance && each.codes < least + rules.margin) {
      verdict.within_margin.push_back(each);
    } else {
      verdict.refuted.push_back(each);
    }
  }
  if (verdict.explained_by.empty()) {
    verdict.nearest = nearest;
  } else {
    std::vector<SourceDistance> remaining = verdict.explained_by;
    remaining.insert(remaining.end(), verdict.within_margin.begin(), verdict.within_margin.end());
    verdict.axes = axis_findings(remaining);
  }
  verdict.judgement = judgement_of(verdict, rules.against);
  return verdict;
}

}  // namespace swingproof
