// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_DOCTOR_INSTALLATION_H_
#define SWINGPROOF_REPORTS_DOCTOR_INSTALLATION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace swingproof {

// Something that a part of swingproof needs and may be missing.
struct Component {
  std::string_view name;
  std::optional<std::string> found;  // its version or what it is; nothing: it is not there
  std::string_view without;          // what its absence costs the user
  std::string_view remedy;           // how to get it
};

// What is installed here. Nothing of it changes a result.
struct Installation {
  std::string commit;  // of the source: 12 digits, "-dirty" behind it if files differ; or "unknown"
  std::string compiler;                    // "GCC 12.2.0"
  std::string architecture;                // "x86_64"
  std::vector<std::string> compiled_simd;  // simd_targets.h
  std::string used_simd;
  std::size_t processors = 0;  // that this process may use
  std::vector<Component> components;
};

// Runs other programs to learn what they are. The commit is the command's to know.
Installation installation(std::string_view commit);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_DOCTOR_INSTALLATION_H_
