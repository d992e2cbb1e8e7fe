// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#ifndef SWINGPROOF_REPORTS_CI_ANNOTATION_H_
#define SWINGPROOF_REPORTS_CI_ANNOTATION_H_

#include <optional>
#include <string>
#include <string_view>

namespace swingproof {

// A line by which GitHub Actions shows a text beside a change
// (https://docs.github.com/actions/reference/workflow-commands).
struct Annotation {
  std::string_view level;  // "error", "warning" or "notice"
  std::string title;
  std::string text;
  std::optional<std::string> file = {};  // a path, as somebody gave it
  std::optional<int> line = {};          // in the file, from 1
};

std::string annotation_line(const Annotation& annotation);

}  // namespace swingproof

#endif  // SWINGPROOF_REPORTS_CI_ANNOTATION_H_
