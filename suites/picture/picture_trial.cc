// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "suites/picture/picture_trial.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "fixedpoint/row_kernel.h"
#include "fixedpoint/training_op.h"
#include "oracle/exact_channel.h"
#include "oracle/ideal_op.h"
#include "suites/parallel_blocks.h"
#include "suites/picture/picture_error.h"

namespace swingproof {
namespace {

constexpr std::size_t most_strips = 32;
constexpr int greatest_amplification = 64;

using CodeTable = std::array<std::array<std::int8_t, 256>, 3>;   // by byte
using ByteTable = std::array<std::array<std::uint8_t, 256>, 3>;  // by code + 128

// The nearest byte to a grey level, ties up.
std::uint8_t screen_byte(const Rational& grey) {
  const Rational shifted = grey + Rational(1, 2);
  const Integer rounded = floor_quotient(numerator(shifted), denominator(shifted));
  return static_cast<std::uint8_t>(std::clamp<Integer>(rounded, 0, 255));
}

// All that is the same for every strip. Channels are in output order; place[c] is the place of
// channel c in R, G, B.
struct Trial {
  const LoweredOp& op;
  const Picture& picture;
  std::size_t reduction;
  ImageSize view;
  std::array<std::size_t, 3> place = {};
  std::array<ExactChannel, 3> exact = {};
  std::array<TrainingRow, 3> training_rows = {};
  CodeTable training_codes = {};
  ByteTable screen = {};
};

std::size_t reduction_of(ImageSize size) {
  const std::size_t longest = std::max(size.width, size.height);
  if (longest <= longest_view_side) return 1;
  const std::size_t factor = (longest + longest_view_side - 1) / longest_view_side;
  return factor + factor % 2;  // whole chroma blocks
}

Trial prepare(const Deployment& deployment, const LoweredOp& op, const Picture& picture) {
  const std::size_t reduction = reduction_of(picture.size);
  const auto reduced = [&](std::size_t side) { return (side + reduction - 1) / reduction; };
  Trial trial{op, picture, reduction, {reduced(picture.size.width), reduced(picture.size.height)}};
  trial.training_rows = training_rows(deployment.op, deployment.matrix);
  for_each_block(3, [&](std::size_t c) {
    trial.place[c] = static_cast<std::size_t>(output_channels(deployment.op).at(c));
    trial.exact[c] = exact_channel(deployment, c);
    for (int i = 0; i < 256; ++i) {
      const auto at = static_cast<std::size_t>(i);
      trial.training_codes[c][at] = training_code(deployment, i, c);
      const Rational grey =
          deployment.mean[c].exact + (i - 128) * grey_levels_per_code(deployment, c);
      trial.screen[c][at] = screen_byte(grey);
    }
  });
  return trial;
}

// Three planes of some rows.
template <typename Value>
using Planes = std::array<std::vector<Value>, 3>;

template <typename Value>
Planes<Value> planes_of(std::size_t pixels) {
  return {std::vector<Value>(pixels), std::vector<Value>(pixels), std::vector<Value>(pixels)};
}

// rows is even.
void share_chroma(std::vector<std::int8_t>& plane, std::size_t width) {
  for (std::size_t row = 0; row * width < plane.size(); row += 2) {
    std::int8_t* upper = plane.data() + row * width;
    std::int8_t* lower = upper + width;
    for (std::size_t x = 0; x < width; x += 2) {
      const int sum = upper[x] + upper[x + 1] + lower[x] + lower[x + 1];
      const auto mean = static_cast<std::int8_t>((sum + 2) >> 2);
      upper[x] = upper[x + 1] = lower[x] = lower[x + 1] = mean;
    }
  }
}

struct Views {
  PictureView training;
  std::array<PictureView, 2> received;
  std::array<PictureView, 2> difference;  // |code difference|, not yet in grey levels
};

struct StripSums {
  explicit StripSums(const std::array<ExactChannel, 3>& exact)
      : error{PictureError(exact[0]), PictureError(exact[1]), PictureError(exact[2])} {}

  std::array<std::array<DifferenceHistogram, 3>, 2> differences;  // full, subsampled
  std::array<PictureError, 3> error;
};

// The mean of a reduced pixel's bytes, and the greatest of its differences.
class ReducedRow {
 public:
  ReducedRow(const Trial& trial, std::size_t row) : trial_(trial), row_(row) {
    sums_.resize(3 * trial.view.width);
    pixels_.resize(trial.view.width);
  }
  // All rows of one channel first to last, then the next one.
  void add_mean(std::size_t c, const std::int8_t* codes) {
    for (std::size_t x = 0; x < trial_.picture.size.width; ++x) {
      const auto code = static_cast<std::size_t>(codes[x] + 128);
      sums_[3 * (x / trial_.reduction) + trial_.place[c]] += trial_.screen[c][code];
      if (c == 0) ++pixels_[x / trial_.reduction];
    }
  }
  void write_mean(PictureView& view) const {
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      const std::uint32_t pixels = pixels_[i / 3];
      view.rgb[3 * trial_.view.width * row_ + i] =
          static_cast<std::uint8_t>((2 * sums_[i] + pixels) / (2 * pixels));
    }
  }

 private:
  const Trial& trial_;
  std::size_t row_;
  std::vector<std::uint32_t> sums_;
  std::vector<std::uint32_t> pixels_;
};

void write_mean_row(const Trial& trial, const Planes<std::int8_t>& codes, std::size_t first,
                    std::size_t rows, std::size_t view_row, PictureView& view) {
  ReducedRow reduced(trial, view_row);
  const std::size_t width = trial.picture.size.width;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t row = first; row < first + rows; ++row) {
      reduced.add_mean(c, codes[c].data() + row * width);
    }
  }
  reduced.write_mean(view);
}

// The rows of one unit: as many as make one row of a view, or two of both where a view is not
// reduced. first_row is their first row in the picture; it and their number are even.
class Unit {
 public:
  Unit(const Trial& trial, std::size_t first_row, std::size_t rows)
      : trial_(trial), first_row_(first_row), rows_(rows), pixels_(rows * width()) {}

  void run(StripSums& sums, Views& views) const {
    const Planes<std::uint8_t> bytes = bytes_in_op_order();
    const Planes<std::int8_t> training = codes_in_training(bytes);
    Planes<std::int8_t> yuv = planes_of<std::int8_t>(pixels_);
    training_row(trial_.training_rows, {bytes[0].data(), bytes[1].data(), bytes[2].data()}, pixels_,
                 yuv[0].data(), yuv[1].data(), yuv[2].data());
    write_view(training, views.training);
    for (std::size_t way = 0; way < 2; ++way) {
      if (way == 1) {
        share_chroma(yuv[1], width());
        share_chroma(yuv[2], width());
      }
      Planes<std::int8_t> codes = planes_of<std::int8_t>(pixels_);
      fixed_rows(trial_.op, {yuv[0].data(), yuv[1].data(), yuv[2].data()}, pixels_,
                 {codes[0].data(), codes[1].data(), codes[2].data()});
      compare(training, codes, sums.differences[way], views.difference[way]);
      write_view(codes, views.received[way]);
      if (way == 0) add_error(yuv, codes, sums.error);
    }
  }

 private:
  std::size_t width() const { return trial_.picture.size.width; }

  Planes<std::uint8_t> bytes_in_op_order() const {
    Planes<std::uint8_t> bytes = planes_of<std::uint8_t>(pixels_);
    const std::uint8_t* rgb = trial_.picture.rgb.data() + 3 * first_row_ * width();
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels_; ++i) bytes[c][i] = rgb[3 * i + trial_.place[c]];
    }
    return bytes;
  }

  Planes<std::int8_t> codes_in_training(const Planes<std::uint8_t>& bytes) const {
    Planes<std::int8_t> codes = planes_of<std::int8_t>(pixels_);
    for (std::size_t c = 0; c < 3; ++c) {
      std::transform(bytes[c].begin(), bytes[c].end(), codes[c].begin(),
                     [&](std::uint8_t byte) { return trial_.training_codes[c][byte]; });
    }
    return codes;
  }

  void write_view(const Planes<std::int8_t>& codes, PictureView& view) const {
    if (trial_.reduction > 1) {
      write_mean_row(trial_, codes, 0, rows_, first_row_ / trial_.reduction, view);
      return;
    }
    for (std::size_t row = 0; row < rows_; ++row) {
      write_mean_row(trial_, codes, row, 1, first_row_ + row, view);
    }
  }

  void compare(const Planes<std::int8_t>& training, const Planes<std::int8_t>& codes,
               std::array<DifferenceHistogram, 3>& histograms, PictureView& view) const {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels_; ++i) {
        const int difference = codes[c][i] - training[c][i];
        histograms[c].add(difference, 1);
        const std::size_t row = (first_row_ + i / width()) / trial_.reduction;
        const std::size_t column = i % width() / trial_.reduction;
        std::uint8_t& seen = view.rgb[3 * (row * view.size.width + column) + trial_.place[c]];
        seen = std::max(seen, static_cast<std::uint8_t>(std::abs(difference)));
      }
    }
  }

  void add_error(const Planes<std::int8_t>& yuv, const Planes<std::int8_t>& codes,
                 std::array<PictureError, 3>& error) const {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < pixels_; ++i) {
        error[c].add(trial_.exact[c], {yuv[0][i], yuv[1][i], yuv[2][i]}, codes[c][i]);
      }
    }
  }

  const Trial& trial_;
  std::size_t first_row_;
  std::size_t rows_;
  std::size_t pixels_;
};

PictureView empty_view(ImageSize size) {
  return {size, std::vector<std::uint8_t>(3 * size.width * size.height)};
}

StripSums run_strips(const Trial& trial, Views& views) {
  const std::size_t height = trial.picture.size.height;
  const std::size_t unit_rows = std::max<std::size_t>(2, trial.reduction);
  const std::size_t units = (height + unit_rows - 1) / unit_rows;
  const std::size_t strips = std::min(units, most_strips);
  const auto run_strip = [&](std::size_t strip, StripSums& sums) {
    for (std::size_t unit = units * strip / strips; unit < units * (strip + 1) / strips; ++unit) {
      const std::size_t first = unit * unit_rows;
      Unit(trial, first, std::min(unit_rows, height - first)).run(sums, views);
    }
  };
  const auto add = [](StripSums& sum, const StripSums& part) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t way = 0; way < 2; ++way) {
        sum.differences[way][c].add(part.differences[way][c]);
      }
      sum.error[c].add(part.error[c]);
    }
  };
  return sum_of_blocks(strips, StripSums(trial.exact), run_strip, add);
}

// The greatest power of two that keeps every difference below white.
int amplification_for(const Deployment& deployment, const FallbackTrial& trial) {
  Rational greatest = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    greatest = std::max<Rational>(
        greatest, trial.code_difference[c].greatest() * grey_levels_per_code(deployment, c));
  }
  int amplification = greatest_amplification;
  while (amplification > 1 && amplification * greatest > 255) amplification /= 2;
  return amplification;
}

void amplify(const Deployment& deployment, const Trial& trial, FallbackTrial& result) {
  result.amplification = amplification_for(deployment, result);
  ByteTable amplified{};
  for (std::size_t c = 0; c < 3; ++c) {
    const Rational step = result.amplification * grey_levels_per_code(deployment, c);
    for (std::size_t i = 0; i < 256; ++i) amplified[trial.place[c]][i] = screen_byte(i * step);
  }
  std::vector<std::uint8_t>& rgb = result.difference.rgb;
  for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = amplified[i % 3][rgb[i]];
}

}  // namespace

PictureTrial try_picture(const Deployment& deployment, const LoweredOp& op,
                         const Picture& picture) {
  const Trial trial = prepare(deployment, op, picture);
  const PictureView empty = empty_view(trial.view);
  Views views{empty, {empty, empty}, {empty, empty}};
  const StripSums sums = run_strips(trial, views);
  PictureTrial result;
  result.name = picture.name;
  result.size = picture.size;
  result.sha256 = picture.sha256;
  result.changes = picture.changes;
  result.training = std::move(views.training);
  result.reduction = trial.reduction;
  for (std::size_t way = 0; way < 2; ++way) {
    FallbackTrial& fallback = way == 0 ? result.full : result.subsampled;
    for (std::size_t c = 0; c < 3; ++c) {
      fallback.code_difference[c] = sums.differences[way][c].occurred();
    }
    fallback.received = std::move(views.received[way]);
    fallback.difference = std::move(views.difference[way]);
    amplify(deployment, trial, fallback);
  }
  for (std::size_t c = 0; c < 3; ++c) result.op_error[c] = sums.error[c].measures(trial.exact[c]);
  return result;
}

Rational mean_squared_grey_difference(const Deployment& deployment, const FallbackTrial& trial) {
  Rational sum = 0;
  std::uint64_t values = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    Integer squares = 0;
    for (const auto& [difference, times] : trial.code_difference[c]) {
      squares += Integer(difference) * difference * times;
      values += times;
    }
    const Rational grey = grey_levels_per_code(deployment, c);
    sum += squares * grey * grey;
  }
  return values == 0 ? Rational(0) : Rational(sum / values);
}

}  // namespace swingproof
