// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/captured_colours.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace swingproof {
namespace {

// A line of pixels in an image: element i is at first + i * step.
struct Line {
  std::size_t first;
  std::size_t step;
  std::size_t length;
};

// Clears what has another colour within the distance on the line, or a pixel that was cleared
// before.
void erode(const std::vector<Rgb>& pixels, const Line& line, const std::vector<bool>& before,
           std::vector<bool>& after) {
  for (std::size_t i = 0; i < line.length; ++i) {
    const std::size_t here = line.first + i * line.step;
    const std::size_t end = std::min(i + interior_distance + 1, line.length);
    bool is_interior = true;
    for (std::size_t j = i - std::min(i, interior_distance); j < end && is_interior; ++j) {
      const std::size_t there = line.first + j * line.step;
      is_interior = pixels[there] == pixels[here] && before[there];
    }
    after[here] = is_interior;
  }
}

void take(CapturedValues& values, int value) {
  values.sum += value;
  values.least = std::min(values.least, value);
  values.greatest = std::max(values.greatest, value);
}

std::uint32_t key_of(const Rgb& colour) {
  return std::uint32_t{colour[0]} << 16U | std::uint32_t{colour[1]} << 8U | colour[2];
}

}  // namespace

std::vector<bool> interior_pixels(const RgbStimulus& stimulus) {
  std::vector<bool> all(stimulus.pixels.size(), true);
  if (stimulus.positions.size() != 2) return all;
  const std::size_t height = stimulus.positions[0];
  const std::size_t width = stimulus.positions[1];
  std::vector<bool> in_row = all;
  for (std::size_t y = 0; y < height; ++y) {
    erode(stimulus.pixels, {y * width, 1, width}, all, in_row);
  }
  std::vector<bool> in_both = in_row;
  for (std::size_t x = 0; x < width; ++x) {
    erode(stimulus.pixels, {x, width, height}, in_row, in_both);
  }
  return in_both;
}

std::vector<CapturedColour> captured_colours(const RgbStimulus& stimulus,
                                             const CaptureCodes& capture,
                                             const std::vector<bool>& used) {
  std::unordered_map<std::uint32_t, std::size_t> place;
  std::vector<CapturedColour> colours;
  for (std::size_t i = 0; i < stimulus.pixels.size(); ++i) {
    if (!used[i]) continue;
    const auto [at, is_new] = place.try_emplace(key_of(stimulus.pixels[i]), colours.size());
    if (is_new) colours.push_back({stimulus.pixels[i], 0, {}, {}});
    CapturedColour& colour = colours[at->second];
    ++colour.pixels;
    for (std::size_t c = 0; c < 3; ++c) {
      const int value = capture.planes[c][i];
      take(colour.delivered[c], value);
      take(colour.sign_flipped[c], value < 0 ? value + 128 : value - 128);
    }
  }
  std::sort(colours.begin(), colours.end(),
            [](const CapturedColour& a, const CapturedColour& b) { return a.colour < b.colour; });
  return colours;
}

}  // namespace swingproof
