// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/compared_picture.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "fixedpoint/bpu_model.h"
#include "fixedpoint/training_op.h"
#include "suites/parallel_blocks.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {
namespace {

struct PictureTally {
  std::uint64_t pixels_that_differ = 0;
  std::array<DifferenceHistogram, 3> differences;

  void add(const PictureTally& other) {
    pixels_that_differ += other.pixels_that_differ;
    for (std::size_t c = 0; c < 3; ++c) differences[c].add(other.differences[c]);
  }
};

// The greatest difference of each block of the picture that one pixel of the view stands for.
PictureView reduced_view(const std::vector<std::uint8_t>& differences, ImageSize size,
                         std::size_t reduction, int amplification) {
  const auto reduced = [&](std::size_t side) { return (side + reduction - 1) / reduction; };
  PictureView view{{reduced(size.width), reduced(size.height)}, {}};
  view.rgb.resize(3 * view.size.width * view.size.height);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const std::size_t x = i % size.width / reduction;
    const std::size_t y = i / size.width / reduction;
    std::uint8_t* pixel = view.rgb.data() + 3 * (y * view.size.width + x);
    const auto grey = static_cast<std::uint8_t>(differences[i] * amplification);
    std::fill(pixel, pixel + 3, std::max(*pixel, grey));
  }
  return view;
}

}  // namespace

ComparedPicture compare_on_picture(const Picture& picture, Matrix matrix, const LoweredOp& before,
                                   const LoweredOp& after) {
  const auto rows = training_rows(Op::centered_yuv2rgb, matrix);
  const std::size_t pixels = picture.size.width * picture.size.height;
  std::vector<std::uint8_t> differences(pixels);
  const std::size_t strips = std::min<std::size_t>(32, picture.size.height);
  const auto compare_strip = [&](std::size_t strip, PictureTally& tally) {
    for (std::size_t i = pixels * strip / strips; i < pixels * (strip + 1) / strips; ++i) {
      const std::uint8_t* rgb = picture.rgb.data() + 3 * i;
      const CenteredYuv yuv = training_yuv(rows, {rgb[0], rgb[1], rgb[2]});
      const auto old = fixed_codes(before, yuv);
      const auto now = fixed_codes(after, yuv);
      int greatest = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        tally.differences[c].add(now[c] - old[c], 1);
        greatest = std::max(greatest, std::abs(now[c] - old[c]));
      }
      if (greatest > 0) ++tally.pixels_that_differ;
      differences[i] = static_cast<std::uint8_t>(greatest);
    }
  };
  const PictureTally tally =
      sum_of_blocks(strips, PictureTally(), compare_strip,
                    [](PictureTally& sum, const PictureTally& part) { sum.add(part); });
  ComparedPicture compared;
  compared.name = picture.name;
  compared.size = picture.size;
  compared.sha256 = picture.sha256;
  compared.pixels_that_differ = tally.pixels_that_differ;
  int greatest = 1;
  for (std::size_t c = 0; c < 3; ++c) {
    compared.code_difference[c] = tally.differences[c].occurred();
    greatest = std::max(greatest, compared.code_difference[c].greatest());
  }
  while (compared.amplification < 64 && 2 * compared.amplification * greatest <= 255) {
    compared.amplification *= 2;
  }
  const std::size_t longest = std::max(picture.size.width, picture.size.height);
  compared.reduction = (longest + longest_view_side - 1) / longest_view_side;
  compared.difference =
      reduced_view(differences, picture.size, compared.reduction, compared.amplification);
  return compared;
}

}  // namespace swingproof
