// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "suites/certify/source_chart.h"

namespace swingproof {
namespace {

std::optional<ArrayLayout> layout_of(const std::optional<std::string>& text,
                                     std::string_view place) {
  if (!text) return {};
  return parse_array_layout(*text, place);
}

// What read gives, and in hex the digest of what it reads, if that is wanted.
template <typename Read>
auto digested(bool wanted, std::string& hex, const Read& read) {
  if (!wanted) return read(nullptr);
  Sha256 digest;
  auto content = read(&digest);
  hex = digest.hex();
  return content;
}

CaptureRules op_rules(const CheckParameters& parameters, const Stimulus& stimulus,
                      const OpDeclaration& declaration) {
  CaptureRules rules;
  rules.request = parse_dump_options(parameters.dump);
  rules.floats = {CaptureKind::codes, rules.request.scale, declaration.deployment.q_scale.text};
  rules.positions = stimulus.positions;
  rules.tolerated = parse_count(parameters.tolerate, "--tolerate");
  return rules;
}

CaptureRules source_capture_rules(const CheckParameters& parameters, const RgbStimulus& stimulus) {
  CaptureRules rules;
  rules.request = parse_dump_options(parameters.dump);
  rules.floats = {CaptureKind::yuv, rules.request.scale, {}};
  rules.positions = stimulus.positions;
  return rules;
}

// The planar formats differ in the order of U and V alone, which is an axis of the sources too: any
// source may explain both, and the layout that leaves U and V as declared says more.
int rank(const SourceVerdict& verdict) {
  if (verdict.judgement == Judgement::certified) return 2;
  const ChromaOrder order = verdict.explained_by.front().source.chroma_order;
  return order == ChromaOrder::as_declared ? 1 : 0;
}

// The layout in which a source explains the bytes; the declared one, if it may be.
std::optional<MistakenLayout> mistaken_layout(const CaptureContent& content, CaptureRules rules,
                                              const SourceHypothesis& declared,
                                              const PatchMap& patches, const SourceRules& judging) {
  std::optional<MistakenLayout> found;
  int found_rank = -1;
  if (!rules.request.layout) return found;
  const PixelLayoutRow said = row_of(*rules.request.layout);
  if (said.chroma == Chroma::full) return found;
  for (const PixelLayoutRow& other : pixel_layouts) {
    if (other.chroma == Chroma::full || other.layout == said.layout) continue;
    rules.request.layout = other.layout;
    SourceVerdict verdict;
    try {
      verdict = judge_source(declared, patches, capture_codes(content, rules), judging);
    } catch (const InputError&) {  // it has no such size
      continue;
    }
    if (verdict.explained_by.empty()) continue;
    const int its_rank = rank(verdict);
    if (its_rank <= found_rank) continue;
    found = {other.proper_name, said.proper_name, other.name};
    found_rank = its_rank;
  }
  return found;
}

SourceVerdict source_verdict(const CaptureContent& content, const CaptureRules& rules,
                             const SourceHypothesis& declared, const PatchMap& patches,
                             const SourceRules& judging) {
  SourceVerdict verdict = judge_source(declared, patches, capture_codes(content, rules), judging);
  if (verdict.explained_by.empty()) {
    verdict.layout = mistaken_layout(content, rules, declared, patches, judging);
  }
  return verdict;
}

Rational parse_codes(const std::string& text, std::string_view place) {
  const ExactNumber number = parse_exact_number(text, place);
  if (number.exact < 0) {
    throw InputError(place, quoted(text) + " is below 0", "give a number of codes");
  }
  return number.exact;
}

SourceRules source_rules(const CheckParameters& parameters) {
  SourceRules rules;
  rules.tolerance = parse_codes(parameters.tolerance, "--tolerance");
  if (parameters.margin) {
    rules.margin = parse_codes(*parameters.margin, "--margin");
    if (rules.tolerance == 0) {
      throw InputError("--margin", "has no effect without a tolerance: every pixel must be exact",
                       "give --tolerance as well, or leave out --margin");
    }
  }
  if (parameters.against) rules.against = parse_axes<SourceAxis>(*parameters.against, "--against");
  return rules;
}

// Of the op: with as many pixels as it takes to show something.
Stimulus read_checked_stimulus(const CheckFiles& files, const CheckParameters& parameters,
                               Sha256* digest) {
  const auto layout = layout_of(parameters.stimulus_layout, "--stimulus-layout");
  Stimulus stimulus = files.stimulus_form
                          ? read_stimulus_dump(files.stimulus, *files.stimulus_form, digest)
                          : read_stimulus(files.stimulus, layout, digest);
  require_evidence({files.stimulus, "--tolerate"}, stimulus,
                   parse_count(parameters.tolerate, "--tolerate"));
  return stimulus;
}

HypothesisClasses classes_of(const OpDeclaration& declaration) {
  try {
    return hypothesis_classes(declaration.deployment, declaration.hypothesis,
                              declaration.arithmetic);
  } catch (const InputError& error) {  // what lowers a deployment does not know its file
    throw InputError(declaration.place, error.what(), "");
  }
}

}  // namespace

void require_evidence(const EvidencePlaces& places, const Stimulus& stimulus,
                      std::uint64_t tolerated) {
  const std::uint64_t pixels = stimulus.pixels.size();
  if (pixels == 0) {
    throw InputError(places.stimulus, "has no pixels: a capture of it would show nothing",
                     "use what probe writes");
  }
  if (tolerated >= pixels) {
    throw InputError(places.tolerated,
                     fmt::format("{} of {} pixels would let any capture pass", tolerated, pixels),
                     "tolerate fewer, or send more pixels: probe with a tolerance repeats them");
  }
}

void require_parameters(const CheckParameters& parameters) {
  parse_dump_options(parameters.dump);
  if (parameters.is_source) {
    source_rules(parameters);
  } else {
    layout_of(parameters.stimulus_layout, "--stimulus-layout");
    parse_count(parameters.tolerate, "--tolerate");
  }
}

OpDeclaration op_declaration(const Deployment& deployment, const CheckParameters& parameters,
                             const std::string& place) {
  return {deployment,
          declared_hypothesis(deployment, parameters.arithmetic, "--arithmetic"),
          {},
          place};
}

OpCheck check_op(const CheckFiles& files, const CheckParameters& parameters,
                 const OpDeclaration& declaration) {
  OpCheck check;
  check.stimulus = digested(files.wants_digests, check.digests.stimulus, [&](Sha256* digest) {
    return read_checked_stimulus(files, parameters, digest);
  });
  const CaptureRules rules = op_rules(parameters, check.stimulus, declaration);
  check.capture = digested(files.wants_digests, check.digests.capture, [&](Sha256* digest) {
    return read_capture(files.captures, rules, digest);
  });
  check.classes = classes_of(declaration);
  check.verdict = judge(check.classes, check.stimulus.pixels, check.capture, rules.tolerated);
  check.next = next_pixels(check.classes, check.verdict);
  return check;
}

OpChecks check_ops(const CheckFiles& files, const CheckParameters& parameters,
                   const OpDeclaration& declaration, const ShowOpCapture& show) {
  OpChecks checks;
  checks.stimulus = read_checked_stimulus(files, parameters, nullptr);
  const CaptureRules rules = op_rules(parameters, checks.stimulus, declaration);
  checks.classes = classes_of(declaration);
  for (const std::string& capture : files.captures) {
    const CaptureCodes codes = read_capture({capture}, rules);
    OpCapture result;
    result.capture = capture;
    result.verdict = judge(checks.classes, checks.stimulus.pixels, codes, rules.tolerated);
    result.next = next_pixels(checks.classes, result.verdict);
    result.judgement = result.verdict.judgement;
    show(checks, result, codes);
    checks.captures.push_back(std::move(result));
  }
  return checks;
}

SourceCheck check_source(const CheckFiles& files, const CheckParameters& parameters,
                         const Deployment& deployment) {
  SourceCheck check{deployment, source_rules(parameters), {}, {}, {}, {}};
  check.stimulus = digested(files.wants_digests, check.digests.stimulus, [&](Sha256* digest) {
    return read_rgb_stimulus(files.stimulus, digest);
  });
  const CaptureRules rules = source_capture_rules(parameters, check.stimulus);
  const CaptureContent content =
      digested(files.wants_digests, check.digests.capture,
               [&](Sha256* digest) { return load_capture(files.captures, rules, digest); });
  check.verdict =
      source_verdict(content, rules, declared_source(deployment),
                     judged_patches(check.stimulus, check.rules, files.stimulus), check.rules);
  // For its causes; a capture that is as declared has none.
  if (check.verdict.judgement == Judgement::refuted) check.capture = capture_codes(content, rules);
  return check;
}

SourceChecks check_sources(const CheckFiles& files, const CheckParameters& parameters,
                           const Deployment& deployment, const ShowSourceCapture& show) {
  SourceChecks checks{source_rules(parameters), {}};
  const RgbStimulus stimulus = read_rgb_stimulus(files.stimulus);
  const CaptureRules rules = source_capture_rules(parameters, stimulus);
  const PatchMap patches = judged_patches(stimulus, checks.rules, files.stimulus);
  for (const std::string& capture : files.captures) {
    SourceCapture result;
    result.capture = capture;
    const CaptureContent content = load_capture({capture}, rules);
    result.verdict =
        source_verdict(content, rules, declared_source(deployment), patches, checks.rules);
    result.judgement = result.verdict.judgement;
    show(checks, result, stimulus,
         result.judgement == Judgement::refuted ? capture_codes(content, rules) : CaptureCodes{});
    checks.captures.push_back(std::move(result));
  }
  return checks;
}

std::vector<std::string> captures_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    std::error_code unreadable;
    if (!is_hidden && at->is_regular_file(unreadable)) files.push_back(at->path().string());
  }
  if (error) throw InputError(folder, error.message(), "check the name and the permissions");
  if (files.empty()) throw InputError(folder, "has no captures in it", "give a folder of captures");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace swingproof
