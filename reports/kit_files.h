// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_KIT_FILES_H_
#define SWINGPROOF_REPORTS_KIT_FILES_H_

#include <array>
#include <string_view>

namespace swingproof {

// The files of a kit that are the same in each: the runners of docs/examples and what explains
// them, as they were when the library was built.
struct KitFile {
  std::string_view name;  // in the kit
  std::string_view text;
};
std::array<KitFile, 6> kit_files();

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_KIT_FILES_H_
