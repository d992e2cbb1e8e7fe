// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture_check.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "deployment/input_error.h"
#include "deployment/sha256.h"
#include "suites/certify/nv12_capture.h"
#include "suites/certify/source_chart.h"

namespace swingproof {
namespace {

constexpr std::string_view nv12 = "nv12";

std::optional<ArrayLayout> layout_of(const std::optional<std::string>& text,
                                     std::string_view place) {
  if (!text) return {};
  return parse_array_layout(*text, place);
}

bool is_nv12(const CheckParameters& parameters) {
  return parameters.is_source && parameters.layout == nv12;
}

// The form of a capture of raw bytes; none: it is NPY.
std::optional<RawForm> raw_form(const CheckParameters& parameters) {
  const auto layout = layout_of(parameters.layout, "--layout");
  if (!parameters.shape) {
    if (!parameters.stride) return {};
    throw InputError("--stride", "is for a capture of raw bytes", "give --shape as well");
  }
  if (!layout) {
    throw InputError("--shape", "is for a capture of raw bytes, which needs its layout",
                     parameters.is_source ? "give --layout nhwc, nchw or nv12 as well"
                                          : "give --layout nhwc or nchw as well");
  }
  RawForm form{*layout, parse_shape(*parameters.shape, "--shape"), {}};
  if (parameters.stride) form.stride = parse_count(*parameters.stride, "--stride");
  return form;
}

std::vector<std::size_t> nv12_shape(const CheckParameters& parameters) {
  if (!parameters.shape) {
    throw InputError("--layout", "is for a capture of raw bytes", "give --shape as well");
  }
  if (parameters.stride) {
    throw InputError("--stride", "is not for NV12", "give rows without padding");
  }
  return parse_shape(*parameters.shape, "--shape");
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

CaptureCodes read_capture(const std::string& path, const CheckParameters& parameters,
                          const Stimulus& stimulus, std::uint64_t tolerated, Sha256* digest) {
  if (const auto form = raw_form(parameters)) {
    return read_raw_capture(path, *form, stimulus, tolerated, digest);
  }
  return read_npy_capture(path, layout_of(parameters.layout, "--layout"), stimulus, tolerated,
                          digest);
}

// The colours as capture.h wants a stimulus: their number and positions count, not their values.
Stimulus shaped_like(const RgbStimulus& colours) {
  Stimulus stimulus{colours.positions, {}};
  for (auto* plane : {&stimulus.pixels.y, &stimulus.pixels.u, &stimulus.pixels.v}) {
    plane->resize(colours.pixels.size());
  }
  return stimulus;
}

CaptureCodes read_source_capture(const std::string& path, const CheckParameters& parameters,
                                 const RgbStimulus& stimulus, Sha256* digest) {
  if (is_nv12(parameters)) {
    return read_nv12_capture(path, nv12_shape(parameters), stimulus.positions, digest);
  }
  return read_capture(path, parameters, shaped_like(stimulus), 0, digest);
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
  if (parameters.against) rules.against = parse_source_axes(*parameters.against, "--against");
  return rules;
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

std::uint64_t parse_count(std::string_view text, std::string_view place) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError(place, quoted(text) + " is not a count", "write a whole number, 0 or above");
  }
  return value;
}

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
  if (is_nv12(parameters)) {
    nv12_shape(parameters);
  } else {
    raw_form(parameters);
  }
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
  const std::uint64_t tolerated = parse_count(parameters.tolerate, "--tolerate");
  OpCheck check;
  check.stimulus = digested(files.wants_digests, check.digests.stimulus, [&](Sha256* digest) {
    const auto layout = layout_of(parameters.stimulus_layout, "--stimulus-layout");
    return read_stimulus(files.stimulus, layout, digest);
  });
  require_evidence({files.stimulus, "--tolerate"}, check.stimulus, tolerated);
  check.capture = digested(files.wants_digests, check.digests.capture, [&](Sha256* digest) {
    return read_capture(files.capture, parameters, check.stimulus, tolerated, digest);
  });
  check.classes = classes_of(declaration);
  check.verdict = judge(check.classes, check.stimulus.pixels, check.capture, tolerated);
  check.next = next_pixels(check.classes, check.verdict);
  return check;
}

SourceCheck check_source(const CheckFiles& files, const CheckParameters& parameters,
                         const Deployment& deployment) {
  SourceCheck check{deployment, source_rules(parameters), {}, {}, {}, {}};
  check.stimulus = digested(files.wants_digests, check.digests.stimulus, [&](Sha256* digest) {
    return read_rgb_stimulus(files.stimulus, digest);
  });
  check.capture = digested(files.wants_digests, check.digests.capture, [&](Sha256* digest) {
    return read_source_capture(files.capture, parameters, check.stimulus, digest);
  });
  check.verdict = judge_source(declared_source(deployment), check.stimulus, check.capture,
                               check.rules, files.stimulus);
  return check;
}

}  // namespace swingproof
