// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/image_trial.h"

#include <gtest/gtest.h>

#include <algorithm>
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
    prepare(trial, memory);
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
  prepare(trial, memory);
  EXPECT_TRUE(inputs_unchanged(trial, memory));
  const PlacedImage image = place(trial);
  for (std::size_t plane = 0; plane < input_planes; ++plane) {
    for (std::uint64_t row = 0; row < image.height; ++row) {
      for (std::uint64_t x = 0; x < image.width; ++x) {
        std::int8_t& byte = memory.slot(
            plane)[image.offset[plane] + row * static_cast<std::uint64_t>(image.in_stride) + x];
        byte = static_cast<std::int8_t>(byte ^ 1);
        EXPECT_FALSE(inputs_unchanged(trial, memory));
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

TEST(ImageTrialTest, EveryCodeIsCompared) {
  const KernelMemory memory;
  const ImageTrial trial = shape_trial({7, 2}, Placement::loose);
  const PlacedImage image = place(trial);
  prepare(trial, memory);
  // A kernel that copies its inputs.
  const ReferenceRows copied = [](const YuvRow& yuv, std::size_t pixels, const CodePlanes& codes) {
    std::copy_n(yuv.y, pixels, codes[0]);
    std::copy_n(yuv.u, pixels, codes[1]);
    std::copy_n(yuv.v, pixels, codes[2]);
  };
  const auto code = [&](std::size_t plane, std::uint64_t row, std::uint64_t x) -> std::int8_t& {
    const std::int64_t stride = plane < input_planes ? image.in_stride : image.out_stride;
    return memory.slot(plane)[image.offset[plane] + row * static_cast<std::uint64_t>(stride) + x];
  };
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::uint64_t i = 0; i < 14; ++i) code(3 + c, i / 7, i % 7) = code(c, i / 7, i % 7);
  }
  EXPECT_TRUE(codes_equal(trial, memory, copied));
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::uint64_t i = 0; i < 14; ++i) {
      std::int8_t& byte = code(3 + c, i / 7, i % 7);
      byte = static_cast<std::int8_t>(byte ^ 1);
      EXPECT_FALSE(codes_equal(trial, memory, copied));
      byte = static_cast<std::int8_t>(byte ^ 1);
    }
  }
}

TEST(ImageTrialTest, OnlyWhatFitsFits) {
  EXPECT_TRUE(fits(shape_trial({256, 256}, Placement::loose)));
  EXPECT_TRUE(fits(shape_trial({0, 0}, Placement::loose)));
  EXPECT_TRUE(fits(shape_trial({8192, 8192}, Placement::loose)));
  EXPECT_TRUE(fits(shape_trial({1, 1U << 26}, Placement::loose)));
  EXPECT_FALSE(fits(shape_trial({8193, 8192}, Placement::loose)));
  EXPECT_FALSE(fits(shape_trial({std::size_t{1} << 63, 2}, Placement::ends_at_guard)));
  EXPECT_FALSE(fits(shape_trial({0, std::size_t{1} << 63}, Placement::ends_at_guard)));
}

TEST(ImageTrialTest, FarRowsAreFartherThan32BitsCount) {
  const ImageTrial trial = far_rows_trial();
  ASSERT_TRUE(fits(trial));
  const PlacedImage image = place(trial);
  for (const std::int64_t stride : {image.in_stride, image.out_stride}) {
    EXPECT_GT(static_cast<std::uint64_t>(stride) * (image.height - 1), std::uint64_t{1} << 32);
  }
  EXPECT_NE(image.in_stride, image.out_stride);
  const KernelMemory memory;
  prepare(trial, memory);
  EXPECT_TRUE(inputs_unchanged(trial, memory));
  EXPECT_FALSE(broken_canary(trial, memory));
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
