// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/test_picture.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace swingproof {
namespace {

using Colour = std::array<int, 3>;

constexpr int width = 256;
constexpr int height = 192;
constexpr int hues_end = 96;    // rows of hues
constexpr int ramp_end = 112;   // rows of the grey ramp
constexpr int bars_end = 160;   // rows of the bars
constexpr int bar_width = 32;   // eight bars
constexpr int hue_sector = 43;  // a sixth of the width, rounded up

// One side of the hexagon of hues: 255 around its middle, 0 opposite.
int hue_component(int x, int middle) {
  const int direct = std::abs(x - middle);
  const int distance = std::min(direct, width - direct);
  return std::clamp((2 * hue_sector - distance) * 255 / hue_sector, 0, 255);
}

// From black at the top over the hue to white.
Colour hue(int x, int y) {
  constexpr int middle = hues_end / 2;
  Colour colour{};
  for (int c = 0; c < 3; ++c) {
    const int full = hue_component(x, c * width / 3);
    colour.at(static_cast<std::size_t>(c)) =
        y < middle ? full * y / middle : full + (255 - full) * (y - middle) / (middle - 1);
  }
  return colour;
}

Colour bar(int x) {
  const int bits = x / bar_width;
  return {(bits & 1) * 255, (bits >> 1 & 1) * 255, (bits >> 2 & 1) * 255};
}

Colour stripes(int x, int y) {
  static constexpr std::array<std::array<Colour, 2>, 4> pairs = {{{{{255, 0, 0}, {0, 255, 255}}},
                                                                  {{{0, 0, 255}, {255, 255, 0}}},
                                                                  {{{0, 160, 0}, {200, 0, 200}}},
                                                                  {{{0, 0, 0}, {255, 255, 255}}}}};
  const auto pair = static_cast<std::size_t>(x / (width / 4));
  const bool upright = y < (bars_end + height) / 2;
  return pairs.at(pair).at(static_cast<std::size_t>((upright ? x : y) & 1));
}

Colour colour_at(int x, int y) {
  if (y < hues_end) return hue(x, y);
  if (y < ramp_end) return {x, x, x};
  return y < bars_end ? bar(x) : stripes(x, y);
}

}  // namespace

Picture test_picture() {
  Picture picture;
  picture.name = "the built-in test picture";
  picture.size = {width, height};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const int component : colour_at(x, y)) {
        picture.rgb.push_back(static_cast<std::uint8_t>(component));
      }
    }
  }
  return picture;
}

}  // namespace swingproof
