// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/captured_colours.h"

#include <algorithm>
#include <cstddef>
#include <queue>
#include <unordered_map>
#include <utility>

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

// Sums are below 2^34, pixels below 2^27: products of two fit.
bool is_less(const PatchMean& a, const PatchMean& b) { return a.sum * b.pixels < b.sum * a.pixels; }

void take(CapturedValues& values, const PatchMean& mean) {
  if (values.least.pixels == 0 || is_less(mean, values.least)) values.least = mean;
  if (values.greatest.pixels == 0 || is_less(values.greatest, mean)) values.greatest = mean;
}

std::uint32_t key_of(const Rgb& colour) {
  return std::uint32_t{colour[0]} << 16U | std::uint32_t{colour[1]} << 8U | colour[2];
}

// The patch of each pixel; none: it is not used.
constexpr std::uint32_t no_patch = ~std::uint32_t{0};

// Gives all pixels of this pixel's patch its number. Breadth first: what waits is the rim of the
// patch, not its area.
void number_patch(const RgbStimulus& stimulus, std::size_t first, std::uint32_t number,
                  std::vector<bool>& left, std::vector<std::uint32_t>& patch_of) {
  const bool is_image = stimulus.positions.size() == 2;
  const std::size_t width = is_image ? stimulus.positions[1] : left.size();
  std::queue<std::size_t> rim;
  const auto reach = [&](std::size_t pixel) {
    if (!left[pixel] || stimulus.pixels[pixel] != stimulus.pixels[first]) return;
    left[pixel] = false;
    patch_of[pixel] = number;
    rim.push(pixel);
  };
  for (reach(first); !rim.empty(); rim.pop()) {
    const std::size_t pixel = rim.front();
    if (pixel % width > 0) reach(pixel - 1);
    if (pixel % width + 1 < width) reach(pixel + 1);
    if (pixel >= width) reach(pixel - width);
    if (pixel + width < left.size()) reach(pixel + width);
  }
}

std::vector<PatchRun> runs_of(const std::vector<std::uint32_t>& patch_of) {
  std::vector<PatchRun> runs;
  for (std::size_t i = 0; i < patch_of.size(); ++i) {
    if (patch_of[i] == no_patch) continue;
    const bool goes_on = i > 0 && patch_of[i - 1] == patch_of[i];
    if (!goes_on) runs.push_back({i, 0, patch_of[i]});
    ++runs.back().length;
  }
  return runs;
}

int flipped(int value) { return value < 0 ? value + 128 : value - 128; }

// The least and the greatest value of each plane, each pixel a patch of its own.
void take_pixels(const PatchRun& run, const CaptureCodes& capture, CapturedColour& colour) {
  colour.pixels += run.length;
  for (std::size_t c = 0; c < 3; ++c) {
    const std::int8_t* const values = capture.planes[c].data() + run.first;
    std::int8_t least = values[0];
    std::int8_t greatest = values[0];
    std::int8_t least_flipped = 127;
    std::int8_t greatest_flipped = -128;
    for (std::size_t i = 0; i < run.length; ++i) {
      const auto flipped_value = static_cast<std::int8_t>(values[i] ^ -128);
      least = std::min(least, values[i]);
      greatest = std::max(greatest, values[i]);
      least_flipped = std::min(least_flipped, flipped_value);
      greatest_flipped = std::max(greatest_flipped, flipped_value);
    }
    take(colour.delivered[c], {least, 1});
    take(colour.delivered[c], {greatest, 1});
    take(colour.sign_flipped[c], {least_flipped, 1});
    take(colour.sign_flipped[c], {greatest_flipped, 1});
  }
}

// What was captured of one patch.
struct Patch {
  std::int64_t pixels = 0;
  std::array<std::int64_t, 3> delivered = {};  // sums
  std::array<std::int64_t, 3> sign_flipped = {};
};

void add_run(const PatchRun& run, const CaptureCodes& capture, Patch& patch) {
  patch.pixels += static_cast<std::int64_t>(run.length);
  for (std::size_t c = 0; c < 3; ++c) {
    const std::int8_t* const values = capture.planes[c].data() + run.first;
    for (std::size_t i = 0; i < run.length; ++i) {
      patch.delivered[c] += values[i];
      patch.sign_flipped[c] += flipped(values[i]);
    }
  }
}

// The patches by colour.
std::vector<CapturedColour> by_colour(const PatchMap& map, const std::vector<Patch>& all) {
  std::vector<CapturedColour> colours;
  std::unordered_map<std::uint32_t, std::size_t> place;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [at, is_new] = place.try_emplace(key_of(map.colours[i]), colours.size());
    if (is_new) colours.push_back({map.colours[i], 0, {}, {}});
    CapturedColour& colour = colours[at->second];
    colour.pixels += static_cast<std::uint64_t>(all[i].pixels);
    for (std::size_t c = 0; c < 3; ++c) {
      take(colour.delivered[c], {all[i].delivered[c], all[i].pixels});
      take(colour.sign_flipped[c], {all[i].sign_flipped[c], all[i].pixels});
    }
  }
  std::sort(colours.begin(), colours.end(),
            [](const CapturedColour& a, const CapturedColour& b) { return a.colour < b.colour; });
  return colours;
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

PatchMap each_pixel(const RgbStimulus& stimulus) {
  PatchMap map{stimulus.pixels, {}, true};
  map.colours.erase(std::unique(map.colours.begin(), map.colours.end()), map.colours.end());
  std::sort(map.colours.begin(), map.colours.end());
  map.colours.erase(std::unique(map.colours.begin(), map.colours.end()), map.colours.end());
  for (std::size_t i = 0; i < stimulus.pixels.size(); ++i) {
    const Rgb& colour = stimulus.pixels[i];
    if (i == 0 || stimulus.pixels[i - 1] != colour) {
      const auto at = std::lower_bound(map.colours.begin(), map.colours.end(), colour);
      map.runs.push_back({i, 0, static_cast<std::uint32_t>(at - map.colours.begin())});
    }
    ++map.runs.back().length;
  }
  return map;
}

PatchMap patches(const RgbStimulus& stimulus) {
  PatchMap map;
  std::vector<bool> left = interior_pixels(stimulus);
  std::vector<std::uint32_t> patch_of(left.size(), no_patch);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!left[i]) continue;
    number_patch(stimulus, i, static_cast<std::uint32_t>(map.colours.size()), left, patch_of);
    map.colours.push_back(stimulus.pixels[i]);
  }
  map.runs = runs_of(patch_of);
  return map;
}

std::vector<CapturedColour> captured_colours(const PatchMap& map, const CaptureCodes& capture) {
  if (map.is_each_pixel) {
    std::vector<CapturedColour> colours;
    colours.reserve(map.colours.size());
    for (const Rgb& colour : map.colours) colours.push_back({colour, 0, {}, {}});
    for (const PatchRun& run : map.runs) take_pixels(run, capture, colours[run.patch]);
    return colours;
  }
  std::vector<Patch> all(map.colours.size());
  for (const PatchRun& run : map.runs) add_run(run, capture, all[run.patch]);
  return by_colour(map, all);
}

}  // namespace swingproof
