// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

// The exact grey levels against zimg's float path, over the whole cube at both swings. The two may
// differ by float32's roundings, and by no more: the bound is derived below.

#include <gtest/gtest.h>
#include <zimg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "oracle/exact_channel.h"
#include "oracle/exact_map.h"

namespace swingproof {
namespace {

// One image has all U (rows) and V at one Y.
constexpr std::size_t side = 256;

struct Release {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): what std::aligned_alloc gave
  void operator()(void* memory) const { std::free(memory); }
  void operator()(zimg_filter_graph* graph) const { zimg_filter_graph_free(graph); }
};

template <typename Element>
std::unique_ptr<Element[], Release> aligned_array(std::size_t size) {
  constexpr std::size_t alignment = 64;
  const std::size_t bytes = (size * sizeof(Element) + alignment - 1) / alignment * alignment;
  auto* memory = static_cast<Element*>(std::aligned_alloc(alignment, bytes + alignment));
  if (memory == nullptr) throw std::bad_alloc();
  return std::unique_ptr<Element[], Release>(memory);
}

class ZimgFloat {
 public:
  explicit ZimgFloat(Matrix matrix) {
    zimg_image_format in = format();
    in.pixel_type = ZIMG_PIXEL_BYTE;
    in.depth = 8;
    in.color_family = ZIMG_COLOR_YUV;
    in.matrix_coefficients = ZIMG_MATRIX_170M;
    in.pixel_range = matrix.swing == Swing::full ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED;
    zimg_image_format out = format();
    out.pixel_type = ZIMG_PIXEL_FLOAT;
    out.depth = 32;
    out.color_family = ZIMG_COLOR_RGB;
    out.matrix_coefficients = ZIMG_MATRIX_RGB;
    out.pixel_range = ZIMG_RANGE_FULL;
    graph_.reset(zimg_filter_graph_build(&in, &out, nullptr));
    if (graph_ == nullptr) return;
    std::size_t bytes = 0;
    zimg_filter_graph_get_tmp_size(graph_.get(), &bytes);
    temporary_ = aligned_array<char>(bytes);
    for (std::size_t plane = 0; plane < 3; ++plane) {
      yuv_[plane] = aligned_array<std::uint8_t>(side * side);
      rgb_[plane] = aligned_array<float>(side * side);
    }
    for (std::size_t i = 0; i < side * side; ++i) {
      yuv_[1][i] = static_cast<std::uint8_t>(i / side);
      yuv_[2][i] = static_cast<std::uint8_t>(i % side);
    }
  }

  bool works() const { return graph_ != nullptr; }

  // R, G, B of all U and V at the byte y; 1 is 255 grey levels. False if zimg refuses.
  bool convert(std::uint8_t y) {
    std::fill_n(yuv_[0].get(), side * side, y);
    zimg_image_buffer_const in = {};
    zimg_image_buffer out = {};
    in.version = out.version = ZIMG_API_VERSION;
    for (std::size_t plane = 0; plane < 3; ++plane) {
      in.plane[plane] = {yuv_[plane].get(), side, ZIMG_BUFFER_MAX};
      out.plane[plane] = {rgb_[plane].get(), side * sizeof(float), ZIMG_BUFFER_MAX};
    }
    return zimg_filter_graph_process(graph_.get(), &in, &out, temporary_.get(), nullptr, nullptr,
                                     nullptr, nullptr) == ZIMG_ERROR_SUCCESS;
  }

  float at(std::size_t channel, std::size_t i) const { return rgb_[channel][i]; }

 private:
  static zimg_image_format format() {
    zimg_image_format format;
    zimg_image_format_default(&format, ZIMG_API_VERSION);
    format.width = unsigned{side};
    format.height = unsigned{side};
    return format;
  }

  std::unique_ptr<zimg_filter_graph, Release> graph_;
  std::unique_ptr<char[], Release> temporary_;
  std::array<std::unique_ptr<std::uint8_t[], Release>, 3> yuv_;
  std::array<std::unique_ptr<float[], Release>, 3> rgb_;
};

// How far float32 may be off on one channel, in grey levels, in whatever order it computes and with
// or without fused multiply-add. eps = 2^-24 is the greatest relative error of a rounding.
//
// A plane becomes v = s byte - o, with s = 1/255, or 1/219 and 1/224 at studio swing: s is rounded
// (eps 255 s), the product (eps 255 s), o (eps o), the difference (eps 255 s at most): an error
// e <= eps (3 * 255 s + o). Then a channel is the sum of c v over three planes. Each c is rounded,
// each product, and two sums of at most S, the sum of all |c v|: 4 eps S, and the e of each plane
// times |c|. 1/1000 of the bound is for products of errors and for the double precision in which c
// and s were computed before.
double float_bound(Matrix matrix, std::size_t channel) {
  const double eps = std::ldexp(1.0, -24);
  const bool full = matrix.swing == Swing::full;
  const std::array<double, 3> span =
      full ? std::array{255.0, 255.0, 255.0} : std::array{219.0, 224.0, 224.0};
  const std::array<double, 3> zero =
      full ? std::array{0.0, 128.0, 128.0} : std::array{16.0, 128.0, 128.0};
  // On normalised planes the coefficients are those of full swing, whatever the swing is.
  const AffineMap map = centered_yuv_to_rgb(bt601_full);
  double inherited = 0;
  double sum = 0;
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const double c = std::abs(static_cast<double>(map.matrix[channel][plane]));
    const double greatest = std::max(zero[plane], 255 - zero[plane]) / span[plane];
    inherited += c * eps * (3 * 255 + zero[plane]) / span[plane];
    sum += c * greatest;
  }
  return 255 * 1.001 * (inherited + 4 * eps * sum);
}

struct Farthest {
  double grey_levels = 0;
  bool works = true;
};

// The greatest distance on each channel over the cube. The distances are computed in double, which
// is off by less than 2^-43 grey levels: float times 255 is exact, M / K has one rounding, of a
// number below 1,024, and the difference another.
std::array<Farthest, 3> farthest(Matrix matrix) {
  std::array<Farthest, 3> found;
  ZimgFloat zimg(matrix);
  for (int y = 0; y < 256; ++y) {
    if (!zimg.works() || !zimg.convert(static_cast<std::uint8_t>(y))) return {{{0, false}}};
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const GreyLattice lattice = grey_lattice(matrix, static_cast<Channel>(channel));
      const auto steps = static_cast<double>(lattice.steps_per_grey_level);
      for (std::size_t i = 0; i < side * side; ++i) {
        const auto point = lattice_point(lattice, y - 128, static_cast<int>(i / side) - 128,
                                         static_cast<int>(i % side) - 128);
        const double distance =
            std::abs(255.0 * zimg.at(channel, i) - static_cast<double>(point) / steps);
        found[channel].grey_levels = std::max(found[channel].grey_levels, distance);
      }
    }
  }
  return found;
}

class ZimgOracle : public testing::TestWithParam<Matrix> {};

TEST_P(ZimgOracle, DiffersByFloatRoundingsOnly) {
  const std::array<Farthest, 3> found = farthest(GetParam());
  ASSERT_TRUE(found[0].works) << "zimg refuses the conversion";
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const double bound = float_bound(GetParam(), channel);
    RecordProperty(std::string(name(static_cast<Channel>(channel))),
                   std::to_string(found[channel].grey_levels) + " of " + std::to_string(bound));
    std::printf("%s: at most %.3g grey levels off, bound %.3g\n",
                std::string(name(static_cast<Channel>(channel))).c_str(),
                found[channel].grey_levels, bound);
    EXPECT_LE(found[channel].grey_levels, bound + std::ldexp(1.0, -43));
    // A bound that is of the size of what it bounds.
    EXPECT_GT(found[channel].grey_levels, bound / 20);
    EXPECT_LT(bound, 0.001);
  }
}

INSTANTIATE_TEST_SUITE_P(Swings, ZimgOracle, testing::Values(bt601_full, bt601_studio),
                         [](const auto& each) { return std::string(name(each.param.swing)); });

}  // namespace
}  // namespace swingproof
