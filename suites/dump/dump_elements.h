// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_DUMP_DUMP_ELEMENTS_H_
#define SWINGPROOF_SUITES_DUMP_DUMP_ELEMENTS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "suites/dump/dump_layout.h"

namespace swingproof {

class Sha256;

// Files without headers, in memory.
using DumpBytes = std::vector<std::string>;

// Reads the files of a layout. Throws InputError for one that is not as long as the layout allows,
// before memory is taken for it if its size is known. The bytes, padding included, are added to the
// digest, if there is one.
DumpBytes read_dump(const std::vector<std::string>& paths, const DumpLayout& layout,
                    const DumpRequest& request, Sha256* digest = nullptr);

// How a byte becomes an int8: its bits as they are, or minus 128, as stored YUV is centered.
enum class ByteMeaning { code, stored };

// The three channels at all positions, in C order. The layout's type is int8 or uint8; the bytes
// are of the layout's sizes.
std::array<std::vector<std::int8_t>, 3> byte_channels(const DumpBytes& bytes,
                                                      const DumpLayout& layout,
                                                      ByteMeaning meaning);

// The reverse: the bytes of one file in this layout, with all padding, which is 0. Of 4:2:0 the
// chroma of the upper left pixel of each 2 x 2 counts.
std::string dump_bytes(const std::array<const std::int8_t*, 3>& channels, const DumpLayout& layout,
                       ByteMeaning meaning);

// The same as byte_channels() of a layout of floats.
std::array<std::vector<float>, 3> float_channels(const DumpBytes& bytes, const DumpLayout& layout);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_DUMP_DUMP_ELEMENTS_H_
