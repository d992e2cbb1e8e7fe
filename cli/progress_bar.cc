// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "cli/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace swingproof {
namespace {

constexpr int bar_width = 40;

}  // namespace

ProgressBar::ProgressBar() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_percent_ >= 0) fmt::print(stderr, "\r{}\r", std::string(bar_width + 7, ' '));
}

void ProgressBar::show(double fraction) {
  const int percent = static_cast<int>(fraction * 100);
  const auto elapsed = std::chrono::steady_clock::now() - start_;
  if (!is_terminal_ || percent == shown_percent_ || elapsed < std::chrono::seconds(1)) return;
  shown_percent_ = percent;
  const int filled = percent * bar_width / 100;
  fmt::print(stderr, "\r[{}{}] {:3}%", std::string(static_cast<std::size_t>(filled), '#'),
             std::string(static_cast<std::size_t>(bar_width - filled), ' '), percent);
}

}  // namespace swingproof
