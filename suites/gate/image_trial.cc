// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/image_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace swingproof {
namespace {

constexpr std::uint64_t canary_bytes = 4096;
constexpr std::uint64_t widest_watched_gap = 131072;

std::uint64_t extent(const PlacedImage& image, std::int64_t stride) {
  if (image.width == 0 || image.height == 0) return 0;
  return (image.height - 1) * static_cast<std::uint64_t>(stride) + image.width;
}

std::int64_t stride_of(const PlacedImage& image, std::size_t plane) {
  return plane < input_planes ? image.in_stride : image.out_stride;
}

// Where row r of a plane begins in its slot.
std::uint64_t row_begin(const PlacedImage& image, std::size_t plane, std::uint64_t row) {
  return image.offset[plane] + row * static_cast<std::uint64_t>(stride_of(image, plane));
}

// Bytes begin..end of a slot.
struct Region {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// Visits the regions around an output that hold canaries, in ascending order, until visit returns
// true, and returns whether it did.
template <typename Visit>
bool any_watched_region(const PlacedImage& image, std::size_t plane, const Visit& visit) {
  const std::uint64_t begin = image.offset[plane];
  const std::uint64_t end = begin + extent(image, image.out_stride);
  if (visit(Region{begin < canary_bytes ? 0 : begin - canary_bytes, begin})) return true;
  const std::uint64_t padding = static_cast<std::uint64_t>(image.out_stride) - image.width;
  for (std::uint64_t row = 0; row + 1 < image.height && padding != 0; ++row) {
    const Region gap = {row_begin(image, plane, row) + image.width,
                        row_begin(image, plane, row + 1)};
    if (padding <= widest_watched_gap) {
      if (visit(gap)) return true;
    } else if (visit(Region{gap.begin, gap.begin + canary_bytes}) ||
               visit(Region{gap.end - canary_bytes, gap.end})) {
      return true;
    }
  }
  return visit(Region{end, std::min<std::uint64_t>(slot_bytes, end + canary_bytes)});
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

CenteredYuv pixel_at(const ImageTrial& trial, std::uint64_t i) {
  return trial.pixel ? *trial.pixel : varied_pixel(static_cast<std::uint32_t>(i), trial.seed);
}

// The inputs of one row.
void fill_row(const ImageTrial& trial, std::uint64_t row, std::int8_t* y, std::int8_t* u,
              std::int8_t* v) {
  const std::uint64_t first = row * trial.size.width;
  for (std::size_t x = 0; x < trial.size.width; ++x) {
    const CenteredYuv yuv = pixel_at(trial, first + x);
    y[x] = yuv.y;
    u[x] = yuv.u;
    v[x] = yuv.v;
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

ImageTrial far_rows_trial() {
  ImageTrial trial = shape_trial({67, 259}, Placement::loose);
  trial.in_padding += std::int64_t{1} << 24;
  trial.out_padding += std::int64_t{1} << 24;
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
  const auto [width, height] = trial.size;
  if (width > largest_trial || height > largest_trial || width * height > largest_trial)
    return false;
  const std::uint64_t padding =
      static_cast<std::uint64_t>(std::max(trial.in_padding, trial.out_padding));
  const std::uint64_t bytes = height * (width + padding);
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
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = pixel_at(trial, i);
  return pixels;
}

void prepare(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  for (std::uint64_t row = 0; row < image.height && image.width != 0; ++row) {
    const auto at = [&](std::size_t plane) {
      return &memory.slot(plane)[row_begin(image, plane, row)];
    };
    fill_row(trial, row, at(0), at(1), at(2));
    for (std::size_t c = 0; c < 3; ++c)
      std::memset(at(input_planes + c), trial.canary, image.width);
  }
  for (std::size_t plane = input_planes; plane < planes_per_image; ++plane) {
    any_watched_region(image, plane, [&](Region region) {
      std::memset(memory.slot(plane).data() + region.begin, trial.canary,
                  region.end - region.begin);
      return false;
    });
  }
}

std::vector<CodeTriple> trial_codes(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  std::vector<CodeTriple> codes(trial.size.width * trial.size.height);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto slot = memory.slot(input_planes + c);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      codes[i][c] = slot[row_begin(image, input_planes + c, i / image.width) + i % image.width];
    }
  }
  return codes;
}

std::optional<std::string> broken_canary(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  const auto stride = static_cast<std::uint64_t>(image.out_stride);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto slot = memory.slot(input_planes + c);
    std::uint64_t at = 0;
    const bool is_broken = any_watched_region(image, input_planes + c, [&](Region region) {
      const auto bytes = slot.subspan(region.begin, region.end - region.begin);
      const auto changed = std::ranges::find_if(
          bytes, [&](std::int8_t byte) { return static_cast<std::uint8_t>(byte) != trial.canary; });
      at = region.begin + static_cast<std::uint64_t>(changed - bytes.begin());
      return changed != bytes.end();
    });
    if (!is_broken) continue;
    const std::uint64_t origin = image.offset[input_planes + c];
    const std::uint64_t end = origin + extent(image, image.out_stride);
    if (at < origin) return fmt::format("byte {} before plane c{}", origin - at, c);
    if (at >= end) return fmt::format("byte {} behind the end of plane c{}", at - end + 1, c);
    return fmt::format("byte {} behind the end of row {} of plane c{}",
                       (at - origin) % stride - image.width + 1, (at - origin) / stride, c);
  }
  return std::nullopt;
}

bool inputs_unchanged(const ImageTrial& trial, const KernelMemory& memory) {
  const PlacedImage image = place(trial);
  std::array<std::vector<std::int8_t>, input_planes> written;
  for (std::vector<std::int8_t>& plane : written) plane.resize(image.width);
  for (std::uint64_t row = 0; row < image.height && image.width != 0; ++row) {
    fill_row(trial, row, written[0].data(), written[1].data(), written[2].data());
    for (std::size_t plane = 0; plane < input_planes; ++plane) {
      const std::int8_t* now = &memory.slot(plane)[row_begin(image, plane, row)];
      if (std::memcmp(now, written[plane].data(), image.width) != 0) return false;
    }
  }
  return true;
}

bool codes_equal(const ImageTrial& trial, const KernelMemory& memory,
                 const ReferenceRows& reference) {
  const PlacedImage image = place(trial);
  std::array<std::vector<std::int8_t>, 3> expected;
  for (std::vector<std::int8_t>& plane : expected) plane.resize(image.width);
  for (std::uint64_t row = 0; row < image.height && image.width != 0; ++row) {
    const auto at = [&](std::size_t plane) {
      return &memory.slot(plane)[row_begin(image, plane, row)];
    };
    reference({at(0), at(1), at(2)}, image.width,
              {expected[0].data(), expected[1].data(), expected[2].data()});
    for (std::size_t c = 0; c < 3; ++c) {
      if (std::memcmp(at(input_planes + c), expected[c].data(), image.width) != 0) return false;
    }
  }
  return true;
}

}  // namespace swingproof
