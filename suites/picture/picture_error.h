// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_
#define SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_

#include <array>
#include <cstdint>

#include "deployment/centered_yuv.h"
#include "oracle/exact_channel.h"
#include "suites/sweep/error_measures.h"

namespace swingproof {

// Gathers the error of one channel over any inputs in any order, each as often as it comes. Exact:
// sums are of integers (ErrorSums), and among inputs with one code the greatest error is at the
// least or the greatest lattice point. At most 2^25 inputs.
class PictureError {
 public:
  void add(const ExactChannel& channel, CenteredYuv yuv, int code);
  void add(const PictureError& other);
  ErrorMeasures measures(const ExactChannel& channel) const;

 private:
  // A lattice point with the first input in cube order that has it.
  struct Place {
    std::int64_t point = 0;
    std::uint32_t cube_index = 0;
  };
  struct Extremes {
    bool is_used = false;
    Place least;
    Place greatest;
  };
  static void extend(Extremes& extremes, const Place& place);

  std::uint64_t inputs_ = 0;
  ErrorSums sums_;
  DifferenceHistogram from_ideal_;
  std::array<Extremes, 256> by_code_ = {};  // code + 128
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_
