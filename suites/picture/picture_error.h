// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_
#define SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_

#include <cstdint>

#include "deployment/centered_yuv.h"
#include "oracle/exact_channel.h"
#include "suites/sweep/error_measures.h"
#include "suites/sweep/worst_input.h"

namespace swingproof {

// Gathers the error of one channel over any inputs in any order, each as often as it comes. Exact:
// sums are of integers (ErrorSums). At most 2^25 inputs.
class PictureError {
 public:
  explicit PictureError(const ExactChannel& channel) : worst_(channel) {}

  void add(const ExactChannel& channel, CenteredYuv yuv, int code);
  void add(const PictureError& other);
  ErrorMeasures measures(const ExactChannel& channel) const;

 private:
  std::uint64_t inputs_ = 0;
  ErrorSums sums_;
  DifferenceHistogram from_ideal_;
  WorstInput worst_;
};

}  // namespace swingproof

#endif  // SWINGPROOF_SUITES_PICTURE_PICTURE_ERROR_H_
