// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/certify/capture_distance.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// Pixels evaluated at once. The codes of all functions for a block stay in the second-level cache.
constexpr std::size_t block_pixels = 512;

// Blocks that one task computes, with the same memory.
constexpr std::size_t blocks_of_task = 16;

// Tasks between two looks at which classes are out of the race.
constexpr std::size_t tasks_at_once = 16;

// The functions that some classes need, each once, and where each class's planes are among them.
struct NeededFunctions {
  std::vector<std::size_t> functions;
  std::vector<bool> tables;
  std::vector<std::array<std::size_t, 3>> places;  // of each class, into functions
};

NeededFunctions needed_functions(const HypothesisClasses& classes,
                                 const std::vector<std::size_t>& which) {
  NeededFunctions needed;
  needed.tables.resize(classes.tables.size());
  std::map<std::size_t, std::size_t> place_of;
  for (const std::size_t i : which) {
    std::array<std::size_t, 3> places{};
    for (std::size_t p = 0; p < 3; ++p) {
      const std::size_t function = classes.classes.at(i).planes[p];
      const auto [known, is_new] = place_of.emplace(function, needed.functions.size());
      if (is_new) needed.functions.push_back(function);
      needed.tables[classes.functions[function].table] = true;
      places[p] = known->second;
    }
    needed.places.push_back(places);
  }
  return needed;
}

// Memory for one block of pixels after another.
struct BlockMemory {
  TablePlanes behind_tables;
  std::vector<std::int8_t> codes;
};

// The codes of the needed functions for a block; function i's are at i * count.
void evaluate_block(const HypothesisClasses& classes, const NeededFunctions& needed,
                    const YuvPlanes& pixels, std::size_t first, std::size_t count,
                    BlockMemory& memory) {
  apply_tables(classes.tables, needed.tables, pixels, first, count, memory.behind_tables);
  memory.codes.resize(needed.functions.size() * count);
  plane_codes(classes.functions, needed.functions, memory.behind_tables, memory.codes);
}

using ClassPlanes = std::array<const std::int8_t*, 3>;

// On how many of the pixels two triples of code planes differ.
std::uint32_t differing(const ClassPlanes& a, const ClassPlanes& b, std::size_t pixels) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < pixels; ++i) {
    const int difference = (a[0][i] ^ b[0][i]) | (a[1][i] ^ b[1][i]) | (a[2][i] ^ b[2][i]);
    count += difference != 0 ? 1U : 0U;
  }
  return count;
}

ClassPlanes codes_of_class(const NeededFunctions& needed, std::size_t i, const BlockMemory& memory,
                           std::size_t count) {
  const std::int8_t* codes = memory.codes.data();
  const auto& places = needed.places[i];
  return {codes + places[0] * count, codes + places[1] * count, codes + places[2] * count};
}

ClassPlanes captured_codes(const CaptureCodes& capture, std::size_t first) {
  return {capture.planes[0].data() + first, capture.planes[1].data() + first,
          capture.planes[2].data() + first};
}

using Counts = std::vector<std::uint64_t>;

// Adds to counts on how many of the pixels [first, end) the capture differs from each class.
void add_differing(const HypothesisClasses& classes, const std::vector<std::size_t>& which,
                   const YuvPlanes& pixels, const CaptureCodes& capture, std::size_t first,
                   std::size_t end, Counts& counts) {
  constexpr std::size_t task_pixels = block_pixels * blocks_of_task;
  const NeededFunctions needed = needed_functions(classes, which);
  const auto add_task = [&](std::size_t task, Counts& part) {
    const std::size_t task_end = std::min(first + (task + 1) * task_pixels, end);
    BlockMemory memory;
    for (std::size_t begin = first + task * task_pixels; begin < task_end; begin += block_pixels) {
      const std::size_t count = std::min(block_pixels, task_end - begin);
      evaluate_block(classes, needed, pixels, begin, count, memory);
      for (std::size_t i = 0; i < which.size(); ++i) {
        part[i] += differing(codes_of_class(needed, i, memory, count),
                             captured_codes(capture, begin), count);
      }
    }
  };
  const auto add = [](Counts& sum, const Counts& part) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
  };
  const std::size_t tasks = (end - first + task_pixels - 1) / task_pixels;
  add(counts, sum_of_blocks(tasks, Counts(which.size()), add_task, add));
}

// Evenly spaced pixels of a capture: a class that differs on too many of them is out without a look
// at the others.
struct SpacedPixels {
  YuvPlanes pixels;
  CaptureCodes capture;
};

SpacedPixels spaced_pixels(const YuvPlanes& stimulus, const CaptureCodes& capture) {
  constexpr std::size_t most = 8 * block_pixels;
  const std::size_t count = std::min(most, capture.size());
  SpacedPixels spaced;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t place = i * capture.size() / count;
    spaced.pixels.push_back(stimulus[place]);
    for (std::size_t p = 0; p < 3; ++p) {
      spaced.capture.planes[p].push_back(capture.planes[p][place]);
    }
  }
  return spaced;
}

// Classes that are in the race, with their counts so far.
struct Race {
  std::vector<std::size_t> places;  // in the caller's list
  std::vector<std::size_t> classes;
  Counts counts;

  void drop_above(std::uint64_t limit) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (counts[i] > limit) continue;
      places[kept] = places[i];
      classes[kept] = classes[i];
      counts[kept] = counts[i];
      ++kept;
    }
    places.resize(kept);
    classes.resize(kept);
    counts.resize(kept);
  }
};

Race race_of(const std::vector<std::size_t>& which) {
  Race race{std::vector<std::size_t>(which.size()), which, Counts(which.size())};
  std::iota(race.places.begin(), race.places.end(), std::size_t{0});
  return race;
}

}  // namespace

std::vector<std::optional<std::uint64_t>> capture_distances(const HypothesisClasses& classes,
                                                            const std::vector<std::size_t>& which,
                                                            const YuvPlanes& stimulus,
                                                            const CaptureCodes& capture,
                                                            std::uint64_t limit) {
  Race race = race_of(which);
  const SpacedPixels spaced = spaced_pixels(stimulus, capture);
  add_differing(classes, race.classes, spaced.pixels, spaced.capture, 0, spaced.pixels.size(),
                race.counts);
  race.drop_above(limit);
  std::fill(race.counts.begin(), race.counts.end(), 0);
  constexpr std::size_t step = block_pixels * blocks_of_task * tasks_at_once;
  for (std::size_t first = 0; first < capture.size() && !race.places.empty(); first += step) {
    add_differing(classes, race.classes, stimulus, capture, first,
                  std::min(first + step, capture.size()), race.counts);
    race.drop_above(limit);
  }
  std::vector<std::optional<std::uint64_t>> distances(which.size());
  for (std::size_t i = 0; i < race.places.size(); ++i) {
    distances[race.places[i]] = race.counts[i];
  }
  return distances;
}

std::vector<ClassDistance> nearest_classes(const HypothesisClasses& classes,
                                           const YuvPlanes& stimulus, const CaptureCodes& capture,
                                           std::size_t wanted) {
  std::vector<std::size_t> all(classes.classes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  wanted = std::min(wanted, all.size());
  const auto by_distance = [](const ClassDistance& a, const ClassDistance& b) {
    return std::pair(a.differing_pixels, a.class_index) <
           std::pair(b.differing_pixels, b.class_index);
  };
  const auto nearest_of = [&](std::vector<ClassDistance> distances) {
    std::sort(distances.begin(), distances.end(), by_distance);
    distances.resize(wanted);
    return distances;
  };

  // The distances of those that look nearest bound those of the nearest.
  const SpacedPixels spaced = spaced_pixels(stimulus, capture);
  Counts counts(all.size());
  add_differing(classes, all, spaced.pixels, spaced.capture, 0, spaced.pixels.size(), counts);
  std::vector<ClassDistance> spaced_distances;
  spaced_distances.reserve(all.size());
  for (const std::size_t i : all) spaced_distances.push_back({i, counts[i]});
  std::uint64_t limit = 0;
  for (const ClassDistance& likely : nearest_of(spaced_distances)) {
    const auto distance = capture_distances(classes, {likely.class_index}, stimulus, capture,
                                            std::numeric_limits<std::uint64_t>::max());
    limit = std::max(limit, *distance.front());
  }

  std::vector<ClassDistance> distances;
  const auto exact = capture_distances(classes, all, stimulus, capture, limit);
  for (const std::size_t i : all) {
    if (exact[i]) distances.push_back({i, *exact[i]});
  }
  return nearest_of(distances);
}

std::vector<DifferingPixel> first_differing_pixels(const HypothesisClasses& classes,
                                                   std::size_t class_index,
                                                   const YuvPlanes& stimulus,
                                                   const CaptureCodes& capture, std::size_t wanted,
                                                   std::uint64_t skipped) {
  const NeededFunctions needed = needed_functions(classes, {class_index});
  std::vector<DifferingPixel> found;
  BlockMemory memory;
  for (std::size_t first = 0; first < capture.size() && found.size() < wanted;
       first += block_pixels) {
    const std::size_t count = std::min(block_pixels, capture.size() - first);
    evaluate_block(classes, needed, stimulus, first, count, memory);
    const ClassPlanes expected = codes_of_class(needed, 0, memory, count);
    const ClassPlanes captured = captured_codes(capture, first);
    for (std::size_t i = 0; i < count && found.size() < wanted; ++i) {
      const DifferingPixel pixel = {first + i,
                                    stimulus[first + i],
                                    {expected[0][i], expected[1][i], expected[2][i]},
                                    {captured[0][i], captured[1][i], captured[2][i]}};
      if (pixel.expected == pixel.captured) continue;
      if (skipped == 0) {
        found.push_back(pixel);
      } else {
        --skipped;
      }
    }
  }
  return found;
}

}  // namespace swingproof
