// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// Files without a header and what is said of them: suites/dump. An input is a line for each of
// dump_options, empty where the option is not given, and the bytes of the file behind them.

#include <algorithm>
#include <string>

#include "deployment/input_error.h"
#include "fuzz/reader_property.h"
#include "suites/dump/dump_elements.h"
#include "suites/dump/float_codes.h"

namespace {

using swingproof::DumpLayout;
using swingproof::DumpOptions;
using swingproof::DumpRequest;
using swingproof::DumpType;
using swingproof::require;

struct Dump {
  DumpLayout layout;
  std::string bytes;
  bool is_read = false;
};

// The layout that a request asks for; channels are on the last axis unless it says otherwise.
DumpLayout layout_of(const DumpRequest& request) {
  using swingproof::Chroma;
  using swingproof::PixelLayout;
  if (request.layout && row_of(*request.layout).chroma != Chroma::full) {
    return yuv_layout(request, *request.layout, 1);
  }
  const std::size_t axis = request.layout == PixelLayout::nchw && request.shape.size() > 1
                               ? 1
                               : request.shape.size() - 1;
  if (request.shape.at(axis) != 3) throw swingproof::InputError("--shape", "has no channels", "");
  return array_layout(request, axis);
}

Dump read_hostile_dump(std::string_view text) {
  DumpOptions options;
  for (const swingproof::DumpOption& each : swingproof::dump_options) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!line.empty()) options.*each.text = std::string(line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  const DumpRequest request = swingproof::parse_dump_options(options);
  if (!request.is_headerless()) return {};
  Dump dump{layout_of(request), std::string(text), true};
  swingproof::require_size("fuzz.bin", dump.bytes.size(), dump.layout, 0, request);
  return dump;
}

void check_dump(const Dump& dump) {
  if (!dump.is_read) return;
  if (dump.layout.type == DumpType::float32) {
    const auto channels = float_channels({dump.bytes}, dump.layout);
    require(channels[0].size() == channels[2].size(), "there are as many elements in each channel");
    return;
  }
  using swingproof::ByteMeaning;
  const auto channels = byte_channels({dump.bytes}, dump.layout, ByteMeaning::stored);
  const std::string written =
      dump_bytes({channels[0].data(), channels[1].data(), channels[2].data()}, dump.layout,
                 ByteMeaning::stored);
  require(byte_channels({written}, dump.layout, ByteMeaning::stored) == channels,
          "what is written reads back the same");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return swingproof::read_hostile(
      [&] { return read_hostile_dump(swingproof::text_of(data, size)); }, check_dump);
}
