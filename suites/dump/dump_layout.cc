// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/dump/dump_layout.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

// One axis of an array in memory.
struct DumpAxis {
  std::size_t size = 0;
  std::uint64_t stride = 0;  // bytes
};

struct DumpMemory {
  std::vector<DumpAxis> axes;
  std::uint64_t whole = 0;  // bytes with all padding
};

[[noreturn]] void refuse_huge(std::string_view place) {
  throw InputError(place, "makes a file of more than 2^34 bytes",
                   "give the numbers that the board prints");
}

// The option that says where rows begin, for messages.
std::string_view padding_place(const DumpRequest& request) {
  if (!request.strides.empty()) return "--strides";
  if (!request.aligned_shape.empty()) return "--aligned-shape";
  return request.stride ? "--stride" : request.aligned_height ? "--aligned-height" : "--shape";
}

// Axes in C order of these sizes, with padding: the last one first.
DumpMemory padded_memory(const DumpRequest& request, const std::vector<std::size_t>& padded,
                         std::uint64_t element) {
  DumpMemory memory{std::vector<DumpAxis>(padded.size()), element};
  for (std::size_t i = padded.size(); i-- > 0;) {
    memory.axes[i] = {request.shape[i], memory.whole};
    if (memory.whole > largest_dump / padded[i]) refuse_huge(padding_place(request));
    memory.whole *= padded[i];
  }
  return memory;
}

// Rows that begin every `stride` bytes, and planes every `aligned_height` rows; a row is W pixels
// of three elements (channels last), else W elements.
DumpMemory strided_memory(const DumpRequest& request, std::size_t channel_axis,
                          std::uint64_t element) {
  DumpMemory memory = padded_memory(request, request.shape, element);
  std::vector<DumpAxis>& axes = memory.axes;
  const bool has_channels_last = channel_axis + 1 == axes.size();
  const std::size_t first_in_row =
      has_channels_last && axes.size() > 1 ? axes.size() - 2 : axes.size() - 1;
  const std::uint64_t row = axes[first_in_row].size * axes[first_in_row].stride;
  std::uint64_t stride = request.stride.value_or(row);
  if (stride < row) {
    throw InputError(
        "--stride",
        "is " + std::to_string(stride) + " bytes, less than a row's " + std::to_string(row),
        "give the bytes from the start of one row to the start of the next");
  }
  for (std::size_t i = first_in_row; i-- > 0;) {
    axes[i].stride = stride;
    std::uint64_t size = axes[i].size;
    if (i + 1 == first_in_row && request.aligned_height) {
      if (*request.aligned_height < size) {
        throw InputError("--aligned-height",
                         "is " + std::to_string(*request.aligned_height) + ", but there are " +
                             std::to_string(size) + " rows",
                         "give the rows with padding");
      }
      size = *request.aligned_height;
    }
    if (stride > largest_dump / size) refuse_huge(padding_place(request));
    stride *= size;
  }
  memory.whole = stride;
  return memory;
}

DumpMemory memory_of(const DumpRequest& request, std::size_t channel_axis, std::uint64_t element) {
  if (!request.aligned_shape.empty()) {
    return padded_memory(request, request.aligned_shape, element);
  }
  if (request.strides.empty()) return strided_memory(request, channel_axis, element);
  DumpMemory memory;
  for (std::size_t i = 0; i < request.shape.size(); ++i) {
    const DumpAxis axis = {request.shape[i], request.strides[i]};
    if (axis.stride > largest_dump / axis.size) refuse_huge("--strides");
    memory.axes.push_back(axis);
    memory.whole = std::max(memory.whole, axis.stride * axis.size);
  }
  return memory;
}

// The axes with more than one element, in ascending order of strides. Throws InputError if two
// elements would overlap.
std::vector<DumpAxis> walked_axes(const DumpRequest& request, std::vector<DumpAxis> axes,
                                  std::uint64_t element) {
  std::erase_if(axes, [](const DumpAxis& axis) { return axis.size == 1; });
  std::stable_sort(axes.begin(), axes.end(),
                   [](const DumpAxis& a, const DumpAxis& b) { return a.stride < b.stride; });
  std::uint64_t end = element;  // of what the axes so far reach
  for (const DumpAxis& axis : axes) {
    if (axis.stride < end) {
      throw InputError(padding_place(request),
                       "has a step of " + std::to_string(axis.stride) + " bytes over " +
                           std::to_string(end) + " bytes of elements",
                       "give the bytes from one element to the next for each dimension of --shape");
    }
    end += (axis.size - 1) * axis.stride;
  }
  return axes;
}

// The sizes of a file that ends behind its last element, or with padding behind it, behind its
// pixel, its row, ...
std::vector<std::uint64_t> file_sizes(const std::vector<DumpAxis>& walked, std::uint64_t whole,
                                      std::uint64_t element) {
  std::uint64_t last = 0;  // where the last element begins
  for (const DumpAxis& axis : walked) last += (axis.size - 1) * axis.stride;
  std::vector<std::uint64_t> sizes = {last + element, std::max(whole, last + element)};
  std::uint64_t inside = 0;  // of `last`, what the axes so far add
  for (const DumpAxis& axis : walked) {
    sizes.push_back(last - inside + axis.stride);
    inside += (axis.size - 1) * axis.stride;
  }
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  return sizes;
}

// The padding of the channels or of the rows that a file of this size would have.
std::optional<std::vector<std::size_t>> fitting_shape(const DumpRequest& request,
                                                      std::uint64_t elements) {
  for (const std::size_t alignment : {8U, 16U, 32U, 64U}) {
    std::vector<std::size_t> aligned = request.shape;
    std::size_t& last = aligned.back();
    last = (last + alignment - 1) / alignment * alignment;
    if (std::accumulate(aligned.begin(), aligned.end(), std::uint64_t{1}, std::multiplies<>()) ==
        elements) {
      return aligned;
    }
  }
  return {};
}

}  // namespace

DumpLayout array_layout(const DumpRequest& request, std::size_t channel_axis) {
  DumpLayout layout;
  layout.type = request.type.value_or(DumpType::int8);
  const std::uint64_t element = row_of(layout.type).bytes;
  const auto [axes, whole] = memory_of(request, channel_axis, element);
  layout.sizes = {file_sizes(walked_axes(request, axes, element), whole, element)};
  if (layout.sizes[0].back() > largest_dump) refuse_huge(padding_place(request));
  for (std::size_t c = 0; c < 3; ++c) layout.channels[c].offset = c * axes[channel_axis].stride;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (i == channel_axis) continue;
    layout.positions.push_back(axes[i].size);
    for (ChannelPlace& channel : layout.channels) channel.strides.push_back(axes[i].stride);
  }
  return layout;
}

void require_size(const std::string& path, std::uint64_t size, const DumpLayout& layout,
                  std::size_t file, const DumpRequest& request) {
  const std::vector<std::uint64_t>& sizes = layout.sizes.at(file);
  if (std::binary_search(sizes.begin(), sizes.end(), size)) return;
  const DumpTypeRow& type = row_of(layout.type);
  const bool is_subsampled = layout.channels[1].is_shared;
  std::string form = "--shape " + shape_list(request.shape);
  if (!request.aligned_shape.empty()) {
    form += " in --aligned-shape " + shape_list(request.aligned_shape);
  } else if (padding_place(request) != "--shape") {
    form += " with this " + std::string(padding_place(request));
  }
  std::string remedy = "give the whole file, or the shape that it has";
  if (layout.sizes.size() == 1 && size % type.bytes == 0 && padding_place(request) == "--shape") {
    const auto aligned = is_subsampled ? std::nullopt : fitting_shape(request, size / type.bytes);
    const std::uint64_t rows = layout.positions[0] / 2 * 3;  // of Y, U and V together
    if (aligned) {
      remedy = "--aligned-shape " + shape_list(*aligned) + " would fit, if the board prints that";
    } else if (is_subsampled && size % rows == 0 && size / rows > layout.positions[1]) {
      remedy = "--stride " + std::to_string(size / rows) + " would fit, if rows are padded";
    }
  }
  throw InputError(
      path + ": data",
      "are " + std::to_string(size) + " bytes, but " + form + " of " +
          std::string(is_subsampled && request.layout ? row_of(*request.layout).proper_name
                                                      : type.name) +
          " takes " + sizes_text(sizes),
      remedy);
}

std::string sizes_text(const std::vector<std::uint64_t>& sizes) {
  std::string text;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    text += i == 0 ? "" : i + 1 == sizes.size() ? " or " : ", ";
    text += std::to_string(sizes[i]);
  }
  return text;
}

}  // namespace swingproof
