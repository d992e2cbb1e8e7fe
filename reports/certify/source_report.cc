// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/certify/source_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/json/exact_decimal.h"

namespace swingproof {
namespace {

constexpr int source_digits = 3;
constexpr std::array<std::string_view, 3> plane_names = {"Y", "U", "V"};

// What a source that differs from the declared one on an axis does, and what to do about it.
struct SourceWords {
  std::string finding;
  std::string remedy;
};

SourceWords conversion_words(const SourceHypothesis& source) {
  const std::string adopt =
      ", or train with what it computes: its YUV is not the one that the model was trained for";
  switch (source.conversion) {
    case Conversion::training_op:
      return {"the pipeline computes rgb2centered_yuv as deployed", "declare it"};
    case Conversion::bt601:
      return {
          "the pipeline computes exact BT.601, rounded to nearest, not the 8-bit weights of "
          "rgb2centered_yuv",
          "none is needed if differences of 1 or 2 codes do not matter to the model; else have "
          "the pipeline use the weights of rgb2centered_yuv"};
    case Conversion::bt709:
      return {"the pipeline computes BT.709", "set the camera pipeline to BT.601" + adopt};
    case Conversion::opencv:
      return {"the pipeline computes OpenCV's COLOR_RGB2YUV, which is not BT.601's YCbCr",
              "use COLOR_RGB2YCrCb with its planes in the order Y, Cb, Cr, or rgb2centered_yuv"};
  }
  return {};
}

SourceWords words(const SourceHypothesis& source, SourceAxis axis) {
  switch (axis) {
    case SourceAxis::conversion:
      return conversion_words(source);
    case SourceAxis::swing:
      return {fmt::format("the pipeline delivers {} swing", name(source.matrix.swing)),
              fmt::format("set the camera pipeline to the declared swing, or swing to {} in the "
                          "deployment and its training",
                          name(source.matrix.swing))};
    case SourceAxis::output_order:
      return {"the pipeline takes red for blue: its input is in BGR order, or is read as such",
              "hand it R, G, B in this order"};
    case SourceAxis::chroma_order:
      return {"U and V are exchanged: NV21 is read as NV12, or the other way round",
              "correct the pixel format of the pipeline or of the input"};
    case SourceAxis::input_centering:
      return {"the bytes 0..255 are taken as int8 without subtracting 128",
              "subtract 128 from the bytes, in the pipeline or when the capture is saved"};
  }
  return {};
}

std::string source_words(const SourceHypothesis& source) {
  std::string text;
  for (const SourceAxis axis : all_source_axes) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name(axis), value_name(source, axis));
  }
  return text;
}

// The axes on which all sources that remain agree and are not as declared.
std::vector<SourceAxis> known_causes(const SourceVerdict& verdict) {
  std::vector<SourceAxis> causes;
  for (const SourceAxisFinding& each : verdict.axes) {
    if (each.values.size() == 1 &&
        each.values.front() != value_name(verdict.declared.source, each.axis)) {
      causes.push_back(each.axis);
    }
  }
  return causes;
}

std::string distance_line(const SourceDistance& distance) {
  return fmt::format("{}\n     {} codes at most: {} of the colour ({}, {}, {}) is {}, not {}\n",
                     source_words(distance.source), decimal(distance.codes, source_digits),
                     plane_names.at(distance.plane), distance.colour[0], distance.colour[1],
                     distance.colour[2], decimal(distance.captured, source_digits),
                     distance.expected);
}

std::string list_text(std::string_view heading, const std::vector<SourceDistance>& distances) {
  if (distances.empty()) return {};
  std::string text = fmt::format("\n{}\n", heading);
  for (std::size_t i = 0; i < distances.size(); ++i) {
    text += fmt::format("  {}. {}", i + 1, distance_line(distances[i]));
  }
  return text;
}

bool judges(const SourceRules& rules, SourceAxis axis) {
  return std::ranges::find(rules.against, axis) != rules.against.end();
}

std::string against_text(const SourceRules& rules) {
  std::string text;
  for (const SourceAxis axis : all_source_axes) {
    if (judges(rules, axis)) text += fmt::format("{}{}", text.empty() ? "" : ", ", name(axis));
  }
  return text;
}

std::string headline(const SourceVerdict& verdict, const SourceRules& rules) {
  switch (verdict.judgement) {
    case Judgement::certified:
      if (rules.against.size() < all_source_axes.size()) {
        return fmt::format("certified: as declared on {}; nothing else was judged\n",
                           against_text(rules));
      }
      return "certified: the YUV comes from the declared source, and no other source explains it\n";
    case Judgement::refuted:
      return "refuted: the YUV does not come from the declared source\n";
    case Judgement::undecided:
      return verdict.within_margin.empty()
                 ? "undecided: the declared source is not the only one that explains the YUV\n"
                 : "undecided: a margin too thin between the declared source and another one\n";
  }
  return {};
}

std::string facts(const SourceVerdict& verdict, const SourceRules& rules) {
  std::string text = fmt::format("\n  declared   {}\n", source_words(verdict.declared.source));
  text += fmt::format(
      "  stimulus   {} pixels, {} of them used, {} colours, which tell {} of {} "
      "sources apart\n",
      with_thousands(verdict.inputs), with_thousands(verdict.inputs_used),
      with_thousands(verdict.colours), verdict.sources_separated,
      all_sources(verdict.declared.source).size());
  text += fmt::format("  judged     {}\n", against_text(rules));
  if (rules.tolerance == 0) {
    return text + "  tolerance  0 codes, every pixel\n";
  }
  return text + fmt::format("  tolerance  {} codes, mean of each patch; margin {} codes\n",
                            decimal(rules.tolerance, source_digits),
                            decimal(rules.margin, source_digits));
}

std::string causes_text(const SourceVerdict& verdict) {
  std::string text;
  for (const SourceAxis axis : known_causes(verdict)) {
    const SourceHypothesis& found = verdict.explained_by.front().source;
    const SourceWords each = words(found, axis);
    text += fmt::format("  {} {}: {}.\n    Remedy: {}.\n", name(axis), value_name(found, axis),
                        each.finding, each.remedy);
  }
  return text.empty() ? text : "\nWhatever source remains has this in common:\n" + text;
}

std::string layout_remedy(const MistakenLayout& layout) {
  return fmt::format("give --layout {}, and see that whatever reads these frames takes {}",
                     layout.option, layout.found);
}

std::string layout_finding(const MistakenLayout& layout) {
  return fmt::format("{} taken for {}", layout.found, layout.said);
}

std::string layout_text(const SourceVerdict& verdict) {
  if (!verdict.layout) return {};
  return fmt::format(
      "\nThe bytes are explained if they are read in another layout:\n"
      "  layout {}: {}.\n    Remedy: {}.\n",
      verdict.layout->option, layout_finding(*verdict.layout), layout_remedy(*verdict.layout));
}

std::string axes_text(const SourceVerdict& verdict, const SourceRules& rules) {
  std::string text;
  for (const SourceAxisFinding& each : verdict.axes) {
    std::vector<std::string_view> remarks;
    if (each.values.size() > 1) remarks.emplace_back("open");
    if (!judges(rules, each.axis)) remarks.emplace_back("not judged");
    text += fmt::format("  {}: {}{}\n", name(each.axis), fmt::join(each.values, " or "),
                        remarks.empty() ? "" : fmt::format(" ({})", fmt::join(remarks, ", ")));
  }
  return text.empty() ? text : "\nWhat the capture says of each axis:\n" + text;
}

std::string advice(const SourceVerdict& verdict, const SourceRules& rules) {
  if (verdict.judgement == Judgement::certified || verdict.layout) return {};
  if (verdict.explained_by.empty()) {
    return "\nRemedy: check that the capture belongs to this stimulus, pixel by pixel, and its "
           "--layout and --shape;\nof a lossy capture, say how far the mean of a patch may be off: "
           "--tolerance.\n";
  }
  if (verdict.judgement == Judgement::refuted) return {};
  std::string text = "\nRemedy: ";
  if (verdict.sources_separated < all_sources(verdict.declared.source).size()) {
    text += "show the patches of probe --source, which tell all sources apart";
  } else if (rules.tolerance > 0) {
    text += "capture with less loss and a smaller --tolerance";
  }
  return text + "; or judge only the axes that matter: --against.\n";
}

Json axes_json(const SourceHypothesis& source) {
  Json json = Json::object();
  for (const SourceAxis axis : all_source_axes) {
    json[std::string(name(axis))] = value_name(source, axis);
  }
  return json;
}

Json distance_json(const SourceDistance& distance) {
  return Json{{"source", axes_json(distance.source)},
              {"codes", number_json(distance.codes)},
              {"at",
               {{"rgb", distance.colour},
                {"plane", plane_names.at(distance.plane)},
                {"expected", distance.expected},
                {"captured", number_json(distance.captured)}}}};
}

Json rules_json(const SourceRules& rules) {
  Json against = Json::array();
  for (const SourceAxis axis : rules.against) against.push_back(name(axis));
  return Json{{"tolerance", number_json(rules.tolerance)},
              {"margin", number_json(rules.margin)},
              {"against", against}};
}

}  // namespace

Json source_distances_json(const std::vector<SourceDistance>& distances) {
  Json json = Json::array();
  for (const SourceDistance& each : distances) json.push_back(distance_json(each));
  return json;
}

std::string source_text(const SourceVerdict& verdict, const SourceRules& rules) {
  std::string text = headline(verdict, rules) + facts(verdict, rules);
  if (verdict.judgement == Judgement::refuted) text += causes_text(verdict);
  text += layout_text(verdict);
  text += axes_text(verdict, rules);
  text += list_text("Explained by:", verdict.explained_by);
  text += list_text("Too near to exclude:", verdict.within_margin);
  text += list_text("No source explains the capture. The nearest ones:", verdict.nearest);
  if (verdict.judgement == Judgement::refuted) {
    text += "\nThe declared source is off by " + distance_line(verdict.declared);
  }
  return text + advice(verdict, rules);
}

Json source_json(const Deployment& deployment, const SourceVerdict& verdict,
                 const SourceRules& rules) {
  Json json = json_document("swingproof.certify-source/1", deployment);
  json["verdict"] = name(verdict.judgement);
  json["declared"] = axes_json(verdict.declared.source);
  json["explained_by"] = Json::array();
  for (const SourceDistance& each : verdict.explained_by) {
    json["explained_by"].push_back(Json::array({axes_json(each.source)}));
  }
  json["stimulus"] = {{"inputs", verdict.inputs},
                      {"inputs_used", verdict.inputs_used},
                      {"colours", verdict.colours},
                      {"classes_separated", verdict.sources_separated}};
  json["rules"] = rules_json(rules);
  json["causes"] = Json::array();
  for (const SourceAxis axis : known_causes(verdict)) {
    const SourceHypothesis& found = verdict.explained_by.front().source;
    const SourceWords each = words(found, axis);
    json["causes"].push_back({{"axis", name(axis)},
                              {"value", value_name(found, axis)},
                              {"finding", each.finding},
                              {"remedy", each.remedy}});
  }
  if (verdict.layout) {
    json["causes"].push_back({{"axis", "layout"},
                              {"value", verdict.layout->option},
                              {"finding", layout_finding(*verdict.layout)},
                              {"remedy", layout_remedy(*verdict.layout)}});
  }
  json["open_axes"] = Json::object();
  for (const SourceAxisFinding& each : verdict.axes) {
    if (each.values.size() > 1) json["open_axes"][std::string(name(each.axis))] = each.values;
  }
  json["declared_distance"] = distance_json(verdict.declared);
  json["explanations"] = source_distances_json(verdict.explained_by);
  json["within_margin"] = source_distances_json(verdict.within_margin);
  json["nearest"] = source_distances_json(verdict.nearest);
  return json;
}

}  // namespace swingproof
