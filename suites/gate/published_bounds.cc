// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/gate/published_bounds.h"

#include <algorithm>
#include <functional>
#include <memory>

#include "deployment/exact_number.h"
#include "oracle/exact_channel.h"
#include "oracle/exact_map.h"
#include "oracle/ideal_row.h"
#include "suites/parallel_blocks.h"

namespace swingproof {
namespace {

// The least and the greatest code that are accepted for Y = -128..127 at one U and V.
struct AcceptedRow {
  std::array<int, 256> least;
  std::array<int, 256> greatest;
};
using AcceptedRows = std::function<void(int u, int v, AcceptedRow& row)>;

AcceptedRows around_ideal(const Deployment& deployment, std::size_t c, int grey_levels) {
  const auto ideal = std::make_shared<const IdealRows>(exact_channel(deployment, c));
  return [ideal, grey_levels](int u, int v, AcceptedRow& accepted) {
    IdealRow row;
    ideal->evaluate(u, v, row);
    for (std::size_t y = 0; y < 256; ++y) {
      accepted.least[y] = row.code[y] - grey_levels;
      accepted.greatest[y] = row.code[y] + grey_levels;
    }
  };
}

// Both ends in units of 2^-8; what is rounded outward lies on that grid.
struct Interval {
  int low = 0;
  int high = 0;
};

int floor_of(const Rational& number) {
  Integer quotient = numerator(number) / denominator(number);
  if (quotient * denominator(number) > numerator(number)) --quotient;
  return quotient.convert_to<int>();
}

int ceiling_of(const Rational& number) { return -floor_of(-number); }

Interval scaled(Interval interval, const Rational& factor) {
  const Interval outward = {floor_of(interval.low * factor), ceiling_of(interval.high * factor)};
  if (factor >= 0) return outward;
  return {floor_of(interval.high * factor), ceiling_of(interval.low * factor)};
}

Interval sum(Interval one, Interval other) { return {one.low + other.low, one.high + other.high}; }

// An implementation may clamp and may leave it: both results are accepted.
Interval clamped_or_not(Interval interval, int low, int high) {
  return {std::min(interval.low, high), std::max(interval.high, low)};
}

constexpr int one = 256;

// A stored byte as the sampler sees it, byte / 255.
Interval sample(int byte) { return scaled({byte * one, byte * one}, Rational(1, 255)); }

Interval luma(Swing swing, int byte) {
  if (swing == Swing::full) return clamped_or_not(sample(byte), 0, one);
  const Interval lifted = sum(scaled(sample(byte), 255), {-16 * one, -16 * one});
  return clamped_or_not(scaled(lifted, Rational(1, 219)), 0, one);
}

Interval chroma(Swing swing, int byte) {
  if (swing == Swing::full) {
    const Interval centre = sample(128);
    return clamped_or_not(sum(sample(byte), {-centre.high, -centre.low}), -one / 2, one / 2);
  }
  const Interval lifted = sum(scaled(sample(byte), 255), {-128 * one, -128 * one});
  return clamped_or_not(scaled(lifted, Rational(1, 224)), -one / 2, one / 2);
}

// Cb's and Cr's factors; of BT.601's green the tests write -202008/587000 and -419198/587000.
struct ChromaFactors {
  Rational cb;
  Rational cr;
};

ChromaFactors factors_of(ColourStandard standard, Channel channel) {
  const AffineMap map = centered_yuv_to_rgb({standard, Swing::full});
  const RationalTriple& row = map.matrix[static_cast<std::size_t>(channel)];
  return {row[1], row[2]};
}

AcceptedRows vulkan_interval(const Deployment& deployment, std::size_t c) {
  // Of a luma term and two chroma terms, none beyond 4.
  constexpr int reach = 16 * one;
  struct Tables {
    std::array<Interval, 256> y, u, v;
    std::array<int, 2 * reach> least_code;
    std::array<int, 2 * reach> greatest_code;
  };
  const auto tables = std::make_shared<Tables>();
  const ChromaFactors factors =
      factors_of(deployment.matrix.standard, output_channels(deployment.op)[c]);
  for (int byte = 0; byte < 256; ++byte) {
    const auto i = static_cast<std::size_t>(byte);
    tables->y[i] = luma(deployment.matrix.swing, byte);
    tables->u[i] = scaled(chroma(deployment.matrix.swing, byte), factors.cb);
    tables->v[i] = scaled(chroma(deployment.matrix.swing, byte), factors.cr);
  }
  const Rational step = deployment.std[c].exact * deployment.q_scale.exact;
  const auto code = [&](int units) {
    const Rational exact = (Rational(units * 255, one) - deployment.mean[c].exact) / step;
    return std::clamp<Rational>(exact, -1000, 1000);
  };
  for (int units = -reach; units < reach; ++units) {
    const auto i = static_cast<std::size_t>(units + reach);
    tables->least_code[i] = ceiling_of(code(units));
    tables->greatest_code[i] = floor_of(code(units));
  }
  return [tables](int u, int v, AcceptedRow& row) {
    const Interval both = sum(tables->u[static_cast<std::size_t>(u + 128)],
                              tables->v[static_cast<std::size_t>(v + 128)]);
    for (std::size_t y = 0; y < 256; ++y) {
      const Interval result = clamped_or_not(sum(tables->y[y], both), 0, one);
      row.least[y] = tables->least_code[static_cast<std::size_t>(result.low + reach)];
      row.greatest[y] = tables->greatest_code[static_cast<std::size_t>(result.high + reach)];
    }
  };
}

void count_outside(const AcceptedRow& row, const std::int8_t* codes, LumaRun in_gamut,
                   OutsideCount& count) {
  for (std::size_t y = 0; y < 256; ++y) {
    if (codes[y] >= row.least[y] && codes[y] <= row.greatest[y]) continue;
    ++count.all_inputs;
    if (y >= in_gamut.begin && y < in_gamut.end) ++count.in_gamut;
  }
}

// The kernel's and the model's.
using BothCounts = std::array<OutsideCount, 2>;

BothCounts count_channel(const AcceptedRows& accepted, std::size_t c, const CubeJudge& judge,
                         const InputSet& in_gamut) {
  const auto count_slab = [&](std::size_t slab, BothCounts& counts) {
    const int u = static_cast<int>(slab) - 128;
    AcceptedRow row;
    ModelSlabs::Row scratch;
    for (int v = -128; v < 128; ++v) {
      accepted(u, v, row);
      const LumaRun run = in_gamut[chroma_index(u, v)];
      count_outside(row, judge.row(c, u, v, scratch), run, counts[0]);
      count_outside(row, judge.model().row(c, u, v, scratch), run, counts[1]);
    }
  };
  const auto add = [](BothCounts& total, const BothCounts& part) {
    for (std::size_t i = 0; i < 2; ++i) {
      total[i].all_inputs += part[i].all_inputs;
      total[i].in_gamut += part[i].in_gamut;
    }
  };
  return sum_of_blocks(cube_slabs, BothCounts(), count_slab, add);
}

}  // namespace

bool is_met(const std::array<OutsideCount, 3>& outside) {
  return outside == std::array<OutsideCount, 3>();
}

PublishedBoundCheck check_published_bound(PublishedBound bound, const Deployment& deployment,
                                          const CubeJudge& judge, const SweepSets& sets) {
  PublishedBoundCheck check{bound, applies(bound, deployment), {}, {}};
  if (!check.is_judged) return check;
  const int distance = grey_levels(bound);
  for (std::size_t c = 0; c < 3; ++c) {
    const AcceptedRows accepted =
        distance == 0 ? vulkan_interval(deployment, c) : around_ideal(deployment, c, distance);
    const BothCounts counts = count_channel(accepted, c, judge, sets.in_gamut.inputs);
    check.kernel[c] = counts[0];
    check.model[c] = counts[1];
  }
  return check;
}

}  // namespace swingproof
