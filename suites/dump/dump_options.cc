// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/dump/dump_options.h"

#include <algorithm>
#include <charconv>

#include "deployment/exact_number.h"
#include "deployment/input_error.h"

namespace swingproof {
namespace {

constexpr std::size_t most_axes = 8;  // HB_DNN_TENSOR_MAX_DIMENSIONS

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& each : lower) {
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  }
  return lower;
}

// "int8, uint8 or float32".
template <typename Rows>
std::string names_of(const Rows& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view before = i == 0 ? "" : i + 1 == rows.size() ? " or " : ", ";
    text.append(before).append(rows[i].name);
  }
  return text;
}

// The row of this name, in whatever case.
template <typename Rows>
const auto& row_named(const Rows& rows, std::string_view text, std::string_view place,
                      std::string_view kind) {
  const std::string lower = lower_case(text);
  for (const auto& row : rows) {
    if (row.name == lower) return row;
  }
  throw InputError(place, quoted(text) + " is not a " + std::string(kind),
                   "write " + names_of(rows));
}

// Numbers with commas between them, with or without a space behind each and brackets around all, as
// the board's tools print them.
std::vector<std::uint64_t> parse_list(std::string_view text, std::string_view place,
                                      std::string_view kind, std::string_view remedy) {
  const auto refuse = [&](const std::string& problem) {
    throw InputError(place, quoted(text) + problem, remedy);
  };
  std::string_view rest = text;
  const bool in_brackets = rest.size() > 1 && ((rest.front() == '(' && rest.back() == ')') ||
                                               (rest.front() == '[' && rest.back() == ']'));
  if (in_brackets) rest = rest.substr(1, rest.size() - 2);
  std::vector<std::uint64_t> numbers;
  for (;;) {
    const std::string_view number = rest.substr(0, rest.find(','));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || value == 0) {
      refuse(" is not a " + std::string(kind));
    }
    numbers.push_back(value);
    if (numbers.size() > most_axes) refuse(" has more than 8 axes");
    if (number.size() == rest.size()) return numbers;
    rest.remove_prefix(number.size() + 1);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
  }
}

std::vector<std::size_t> parse_sizes(std::string_view text, std::string_view place,
                                     std::uint64_t most, std::string_view most_text) {
  std::vector<std::size_t> shape;
  std::uint64_t elements = 1;
  for (const std::uint64_t size :
       parse_list(text, place, "shape", "write the sizes of the axes, as in 1,3,480,640")) {
    if (size > most / elements) {
      throw InputError(place, quoted(text) + " has more than " + std::string(most_text),
                       "write the sizes of the axes, as in 1,3,480,640");
    }
    elements *= size;
    shape.push_back(static_cast<std::size_t>(size));
  }
  return shape;
}

std::uint64_t parse_bytes(const std::string& text, std::string_view place,
                          std::string_view remedy) {
  const std::vector<std::uint64_t> numbers = parse_list(text, place, "number", remedy);
  if (numbers.size() != 1) throw InputError(place, quoted(text) + " is not a number", remedy);
  if (numbers.front() > largest_dump) {
    throw InputError(place, "makes a file of more than 2^34 bytes", remedy);
  }
  return numbers.front();
}

double parse_dump_scale(const std::string& text) {
  const ExactNumber number = parse_exact_number(text, "--scale");
  if (number.exact <= 0) {
    throw InputError("--scale", quoted(text) + " is not a scale",
                     "write the scale of the dequantisation, as in 0.0207 or 1/128");
  }
  return number.binary64;
}

void require_axes(std::size_t axes, const DumpRequest& request, std::string_view place) {
  if (axes == request.shape.size()) return;
  throw InputError(place,
                   "has " + std::to_string(axes) + " numbers, but --shape has " +
                       std::to_string(request.shape.size()),
                   "write one for each dimension of --shape, in its order");
}

void require_aligned(const DumpRequest& request) {
  require_axes(request.aligned_shape.size(), request, "--aligned-shape");
  for (std::size_t i = 0; i < request.shape.size(); ++i) {
    if (request.aligned_shape[i] >= request.shape[i]) continue;
    throw InputError(
        "--aligned-shape",
        shape_list(request.aligned_shape) + " is smaller than --shape " + shape_list(request.shape),
        "write both in the same order, padding in --aligned-shape");
  }
}

// Padding is given in one way.
void require_one_padding(const DumpOptions& options) {
  const auto refuse = [](std::string_view one, std::string_view other) {
    throw InputError(one, "and " + std::string(other) + " both say where rows begin",
                     "give one of them");
  };
  if (options.strides && options.aligned_shape) refuse("--strides", "--aligned-shape");
  if (options.strides && options.stride) refuse("--strides", "--stride");
  if (options.strides && options.aligned_height) refuse("--strides", "--aligned-height");
  if (options.aligned_shape && options.stride) refuse("--aligned-shape", "--stride");
  if (options.aligned_shape && options.aligned_height) {
    refuse("--aligned-shape", "--aligned-height");
  }
}

void require_shape(const DumpOptions& options, const DumpRequest& request) {
  const bool is_subsampled = request.layout && row_of(*request.layout).chroma != Chroma::full;
  for (const DumpOption& each : dump_options) {
    const bool needs_shape =
        each.text != &DumpOptions::scale && (each.text != &DumpOptions::layout || is_subsampled);
    if (!needs_shape || !(options.*each.text)) continue;
    throw InputError(std::string("--") + each.name, "is for a capture of raw bytes",
                     "give --shape as well, or leave it out for a .npy file, which has a header");
  }
}

}  // namespace

const DumpTypeRow& row_of(DumpType type) { return dump_types.at(static_cast<std::size_t>(type)); }

const PixelLayoutRow& row_of(PixelLayout layout) {
  return pixel_layouts.at(static_cast<std::size_t>(layout));
}

DumpRequest parse_dump_options(const DumpOptions& options) {
  DumpRequest request;
  if (options.dtype) request.type = row_named(dump_types, *options.dtype, "--dtype", "type").type;
  if (options.layout) request.layout = parse_pixel_layout(*options.layout, "--layout");
  if (options.scale) request.scale = parse_dump_scale(*options.scale);
  if (!options.shape) {
    require_shape(options, request);
    return request;
  }
  require_one_padding(options);
  request.shape = parse_shape(*options.shape, "--shape");
  if (options.aligned_shape) {
    request.aligned_shape =
        parse_sizes(*options.aligned_shape, "--aligned-shape", largest_dump, "2^34 elements");
    require_aligned(request);
  }
  if (options.strides) {
    request.strides = parse_list(*options.strides, "--strides", "list of strides",
                                 "write the bytes of each dimension, as in 10240,512,16,1");
    require_axes(request.strides.size(), request, "--strides");
  }
  if (options.stride) {
    request.stride = parse_bytes(*options.stride, "--stride",
                                 "give the bytes from the start of one row to the start of the "
                                 "next");
  }
  if (options.aligned_height) {
    request.aligned_height =
        parse_bytes(*options.aligned_height, "--aligned-height",
                    "give the rows from the start of one plane to the start of the next");
  }
  const bool is_float = request.type == DumpType::float32;
  if (request.scale && !is_float) {
    throw InputError("--scale", "is for floats, but the elements are bytes",
                     "leave it out, or give --dtype float32");
  }
  return request;
}

std::vector<std::size_t> parse_shape(std::string_view text, std::string_view place) {
  return parse_sizes(text, place, most_dump_elements, "2^32 elements");
}

PixelLayout parse_pixel_layout(std::string_view text, std::string_view place) {
  return row_named(pixel_layouts, text, place, "layout").layout;
}

std::string shape_list(const std::vector<std::size_t>& shape) {
  std::string text;
  for (const std::size_t size : shape) text += (text.empty() ? "" : ",") + std::to_string(size);
  return text;
}

}  // namespace swingproof
