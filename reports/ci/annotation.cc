// Copyright 2026 The swingproof authors.
// SPDX-License-Identifier: Apache-2.0

#include "reports/ci/annotation.h"

#include <fmt/format.h>

namespace swingproof {
namespace {

// In a property two more characters have a meaning than in the text.
std::string annotation_text(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char character : text) {
    const bool is_special = character == '%' || character == '\r' || character == '\n' ||
                            (is_property && (character == ':' || character == ','));
    if (is_special) {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(character));
    } else {
      escaped += character;
    }
  }
  return escaped;
}

}  // namespace

std::string annotation_line(const Annotation& annotation) {
  std::string place;
  if (annotation.file) place += "file=" + annotation_text(*annotation.file, true) + ",";
  if (annotation.file && annotation.line) place += fmt::format("line={},", *annotation.line);
  return fmt::format("::{} {}title={}::{}\n", annotation.level, place,
                     annotation_text(annotation.title, true),
                     annotation_text(annotation.text, false));
}

}  // namespace swingproof
