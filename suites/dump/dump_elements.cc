// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/dump/dump_elements.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>

#include "deployment/whole_file.h"

namespace swingproof {
namespace {

struct CodeOf {
  std::uint8_t flipped_bits;
  std::int8_t operator()(const char* from) const {
    return static_cast<std::int8_t>(static_cast<std::uint8_t>(*from) ^ flipped_bits);
  }
};

struct FloatOf {
  float operator()(const char* from) const {
    static_assert(std::endian::native == std::endian::little, "dumps are little-endian");
    float value = 0;
    std::memcpy(&value, from, sizeof(value));
    return value;
  }
};

// One row of elements. The usual steps are constants, so that compilers use SIMD.
template <typename Read, typename Value>
void copy_row(const char* from, std::uint64_t step, std::size_t count, const Read& read,
              Value* to) {
  const auto copy = [&](auto constant_step) {
    for (std::size_t i = 0; i < count; ++i) to[i] = read(from + i * constant_step);
  };
  if (step == 1) return copy(std::integral_constant<std::size_t, 1>());
  if (step == 2) return copy(std::integral_constant<std::size_t, 2>());
  if (step == 3) return copy(std::integral_constant<std::size_t, 3>());
  copy(static_cast<std::size_t>(step));
}

// One row of 4:2:0: each element for two pixels.
template <typename Read, typename Value>
void copy_shared_row(const char* from, std::uint64_t step, std::size_t count, const Read& read,
                     Value* to) {
  for (std::size_t i = 0; i < count; i += 2) {
    to[i] = to[i + 1] = read(from + i / 2 * step);
  }
}

// Calls visit with the number of each row, its position on all axes but the last, in C order.
template <typename Visit>
void for_each_row(const std::vector<std::size_t>& positions, const Visit& visit) {
  std::vector<std::size_t> at(positions.empty() ? 0 : positions.size() - 1);
  const std::size_t rows =
      std::accumulate(positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(at.size()),
                      std::size_t{1}, std::multiplies<>());
  for (std::size_t row = 0; row < rows; ++row) {
    visit(row, at);
    for (std::size_t axis = at.size(); axis-- > 0;) {
      if (++at[axis] < positions[axis]) break;
      at[axis] = 0;
    }
  }
}

template <typename Read, typename Value>
std::vector<Value> channel_values(const DumpBytes& bytes, const DumpLayout& layout,
                                  const ChannelPlace& channel, const Read& read) {
  const std::vector<std::size_t>& positions = layout.positions;
  const std::size_t width = positions.empty() ? 1 : positions.back();
  const std::uint64_t step = positions.empty() ? 0 : channel.strides.back();
  const char* const begin = bytes.at(channel.file).data() + channel.offset;
  std::vector<Value> values(
      std::accumulate(positions.begin(), positions.end(), std::size_t{1}, std::multiplies<>()));
  for_each_row(positions, [&](std::size_t row, const std::vector<std::size_t>& at) {
    Value* const to = values.data() + row * width;
    if (channel.is_shared && at.back() % 2 != 0) {  // as the row above
      std::copy_n(to - width, width, to);
      return;
    }
    const char* from = begin;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
      const std::size_t index =
          channel.is_shared && axis + 1 == at.size() ? at[axis] / 2 : at[axis];
      from += index * channel.strides[axis];
    }
    if (channel.is_shared) {
      copy_shared_row(from, step, width, read, to);
    } else {
      copy_row(from, step, width, read, to);
    }
  });
  return values;
}

// The bytes of a file up to this many. Memory is taken at once where the size is known, and else
// grows with what arrives.
std::string read_at_most(InputFile& file, std::optional<std::uint64_t> size, std::uint64_t most) {
  constexpr std::uint64_t first_step = std::uint64_t{1} << 20;
  std::string bytes;
  std::uint64_t next = size ? *size + 1 : first_step;
  for (;;) {
    const std::size_t before = bytes.size();
    bytes.resize(static_cast<std::size_t>(std::min(next, most)));
    const std::size_t got = file.read(std::as_writable_bytes(std::span(bytes).subspan(before)));
    const bool is_end = before + got < bytes.size() || bytes.size() == most;
    bytes.resize(before + got);
    if (is_end) return bytes;
    next = 2 * bytes.size();
  }
}

}  // namespace

DumpBytes read_dump(const std::vector<std::string>& paths, const DumpLayout& layout,
                    const DumpRequest& request, Sha256* digest) {
  DumpBytes bytes;
  for (std::size_t file = 0; file < paths.size(); ++file) {
    InputFile input(paths[file], digest);
    const auto size = input.remaining_size();
    if (size) require_size(paths[file], *size, layout, file, request);
    bytes.push_back(read_at_most(input, size, layout.sizes.at(file).back() + 1));
    require_size(paths[file], bytes.back().size(), layout, file, request);
  }
  return bytes;
}

std::array<std::vector<std::int8_t>, 3> byte_channels(const DumpBytes& bytes,
                                                      const DumpLayout& layout,
                                                      ByteMeaning meaning) {
  if (layout.type == DumpType::float32) throw std::logic_error("byte_channels: floats");
  const CodeOf read{meaning == ByteMeaning::stored ? std::uint8_t{0x80} : std::uint8_t{0}};
  std::array<std::vector<std::int8_t>, 3> channels;
  for (std::size_t c = 0; c < 3; ++c) {
    channels[c] = channel_values<CodeOf, std::int8_t>(bytes, layout, layout.channels[c], read);
  }
  return channels;
}

std::string dump_bytes(const std::array<const std::int8_t*, 3>& channels, const DumpLayout& layout,
                       ByteMeaning meaning) {
  if (layout.type == DumpType::float32 || layout.sizes.size() != 1) {
    throw std::logic_error("dump_bytes: floats, or two files");
  }
  const std::uint8_t flipped_bits = meaning == ByteMeaning::stored ? 0x80 : 0;
  std::string bytes(static_cast<std::size_t>(layout.sizes[0].back()), '\0');
  const std::size_t width = layout.positions.empty() ? 1 : layout.positions.back();
  for (std::size_t c = 0; c < 3; ++c) {
    const ChannelPlace& channel = layout.channels[c];
    const std::uint64_t step = layout.positions.empty() ? 0 : channel.strides.back();
    for_each_row(layout.positions, [&](std::size_t row, const std::vector<std::size_t>& at) {
      if (channel.is_shared && at.back() % 2 != 0) return;
      std::uint64_t begin = channel.offset;
      for (std::size_t axis = 0; axis < at.size(); ++axis) {
        const bool is_halved = channel.is_shared && axis + 1 == at.size();
        begin += (is_halved ? at[axis] / 2 : at[axis]) * channel.strides[axis];
      }
      const std::size_t every = channel.is_shared ? 2 : 1;
      for (std::size_t i = 0; i < width; i += every) {
        const auto code = static_cast<std::uint8_t>(channels[c][row * width + i]);
        bytes[begin + i / every * step] = static_cast<char>(code ^ flipped_bits);
      }
    });
  }
  return bytes;
}

std::array<std::vector<float>, 3> float_channels(const DumpBytes& bytes, const DumpLayout& layout) {
  if (layout.type != DumpType::float32) throw std::logic_error("float_channels: bytes");
  std::array<std::vector<float>, 3> channels;
  for (std::size_t c = 0; c < 3; ++c) {
    channels[c] = channel_values<FloatOf, float>(bytes, layout, layout.channels[c], FloatOf());
  }
  return channels;
}

}  // namespace swingproof
