// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_CLI_PROGRESS_BAR_H_
#define SWINGPROOF_CLI_PROGRESS_BAR_H_

#include <chrono>

namespace swingproof {

// How far something is, on one line of stderr: on a terminal only, and only for what takes longer
// than a second. The line is gone when the object is.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(double fraction);  // 0 to 1

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool is_terminal_;
  int shown_percent_ = -1;
};

}  // namespace swingproof

#endif  // SWINGPROOF_CLI_PROGRESS_BAR_H_
