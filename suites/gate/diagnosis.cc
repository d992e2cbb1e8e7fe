// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/diagnosis.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "fixedpoint/choices.h"
#include "suites/certify/capture_distance.h"
#include "suites/certify/hypothesis_classes.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

std::int8_t code_at(const CubeCodes& codes, std::size_t plane, CenteredYuv yuv) {
  return codes[plane][slab_index(yuv.y, yuv.u, yuv.v)];
}

// The functions that give the codes of an output plane on all pixels that tell functions apart.
// Every two functions of one plane differ on one of these pixels, so that at most one remains.
std::vector<bool> functions_left(const HypothesisClasses& classes, const CubeCodes& codes,
                                 std::size_t plane) {
  const std::vector<std::int8_t> expected = distinguishing_codes(classes);
  const std::size_t pixels = classes.distinguishing.size();
  std::vector<bool> left(classes.functions.size());
  for (std::size_t f = 0; f < left.size(); ++f) {
    left[f] = true;
    for (std::size_t i = 0; i < pixels && left[f]; ++i) {
      left[f] = expected[f * pixels + i] == code_at(codes, plane, classes.distinguishing[i]);
    }
  }
  return left;
}

// Every Y and V at one U, in the order of a slab.
YuvPlanes pixels_of_slab(std::size_t slab) {
  YuvPlanes pixels;
  for (int v = -128; v < 128; ++v) {
    for (int y = -128; y < 128; ++y) {
      pixels.push_back({static_cast<std::int8_t>(y),
                        static_cast<std::int8_t>(static_cast<int>(slab) - 128),
                        static_cast<std::int8_t>(v)});
    }
  }
  return pixels;
}

// Whether a class gives every code of the cube.
bool explains(const HypothesisClasses& classes, const HypothesisClass& candidate,
              const CubeCodes& codes) {
  std::vector<bool> needed(classes.tables.size());
  for (const std::size_t function : candidate.planes) {
    needed[classes.functions[function].table] = true;
  }
  std::atomic<bool> all_equal = true;
  for_each_block(cube_slabs, [&](std::size_t slab) {
    if (!all_equal.load(std::memory_order_relaxed)) return;
    TablePlanes behind_tables;
    apply_tables(classes.tables, needed, pixels_of_slab(slab), 0, slab_pixels, behind_tables);
    std::vector<std::int8_t> computed(candidate.planes.size() * slab_pixels);
    plane_codes(classes.functions, candidate.planes, behind_tables, computed);
    for (std::size_t plane = 0; plane < candidate.planes.size(); ++plane) {
      const std::int8_t* const expected = &computed[plane * slab_pixels];
      if (!std::equal(expected, expected + slab_pixels, &codes[plane][slab * slab_pixels])) {
        all_equal.store(false, std::memory_order_relaxed);
      }
    }
  });
  return all_equal;
}

Diagnosis differing_axes(const Hypothesis& declared, const Hypothesis& hypothesis) {
  Diagnosis diagnosis;
  for (const Axis axis : all_axes) {
    const std::string value(value_name(hypothesis, axis));
    if (value != value_name(declared, axis)) {
      diagnosis.push_back({std::string(name(axis)), value});
    }
  }
  return diagnosis;
}

// Of the members of a class the one with the fewest differing axes, the first of those.
Diagnosis simplest(const HypothesisClasses& classes, const HypothesisClass& explaining,
                   const Hypothesis& declared) {
  std::vector<Diagnosis> all;
  for (const std::size_t member : explaining.members) {
    all.push_back(differing_axes(declared, classes.hypotheses[member]));
  }
  return *std::ranges::min_element(all, {}, [](const Diagnosis& one) { return one.size(); });
}

// Whether several choices are replaced: no value of the axis says that.
bool is_combined(const Arithmetic& arithmetic) {
  return differing_choices(Datapath{}, arithmetic.datapath).size() > 1;
}

// What the deployment declares, and all hypotheses about it.
HypothesisClasses classes_of(const Deployment& deployment, const Arithmetic& arithmetic) {
  // Whether the kernel resets the stub is what is asked; what a file says of a board is not.
  Deployment op = deployment;
  op.quant_stub_scale.reset();
  const Hypothesis declared = declared_hypothesis(deployment, arithmetic.name, "arithmetic");
  return hypothesis_classes(op, declared, arithmetic);
}

}  // namespace

std::optional<Diagnosis> diagnose(const Deployment& deployment, const Arithmetic& arithmetic,
                                  const CubeCodes& codes) {
  if (is_combined(arithmetic)) return {};
  const HypothesisClasses classes = classes_of(deployment, arithmetic);
  std::array<std::vector<bool>, 3> left;
  for (std::size_t plane = 0; plane < 3; ++plane)
    left[plane] = functions_left(classes, codes, plane);
  for (const HypothesisClass& candidate : classes.classes) {
    const bool is_possible = left[0][candidate.planes[0]] && left[1][candidate.planes[1]] &&
                             left[2][candidate.planes[2]];
    if (is_possible && explains(classes, candidate, codes)) {
      return simplest(classes, candidate, classes.hypotheses.front());
    }
  }
  return std::nullopt;
}

std::optional<Diagnosis> diagnose(const Deployment& deployment, const Arithmetic& arithmetic,
                                  const ComparedPixels& pixels) {
  if (is_combined(arithmetic)) return {};
  const HypothesisClasses classes = classes_of(deployment, arithmetic);
  std::vector<std::size_t> all(classes.classes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto distances = capture_distances(classes, all, pixels.pixels, pixels.codes, 0);
  std::optional<Diagnosis> least;
  for (const std::size_t i : all) {
    if (!distances[i]) continue;
    const Diagnosis one = simplest(classes, classes.classes[i], classes.hypotheses.front());
    if (!least || one.size() < least->size()) least = one;
  }
  return least;
}

}  // namespace swingproof
