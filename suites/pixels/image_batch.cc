// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/image_batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "deployment/input_error.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

constexpr std::size_t block_pixels = 65536;  // one task's share
constexpr std::size_t chunk_pixels = 4096;   // six planes of them stay in the second-level cache

using ChunkPlanes = std::array<std::array<std::uint8_t, chunk_pixels>, 3>;

// A run of pixels of one image, in C order.
struct PixelRun {
  std::size_t image = 0;
  std::size_t first = 0;
  std::size_t count = 0;
};

struct Unfit {
  std::array<std::size_t, 4> place = {};
  std::string value;
};

template <typename Element>
bool is_in_range(Element value, PixelRange range) {
  const int least = range == PixelRange::centered ? -128 : 0;
  if constexpr (std::is_floating_point_v<Element>) {
    return value >= static_cast<Element>(least) && value <= static_cast<Element>(least + 255) &&
           value == std::trunc(value);
  } else {
    return std::cmp_greater_equal(value, least) && std::cmp_less_equal(value, least + 255);
  }
}

// Reads count elements along a row; returns how many were read before one that is unfit.
template <typename Element>
std::size_t gather_row(const std::byte* from, std::ptrdiff_t stride, std::size_t count,
                       PixelRange range, std::uint8_t* to) {
  for (std::size_t i = 0; i < count; ++i, from += stride) {
    Element value;
    std::memcpy(&value, from, sizeof value);
    if (!is_in_range(value, range)) return i;
    to[i] = static_cast<std::uint8_t>(static_cast<int>(value));
  }
  return count;
}

// What the operation takes as it lies there: its own bytes, all of which are in range.
bool is_byte_of(ElementType type, PixelRange range) {
  return type == (range == PixelRange::centered ? ElementType::int8 : ElementType::uint8);
}

std::size_t gather(const ImageBatch& batch, PixelRange range, const std::byte* from,
                   std::size_t count, std::uint8_t* to) {
  const std::ptrdiff_t stride = batch.strides[3];
  if (is_byte_of(batch.type, range) && stride == 1) {
    std::memcpy(to, from, count);
    return count;
  }
  switch (batch.type) {
    case ElementType::int8:
      return gather_row<std::int8_t>(from, stride, count, range, to);
    case ElementType::uint8:
      return gather_row<std::uint8_t>(from, stride, count, range, to);
    case ElementType::int16:
      return gather_row<std::int16_t>(from, stride, count, range, to);
    case ElementType::uint16:
      return gather_row<std::uint16_t>(from, stride, count, range, to);
    case ElementType::int32:
      return gather_row<std::int32_t>(from, stride, count, range, to);
    case ElementType::uint32:
      return gather_row<std::uint32_t>(from, stride, count, range, to);
    case ElementType::int64:
      return gather_row<std::int64_t>(from, stride, count, range, to);
    case ElementType::uint64:
      return gather_row<std::uint64_t>(from, stride, count, range, to);
    case ElementType::float32:
      return gather_row<float>(from, stride, count, range, to);
    case ElementType::float64:
      return gather_row<double>(from, stride, count, range, to);
  }
  return 0;
}

template <typename Element>
std::string text_of(const std::byte* from) {
  Element value;
  std::memcpy(&value, from, sizeof value);
  return fmt::format("{}", value);
}

std::string value_text(ElementType type, const std::byte* from) {
  switch (type) {
    case ElementType::int8:
      return text_of<std::int8_t>(from);
    case ElementType::uint8:
      return text_of<std::uint8_t>(from);
    case ElementType::int16:
      return text_of<std::int16_t>(from);
    case ElementType::uint16:
      return text_of<std::uint16_t>(from);
    case ElementType::int32:
      return text_of<std::int32_t>(from);
    case ElementType::uint32:
      return text_of<std::uint32_t>(from);
    case ElementType::int64:
      return text_of<std::int64_t>(from);
    case ElementType::uint64:
      return text_of<std::uint64_t>(from);
    case ElementType::float32:
      return text_of<float>(from);
    case ElementType::float64:
      return text_of<double>(from);
  }
  return {};
}

const std::byte* element(const ImageBatch& batch, const std::array<std::size_t, 4>& place) {
  std::ptrdiff_t offset = 0;
  for (std::size_t axis = 0; axis < 4; ++axis) {
    offset += static_cast<std::ptrdiff_t>(place[axis]) * batch.strides[axis];
  }
  return batch.first + offset;
}

// Fills one plane of a chunk, row by row.
std::optional<Unfit> gather_plane(const ImageBatch& batch, PixelRange range, std::size_t channel,
                                  const PixelRun& chunk, std::uint8_t* to) {
  const std::size_t columns = batch.shape[3];
  for (std::size_t done = 0; done < chunk.count;) {
    const std::size_t at = chunk.first + done;
    std::array<std::size_t, 4> place = {chunk.image, channel, at / columns, at % columns};
    const std::size_t count = std::min(columns - place[3], chunk.count - done);
    const std::size_t read = gather(batch, range, element(batch, place), count, to + done);
    if (read != count) {
      place[3] += read;
      return Unfit{place, value_text(batch.type, element(batch, place))};
    }
    done += count;
  }
  return {};
}

// Whether each plane is one run of the operation's own bytes.
bool has_whole_planes(const ImageBatch& batch, PixelRange range) {
  const bool has_whole_rows = batch.shape[3] == 1 || batch.strides[3] == 1;
  const bool is_packed =
      batch.shape[2] == 1 || batch.strides[2] == static_cast<std::ptrdiff_t>(batch.shape[3]);
  return is_byte_of(batch.type, range) && has_whole_rows && is_packed;
}

struct BatchTask {
  const ImageBatch& batch;
  PixelRange range;
  const PixelOperation& operation;
  bool whole_planes;
};

// The inputs of a run: where they lie, or gathered, for which the run is at most a chunk.
std::optional<Unfit> input_planes(const BatchTask& task, const PixelRun& run, ChunkPlanes& gathered,
                                  InputPlanes& in) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (task.whole_planes) {
      const std::byte* plane = element(task.batch, {run.image, c, 0, 0});
      in[c] = reinterpret_cast<const std::uint8_t*>(plane) + run.first;
      continue;
    }
    auto unfit = gather_plane(task.batch, task.range, c, run, gathered[c].data());
    if (unfit) return unfit;
    in[c] = gathered[c].data();
  }
  return {};
}

void put(const BatchTask& task, const PixelRun& run, const InputPlanes& in, std::int8_t* first) {
  const std::size_t plane = task.batch.shape[2] * task.batch.shape[3];
  auto* to = reinterpret_cast<std::uint8_t*>(first) + run.image * 3 * plane + run.first;
  task.operation(in, {to, to + plane, to + 2 * plane}, run.count);
}

template <typename Float>
void put(const BatchTask& task, const PixelRun& run, const InputPlanes& in,
         const ScaledCodes<Float>& output) {
  ChunkPlanes codes;
  task.operation(in, {codes[0].data(), codes[1].data(), codes[2].data()}, run.count);
  const std::size_t plane = task.batch.shape[2] * task.batch.shape[3];
  for (std::size_t c = 0; c < 3; ++c) {
    Float* to = output.first + (run.image * 3 + c) * plane + run.first;
    for (std::size_t i = 0; i < run.count; ++i) {
      to[i] = static_cast<Float>(static_cast<std::int8_t>(codes[c][i])) * output.scale;
    }
  }
}

std::optional<Unfit> compute_block(const BatchTask& task, const PixelRun& block,
                                   const BatchOutput& output) {
  const bool is_direct = task.whole_planes && std::holds_alternative<std::int8_t*>(output);
  const std::size_t step = is_direct ? block.count : chunk_pixels;
  ChunkPlanes gathered;
  for (std::size_t done = 0; done < block.count; done += step) {
    const PixelRun run{block.image, block.first + done, std::min(step, block.count - done)};
    InputPlanes in = {};
    auto unfit = input_planes(task, run, gathered, in);
    if (unfit) return unfit;
    std::visit([&](const auto& to) { put(task, run, in, to); }, output);
  }
  return {};
}

[[noreturn]] void refuse(std::string_view name, PixelRange range, const Unfit& unfit) {
  const auto& [image, channel, row, column] = unfit.place;
  throw InputError(name,
                   fmt::format("has {} in image {}, channel {}, row {}, column {}", unfit.value,
                               image, channel, row, column),
                   range == PixelRange::centered
                       ? "give integers from -128 to 127: centered YUV, the stored bytes minus 128"
                       : "give integers from 0 to 255: grey levels");
}

}  // namespace

void compute_batch(std::string_view name, const ImageBatch& batch, PixelRange range,
                   const PixelOperation& operation, const BatchOutput& output) {
  const std::size_t plane = batch.shape[2] * batch.shape[3];
  const std::size_t blocks = (plane + block_pixels - 1) / block_pixels;
  const BatchTask task{batch, range, operation, has_whole_planes(batch, range)};
  std::vector<std::optional<Unfit>> unfit(batch.shape[0] * blocks);
  for_each_block(unfit.size(), [&](std::size_t i) {
    const std::size_t first = i % blocks * block_pixels;
    const PixelRun block{i / blocks, first, std::min(block_pixels, plane - first)};
    unfit[i] = compute_block(task, block, output);
  });
  const auto found = std::ranges::find_if(unfit, [](const auto& each) { return each.has_value(); });
  if (found != unfit.end()) refuse(name, range, **found);
}

}  // namespace swingproof
