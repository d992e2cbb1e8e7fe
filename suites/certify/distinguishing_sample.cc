// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/distinguishing_sample.h"

#include <algorithm>
#include <cstdlib>
#include <random>

namespace swingproof {
namespace {

constexpr std::size_t random_pixels = 1024;
constexpr std::size_t pixels_near_steps = 3;  // of each function

// Pixels without repetition, in the order in which they come first.
class DifferentPixels {
 public:
  void add(CenteredYuv pixel) {
    const std::uint32_t index = cube_index(pixel);
    if (seen_[index]) return;
    seen_[index] = true;
    pixels_.push_back(pixel);
  }

  YuvPlanes take() { return std::move(pixels_); }

 private:
  std::vector<bool> seen_ = std::vector<bool>(cube_inputs);
  YuvPlanes pixels_;
};

// The value that a table sends to the one nearest to each value.
class InverseTable {
 public:
  explicit InverseTable(const InputTable& table) {
    for (int wanted = -128; wanted < 128; ++wanted) {
      int nearest = -128;
      const auto distance = [&](int sent) {
        return std::abs(table[byte_index(static_cast<std::int8_t>(sent))] - wanted);
      };
      for (int sent = -127; sent < 128; ++sent) {
        if (distance(sent) < distance(nearest)) nearest = sent;
      }
      sent_[byte_index(static_cast<std::int8_t>(wanted))] = static_cast<std::int8_t>(nearest);
    }
  }

  std::int8_t operator()(std::int64_t wanted) const {
    const auto value = static_cast<std::int8_t>(std::clamp<std::int64_t>(wanted, -128, 127));
    return sent_[byte_index(value)];
  }

 private:
  InputTable sent_{};
};

std::int8_t any_value(std::mt19937& random) { return static_cast<std::int8_t>(random() & 255U); }

void add_common_pixels(std::mt19937& random, DifferentPixels& pixels) {
  for (const std::int8_t y : {-128, 127, 0}) {
    for (const std::int8_t u : {-128, 127, 0}) {
      for (const std::int8_t v : {-128, 127, 0}) pixels.add({y, u, v});
    }
  }
  for (std::size_t i = 0; i < random_pixels; ++i) {
    pixels.add({any_value(random), any_value(random), any_value(random)});
    // Near grey, where usual settings do not saturate.
    pixels.add({any_value(random), static_cast<std::int8_t>(any_value(random) / 4),
                static_cast<std::int8_t>(any_value(random) / 4)});
  }
}

// The pixels of the least and the greatest sum.
void add_extremes(const StepFunction& steps, const InverseTable& sent, DifferentPixels& pixels) {
  const auto extreme = [&](bool greatest, std::size_t j) {
    return sent((steps.weights[j] > 0) == greatest ? 127 : -128);
  };
  for (const bool greatest : {false, true}) {
    pixels.add({extreme(greatest, 0), extreme(greatest, 1), extreme(greatest, 2)});
  }
}

// Pixels whose sum is as near as possible to one of the function's thresholds.
void add_near_steps(const StepFunction& steps, const InputTable& table, const InverseTable& sent,
                    std::mt19937& random, DifferentPixels& pixels) {
  if (steps.weights[0] == 0) return;
  const auto [least, greatest] = sum_range(steps.weights, image(table));
  const auto begin = std::upper_bound(steps.thresholds.begin(), steps.thresholds.end(), least);
  const auto end = std::upper_bound(begin, steps.thresholds.end(), greatest);
  if (begin == end) return;
  const auto count = static_cast<std::uint32_t>(end - begin);
  for (std::size_t i = 0; i < pixels_near_steps; ++i) {
    const std::int64_t threshold = *(begin + static_cast<std::ptrdiff_t>(random() % count));
    const std::int8_t u = any_value(random);
    const std::int8_t v = any_value(random);
    const std::int64_t rest =
        threshold - weighted_sum(steps, 0, table[byte_index(u)], table[byte_index(v)]);
    pixels.add({sent(rest / steps.weights[0]), u, v});
  }
}

}  // namespace

YuvPlanes distinguishing_sample(const PlaneCatalogue& catalogue,
                                const std::vector<std::size_t>& functions) {
  std::vector<InverseTable> inverse;
  for (const InputTable& table : catalogue.tables) inverse.emplace_back(table);
  std::mt19937 random(20260601);  // any seed: the sample must only be the same each time
  DifferentPixels pixels;
  add_common_pixels(random, pixels);
  for (const std::size_t i : functions) {
    const PlaneFunction& function = catalogue.functions[i];
    const InverseTable& sent = inverse[function.table];
    add_extremes(function.steps, sent, pixels);
    add_near_steps(function.steps, catalogue.tables[function.table], sent, random, pixels);
  }
  return pixels.take();
}

}  // namespace swingproof
