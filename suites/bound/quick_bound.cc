// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/bound/quick_bound.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "oracle/exact_channel.h"

namespace swingproof {
namespace {

constexpr double spare = 1e-6;

struct DoubleAffine {
  std::array<double, 3> slope = {};  // of Y, U, V
  double constant = 0;

  double at(const std::array<double, 3>& yuv) const {
    return constant + slope[0] * yuv[0] + slope[1] * yuv[1] + slope[2] * yuv[2];
  }
};

// x, in LSB.
DoubleAffine exact_line(const Deployment& deployment, std::size_t c) {
  const GreyLattice lattice = grey_lattice(deployment.matrix, output_channels(deployment.op)[c]);
  const double steps = static_cast<double>(lattice.steps_per_grey_level);
  const double lsb = grey_levels_per_code(deployment, c).convert_to<double>();
  const double mean = deployment.mean[c].exact.convert_to<double>();
  const auto slope = [&](std::int64_t coefficient) {
    return static_cast<double>(coefficient) / steps / lsb;
  };
  return {{slope(lattice.y), slope(lattice.u), slope(lattice.v)},
          (static_cast<double>(lattice.constant) / steps - mean) / lsb};
}

struct Corner {
  std::array<double, 3> yuv;
};

Corner corner(unsigned bits) {
  const auto end = [&](unsigned axis) { return (bits >> axis & 1U) != 0 ? 127.0 : -128.0; };
  return {{end(0), end(1), end(2)}};
}

double channel_bound(const DoubleAffine& exact, const LoweredChannel& channel) {
  const double after_multiplier = std::ldexp(channel.multiplier, -channel.post_shift);
  const double scale = std::ldexp(after_multiplier, -channel.pre_shift);
  const DoubleAffine fixed{
      {scale * channel.weights[0], scale * channel.weights[1], scale * channel.weights[2]},
      scale * shifted_bias(channel)};
  // 16 bits are kept, by saturation.
  const double step = channel.saturation == Saturation::before_pre_shift ? scale : after_multiplier;
  const double least = std::max(-128.0, -32768 * step);
  const double most = std::min(127.0, 32767 * step);
  double greatest = 0;
  const auto consider = [&](const std::array<double, 3>& yuv) {
    const double code = std::clamp(fixed.at(yuv), least, most);
    greatest = std::max(greatest, std::abs(code - std::clamp(exact.at(yuv), -128.0, 127.0)));
  };
  // Where a line through two corners meets a limit.
  const auto consider_meeting = [&](const DoubleAffine& line, double limit, const Corner& from,
                                    unsigned axis) {
    if (line.slope[axis] == 0) return;
    std::array<double, 3> yuv = from.yuv;
    yuv[axis] += (limit - line.at(from.yuv)) / line.slope[axis];
    if (yuv[axis] >= -128 && yuv[axis] <= 127) consider(yuv);
  };
  for (unsigned bits = 0; bits < 8; ++bits) {
    const Corner from = corner(bits);
    consider(from.yuv);
    for (unsigned axis = 0; axis < 3; ++axis) {
      if ((bits >> axis & 1U) != 0) continue;
      consider_meeting(exact, -128, from, axis);
      consider_meeting(exact, 127, from, axis);
      consider_meeting(fixed, least, from, axis);
      consider_meeting(fixed, most, from, axis);
    }
  }
  const bool rounds_before = channel.pre_shift > 0;
  // Alternatives of the rounding at the end cut off up to a whole LSB.
  const bool rounds_to_nearest = channel.post_rounding == RoundingMode::half_up ||
                                 channel.post_rounding == RoundingMode::half_even ||
                                 channel.post_rounding == RoundingMode::half_away;
  return greatest + (rounds_to_nearest ? 0.5 : 1) + (rounds_before ? after_multiplier : 0) + spare;
}

}  // namespace

double quick_error_bound(const Deployment& deployment, const LoweredOp& op) {
  double greatest = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    greatest = std::max(greatest, channel_bound(exact_line(deployment, c), op[c]));
  }
  return greatest;
}

}  // namespace swingproof
