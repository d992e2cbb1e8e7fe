// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "oracle/exact_map.h"
#include "oracle/ideal_op.h"
#include "suites/faults/capture_faults.h"

namespace swingproof {
namespace {

// One thing that a source does differently from the declared one: an entry of the catalogue, or the
// value of an axis.
struct SourcePart {
  std::string id;
  std::string sentence;
  std::string remedy;
};

SourcePart part_of_catalogue(std::string_view id) {
  const Fault& entry = fault_named(id);
  return {entry.id, entry.sentence, entry.remedy};
}

enum class ChromaPlanes { interleaved, i420, yv12 };

struct SourceCandidate {
  std::vector<SourcePart> parts;
  SourceHypothesis source;
  SourceFunction function;
  ChromaPlanes planes = ChromaPlanes::interleaved;
};

// Axes on which a source is not as declared; conversions aside.
std::vector<SourcePart> axis_parts(const SourceHypothesis& declared,
                                   const SourceHypothesis& source) {
  std::vector<SourcePart> parts;
  const auto add = [&](SourceAxis axis, std::string sentence, std::string remedy) {
    if (value_name(source, axis) == value_name(declared, axis)) return;
    parts.push_back({std::string(name(axis)) + " " + std::string(value_name(source, axis)),
                     std::move(sentence), std::move(remedy)});
  };
  add(SourceAxis::swing, "the pipeline delivers the other swing",
      "set the pipeline to the declared swing");
  add(SourceAxis::output_order, "the pipeline takes red for blue", "hand it R, G, B in this order");
  add(SourceAxis::chroma_order, "U and V are exchanged: NV12 against NV21",
      "correct the pixel format");
  add(SourceAxis::input_centering, "bytes are taken as int8 without subtracting 128",
      "subtract 128 from the bytes");
  return parts;
}

SourcePart conversion_part(Conversion conversion) {
  switch (conversion) {
    case Conversion::bt709:
      return part_of_catalogue("matrix_bt709");
    case Conversion::opencv:
      return {"conversion opencv_rgb2yuv", "OpenCV's COLOR_RGB2YUV is computed",
              "use rgb2centered_yuv, or BT.601's YCbCr"};
    case Conversion::bt601:
      return {"conversion bt601", "exact BT.601 is computed, rounded to nearest",
              "none if differences of 1 or 2 codes do not matter; else use rgb2centered_yuv"};
    case Conversion::training_op:
      break;
  }
  return {"conversion rgb2centered_yuv", "rgb2centered_yuv is computed as deployed", "declare it"};
}

// The conversions that docs/numerics.md section 7 does not compare: exact ones truncated, and one
// with a chroma span of 219.
std::vector<SourceCandidate> other_conversions(const SourceHypothesis& source) {
  std::vector<SourceCandidate> candidates;
  const auto add = [&](std::vector<SourcePart> parts, SourceFunction function) {
    candidates.push_back({std::move(parts), source, std::move(function)});
  };
  const auto delivered = [source](SourceFunction convert) -> SourceFunction {
    return [source, convert = std::move(convert)](Rgb colour) {
      if (source.output_order == OutputOrder::reversed) std::swap(colour[0], colour[2]);
      return undo_delivery(source, convert(colour));
    };
  };
  const Swing swing = source.matrix.swing;
  const AffineMap bt601 = rgb_to_centered_yuv({ColourStandard::bt601, swing});
  const AffineMap bt709 = rgb_to_centered_yuv({ColourStandard::bt709, swing});
  add({part_of_catalogue("source_truncated")}, delivered(exact_conversion(bt601, true)));
  add({part_of_catalogue("matrix_bt709"), part_of_catalogue("source_truncated")},
      delivered(exact_conversion(bt709, true)));
  if (swing == Swing::studio) {
    AffineMap narrow = bt601;
    for (std::size_t row = 1; row < 3; ++row) {
      for (Rational& weight : narrow.matrix[row]) weight *= Rational(219, 224);
    }
    add({part_of_catalogue("chroma_span_219")}, delivered(exact_conversion(narrow, false)));
    add({part_of_catalogue("chroma_span_219"), part_of_catalogue("source_truncated")},
        delivered(exact_conversion(narrow, true)));
  }
  return candidates;
}

std::vector<SourceCandidate> all_candidates(const SourceHypothesis& declared, bool has_planes) {
  std::vector<SourceCandidate> all;
  for (const SourceHypothesis& source : all_sources(declared)) {
    std::vector<SourceCandidate> ways = {{{}, source, source_function(source)}};
    if (source.conversion != declared.conversion) {
      ways.front().parts.push_back(conversion_part(source.conversion));
    }
    if (source.conversion == declared.conversion) {
      for (SourceCandidate& each : other_conversions(source)) ways.push_back(std::move(each));
    }
    for (SourceCandidate& way : ways) {
      for (SourcePart& part : axis_parts(declared, source)) way.parts.push_back(std::move(part));
      all.push_back(way);
      if (!has_planes) continue;
      way.parts.insert(way.parts.begin(), part_of_catalogue("i420_as_nv12"));
      for (const ChromaPlanes planes : {ChromaPlanes::i420, ChromaPlanes::yv12}) {
        way.planes = planes;
        all.push_back(way);
      }
    }
  }
  std::ranges::stable_sort(all, {}, [](const SourceCandidate& each) { return each.parts.size(); });
  return all;
}

// The pixel whose colour gives byte `index` of all chroma bytes of a frame, and whether it is of V.
struct ChromaByte {
  std::size_t pixel = 0;
  bool is_v = false;
};

ChromaByte chroma_byte(ChromaPlanes planes, std::size_t index, std::size_t width,
                       std::size_t blocks) {
  const bool in_second = index >= blocks;
  const std::size_t block = in_second ? index - blocks : index;
  const std::size_t blocks_in_row = width / 2;
  return {block / blocks_in_row * 2 * width + block % blocks_in_row * 2,
          in_second == (planes == ChromaPlanes::i420)};
}

struct SourceCapture {
  const RgbStimulus& stimulus;
  const CaptureCodes& capture;
  const SourceRules& rules;
  std::vector<std::uint32_t> colour_of;  // of each pixel
  std::vector<Rgb> colours;
};

SourceCapture source_capture(const RgbStimulus& stimulus, const CaptureCodes& capture,
                             const SourceRules& rules) {
  SourceCapture result{stimulus, capture, rules, {}, {}};
  std::map<Rgb, std::uint32_t> known;
  for (const Rgb& pixel : stimulus.pixels) {
    const auto [entry, is_new] =
        known.emplace(pixel, static_cast<std::uint32_t>(result.colours.size()));
    if (is_new) result.colours.push_back(pixel);
    result.colour_of.push_back(entry->second);
  }
  return result;
}

struct SourceCount {
  std::uint64_t differing = 0;
  std::optional<Unexplained> first;
};

// On how many pixels the capture is not the candidate's; stops above the limit.
SourceCount count_differing(const SourceCandidate& candidate, const SourceCapture& given,
                            std::uint64_t limit) {
  std::vector<CenteredYuv> yuv;
  yuv.reserve(given.colours.size());
  for (const Rgb& colour : given.colours) yuv.push_back(candidate.function(colour));
  const auto of_pixel = [&](std::size_t i) { return yuv[given.colour_of[i]]; };
  const std::size_t width = given.stimulus.positions.back();
  const std::size_t blocks = given.stimulus.pixels.size() / 4;
  const auto chroma = [&](std::size_t index) {
    const ChromaByte byte = chroma_byte(candidate.planes, index, width, blocks);
    return byte.is_v ? of_pixel(byte.pixel).v : of_pixel(byte.pixel).u;
  };
  const auto allowed = static_cast<int>(
      floor_quotient(numerator(given.rules.tolerance), denominator(given.rules.tolerance)));
  SourceCount count;
  for (std::size_t i = 0; i < given.capture.size() && count.differing <= limit; ++i) {
    CenteredYuv expected = of_pixel(i);
    if (candidate.planes != ChromaPlanes::interleaved) {
      const std::size_t block = i / width / 2 * (width / 2) + i % width / 2;
      expected.u = chroma(2 * block);
      expected.v = chroma(2 * block + 1);
    }
    const CodeTriple codes = {expected.y, expected.u, expected.v};
    const auto& planes = given.capture.planes;
    const CodeTriple got = {planes[0][i], planes[1][i], planes[2][i]};
    bool differs = false;
    for (std::size_t p = 0; p < 3; ++p) differs = differs || std::abs(codes[p] - got[p]) > allowed;
    if (!differs) continue;
    if (count.differing++ == 0) count.first = Unexplained{{}, codes, got};
  }
  return count;
}

FoundFault found_source(const SourceCandidate& candidate, const SourceCount& count,
                        std::size_t pixels) {
  FoundFault fault{{}, {}, {}, count.differing, pixels, {}};
  for (const SourcePart& part : candidate.parts) {
    // Exact BT.601 differs from the declared source by a code or two: beside a fault it is none.
    const bool is_named = candidate.parts.size() == 1 || part.id != "conversion bt601";
    if (is_named) fault.fault += (fault.fault.empty() ? "" : "+") + part.id;
    fault.sentence += (fault.sentence.empty() ? "" : "; ") + part.sentence;
    fault.remedy += (fault.remedy.empty() ? "" : "; ") + part.remedy;
  }
  return fault;
}

// A frame of 4:2:0: an image with even sides.
bool may_be_planar(const RgbStimulus& stimulus) {
  return stimulus.positions.size() == 2 && stimulus.positions[0] % 2 == 0 &&
         stimulus.positions[1] % 2 == 0;
}

}  // namespace

FaultFindings source_faults(const Deployment& deployment, const RgbStimulus& stimulus,
                            const CaptureCodes& capture, const SourceRules& rules,
                            const SourceVerdict& verdict) {
  FaultFindings findings;
  if (verdict.judgement != Judgement::refuted || capture.size() != stimulus.pixels.size() ||
      stimulus.positions.empty()) {
    return findings;
  }
  const SourceCapture given = source_capture(stimulus, capture, rules);
  const std::size_t pixels = capture.size();
  const std::vector<SourceCandidate> candidates =
      all_candidates(declared_source(deployment), may_be_planar(stimulus));
  const std::uint64_t wrong =
      count_differing(candidates.front(), given, std::numeric_limits<std::uint64_t>::max())
          .differing;
  std::uint64_t limit = std::min<std::uint64_t>(std::max<std::uint64_t>(pixels / near_share, 1),
                                                wrong / near_part_of_wrong);
  std::size_t fewest_parts = 0;
  for (const SourceCandidate& candidate : candidates) {
    if (candidate.parts.empty()) continue;
    if (fewest_parts != 0 && candidate.parts.size() > fewest_parts) break;
    const SourceCount count = count_differing(candidate, given, limit);
    if (count.differing > limit) continue;
    findings.faults.push_back(found_source(candidate, count, pixels));
    if (count.differing == 0) fewest_parts = candidate.parts.size();
  }
  keep_best(findings.faults);
  return findings;
}

}  // namespace swingproof
