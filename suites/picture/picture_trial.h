// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_PICTURE_TRIAL_H_
#define SWINGPROOF_SUITES_PICTURE_PICTURE_TRIAL_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "deployment/deployment.h"
#include "fixedpoint/lowering.h"
#include "suites/picture/picture.h"
#include "suites/sweep/code_differences.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// Pictures to look at, no side above this: larger ones are reduced by a whole factor.
inline constexpr std::size_t longest_view_side = 512;

// R, G, B by rows, as Picture::rgb.
struct PictureView {
  ImageSize size;
  std::vector<std::uint8_t> rgb;
};

// A picture through the fallback op, against the codes that the model saw in training.
struct FallbackTrial {
  // By channel in output order: code of the fallback minus code in training, how often.
  std::array<CodeDifferences, 3> code_difference;
  PictureView received;    // the colours that the codes stand for
  PictureView difference;  // |difference| in grey levels times amplification
  int amplification = 1;   // a power of two
};

// One picture through both paths. Its bytes become centered YUV by the deployed training-side
// conversion; YUV goes through the fallback op as it is, and once more as NV12 would hold it: each
// 2x2 block shares the mean of its four U and of its four V, rounded to nearest and ties up. How a
// camera and the BPU's pyramid filter chroma is not published; these are the plainest filters.
struct PictureTrial {
  std::string name;
  ImageSize size;
  std::string sha256;
  std::vector<std::string> changes;
  PictureView training;      // the colours that the codes in training stand for
  FallbackTrial full;        // with U and V of each pixel
  FallbackTrial subsampled;  // with U and V as NV12 has them
  // The op's own error over the picture's pixels (docs/numerics.md section 5): each colour counts
  // as often as the picture has it. U and V of each pixel.
  std::array<ErrorMeasures, 3> op_error;
  std::size_t reduction = 1;  // pixels of the picture along one of a view
};

PictureTrial try_picture(const Deployment& deployment, const LoweredOp& op, const Picture& picture);

// The exact mean of the squared differences over all three channels, in grey levels^2. PSNR follows
// from it with a peak of 255; equal codes have none.
Rational mean_squared_grey_difference(const Deployment& deployment, const FallbackTrial& trial);

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_PICTURE_TRIAL_H_
