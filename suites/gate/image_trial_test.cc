// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/image_trial.h"

#include <gtest/gtest.h>

#include <set>

namespace swingproof {
namespace {

bool is_pixel(const PlacedImage& image, std::size_t plane, std::uint64_t at) {
  for (std::uint64_t row = 0; row < image.height; ++row) {
    const std::uint64_t begin =
        image.offset[plane] + row * static_cast<std::uint64_t>(image.out_stride);
    if (at >= begin && at < begin + image.width) return true;
  }
  return false;
}

TEST(ImageTrialTest, EveryByteAroundTheOutputsIsWatched) {
  const KernelMemory memory;
  for (const Placement placement :
       {Placement::ends_at_guard, Placement::begins_at_guard, Placement::loose}) {
    const ImageTrial trial = shape_trial({5, 3}, placement);
    const PlacedImage image = place(trial);
    prepare(trial, trial_pixels(trial), memory);
    EXPECT_FALSE(broken_canary(trial, memory));
    for (std::size_t plane = input_planes; plane < planes_per_image; ++plane) {
      const auto slot = memory.slot(plane);
      const std::uint64_t origin = image.offset[plane];
      const std::uint64_t first = origin < 100 ? 0 : origin - 100;
      const std::uint64_t end = std::min<std::uint64_t>(slot_bytes, origin + 300);
      for (std::uint64_t at = first; at < end; ++at) {
        const std::int8_t before = slot[at];
        slot[at] = static_cast<std::int8_t>(before ^ 1);
        EXPECT_EQ(broken_canary(trial, memory).has_value(), !is_pixel(image, plane, at)) << at;
        slot[at] = before;
      }
    }
  }
}

TEST(ImageTrialTest, EveryInputByteIsWatched) {
  const KernelMemory memory;
  const ImageTrial trial = shape_trial({7, 2}, Placement::loose);
  const std::vector<CenteredYuv> pixels = trial_pixels(trial);
  prepare(trial, pixels, memory);
  EXPECT_TRUE(inputs_unchanged(trial, pixels, memory));
  const PlacedImage image = place(trial);
  for (std::size_t plane = 0; plane < input_planes; ++plane) {
    for (std::uint64_t row = 0; row < image.height; ++row) {
      for (std::uint64_t x = 0; x < image.width; ++x) {
        std::int8_t& byte = memory.slot(
            plane)[image.offset[plane] + row * static_cast<std::uint64_t>(image.in_stride) + x];
        byte = static_cast<std::int8_t>(byte ^ 1);
        EXPECT_FALSE(inputs_unchanged(trial, pixels, memory));
        byte = static_cast<std::int8_t>(byte ^ 1);
      }
    }
  }
}

TEST(ImageTrialTest, PlanesEndOrBeginAtTheirSlot) {
  for (const std::size_t width : {std::size_t{1}, std::size_t{129}}) {
    const PlacedImage ends = place(shape_trial({width, 3}, Placement::ends_at_guard));
    const PlacedImage begins = place(shape_trial({width, 3}, Placement::begins_at_guard));
    for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
      EXPECT_EQ(ends.offset[plane] + 3 * width, slot_bytes);
      EXPECT_EQ(begins.offset[plane], 0U);
    }
  }
}

TEST(ImageTrialTest, LoosePlanesHaveEveryAlignment) {
  std::set<std::uint64_t> alignments;
  for (std::size_t width = 0; width <= 129; ++width) {
    alignments.insert(place(shape_trial({width, 2}, Placement::loose)).offset[0] % 64);
  }
  EXPECT_EQ(alignments.size(), 64U);
}

TEST(ImageTrialTest, OnlyWhatFitsFits) {
  EXPECT_TRUE(fits(shape_trial({256, 256}, Placement::loose)));
  EXPECT_TRUE(fits(shape_trial({0, 0}, Placement::loose)));
  EXPECT_FALSE(fits(shape_trial({1024, 1024}, Placement::loose)));
  EXPECT_TRUE(fits(shape_trial({1, 65535}, Placement::loose)));  // rows of 3 and 5 bytes
  EXPECT_FALSE(fits(shape_trial({16, 65535}, Placement::loose)));
  EXPECT_FALSE(fits(shape_trial({65535, 65535}, Placement::loose)));
  EXPECT_FALSE(fits(shape_trial({std::size_t{1} << 63, 2}, Placement::ends_at_guard)));
}

TEST(KernelMemoryTest, FaultsAreLocatedByTheNearestPlane) {
  const KernelMemory memory;
  std::int8_t* first = map_guarded_slots(memory.descriptor());
  const std::size_t step = slot_bytes + guard_bytes;
  for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
    for (const std::int64_t offset :
         {std::int64_t{-1}, std::int64_t{0}, static_cast<std::int64_t>(slot_bytes) - 1,
          static_cast<std::int64_t>(slot_bytes)}) {
      const FaultPlace place =
          locate_fault(first, first + static_cast<std::int64_t>(plane * step) + offset);
      EXPECT_EQ(place.plane, static_cast<std::int32_t>(plane));
      EXPECT_EQ(place.offset, offset);
    }
  }
  int elsewhere = 0;
  EXPECT_EQ(locate_fault(first, nullptr).plane, FaultPlace::no_plane);
  EXPECT_EQ(locate_fault(first, &elsewhere).plane, FaultPlace::no_plane);
}

}  // namespace
}  // namespace swingproof
