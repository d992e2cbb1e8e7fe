// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/source_chart.h"

#include <array>
#include <stdexcept>

#include "deployment/input_error.h"
#include "suites/certify/pixel_array.h"
#include "suites/npy/npy_file.h"
#include "suites/png/png_image.h"

namespace swingproof {
namespace {

constexpr std::size_t across = 16;  // patches in a row

// White, yellow, cyan, green, magenta, red, blue, black: which of R, G and B are there.
constexpr std::array<Rgb, 8> bars = {
    {{1, 1, 1}, {1, 1, 0}, {0, 1, 1}, {0, 1, 0}, {1, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 0, 0}}};

constexpr std::array<Rgb, 4> ramps = {{{1, 1, 1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

// For each two conversions one colour at which they differ most, or nearly; found by comparing them
// on every fifth level of R, G and B.
constexpr std::array<Rgb, 12> separating = {{{0, 230, 15},
                                             {0, 255, 120},
                                             {255, 0, 135},
                                             {255, 255, 225},
                                             {240, 255, 210},
                                             {0, 195, 240},
                                             {240, 195, 0},
                                             {0, 0, 90},
                                             {0, 255, 30},
                                             {255, 0, 240},
                                             {250, 250, 252},
                                             {245, 255, 225}}};

Rgb scaled(const Rgb& present, std::size_t level) {
  Rgb colour{};
  for (std::size_t c = 0; c < 3; ++c) {
    colour[c] = static_cast<std::uint8_t>(present[c] * level);
  }
  return colour;
}

// The colour with this level, or the next lower one that is no tie.
Rgb scaled_without_tie(const Rgb& present, std::size_t level) {
  while (level > 0 && is_tie(scaled(present, level))) --level;
  return scaled(present, level);
}

// Any colour made from a number, all three levels different in most.
Rgb mixed(std::size_t number) {
  return {static_cast<std::uint8_t>(number * 73 + 20), static_cast<std::uint8_t>(number * 151 + 90),
          static_cast<std::uint8_t>(number * 199 + 170)};
}

std::vector<Rgb> patch_colours() {
  std::vector<Rgb> colours;
  for (const std::size_t level : {254U, 190U}) {
    for (const Rgb& bar : bars) {
      const bool is_white = level == 254 && bar == bars.front();
      colours.insert(colours.end(), 2,
                     is_white ? Rgb{255, 255, 255} : scaled_without_tie(bar, level));
    }
  }
  for (const Rgb& ramp : ramps) {
    for (std::size_t i = 0; i < across; ++i) {
      colours.push_back(scaled_without_tie(ramp, across * i + 8));
    }
  }
  for (const Rgb& colour : separating) {
    if (!is_tie(colour)) colours.push_back(colour);
  }
  for (std::size_t number = 0; colours.size() < 8 * across; ++number) {
    if (!is_tie(mixed(number))) colours.push_back(mixed(number));
  }
  return colours;
}

std::vector<std::uint8_t> bytes_of(const RgbStimulus& chart) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(chart.pixels.size() * 3);
  for (const Rgb& pixel : chart.pixels) bytes.insert(bytes.end(), pixel.begin(), pixel.end());
  return bytes;
}

}  // namespace

RgbStimulus source_chart() { return tiled_chart({across * patch_side, 8 * patch_side}, "chart"); }

RgbStimulus tiled_chart(ImageSize size, std::string_view place) {
  const std::vector<Rgb> colours = patch_colours();
  const std::size_t down = colours.size() / across;
  if (size.width < across * patch_side || size.height < down * patch_side) {
    throw InputError(place, "is too small for the chart",
                     "use at least " + std::to_string(across * patch_side) + "x" +
                         std::to_string(down * patch_side));
  }
  RgbStimulus chart{{size.height, size.width}, {}};
  chart.pixels.reserve(size.height * size.width);
  for (std::size_t y = 0; y < size.height; ++y) {
    for (std::size_t x = 0; x < size.width; ++x) {
      const std::size_t row = y / patch_side % down;
      chart.pixels.push_back(colours[row * across + x / patch_side % across]);
    }
  }
  return chart;
}

std::string chart_npy(const RgbStimulus& chart) {
  const std::vector<std::uint8_t> bytes = bytes_of(chart);
  std::vector<std::size_t> shape = chart.positions;
  shape.push_back(3);
  return npy_header(NpyType::uint8, shape).append(bytes.begin(), bytes.end());
}

std::string chart_png(const RgbStimulus& chart) {
  if (chart.positions.size() != 2) throw std::invalid_argument("chart_png: not an image");
  return png_bytes(chart.positions[1], chart.positions[0], bytes_of(chart));
}

RgbStimulus read_rgb_stimulus(const std::string& path, Sha256* digest) {
  const NpyArray array = read_npy(path, digest);
  if (array.type != NpyType::uint8) {
    throw InputError(path + ": descr", "is int8, but the colours of a source are bytes 0..255",
                     "give the patches as numpy.uint8, as probe --source writes them");
  }
  if (array.shape.empty() || array.shape.back() != 3) {
    throw InputError(path + ": shape", "has no last axis of size 3",
                     "save the patches as (H, W, 3) or (N, 3), in RGB order");
  }
  if (array.bytes.size() / 3 > largest_stimulus) {
    throw InputError(path + ": shape", "has more than 2^26 pixels", "use a smaller chart");
  }
  RgbStimulus stimulus{pixel_positions(array.shape, array.shape.size() - 1), {}};
  stimulus.pixels.reserve(array.bytes.size() / 3);
  for (std::size_t i = 0; i + 2 < array.bytes.size(); i += 3) {
    stimulus.pixels.push_back({array.bytes[i], array.bytes[i + 1], array.bytes[i + 2]});
  }
  return stimulus;
}

}  // namespace swingproof
