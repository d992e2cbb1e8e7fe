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

// What was captured of one patch.
struct Patch {
  std::int64_t pixels = 0;
  std::array<std::int64_t, 3> delivered = {};  // sums
  std::array<std::int64_t, 3> sign_flipped = {};
};

void add_pixel(Patch& patch, const CaptureCodes& capture, std::size_t pixel) {
  ++patch.pixels;
  for (std::size_t c = 0; c < 3; ++c) {
    const int value = capture.planes[c][pixel];
    patch.delivered[c] += value;
    patch.sign_flipped[c] += value < 0 ? value + 128 : value - 128;
  }
}

std::uint32_t key_of(const Rgb& colour) {
  return std::uint32_t{colour[0]} << 16U | std::uint32_t{colour[1]} << 8U | colour[2];
}

// The colours, of which patches are added one by one.
class ColourTable {
 public:
  void add(const Rgb& colour, const Patch& patch) {
    const auto [at, is_new] = place_.try_emplace(key_of(colour), colours_.size());
    if (is_new) colours_.push_back({colour, 0, {}, {}});
    CapturedColour& its_colour = colours_[at->second];
    its_colour.pixels += static_cast<std::uint64_t>(patch.pixels);
    for (std::size_t c = 0; c < 3; ++c) {
      take(its_colour.delivered[c], {patch.delivered[c], patch.pixels});
      take(its_colour.sign_flipped[c], {patch.sign_flipped[c], patch.pixels});
    }
  }

  std::vector<CapturedColour> sorted() {
    std::sort(colours_.begin(), colours_.end(),
              [](const CapturedColour& a, const CapturedColour& b) { return a.colour < b.colour; });
    return std::move(colours_);
  }

 private:
  std::unordered_map<std::uint32_t, std::size_t> place_;
  std::vector<CapturedColour> colours_;
};

// Takes the patch of this pixel out of those that are left. Breadth first: what waits is the rim of
// the patch, not its area.
Patch take_patch(const RgbStimulus& stimulus, const CaptureCodes& capture, std::size_t first,
                 std::vector<bool>& left) {
  const bool is_image = stimulus.positions.size() == 2;
  const std::size_t width = is_image ? stimulus.positions[1] : left.size();
  Patch patch;
  std::queue<std::size_t> rim;
  const auto reach = [&](std::size_t pixel) {
    if (!left[pixel] || stimulus.pixels[pixel] != stimulus.pixels[first]) return;
    left[pixel] = false;
    rim.push(pixel);
  };
  for (reach(first); !rim.empty(); rim.pop()) {
    const std::size_t pixel = rim.front();
    add_pixel(patch, capture, pixel);
    if (pixel % width > 0) reach(pixel - 1);
    if (pixel % width + 1 < width) reach(pixel + 1);
    if (pixel >= width) reach(pixel - width);
    if (pixel + width < left.size()) reach(pixel + width);
  }
  return patch;
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

std::vector<CapturedColour> captured_pixels(const RgbStimulus& stimulus,
                                            const CaptureCodes& capture) {
  ColourTable colours;
  for (std::size_t i = 0; i < stimulus.pixels.size(); ++i) {
    Patch patch;
    add_pixel(patch, capture, i);
    colours.add(stimulus.pixels[i], patch);
  }
  return colours.sorted();
}

std::vector<CapturedColour> captured_patches(const RgbStimulus& stimulus,
                                             const CaptureCodes& capture) {
  ColourTable colours;
  std::vector<bool> left = interior_pixels(stimulus);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i]) colours.add(stimulus.pixels[i], take_patch(stimulus, capture, i, left));
  }
  return colours.sorted();
}

}  // namespace swingproof
