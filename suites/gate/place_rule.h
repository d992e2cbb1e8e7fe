// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_GATE_PLACE_RULE_H_
#define SWINGPROOF_SUITES_GATE_PLACE_RULE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "suites/pixels/image_size.h"

namespace swingproof {

// An image in which some pixels have wrong codes, though no input is wrong everywhere.
struct SurveyedImage {
  ImageSize size;
  std::size_t in_stride = 0;
  std::size_t out_stride = 0;
  std::size_t in_offset = 0;  // of the first Y, in bytes from a multiple of 4096
  std::vector<char> wrong;    // 1 for a wrong pixel, row by row
};

// Where the wrong pixels lie, in words: "the last width mod 16 pixels of a row", "from row 2 on",
// "width 768 and height 2". A rule fits if every wrong pixel is where it says and at least a
// quarter of the pixels there are wrong: a fault may give some inputs the right codes. Of several
// it is the one that says least of other pixels, then the simplest. Nothing if none fits.
std::optional<std::string> place_rule(const std::vector<SurveyedImage>& images);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_GATE_PLACE_RULE_H_
