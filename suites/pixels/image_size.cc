// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/pixels/image_size.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include "deployment/input_error.h"

namespace swingproof {
namespace {

std::optional<std::size_t> parse_side(std::string_view text) {
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

ImageSize parse_image_size(std::string_view text, std::string_view place) {
  const std::size_t separator = text.find('x');
  if (separator != std::string_view::npos) {
    const std::optional<std::size_t> width = parse_side(text.substr(0, separator));
    const std::optional<std::size_t> height = parse_side(text.substr(separator + 1));
    if (width && height) return {*width, *height};
  }
  throw InputError(place, quoted(text) + " is not a size",
                   "write width x height, each up to 65535, such as 640x480");
}

}  // namespace swingproof
