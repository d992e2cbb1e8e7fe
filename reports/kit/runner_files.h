// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_
#define SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_

#include <array>
#include <string_view>

namespace swingproof {

// The runners of docs/examples, as they were when the library was built.
struct RunnerFile {
  std::string_view name;  // in the kit
  std::string_view text;
};
std::array<RunnerFile, 5> runner_files();

// README.md of a kit, which says how to use them.
std::string_view kit_readme();

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_KIT_RUNNER_FILES_H_
