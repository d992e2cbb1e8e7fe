// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/image_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace swingproof {
namespace {

constexpr std::uint64_t canary_bytes = 4096;

std::uint64_t extent(const PlacedImage& image, std::int64_t stride) {
  if (image.width == 0 || image.height == 0) return 0;
  return (image.height - 1) * static_cast<std::uint64_t>(stride) + image.width;
}

std::int64_t stride_of(const PlacedImage& image, std::size_t plane) {
  return plane < input_planes ? image.in_stride : image.out_stride;
}

// The bytes of a slot that hold a plane or canaries.
struct Region {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

Region canary_region(const PlacedImage& image, std::size_t plane) {
  const std::uint64_t begin = image.offset[plane];
  const std::uint64_t end = begin + extent(image, stride_of(image, plane));
  return {begin < canary_bytes ? 0 : begin - canary_bytes,
          std::min<std::uint64_t>(slot_bytes, end + canary_bytes)};
}

bool is_loose(Placement placement) {
  return placement != Placement::ends_at_guard && placement != Placement::begins_at_guard;
}

// Every value of every plane occurs, and neighbours differ: a Weyl sequence on 24 bits, mixed.
CenteredYuv varied_pixel(std::uint32_t i, std::uint32_t seed) {
  std::uint32_t mixed = (i + seed * 977U) * 0x9E3779B1U;
  mixed ^= mixed >> 15;
  mixed *= 0x85EBCA77U;
  mixed ^= mixed >> 13;
  return centered_yuv_at(mixed & 0xFFFFFFU);
}

template <typename Visit>
void for_each_pixel(const PlacedImage& image, std::int64_t stride, std::uint64_t offset,
                    const Visit& visit) {
  std::size_t pixel = 0;
  for (std::uint64_t row = 0; row < image.height; ++row) {
    const std::uint64_t begin = offset + row * static_cast<std::uint64_t>(stride);
    for (std::uint64_t x = 0; x < image.width; ++x) visit(pixel++, begin + x);
  }
}

}  // namespace

ImageTrial shape_trial(ImageSize size, Placement placement) {
  ImageTrial trial;
  trial.size = size;
  trial.placement = placement;
  trial.seed = static_cast<std::uint32_t>(size.width);
  trial.canary = placement == Placement::begins_at_guard ? 0x5A : 0xA5;
  if (!is_loose(placement)) return trial;
  // Beyond what 16 bits hold.
  const std::int64_t far = size.height == 7 && size.width <= 129 ? 65536 : 0;
  if (placement != Placement::outputs_padded) {
    trial.in_padding = far + static_cast<std::int64_t>(1 + size.width % 37);
  }
  if (placement != Placement::inputs_padded) {
    trial.out_padding = far + static_cast<std::int64_t>(1 + size.width * 3 % 41);
  }
  for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
    trial.offset[plane] = 4096 + (7 * size.width + 11 * plane + size.height) % 64;
  }
  return trial;
}

std::string describe(const ImageTrial& trial) {
  const PlacedImage image = place(trial);
  std::string text = fmt::format("an image of {} x {}", trial.size.width, trial.size.height);
  if (is_loose(trial.placement)) {
    std::string alignments;
    for (const std::uint64_t offset : image.offset) {
      alignments += fmt::format("{}{}", alignments.empty() ? "" : ", ", offset % 64);
    }
    return fmt::format("{} (strides {} and {}, plane addresses modulo 64: {})", text,
                       image.in_stride, image.out_stride, alignments);
  }
  return fmt::format("{} (planes {} at memory that cannot be touched)", text,
                     trial.placement == Placement::ends_at_guard ? "end" : "begin");
}

bool fits(const ImageTrial& trial) {
  if (trial.size.width > slot_bytes || trial.size.height > slot_bytes) return false;
  const std::uint64_t padding =
      static_cast<std::uint64_t>(std::max(trial.in_padding, trial.out_padding));
  const std::uint64_t bytes = trial.size.height * (trial.size.width + padding);
  return bytes + *std::ranges::max_element(trial.offset) <= slot_bytes;
}

PlacedImage place(const ImageTrial& trial) {
  PlacedImage image;
  image.width = trial.size.width;
  image.height = trial.size.height;
  image.in_stride = static_cast<std::int64_t>(image.width) + trial.in_padding;
  image.out_stride = static_cast<std::int64_t>(image.width) + trial.out_padding;
  for (std::size_t plane = 0; plane < planes_per_image; ++plane) {
    const std::uint64_t bytes = extent(image, stride_of(image, plane));
    if (trial.placement == Placement::ends_at_guard) image.offset[plane] = slot_bytes - bytes;
    if (is_loose(trial.placement)) image.offset[plane] = trial.offset[plane];
  }
  return image;
}

std::vector<CenteredYuv> trial_pixels(const ImageTrial& trial) {
  std::vector<CenteredYuv> pixels(trial.size.width * trial.size.height);
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] =
        trial.pixel ? *trial.pixel : varied_pixel(static_cast<std::uint32_t>(i), trial.seed);
  }
  return pixels;
}

void prepare(const ImageTrial& trial, const std::vector<CenteredYuv>& pixels,
             const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  const auto write = [&](std::size_t plane, std::int8_t CenteredYuv::*value) {
    const auto slot = memory.slot(plane);
    for_each_pixel(image, image.in_stride, image.offset[plane],
                   [&](std::size_t pixel, std::uint64_t at) { slot[at] = pixels[pixel].*value; });
  };
  write(0, &CenteredYuv::y);
  write(1, &CenteredYuv::u);
  write(2, &CenteredYuv::v);
  for (std::size_t plane = input_planes; plane < planes_per_image; ++plane) {
    const Region region = canary_region(image, plane);
    std::memset(&memory.slot(plane)[region.begin], trial.canary, region.end - region.begin);
  }
}

std::vector<CodeTriple> trial_codes(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  std::vector<CodeTriple> codes(trial.size.width * trial.size.height);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto slot = memory.slot(input_planes + c);
    for_each_pixel(image, image.out_stride, image.offset[input_planes + c],
                   [&](std::size_t pixel, std::uint64_t at) { codes[pixel][c] = slot[at]; });
  }
  return codes;
}

std::optional<std::string> broken_canary(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  const auto stride = static_cast<std::uint64_t>(image.out_stride);
  for (std::size_t c = 0; c < 3; ++c) {
    const std::uint64_t origin = image.offset[input_planes + c];
    const std::uint64_t end = origin + extent(image, image.out_stride);
    const Region region = canary_region(image, input_planes + c);
    const auto slot = memory.slot(input_planes + c);
    for (std::uint64_t at = region.begin; at < region.end; ++at) {
      const bool inside = at >= origin && at < end;
      if (inside && (at - origin) % stride < image.width) continue;
      if (static_cast<std::uint8_t>(slot[at]) == trial.canary) continue;
      if (at < origin) return fmt::format("byte {} before plane c{}", origin - at, c);
      if (at >= end) return fmt::format("byte {} behind the end of plane c{}", at - end + 1, c);
      return fmt::format("byte {} behind the end of row {} of plane c{}",
                         (at - origin) % stride - image.width + 1, (at - origin) / stride, c);
    }
  }
  return std::nullopt;
}

bool inputs_unchanged(const ImageTrial& trial, const std::vector<CenteredYuv>& pixels,
                      const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  bool unchanged = true;
  const auto compare = [&](std::size_t plane, std::int8_t CenteredYuv::*value) {
    const auto slot = memory.slot(plane);
    for_each_pixel(image, image.in_stride, image.offset[plane],
                   [&](std::size_t pixel, std::uint64_t at) {
                     unchanged = unchanged && slot[at] == pixels[pixel].*value;
                   });
  };
  compare(0, &CenteredYuv::y);
  compare(1, &CenteredYuv::u);
  compare(2, &CenteredYuv::v);
  return unchanged;
}

}  // namespace swingproof
