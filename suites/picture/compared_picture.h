// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_COMPARED_PICTURE_H_
#define SWINGPROOF_SUITES_PICTURE_COMPARED_PICTURE_H_

#include <array>
#include <cstdint>
#include <string>

#include "fixedpoint/lowering.h"
#include "suites/picture/picture_trial.h"
#include "suites/sweep/code_differences.h"

namespace swingproof {

// One picture through two ops: its bytes become centered YUV by the deployed training-side
// conversion in the given swing, U and V of each pixel, and that goes through both.
struct ComparedPicture {
  std::string name;
  ImageSize size;
  std::string sha256;
  std::uint64_t pixels_that_differ = 0;            // on at least one channel
  std::array<CodeDifferences, 3> code_difference;  // after - before, in output order
  PictureView difference;     // grey: the greatest |difference| in codes, times amplification
  int amplification = 1;      // a power of two
  std::size_t reduction = 1;  // pixels of the picture along one of the view
};

ComparedPicture compare_on_picture(const Picture& picture, Matrix matrix, const LoweredOp& before,
                                   const LoweredOp& after);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_COMPARED_PICTURE_H_
