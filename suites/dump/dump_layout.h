// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_DUMP_DUMP_LAYOUT_H_
#define SWINGPROOF_SUITES_DUMP_DUMP_LAYOUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "suites/dump/dump_options.h"

namespace swingproof {

// Where the elements of one channel lie in files without headers.
struct ChannelPlace {
  std::size_t file = 0;                // of the files that hold the picture
  std::uint64_t offset = 0;            // of the first element, bytes
  std::vector<std::uint64_t> strides;  // bytes for each axis of positions
  bool is_shared = false;  // 4:2:0: one element for 2 x 2 positions of the last two axes
};

// Where all elements lie, whatever the layout: what reads files need not know layouts.
struct DumpLayout {
  DumpType type = DumpType::int8;
  std::vector<std::size_t> positions;  // the sizes of all axes but the one of channels
  std::array<ChannelPlace, 3> channels;
  // The sizes that each file may have, bytes, ascending: padding may be cut off behind the last
  // element, the last pixel, the last row, ..., or be there in full. No element lies behind the
  // smallest one.
  std::vector<std::vector<std::uint64_t>> sizes;
};

// An array whose channels, three of them, are on this axis of the request's shape. Throws
// InputError, before anything of this size exists, for strides below what they step over, and for
// files of more than largest_dump bytes.
DumpLayout array_layout(const DumpRequest& request, std::size_t channel_axis);

// A picture of YUV in 4:2:0 (suites/dump/yuv_frame.cc). Its shape is H,W, or these two beside 1 and
// 3 as boards print them: 1,3,H,W or 1,H,W,3; both are even. With two files the first one is Y.
// Throws InputError likewise.
DumpLayout yuv_layout(const DumpRequest& request, PixelLayout layout, std::size_t files);

// Throws InputError, with the file as place, if it is not as long as the layout allows.
void require_size(const std::string& path, std::uint64_t size, const DumpLayout& layout,
                  std::size_t file, const DumpRequest& request);

// "10227 or 10240".
std::string sizes_text(const std::vector<std::uint64_t>& sizes);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_DUMP_DUMP_LAYOUT_H_
