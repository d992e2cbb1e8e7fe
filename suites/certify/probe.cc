// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/probe.h"

#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "suites/certify/pixel_choice.h"
#include "suites/certify/stimulus.h"

namespace swingproof {
namespace {

std::uint32_t three_codes(std::int8_t c0, std::int8_t c1, std::int8_t c2) {
  const auto byte = [](std::int8_t code) { return std::uint32_t{static_cast<std::uint8_t>(code)}; };
  return byte(c0) << 16U | byte(c1) << 8U | byte(c2);
}

// What some classes show for all distinguishing pixels.
ShownCodes shown_codes(const HypothesisClasses& classes, const std::vector<std::size_t>& which) {
  const std::size_t pixels = classes.distinguishing.size();
  const std::vector<std::int8_t> codes = distinguishing_codes(classes);
  ShownCodes shown{which.size(), pixels, std::vector<std::uint32_t>(which.size() * pixels)};
  for (std::size_t i = 0; i < which.size(); ++i) {
    const auto& planes = classes.classes.at(which[i]).planes;
    for (std::size_t p = 0; p < pixels; ++p) {
      shown.codes[p * which.size() + i] =
          three_codes(codes[planes[0] * pixels + p], codes[planes[1] * pixels + p],
                      codes[planes[2] * pixels + p]);
    }
  }
  return shown;
}

// How many groups the pixels divide the subjects into.
std::size_t groups(const ShownCodes& shown, const std::vector<std::size_t>& pixels) {
  std::set<std::vector<std::uint32_t>> different;
  for (std::size_t i = 0; i < shown.subjects; ++i) {
    std::vector<std::uint32_t> codes;
    codes.reserve(pixels.size());
    for (const std::size_t pixel : pixels) codes.push_back(shown.at(pixel, i));
    different.insert(codes);
  }
  return different.size();
}

Probe probe_for(const HypothesisClasses& classes, const std::vector<std::size_t>& which,
                const std::vector<std::uint32_t>& labels) {
  const ShownCodes shown = shown_codes(classes, which);
  const std::vector<std::size_t> chosen = choose_pixels(shown, labels);
  Probe probe;
  for (const std::size_t i : chosen) probe.pixels.push_back(classes.distinguishing[i]);
  probe.classes_separated = groups(shown, chosen);
  return probe;
}

// The values on some axes of all members of a class.
std::set<std::string> values_on(const HypothesisClasses& classes, const HypothesisClass& its_class,
                                std::span<const Axis> axes) {
  std::set<std::string> values;
  for (const std::size_t member : its_class.members) {
    std::string text;
    for (const Axis axis : axes) {
      text += std::string(value_name(classes.hypotheses[member], axis)) + " ";
    }
    values.insert(text);
  }
  return values;
}

}  // namespace

Probe choose_probe(const HypothesisClasses& classes, std::span<const Axis> against) {
  std::map<std::set<std::string>, std::uint32_t> labels_by_values;
  std::vector<std::uint32_t> labels;
  for (const HypothesisClass& each : classes.classes) {
    const auto next = static_cast<std::uint32_t>(labels_by_values.size());
    labels.push_back(
        labels_by_values.emplace(values_on(classes, each, against), next).first->second);
  }
  std::vector<std::size_t> all(classes.classes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  Probe probe = probe_for(classes, all, labels);
  // Where nothing is to be told apart, a capture still has to show that something was computed.
  if (probe.pixels.size() == 0) probe.pixels = {{0}, {0}, {0}};
  return probe;
}

Probe choose_probe_among(const HypothesisClasses& classes, const std::vector<std::size_t>& which) {
  std::vector<std::uint32_t> labels(which.size());
  std::iota(labels.begin(), labels.end(), std::uint32_t{0});
  return probe_for(classes, which, labels);
}

Probe whole_cube_probe(const HypothesisClasses& classes) {
  return {whole_cube(), classes.classes.size()};
}

}  // namespace swingproof
