// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_
#define SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_

#include <array>
#include <string_view>

namespace swingproof {

// The files of a kit that are the same in each: the runners of docs/examples and what explains
// them, as they were when the library was built.
struct RunnerFile {
  std::string_view name;  // in the kit
  std::string_view text;
};
std::array<RunnerFile, 6> runner_files();

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_
